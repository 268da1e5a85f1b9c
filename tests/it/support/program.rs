//! The program itself as a process that can be killed, with the sandbox outside of it.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use tokio::{
    net::TcpListener,
    process::{Child, Command},
    time::timeout,
};

use super::{Backend, Customer, Database, Folder, Link, Sandbox, client, until};

/// An installation of the program. The order is that in which it is taken down.
pub struct Program {
    process: Option<Child>,
    pub backend: Backend,
    pub sandbox: Sandbox,
    address: String,
    pub database: Database,
    pub folder: Folder,
}

impl Program {
    /// Installs it for one tenant, and starts it.
    pub async fn start() -> Self {
        let (folder, sandbox) = (Folder::new(), Sandbox::start().await);
        let database = Database::fresh(folder.path()).await;
        let address = free_address().await;
        let backend = Backend::new(&format!("http://{address}"), "");
        let mut program = Self { process: None, backend, sandbox, address, database, folder };
        let tenant = program.told(&["tenant", "add", "Harbour Books"]).await;
        let key = program.told(&["key", "add", "--test", &tenant]).await;
        program.backend = program.backend.with_key(&key);
        program.serve().await;
        program
    }

    /// The program with these arguments, on its data.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let log = File::options().create(true).append(true).open(self.log_path()).unwrap();
        let mut command = Command::new("/bin/sh");
        // What would be more than a file may hold is an error to it, as on a disk that is full, and not its death.
        command
            .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_vestibule")])
            .args(arguments)
            .env_clear()
            .env("VESTIBULE_DATA_DIR", self.folder.path())
            .env("VESTIBULE_DATABASE_URL", self.database.url())
            .env("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8")
            .env("VESTIBULE_LISTEN", &self.address)
            .env("VESTIBULE_LOG", "trace")
            .env("NO_COLOR", "1")
            .stderr(Stdio::from(log))
            .kill_on_drop(true);
        command
    }

    /// What a command prints.
    pub async fn told(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).stdout(Stdio::piped()).output().await.unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", self.log());
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// Starts it, on the data that is there, and waits until it answers.
    pub async fn serve(&mut self) {
        self.start_with(&[]);
        if !self.answers().await {
            let ended = self.process.as_mut().unwrap().try_wait();
            panic!("ended at once, {ended:?}: {}", self.log());
        }
    }

    /// Starts it as [`Self::serve`] does, with a listener for operators: where that is.
    pub async fn serve_operators(&mut self) -> String {
        let address = free_address().await;
        self.start_with(&[("VESTIBULE_METRICS_LISTEN", &address)]);
        assert!(self.answers().await, "ended at once: {}", self.log());
        address
    }

    /// Starts it with more variables, and does not wait for it.
    pub fn start_with(&mut self, variables: &[(&str, &str)]) {
        self.process = Some(self.command(&["serve"]).envs(variables.iter().copied()).spawn().unwrap());
    }

    /// Starts it as [`Self::serve`] does, after a command of the shell such as `ulimit -n 64`.
    pub async fn serve_within(&mut self, limit: &str) {
        self.process = Some(self.within(limit, &["serve"]).spawn().unwrap());
        assert!(self.answers().await, "ended at once: {}", self.log());
    }

    /// Does something with another data folder, after a command of the shell such as `umask 077`.
    pub async fn does_within(&self, limit: &str, folder: &Path, arguments: &[&str]) {
        let mut command = self.within(limit, arguments);
        assert!(command.env("VESTIBULE_DATA_DIR", folder).status().await.unwrap().success(), "{}", self.log());
    }

    fn within(&self, limit: &str, arguments: &[&str]) -> Command {
        let command = self.command(arguments);
        let command = command.as_std();
        let log = File::options().append(true).open(self.log_path()).unwrap();
        let mut within = Command::new("/bin/sh");
        within
            .args(["-c", &format!("{limit}; exec \"$0\" \"$@\"")])
            .arg(command.get_program())
            .args(command.get_args());
        within.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        within.stderr(Stdio::from(log)).kill_on_drop(true);
        within
    }

    /// Waits until it answers; false when it ends before.
    pub async fn answers(&mut self) -> bool {
        let url = self.url("/v1/jobs");
        until("the program serves", async || {
            let process = self.process.as_mut().unwrap();
            if process.try_wait().unwrap().is_some() {
                return Some(false);
            }
            client().get(&url).send().await.ok().filter(|answer| answer.status() == 401).map(|_| true)
        })
        .await
    }

    /// Asks it to stop, as whoever runs services does, and waits until it has.
    pub async fn stop(&mut self) {
        let mut process = self.process.take().unwrap();
        let id = process.id().unwrap().to_string();
        assert!(Command::new("/bin/kill").args(["-TERM", &id]).status().await.unwrap().success());
        assert!(process.wait().await.unwrap().success(), "{}", self.log());
    }

    /// Kills it at once, as `kill -9` does.
    pub async fn kill(&mut self) {
        let mut process = self.process.take().unwrap();
        process.kill().await.unwrap();
    }

    /// Lets it write no files any more, or again; what it has started already may.
    pub async fn may_write(&self, may: bool) {
        let process = self.process.as_ref().unwrap().id().unwrap().to_string();
        let most = if may { "--fsize=unlimited:unlimited" } else { "--fsize=0:unlimited" };
        assert!(Command::new("prlimit").args(["--pid", &process, most]).status().await.unwrap().success());
    }

    /// Whether it ends by itself within a time; otherwise it is killed then.
    pub async fn ends_within(&mut self, life: Duration) -> bool {
        let mut process = self.process.take().unwrap();
        let ended = timeout(life, process.wait()).await;
        if ended.is_err() {
            process.kill().await.unwrap();
        }
        ended.is_ok()
    }

    pub async fn crash_and_serve(&mut self) {
        self.kill().await;
        self.serve().await;
    }

    fn log_path(&self) -> PathBuf {
        self.folder.path().join("program.log")
    }

    /// Everything it ever logged.
    pub fn log(&self) -> String {
        fs::read_to_string(self.log_path()).unwrap_or_default()
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A link to the sandbox, and its customer at the first prompt.
    pub async fn customer(&self) -> (Link, Customer) {
        let job = self.backend.sandbox_job(&self.sandbox, "classic").await;
        self.customer_of(&job).await
    }

    pub async fn customer_of(&self, job: &str) -> (Link, Customer) {
        let link = self.backend.create_link(job).await;
        let mut customer = Customer::new();
        customer.open(&link.url).await.is("begin");
        customer.press_continue().await.asks("credentials");
        (link, customer)
    }
}

/// An address that nobody listens on, and where the program can come back to: connections of this machine to itself, of
/// which there are many, are made from another.
async fn free_address() -> String {
    let [a, b, c] = rand::random::<[u8; 3]>().map(|part| part.clamp(1, 254));
    let listener = TcpListener::bind(format!("127.{a}.{b}.{c}:0")).await.unwrap();
    listener.local_addr().unwrap().to_string()
}
