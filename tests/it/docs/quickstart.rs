//! What README and the documentation say to type, typed as it stands beside `vestibule demo`. Only the address and what
//! is written with `…` are put in.

use std::{
    env,
    fs::{self, File},
    path::Path,
    process::Stdio,
};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout, Command},
};

use crate::support::{Backend, Customer, Database, Folder, Link};

const PROGRAM: &str = env!("CARGO_BIN_EXE_vestibule");
/// The address in every text.
const ADDRESS: &str = "127.0.0.1:8080";
/// The id that stands for every other on the page about the API.
const SAMPLE: &str = "01k5v0jyfxt2m9r8q7e3c6b4ha";

/// Two terminals in the same folder: the demo in one, a shell in the other.
struct Demo {
    _program: Child,
    shell: Shell,
    address: String,
    /// The command that it printed.
    printed: String,
    _database: Database,
    _folder: Folder,
}

struct Shell {
    _process: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    /// What the last block printed.
    printed: String,
}

impl Demo {
    async fn start() -> Self {
        let folder = Folder::new();
        let database = Database::fresh(folder.path()).await;
        // So that each answer is followed by its status, with the commands as they are.
        fs::write(folder.path().join(".curlrc"), "write-out = \"\\n%{http_code}\\n\"\n").unwrap();
        let mut program = command(PROGRAM, folder.path())
            .args(["demo", "--listen", "127.0.0.1:0"])
            .env("VESTIBULE_DATABASE_URL", database.url())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let mut printed = String::new();
        while let Some(line) = lines.next_line().await.unwrap().filter(|line| !line.starts_with("Ctrl-C")) {
            printed.push_str(&line);
            printed.push('\n');
        }
        let said = || fs::read_to_string(folder.path().join("log")).unwrap();
        let address = printed.split("http://").nth(1).unwrap_or_else(|| panic!("{}", said()));
        let address = address.split('/').next().unwrap().to_owned();
        let printed = printed.find("    curl ").map(|at| printed[at..].to_owned()).unwrap();
        let mut shell =
            command("/bin/bash", folder.path()).env("VESTIBULE_API_URL", format!("http://{address}")).spawn().unwrap();
        let input = shell.stdin.take().unwrap();
        let output = BufReader::new(shell.stdout.take().unwrap()).lines();
        let shell = Shell { _process: shell, input, output, printed: String::new() };
        Self { _program: program, shell, address, printed, _database: database, _folder: folder }
    }

    /// Types a block; what it printed.
    async fn types(&mut self, block: &str) -> &str {
        let block = block.replace(ADDRESS, &self.address).replace("cargo run --", PROGRAM);
        self.shell.types(&block).await;
        &self.shell.printed
    }

    async fn key(&mut self) -> String {
        self.types("echo $KEY").await.trim().to_owned()
    }

    /// The customer of a link that was just printed signs in, and the link is completed.
    async fn customer_signs_in(&mut self) -> (Backend, Link) {
        let link: Value = self.shell.answer(201);
        let text = |name: &str| link[name].as_str().unwrap().to_owned();
        let link = Link { id: text("id"), url: text("link_url") };
        let mut customer = Customer::new();
        customer.open(&link.url).await.is("begin");
        customer.press_continue().await.asks("credentials");
        customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await.is("done");
        let backend = Backend::new(&format!("http://{}", self.address), &self.key().await);
        backend.sees(&link, "COMPLETED").await;
        (backend, link)
    }
}

/// A command in a folder, with pipes and without anything of the tests' own surroundings.
fn command(program: &str, folder: &Path) -> Command {
    let log = File::options().create(true).append(true).open(folder.join("log")).unwrap();
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("PATH", env::var_os("PATH").unwrap())
        .env("CURL_HOME", folder)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(log)
        .kill_on_drop(true);
    command
}

impl Shell {
    /// Types the lines; a line like `JOB=job_…` gets the id that was printed last.
    async fn types(&mut self, block: &str) {
        let (mut lines, mut printed) = (String::new(), String::new());
        for line in block.lines() {
            let Some(prefix) = line.strip_suffix('…').and_then(|line| line.split('=').nth(1)) else {
                lines.push_str(line);
                lines.push('\n');
                continue;
            };
            printed.push_str(&self.runs(&lines).await);
            let found = printed.rsplit('"').find(|part| part.starts_with(prefix));
            let found = found.unwrap_or_else(|| panic!("no {prefix} in {printed}"));
            lines = format!("{}={found}\n", line.split('=').next().unwrap());
        }
        printed.push_str(&self.runs(&lines).await);
        self.printed = printed;
    }

    async fn runs(&mut self, lines: &str) -> String {
        const END: &str = "--- that was it";
        self.input.write_all(format!("{lines}\necho; echo '{END}'\n").as_bytes()).await.unwrap();
        let mut printed = String::new();
        while let Some(line) = self.output.next_line().await.unwrap().filter(|line| line != END) {
            printed.push_str(&line);
            printed.push('\n');
        }
        printed
    }

    async fn prints(&mut self, word: &str) {
        while !self.output.next_line().await.unwrap().expect("the shell is there").contains(word) {}
    }

    /// The JSON that the last block printed, which must have come with this status.
    #[track_caller]
    fn answer(&self, status: u16) -> Value {
        let lines: Vec<&str> = self.printed.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines.get(1), Some(&status.to_string().as_str()), "{}", self.printed);
        serde_json::from_str(lines[0]).unwrap()
    }
}

/// The blocks of shell commands in a section of a file.
fn blocks(file: &str, section: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let section = text.split(&format!("\n## {section}\n")).nth(1).unwrap().split("\n## ").next().unwrap();
    let blocks = section.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    // Those of a list are indented.
    blocks
        .map(|block| block.lines().map(|line| line.strip_prefix("   ").unwrap_or(line)).collect::<Vec<_>>().join("\n"))
        .collect()
}

#[tokio::test]
async fn the_first_link_of_the_readme_is_made_as_it_is_typed() {
    let mut demo = Demo::start().await;
    assert_eq!(blocks("README.md", "Try it")[0].trim(), "cargo run -- demo");
    let [makes, listens] = blocks("README.md", "Your first link").try_into().unwrap();
    demo.types(&makes).await;
    demo.customer_signs_in().await;
    demo.types(&format!("{} &", listens.trim())).await;
    demo.shell.prints("Listening.").await;
    let makes = makes.replace(ADDRESS, &demo.address) + "\n";
    demo.shell.input.write_all(makes.as_bytes()).await.unwrap();
    demo.shell.prints("link.created").await;
    demo.types("kill %1").await;
}

#[tokio::test]
async fn the_walk_through_the_api_works_as_it_is_typed() {
    let mut demo = Demo::start().await;
    let [begins, source, workflow, job, link, follows, fetches] =
        blocks("docs/api.md", "A walk through").try_into().unwrap();
    demo.types(&begins).await;
    for block in [source, workflow, job, link] {
        demo.types(&block).await;
        demo.shell.answer(201);
    }
    let (backend, link) = demo.customer_signs_in().await;
    demo.types(&follows).await;
    assert_eq!(demo.shell.answer(200)["status"], "COMPLETED");
    demo.types(&fetches).await;
    let listed = demo.shell.answer(200);
    assert_eq!(listed["data"].as_array().unwrap().len(), 1, "{listed}");
    let read = backend.artifacts(&link).await;
    assert_eq!(read, [json!([{"number": "1003"}, {"number": "1002"}, {"number": "1001"}])]);
}

#[tokio::test]
async fn the_quickstart_of_the_page_about_the_api_works_as_it_is_typed() {
    let mut demo = Demo::start().await;
    let mut developer = Customer::new();
    let page = developer.open(&format!("http://{}/docs/api", demo.address)).await.clone();
    let [starts, tells] = page.blocks("ol.steps pre").try_into().unwrap();
    assert_eq!(starts, "vestibule demo");
    let known: Value = serde_json::from_str(demo.types("cat vestibule-data/demo.json").await).unwrap();
    let text = |at: &str| known.pointer(at).unwrap().as_str().unwrap().to_owned();
    demo.types(&tells.replace("vst_…", &text("/api_key"))).await;
    let call = |name: &str, ids: &[&str]| {
        let command = page.blocks(&format!("pre[data-call={name}]")).remove(0);
        ids.iter().fold(command, |command, id| {
            let prefix = id.split('_').next().unwrap();
            command.replace(&format!("{prefix}_{SAMPLE}"), id)
        })
    };

    demo.types(&call("create_link", &[&text("/job")])).await;
    let (_, link) = demo.customer_signs_in().await;
    demo.types(&call("get_link", &[&link.id])).await;
    assert_eq!(demo.shell.answer(200)["status"], "COMPLETED");
    demo.types(&call("list_artifacts", &[])).await;
    assert_eq!(demo.shell.answer(200)["data"][0]["name"], "invoices");

    // The workflow that is shown reads the sandbox's account.
    let source = text("/themes/0/source");
    demo.types(&call("create_workflow", &[&source])).await;
    let workflow = demo.shell.answer(201)["id"].as_str().unwrap().to_owned();
    demo.types(&call("create_job", &[&source, &workflow])).await;
    let job = demo.shell.answer(201)["id"].as_str().unwrap().to_owned();
    demo.types(&call("create_link", &[&job])).await;
    let (backend, link) = demo.customer_signs_in().await;
    let read = backend.artifacts(&link).await;
    assert_eq!(read, [json!([{"number": "1003"}, {"number": "1002"}, {"number": "1001"}])]);
}

#[tokio::test]
async fn what_the_demo_prints_makes_a_link() {
    let mut demo = Demo::start().await;
    let printed = demo.printed.clone();
    demo.types(&printed).await;
    demo.shell.answer(201);
}
