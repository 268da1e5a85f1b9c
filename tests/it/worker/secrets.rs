//! What was typed is found nowhere: not in the database, not in the log, not in the API.

use std::{fs, path::Path};

use serde_json::Value;

use crate::support::{Customer, Link, Program};

/// Typed secrets that the source refuses, and words that it takes; all of them easily recognised.
pub const PASSWORD: &str = "Recognisable-Password-7391";
const ANSWER: &str = "Recognisable-Answer-4417";
const TAKEN: &str = "mfa_questions_1_1+mfa_sms+expire_code_3571";
pub const CODE: &str = "739146";
const SECRETS: [&str; 5] = [PASSWORD, ANSWER, TAKEN, "expire_code_3571", "answer_1_1"];

async fn walks_through(program: &Program, theme: &str) -> (Link, Customer) {
    let job = program.backend.sandbox_job(&program.sandbox, theme).await;
    let (link, mut customer) = program.customer_of(&job).await;
    let pair = |password| [("identifier", "user_good"), ("password", password)];
    customer.answer(&pair(PASSWORD)).await.tells("invalid_credentials");
    customer.answer(&pair(TAKEN)).await.asks("security_question");
    customer.answer(&[("answer_1", ANSWER)]).await.tells("security_answer_wrong");
    is_nowhere(program, &link).await;
    customer.answer(&[("answer_1", "answer_1_1")]).await.asks("one_time_code");
    customer.answer(&[("code", CODE)]).await.tells("mfa_code_invalid");
    is_nowhere(program, &link).await;
    customer.answer(&[("code", "123456")]).await.is("done");
    (link, customer)
}

/// Whether six digits stand there by themselves, and not as part of a time or a longer number.
fn has_code(text: &str) -> bool {
    let digit_or_zone = |c: char| c.is_ascii_digit() || c == 'Z';
    text.match_indices(CODE).any(|(at, _)| {
        let is_part = text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.');
        !is_part && !text[at + CODE.len()..].starts_with(digit_or_zone)
    })
}

pub fn holds_none(place: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} is in {place}");
    }
    assert!(!has_code(&text), "{CODE} is in {place}");
}

/// Looks at every file; those of browsers may go while they are looked at.
pub fn files(folder: &Path) {
    for path in fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files(&path);
        } else if let Ok(bytes) = fs::read(&path) {
            holds_none(&path.display().to_string(), &bytes);
        }
    }
}

/// Looks at every file (the log is among them), every row, and everything the API tells.
pub async fn is_nowhere(program: &Program, link: &Link) {
    files(program.folder.path());
    holds_none("the database", program.database.dump(program.folder.path()).await.as_bytes());
    for noun in
        ["links", "sources", "workflows", "jobs", "job-runs", "workflow-runs", "artifacts", "events", "deliveries"]
    {
        let listed: Value = program.backend.get(&format!("/v1/{noun}?limit=100")).await.expect(200);
        holds_none(noun, listed.to_string().as_bytes());
    }
    holds_none("the link", program.backend.link(link).await.to_string().as_bytes());
}

#[tokio::test]
async fn what_was_typed_is_found_nowhere() {
    found_nowhere("classic").await;
}

#[tokio::test]
async fn what_was_typed_in_a_browser_is_found_nowhere() {
    found_nowhere("app").await;
}

async fn found_nowhere(theme: &str) {
    let mut program = Program::start().await;
    let (link, _) = walks_through(&program, theme).await;
    program.backend.sees(&link, "COMPLETED").await;
    is_nowhere(&program, &link).await;
    let log = program.log();
    assert!(log.contains("DEBUG") && log.contains("request{"), "the log tells nothing");
    assert!(!log.contains(link.token()), "a link is as good as a key");
    program.kill().await;
    files(program.folder.path());
}

#[tokio::test]
async fn an_answer_that_is_on_its_way_is_not_lying_open() {
    let mut program = Program::start().await;
    let (link, customer) = program.customer().await;
    let form = customer.page().prompt();
    let fields = form.filled(&[("identifier", "user_good"), ("password", "Recognisable-Password-7391+delay_3")]);
    customer.send_form(&form.action, &fields).await;
    is_nowhere(&program, &link).await;
    program.kill().await;
    files(program.folder.path());
}
