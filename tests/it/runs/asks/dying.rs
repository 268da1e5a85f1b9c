//! Questions and answers over which a server dies.

use std::{sync::atomic::Ordering, time::Duration};

use serde_json::Value;

use super::{counting_source, in_browser, job, source, steps};
use crate::support::{Point, Program, die_at, until};

#[tokio::test]
async fn a_question_outlives_a_server_that_is_killed_and_its_answer_is_nowhere_in_clear() {
    let mut program = Program::start().await;
    let (login_url, saved) = source().await;
    let job = job(&program.backend, &login_url, &steps()).await;
    let (link, mut customer) = program.customer_of(&job).await;
    customer.answer(&[("identifier", "eve"), ("password", "s3cret")]).await;
    until("the job asks", async || (customer.reload().await.kind() == "challenge").then_some(())).await;
    program.crash_and_serve().await;
    customer.reload().await.asks("one_time_code");
    customer.answer(&[("code", "246810")]).await;
    program.backend.sees(&link, "COMPLETED").await;
    assert_eq!((saved.load(Ordering::SeqCst), program.backend.artifacts(&link).await.len()), (1, 2));
    assert!(!program.log().contains("246810"), "the log tells the answer");
}

/// Where it dies over an answer.
const POINTS: [Point; 5] =
    [("before commit", 1..13), ("committed", 1..13), ("task claimed", 1..2), ("step begun", 1..4), ("step done", 1..4)];

/// Answers as often as it is asked, while the program dies: how many answers it gave, and how many arrived.
async fn answered(steps: &Value, at: &str) -> (u32, usize, usize) {
    let mut program = Program::start().await;
    let (login_url, saved, given) = counting_source().await;
    let job = job(&program.backend, &login_url, steps).await;
    let (link, mut customer) = program.customer_of(&job).await;
    customer.answer(&[("identifier", "eve"), ("password", "s3cret")]).await;
    until("the job asks", async || (customer.reload().await.kind() == "challenge").then_some(())).await;
    let form = customer.page().prompt();
    let pressed = vec![("action".to_owned(), "submit".to_owned())];
    let fields = [form.filled(&[("code", "246810")]), pressed].concat();
    program.kill().await;
    program.start_with(&[("VESTIBULE_CRASH_AT", at)]);
    let mut answers = 0;
    let mut has_died = !program.answers().await;
    if !has_died {
        answers = 1;
        customer.try_post(&form.action, &fields).await.ok();
        has_died = program.ends_within(Duration::from_secs(8)).await;
    }
    program.serve().await;
    let status = until("the job has ended", async || {
        if customer.reload().await.kind() == "challenge" {
            customer.answer(&[("code", "246810")]).await;
            answers += 1;
        }
        let status = program.backend.link(&link).await["status"].as_str().unwrap().to_owned();
        ["COMPLETED", "FAILED"].contains(&status.as_str()).then_some(status)
    })
    .await;
    eprintln!("{at}: died {has_died}, answered {answers} times, {status}");
    let run = program.backend.all("/v1/workflow-runs?limit=100").await.remove(0);
    assert_eq!((status.as_str(), program.backend.artifacts(&link).await.len()), ("COMPLETED", 2), "{at}: {run}");
    (answers, given.load(Ordering::SeqCst), saved.load(Ordering::SeqCst))
}

/// Each answer arrives once at most; one of which nobody knows whether it did is asked for again.
async fn arrives_once(steps: &Value, at: &str) {
    let (answers, given, saved) = answered(steps, at).await;
    assert!((1..=answers as usize).contains(&given), "{at}: {given} of {answers}");
    assert!((1..=2).contains(&saved), "{at}");
}

#[test]
fn no_answer_arrives_once_wherever_it_dies() {
    die_at(&POINTS, 5, async |at| arrives_once(&steps(), &at).await);
}

#[test]
fn no_answer_in_a_browser_arrives_once_wherever_it_dies() {
    die_at(&POINTS, 3, async |at| arrives_once(&in_browser(), &at).await);
}
