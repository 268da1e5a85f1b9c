//! Data folders that others use, or that take nothing.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::Path,
    process::Stdio,
};

use serde_json::json;
use tokio::process::Command;

use super::processes;
use crate::support::{Customer, Link, Program, client, until};

/// A customer of the theme that needs a browser, before the first prompt.
async fn customer(program: &Program) -> (Link, Customer) {
    let job = program.backend.sandbox_job(&program.sandbox, "app").await;
    let link = program.backend.create_link(&job).await;
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    (link, customer)
}

async fn ends_well(program: &Program, link: &Link, mut customer: Customer) {
    customer.page().asks("credentials");
    customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await.is("done");
    program.backend.sees(link, "COMPLETED").await;
}

async fn is_ready(program: &Program, status: u16) {
    until(&format!("/readyz says {status}"), async || {
        let answer = client().get(program.url("/readyz")).send().await.unwrap();
        (answer.status() == status).then_some(())
    })
    .await;
}

/// Waits until no browser and nothing of one is left.
async fn nothing_is_left(browsers: &Path) {
    until("the browsers and their folders are gone", async || {
        let is_empty = fs::read_dir(browsers).map_or(true, |mut entries| entries.next().is_none());
        (is_empty && processes::of(browsers).is_empty()).then_some(())
    })
    .await;
}

#[tokio::test]
async fn another_server_on_the_same_data_folder_leaves_the_browsers_there_alone() {
    let mut program = Program::start().await;
    let browsers = program.folder.path().join("browsers");
    let (link, mut customer) = customer(&program).await;
    customer.press_continue().await;
    let mut other = program.command(&["serve"]).env("VESTIBULE_LISTEN", "127.0.0.1:0").spawn().unwrap();
    if program.database.is_shared() {
        until("both serve", async || (program.log().matches("serving").count() > 1).then_some(())).await;
    } else {
        assert!(!other.wait().await.unwrap().success());
        assert!(program.log().contains("another vestibule is using the data folder"), "{}", program.log());
    }
    assert!(processes::of(&browsers).iter().any(processes::Process::is_browser));
    ends_well(&program, &link, customer).await;
    program.stop().await;
    other.start_kill().ok();
    other.wait().await.unwrap();
    nothing_is_left(&browsers).await;
}

#[tokio::test]
async fn a_data_folder_that_cannot_be_written_to_is_named() {
    let program = Program::start().await;
    for folder in ["/proc/vestibule", "/proc"] {
        let mut serve = program.command(&["serve"]);
        serve.env("VESTIBULE_DATA_DIR", folder).env("VESTIBULE_LISTEN", "127.0.0.1:0").stderr(Stdio::piped());
        let output = serve.output().await.unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains(folder), "{said}");
    }
}

#[tokio::test]
async fn a_disk_that_takes_nothing_is_told_of_at_the_start() {
    let mut program = Program::start().await;
    program.stop().await;
    if program.database.is_shared() {
        return; // The disk is another machine's.
    }
    let serve = program.command(&["serve"]);
    let serve = serve.as_std();
    let mut full = Command::new("/bin/sh");
    full.args(["-c", "ulimit -f 0; exec \"$0\" \"$@\""]).arg(serve.get_program()).args(serve.get_args()).env_clear();
    full.envs(serve.get_envs().filter_map(|(name, value)| Some((name, value?)))).stderr(Stdio::piped());
    let output = full.output().await.unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("disk I/O error"), "{said}");
    program.serve().await;
    let (link, mut customer) = customer(&program).await;
    customer.press_continue().await;
    ends_well(&program, &link, customer).await;
}

#[tokio::test]
async fn an_answer_is_not_taken_while_the_disk_takes_nothing() {
    let program = Program::start().await;
    if program.database.is_shared() {
        return;
    }
    let (link, mut customer) = customer(&program).await;
    customer.press_continue().await.asks("credentials");
    let url = customer.page().url.to_string();
    program.may_write(false).await;
    let page = customer.submit(&[("identifier", "user_good"), ("password", "pass_good")]).await;
    page.is("error");
    assert_eq!(page.status, 503, "{}", page.body);
    let job = program.backend.link(&link).await["job_id"].clone();
    let body = json!({"external_id": "customer-2", "job_id": job});
    let reply = program.backend.try_post("/v1/links", &body, "second").await.unwrap();
    assert_eq!(reply.problem(503).0, "unavailable");
    is_ready(&program, 503).await;
    assert!(program.sandbox.ledger().await.is_empty());
    program.may_write(true).await;
    is_ready(&program, 200).await;
    customer.open(&url).await;
    ends_well(&program, &link, customer).await;
    assert_eq!(program.sandbox.received("password").await, ["pass_good"]);
}

#[tokio::test]
async fn browsers_that_have_no_place_for_their_folders_are_our_fault_and_come_when_they_have() {
    let mut program = Program::start().await;
    let browsers = program.folder.path().join("browsers");
    program.stop().await;
    let _ = fs::remove_dir(&browsers);
    symlink("/proc", &browsers).unwrap();
    program.serve().await;
    let (link, mut customer) = customer(&program).await;
    let page = customer.press_continue().await;
    page.is("failed");
    page.tells("internal");
    fs::remove_file(&browsers).unwrap();
    customer.press_continue().await;
    ends_well(&program, &link, customer).await;
    program.stop().await;
    nothing_is_left(&browsers).await;
}

#[tokio::test]
async fn a_browser_whose_disk_takes_nothing_leaves_nothing_behind() {
    let mut program = Program::start().await;
    program.stop().await;
    let places = ["/usr/lib/chromium/chromium-headless-shell", "/usr/lib/chromium/chromium"];
    let browser = places.into_iter().find(|place| Path::new(place).is_file()).expect("a browser is installed");
    let wrapper = program.folder.path().join("browser-on-a-full-disk");
    fs::write(&wrapper, format!("#!/bin/sh\ntrap '' XFSZ\nulimit -f 0\nexec {browser} \"$@\"\n")).unwrap();
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755)).unwrap();
    program.start_with(&[("VESTIBULE_BROWSER", wrapper.to_str().unwrap())]);
    assert!(program.answers().await, "{}", program.log());
    let (_, mut customer) = customer(&program).await;
    let page = customer.press_continue().await;
    page.is("failed");
    page.tells("internal");
    program.stop().await;
    nothing_is_left(&program.folder.path().join("browsers")).await;
}
