//! `vestibule keys`, and what stays as it was when the signing key changes.

use std::fs;

use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};

use crate::support::{Program, client};

/// A call with an idempotency key: its status and answer.
async fn call(program: &Program, body: &Value) -> (u16, Value) {
    let request = client().post(program.url("/v1/links")).bearer_auth(program.backend.key());
    let request = request.header("idempotency-key", "one").header(CONTENT_TYPE, "application/json");
    let answer = request.body(body.to_string()).send().await.unwrap();
    let status = answer.status().as_u16();
    (status, serde_json::from_str(&answer.text().await.unwrap()).unwrap())
}

/// Types a wrong password for one account, with a link of its own.
async fn tries(program: &Program, job: &str) {
    let (_, mut customer) = program.customer_of(job).await;
    customer.answer(&[("identifier", "user_good"), ("password", "pass_wrong")]).await;
}

#[tokio::test]
async fn a_repeated_call_is_known_again_after_the_signing_key_has_changed() {
    let mut program = Program::start().await;
    let job = program.backend.sandbox_job(&program.sandbox, "classic").await;
    let body = json!({"external_id": "customer-1", "job_id": job});
    let made = call(&program, &body).await;
    assert_eq!(made.0, 201);
    program.stop().await;
    program.told(&["keys", "rotate"]).await;
    program.serve().await;
    assert_eq!(call(&program, &body).await, made);
    let other = json!({"external_id": "customer-2", "job_id": job});
    assert_eq!(call(&program, &other).await.0, 422);
}

#[tokio::test]
async fn keys_are_added_promoted_resealed_and_retired_one_step_at_a_time() {
    let mut program = Program::start().await;
    let (link, mut customer) = program.customer().await;
    customer.answer(&[("identifier", "user_good"), ("password", "mfa_sms")]).await.asks("one_time_code");
    program.stop().await;
    let old = program.told(&["keys", "list"]).await.split(' ').next().unwrap().to_owned();
    let new = program.told(&["keys", "add"]).await;
    let listed = program.told(&["keys", "list"]).await;
    assert!(listed.contains(&format!("{old}  signs")) && listed.contains(&format!("{new}  verifies")), "{listed}");

    program.told(&["keys", "promote", &new]).await;
    assert!(program.told(&["keys", "list"]).await.contains(&format!("{new}  signs")));
    let found = program.told(&["keys", "reseal", "--dry-run"]).await;
    assert!(!found.starts_with("0 "), "{found}");
    let sealed = program.told(&["keys", "reseal"]).await;
    assert!(!sealed.starts_with("0 "), "{sealed}");
    assert!(program.told(&["keys", "reseal", "--dry-run"]).await.starts_with("0 "));

    let refused = program.command(&["keys", "retire", &old]).output().await.unwrap();
    assert!(!refused.status.success());
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(told.contains(&format!("the key {old} is still needed: 1 link(s)")), "{told}");
    program.serve().await;
    // What was sealed anew opens: the sign-in goes on where it was.
    customer.reload().await.asks("one_time_code");
    customer.answer(&[("code", "123456")]).await.is("done");
    program.backend.sees(&link, "COMPLETED").await;
}

#[tokio::test]
async fn a_ring_that_came_by_a_variable_is_printed_and_not_written() {
    let mut program = Program::start().await;
    program.stop().await;
    let file = program.folder.path().join("keys.toml");
    let ring = fs::read_to_string(&file).unwrap();
    fs::remove_file(&file).unwrap();
    let output = program.command(&["keys", "add"]).env("VESTIBULE_KEYS", &ring).output().await.unwrap();
    assert!(output.status.success(), "{}", program.log());
    let printed: toml::Table = String::from_utf8(output.stdout).unwrap().parse().unwrap();
    let before: toml::Table = ring.parse().unwrap();
    assert_eq!(printed["keys"].as_array().unwrap().len(), 2);
    assert_eq!((&printed["signing"], &printed["index"]), (&before["signing"], &before["index"]));
    assert!(!file.exists());
}

#[tokio::test]
async fn wrong_passwords_before_and_after_a_change_of_keys_are_counted_together() {
    let mut program = Program::start().await;
    let definition = json!({"lock_out": {"after": 5, "minutes": 60}});
    let job = program.backend.sandbox_job(&program.sandbox, "classic").await;
    let source = program.backend.get("/v1/sources").await.expect(200)["data"][0]["id"].as_str().unwrap().to_owned();
    let body = Some(definition.to_string());
    program.backend.send(reqwest::Method::PATCH, &format!("/v1/sources/{source}"), body).await.expect(200);
    for _ in 0..3 {
        tries(&program, &job).await;
    }
    program.stop().await;
    program.told(&["keys", "rotate"]).await;
    program.serve().await;
    let reached = program.sandbox.received("password").await.len();
    // The source locks at five and we stay one below: a warning, the last try, and nothing more.
    let wrong = [("identifier", "user_good"), ("password", "pass_wrong")];
    let (_, mut warned) = program.customer_of(&job).await;
    warned.answer(&wrong).await.asks("credentials");
    let warned_at = program.sandbox.received("password").await.len();
    warned.answer(&wrong).await;
    let (_, mut late) = program.customer_of(&job).await;
    late.answer(&wrong).await.is("failed");
    let reached_after = program.sandbox.received("password").await.len();
    assert_eq!((reached, warned_at, reached_after), (3, 3, 4));
}
