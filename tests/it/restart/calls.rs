//! Killed while a backend makes links: what was answered is there, and what is repeated is done once.

use std::collections::BTreeMap;

use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::support::{Program, client};

/// A call with an idempotency key of its own: the id of the link, if the answer came.
async fn make_link(url: String, key: String, job: String, number: usize) -> Option<(usize, String)> {
    let body = json!({"external_id": format!("customer-{number}"), "job_id": job}).to_string();
    let request = client().post(url).bearer_auth(key).header("idempotency-key", format!("link-{number}"));
    let answer = request.header(CONTENT_TYPE, "application/json").body(body).send().await.ok()?;
    let made: Value = serde_json::from_str(&answer.text().await.ok()?).ok()?;
    Some((number, made["id"].as_str()?.to_owned()))
}

#[tokio::test]
async fn a_call_that_is_repeated_after_a_crash_is_done_once() {
    const CALLS: usize = 90;
    let mut program = Program::start().await;
    let job = program.backend.sandbox_job(&program.sandbox, "classic").await;
    let make = |program: &Program, number| {
        make_link(program.url("/v1/links"), program.backend.key().to_owned(), job.clone(), number)
    };
    let mut answered = BTreeMap::new();
    for crash in 1..=3 {
        let mut calls = JoinSet::new();
        (0..CALLS).for_each(|number| drop(calls.spawn(make(&program, number))));
        while answered.len() < crash * 10 {
            answered.extend(calls.join_next().await.unwrap().unwrap());
        }
        program.kill().await;
        while let Some(ended) = calls.join_next().await {
            answered.extend(ended.unwrap());
        }
        program.serve().await;
    }
    for number in 0..CALLS {
        let (_, id) = make(&program, number).await.unwrap();
        let before = answered.insert(number, id.clone());
        assert!(before.is_none_or(|before| before == id), "call {number} made two links");
    }
    let listed = program.backend.get("/v1/links?limit=100").await.expect(200);
    let mut told: Vec<&str> =
        listed["data"].as_array().unwrap().iter().map(|link| link["id"].as_str().unwrap()).collect();
    let mut known: Vec<&str> = answered.values().map(String::as_str).collect();
    told.sort_unstable();
    known.sort_unstable();
    assert_eq!(told, known);
}
