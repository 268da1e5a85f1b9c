//! Flows that rest too long are given up, and the link can be used again.

use time::Duration;

use crate::support::{Installation, Story, until};

#[tokio::test]
async fn a_prompt_that_nobody_answers_is_given_up() {
    let mut story = Story::after("mfa_sms").await;
    story.installation.clock.advance(Duration::seconds(900));
    let page = story.customer.reload().await;
    page.is("failed");
    page.tells("flow_timed_out");
    let told = story.installation.backend.sees(&story.link, "FAILED").await;
    assert_eq!(told["status_reason"], "flow_timed_out");
    let until_now = "CREATED ACCESSED AUTHENTICATING FAILED:flow_timed_out";
    assert_eq!(story.timeline().await, until_now);
    story.customer.press_continue().await.asks("credentials");
    story.gives("pass_good").await;
    story.ends_well_after(&format!("{until_now} ACCESSED AUTHENTICATING")).await;
}

#[tokio::test]
async fn an_answer_that_comes_after_the_time_is_not_sent() {
    let mut story = Story::after("mfa_sms").await;
    story.installation.clock.advance(Duration::seconds(900));
    let page = story.customer.answer(&[("code", "123456")]).await;
    page.is("failed");
    page.tells("flow_timed_out");
    assert!(story.installation.sandbox.received("otp").await.is_empty());
    story.installation.backend.sees(&story.link, "FAILED").await;
}

#[tokio::test]
async fn how_long_a_customer_may_take_is_a_setting() {
    let installation = Installation::with(&[("VESTIBULE_ANSWER_TIMEOUT", "60")]).await;
    let mut story = Story::in_installation(installation, "classic").await;
    story.installation.clock.advance(Duration::seconds(50));
    story.gives("mfa_sms").await.asks("one_time_code");
    story.installation.clock.advance(Duration::seconds(50));
    story.customer.reload().await.asks("one_time_code");
    story.installation.clock.advance(Duration::seconds(10));
    story.customer.reload().await.tells("flow_timed_out");
}

#[tokio::test]
async fn a_source_that_takes_too_long_is_unavailable() {
    let installation = Installation::with(&[("VESTIBULE_SOURCE_TIMEOUT", "1")]).await;
    let mut story = Story::in_installation(installation, "classic").await;
    let page = story.gives("pass_good+delay_30").await;
    page.is("failed");
    page.tells("source_unavailable");
    assert_eq!(story.timeline().await, "CREATED ACCESSED AUTHENTICATING FAILED:source_unavailable");
    assert_eq!(story.installation.sandbox.ledger().await.len(), 1);
}

#[tokio::test]
async fn customers_of_a_slow_source_are_told_so() {
    let slow = "Northwind Billing is answering slowly at the moment";
    let installation = Installation::with(&[("VESTIBULE_SOURCE_TIMEOUT", "4")]).await;
    let mut first = Story::in_installation(installation, "classic").await;
    let typed = [("identifier", "user_good"), ("password", "pass_good+delay_30")];
    let page = first.customer.submit(&typed).await;
    page.is("waiting");
    assert!(!page.words().contains(slow), "nobody has found it slow: {}", page.words());
    first.customer.arrive().await.tells("source_unavailable");
    let mut second = Story::in_installation(first.installation, "classic").await;
    let page = second.customer.submit(&typed).await;
    page.is("waiting");
    assert!(page.words().contains(slow), "{}", page.words());
}

#[tokio::test]
async fn a_flow_that_works_for_ever_is_interrupted() {
    let mut story = Story::begin("classic").await;
    let typed = [("identifier", "user_good"), ("password", "pass_good+delay_20")];
    story.customer.submit(&typed).await.is("waiting");
    story.installation.clock.advance(Duration::minutes(5));
    story.customer.arrive().await.tells("flow_interrupted");
    story.installation.backend.sees(&story.link, "FAILED").await;
    let until_now = "CREATED ACCESSED AUTHENTICATING FAILED:flow_interrupted";
    assert_eq!(story.timeline().await, until_now);
    story.customer.press_continue().await.asks("credentials");
    story.gives("pass_good").await;
    story.ends_well_after(&format!("{until_now} ACCESSED AUTHENTICATING")).await;
    // What the first flow's worker found afterwards came too late to count.
    assert_eq!(story.installation.sandbox.ledger().await.len(), 2);
}

#[tokio::test]
async fn every_flow_that_rests_is_swept_up_without_a_visit() {
    let story = Story::after("mfa_sms").await;
    story.installation.clock.advance(Duration::minutes(16));
    until("the sweeper has come by", async || {
        let told = story.installation.backend.link(&story.link).await;
        (told["status"] == "FAILED").then_some(())
    })
    .await;
}
