//! `vestibule source learn`, against the sandbox.

use std::process::Stdio;

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

#[tokio::test]
async fn a_walk_learns_every_screen_it_meets() {
    let program = Program::start().await;
    let url = program.sandbox.url("/classic/login");
    let arguments = ["source", "learn", &url, "--walk"];
    let mut child = program.command(&arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"user_good\npass_good+mfa_sms\n123456\n").await.unwrap();
    let output = child.wait_with_output().await.unwrap();
    let recipe = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", program.log());
    for part in ["ask = \"credentials\"", "ask = \"one_time_code\"", "channel = \"sms\""] {
        assert!(recipe.contains(part), "{part} is not in {recipe}");
    }
    assert!(!recipe.contains("pass_good") && !recipe.contains("123456"), "{recipe}");
}
