//! A server in a process of its own: its address, its counts, its time and its memory.

use std::{
    ffi::OsString,
    fs,
    net::SocketAddr,
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    net::{TcpListener, TcpStream},
    process::{Child, ChildStdin, ChildStdout, Command},
};

use super::{
    rate::{Round, rounded},
    server::Counts,
};

/// A running server; it ends with this.
pub struct Process {
    pub address: SocketAddr,
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
}

/// Another build of Vestibule that is to be measured instead of this one; it cannot say what it has done.
fn other_build() -> Option<OsString> {
    std::env::var_os("VESTIBULE_LOAD_PROGRAM")
}

/// This program once more, to play another part with a data folder.
fn command(part: &str, data: &Path) -> anyhow::Result<Command> {
    let mut command = if let Some(program) = other_build().filter(|_| part == "vestibule") {
        Command::new(program)
    } else {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(part);
        command
    };
    command
        .env("VESTIBULE_DATA_DIR", data.join("data"))
        .env("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8")
        .env("VESTIBULE_API_CALLS", "0")
        .env("VESTIBULE_ADDRESS_FORMS", "0")
        .kill_on_drop(true);
    Ok(command)
}

/// Runs one command of Vestibule; what it printed.
pub async fn vestibule(data: &Path, arguments: &[&str]) -> anyhow::Result<String> {
    let done = command("vestibule", data)?.args(arguments).output().await?;
    ensure!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    Ok(String::from_utf8(done.stdout)?.trim().to_owned())
}

impl Process {
    /// Starts a part; its log goes into the folder.
    pub async fn start(part: &str, data: &Path) -> anyhow::Result<Self> {
        Self::start_with(part, data, &[]).await
    }

    /// Starts a part with more settings.
    pub async fn start_with(part: &str, data: &Path, settings: &[(&str, &str)]) -> anyhow::Result<Self> {
        let log = fs::File::create(data.join(format!("{part}.log")))?;
        if part == "portal" && other_build().is_some() {
            return Self::start_other(data, log, settings).await;
        }
        let mut command = command(part, data)?;
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(log).envs(settings.iter().copied());
        let mut child = command.spawn()?;
        let input = child.stdin.take().context("a pipe")?;
        let mut output = BufReader::new(child.stdout.take().context("a pipe")?).lines();
        let line = output.next_line().await?.with_context(|| format!("the {part} did not start"))?;
        Ok(Self { address: line.parse()?, child, input, output })
    }

    /// Starts a program of Node.js that prints its address first, and ends when its input does; `None` where there is no
    /// Node.js, or no package that it needs.
    pub async fn start_node(script: &Path, arguments: &[&str], data: &Path) -> anyhow::Result<Option<Self>> {
        let log = fs::File::create(data.join("node.log"))?;
        let mut command = Command::new("node");
        command.arg(script).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(log).kill_on_drop(true);
        let Ok(mut child) = command.spawn() else { return Ok(None) };
        let input = child.stdin.take().context("a pipe")?;
        let mut output = BufReader::new(child.stdout.take().context("a pipe")?).lines();
        match output.next_line().await? {
            Some(line) => Ok(Some(Self { address: line.parse()?, child, input, output })),
            None => Ok(None),
        }
    }

    /// Starts another build as a portal.
    async fn start_other(data: &Path, log: fs::File, settings: &[(&str, &str)]) -> anyhow::Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0").await?.local_addr()?;
        let mut command = command("vestibule", data)?;
        command.args(["serve", "--listen", &address.to_string()]).envs(settings.iter().copied());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(log).spawn()?;
        let input = child.stdin.take().context("a pipe")?;
        let output = BufReader::new(child.stdout.take().context("a pipe")?).lines();
        while TcpStream::connect(address).await.is_err() {
            ensure!(child.try_wait()?.is_none(), "the other build did not start");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(Self { address, child, input, output })
    }

    /// What it has done so far.
    pub async fn counts(&mut self) -> anyhow::Result<Counts> {
        self.ask("").await
    }

    /// Has it do what a line says; what it has done so far, then.
    pub async fn ask(&mut self, line: &str) -> anyhow::Result<Counts> {
        self.input.write_all(format!("{line}\n").as_bytes()).await?;
        let line = self.output.next_line().await?.context("the server is gone")?;
        Ok(serde_json::from_str(&line)?)
    }

    /// One round of a part that does so much work by itself when a line says so.
    pub async fn round(&mut self, line: &str) -> anyhow::Result<Round> {
        let (before, cpu) = (self.counts().await?.requests, self.cpu()?);
        let started = Instant::now();
        let done = self.ask(line).await?.requests - before;
        rounded(usize::try_from(done)?, started, self.cpu()?.saturating_sub(cpu))
    }

    /// Lets it come to its end, so that its database is free.
    pub async fn stop(self) -> anyhow::Result<()> {
        let Self { mut child, input, .. } = self;
        drop(input);
        ensure!(child.wait().await?.success(), "it did not stop as it should");
        Ok(())
    }

    /// The number the system knows it by.
    pub fn id(&self) -> anyhow::Result<u32> {
        self.child.id().context("the server is gone")
    }

    /// The processor time it has taken so far, in its code and on its behalf.
    pub fn cpu(&self) -> anyhow::Result<Duration> {
        let stat = self.read("stat")?;
        let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
        let ticks: u64 = fields[11].parse::<u64>()? + fields[12].parse::<u64>()?;
        Ok(Duration::from_millis(ticks * 10)) // Linux tells it in hundredths of a second
    }

    /// The most memory it has had in use since [`Self::forget_peak`], in bytes.
    pub fn peak(&self) -> anyhow::Result<u64> {
        let status = self.read("status")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib: u64 = line.context("VmHWM")?.trim().trim_end_matches(" kB").parse()?;
        Ok(kib * 1024)
    }

    /// Lets the peak be what is in use now.
    pub fn forget_peak(&self) -> anyhow::Result<()> {
        Ok(fs::write(format!("/proc/{}/clear_refs", self.id()?), "5")?)
    }

    /// The memory it has in use, in bytes.
    pub fn memory(&self) -> anyhow::Result<u64> {
        let status = self.read("status")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib: u64 = line.context("VmRSS")?.trim().trim_end_matches(" kB").parse()?;
        Ok(kib * 1024)
    }

    fn read(&self, file: &str) -> anyhow::Result<String> {
        let id = self.id()?;
        Ok(fs::read_to_string(format!("/proc/{id}/{file}"))?)
    }
}
