//! `vestibule source learn`, against the sandbox.

use std::{fs, process::Stdio};

use tokio::io::AsyncWriteExt;

use crate::support::Program;

#[tokio::test]
async fn what_is_learned_from_a_login_page_is_a_recipe_that_knows_it() {
    let program = Program::start().await;
    let url = program.sandbox.url("/classic/login");
    let file = program.folder.path().join("learned.toml");
    let file = file.to_str().unwrap();
    program.told(&["source", "learn", &url, "--out", file]).await;
    let told = program.told(&["source", "check", file, "--live"]).await;
    assert!(told.contains("a customer is asked for: credentials"), "{told}");
    assert!(told.contains("1 screen."), "{told}");
}

/// What a walk with these lines typed prints, on either of its ways out.
async fn walk(program: &Program, typed: &str) -> (String, String) {
    let url = program.sandbox.url("/classic/login");
    let mut command = program.command(&["source", "learn", &url, "--walk"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).await.unwrap();
    let output = child.wait_with_output().await.unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{told}");
    (String::from_utf8(output.stdout).unwrap(), told)
}

#[tokio::test]
async fn a_walk_learns_every_screen_it_meets() {
    let program = Program::start().await;
    let (recipe, _) = walk(&program, "user_good\npass_good+mfa_sms\n\n123456\n").await;
    for part in ["ask = \"credentials\"", "ask = \"one_time_code\"", "channel = \"sms\""] {
        assert!(recipe.contains(part), "{part} is not in {recipe}");
    }
    assert!(!recipe.contains("pass_good") && !recipe.contains("123456"), "{recipe}");
}

#[tokio::test]
async fn a_walk_offers_other_ways_and_another_code_by_their_numbers() {
    let program = Program::start().await;
    let (recipe, told) = walk(&program, "user_good\npass_good+mfa_push\n1\n9\n1\n\n123456\n").await;
    for part in ["ask = \"push_approval\"", "alternatives = ", "ask = \"one_time_code\"", "resend]"] {
        assert!(recipe.contains(part), "{part} is not in {recipe}");
    }
    assert!(told.contains("Number, or Enter to look again") && told.contains("(send it again)"), "{told}");
    assert!(told.contains("cannot be taken: alternative") && told.contains("signed in"), "{told}");
}

#[tokio::test]
async fn whoever_has_no_browser_is_told_what_to_do() {
    let program = Program::start().await;
    let url = program.sandbox.url("/app/login");
    let without = async |arguments: &[&str]| {
        let mut command = program.command(arguments);
        command.env("VESTIBULE_BROWSER", "/nowhere/chromium").stdout(Stdio::piped()).stderr(Stdio::piped());
        let output = command.output().await.unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    };
    let advice = "Install Debian's `chromium-headless-shell`, or say with `browser` where a Chromium is.";
    let (_, told) = without(&["source", "learn", &url]).await;
    assert!(told.contains("may need a browser") && told.contains(advice), "{told}");
    let (is_done, told) = without(&["source", "learn", &url, "--engine", "chrome"]).await;
    assert!(!is_done && told.contains(advice), "{told}");

    let file = program.folder.path().join("app.toml");
    fs::write(&file, format!("name = \"App\"\nlogin_url = \"{url}\"\nengine = \"chrome\"\n")).unwrap();
    let (is_good, told) = without(&["source", "check", file.to_str().unwrap()]).await;
    assert!(is_good && told.contains(advice), "{told}");
    let (is_seen, told) = without(&["source", "check", file.to_str().unwrap(), "--live"]).await;
    assert!(!is_seen && told.contains(advice), "{told}");
}
