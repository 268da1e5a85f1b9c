//! Killed between an answer and its result: the source hears it at most once, and the customer is told and asked again.

use std::{collections::BTreeMap, time::Duration};

use tokio::time::sleep;

use crate::support::{Customer, Page, Program};

/// The words of the notice that an answer may or may not have arrived.
const LOST: &str = "We can’t tell whether your last answer arrived.";

fn says_it_was_lost(page: &Page) -> bool {
    page.words().contains(LOST)
}

async fn arrives(customer: &mut Customer) -> &Page {
    customer.reload().await;
    customer.arrive().await
}

#[tokio::test]
async fn an_answer_that_the_source_was_still_thinking_about_is_asked_for_again() {
    code_is_asked_for_again("classic").await;
}

#[tokio::test]
async fn an_answer_in_a_browser_that_the_source_was_still_thinking_about_is_asked_for_again() {
    code_is_asked_for_again("app").await;
}

async fn code_is_asked_for_again(theme: &str) {
    let mut program = Program::start().await;
    let job = program.backend.sandbox_job(&program.sandbox, theme).await;
    let (link, mut customer) = program.customer_of(&job).await;
    customer.answer(&[("identifier", "user_good"), ("password", "mfa_sms+delay_3")]).await.asks("one_time_code");
    customer.send_answer(&[("code", "111111")]).await;
    program.sandbox.has_received(2).await;
    program.crash_and_serve().await;
    let page = arrives(&mut customer).await;
    page.asks("one_time_code");
    assert!(says_it_was_lost(page), "{}", page.words());
    assert_eq!(page.turn(), 3);
    customer.answer(&[("code", "123456")]).await.is("done");
    program.backend.sees(&link, "COMPLETED").await;
    assert_eq!(program.sandbox.received("otp").await, ["111111", "123456"]);
}

#[tokio::test]
async fn a_password_that_the_source_was_still_thinking_about_is_asked_for_again() {
    password_is_asked_for_again("classic").await;
}

#[tokio::test]
async fn a_password_in_a_browser_that_the_source_was_still_thinking_about_is_asked_for_again() {
    password_is_asked_for_again("app").await;
}

async fn password_is_asked_for_again(theme: &str) {
    let mut program = Program::start().await;
    let job = program.backend.sandbox_job(&program.sandbox, theme).await;
    let (link, mut customer) = program.customer_of(&job).await;
    customer.send_answer(&[("identifier", "user_good"), ("password", "pass_good+delay_3")]).await;
    program.sandbox.has_received(1).await;
    program.crash_and_serve().await;
    let page = arrives(&mut customer).await;
    page.asks("credentials");
    assert!(says_it_was_lost(page), "{}", page.words());
    customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await.is("done");
    program.backend.sees(&link, "COMPLETED").await;
    let sent = program.sandbox.received("password").await;
    assert_eq!(sent, ["pass_good+delay_3", "pass_good"]);
}

/// Milliseconds between an answer and the crash: before the worker has it, while it sends it, and after.
const MOMENTS: [u64; 6] = [0, 3, 8, 15, 30, 120];

#[tokio::test]
async fn no_answer_is_sent_twice_whenever_the_crash_comes() {
    let mut program = Program::start().await;
    let (link, mut customer) = program.customer().await;
    customer.answer(&[("identifier", "user_good"), ("password", "mfa_sms")]).await.asks("one_time_code");
    for (number, moment) in MOMENTS.iter().enumerate() {
        let code = format!("20000{number}");
        customer.send_answer(&[("code", &code)]).await;
        sleep(Duration::from_millis(*moment)).await;
        program.crash_and_serve().await;
        let page = arrives(&mut customer).await;
        page.asks("one_time_code");
        let is_told = says_it_was_lost(page) || page.refusal() == "mfa_code_invalid";
        assert!(is_told, "{moment} ms: {}", page.words());
    }
    customer.answer(&[("code", "123456")]).await.is("done");
    program.backend.sees(&link, "COMPLETED").await;
    let mut times = BTreeMap::new();
    for code in program.sandbox.received("otp").await {
        *times.entry(code).or_insert(0) += 1;
    }
    assert!(times.values().all(|times| *times == 1), "{times:?}");
    assert_eq!(times.get("123456"), Some(&1));
}
