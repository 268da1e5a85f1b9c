//! What a customer gets wrong, and what the source says of it in its own words.

use std::time::Duration;

use tokio::time::sleep;

use crate::support::{Story, until};

const WRONG_PAIR: &str = "The user name or password is not correct.";
const RIGHT: &[(&str, &str)] = &[("code", "123456")];

#[tokio::test]
async fn a_wrong_password_is_asked_for_again_and_then_right() {
    for theme in ["classic", "stepwise"] {
        let mut story = Story::begin(theme).await;
        let page = story.gives("pass_wrong").await;
        page.tells("invalid_credentials");
        page.quotes_source(WRONG_PAIR);
        assert_eq!(page.link_status(), "AUTHENTICATING");
        assert!(!page.body.contains("pass_wrong"), "a secret is shown back");
        story.gives("pass_good").await;
        story.ends_well().await;
    }
}

#[tokio::test]
async fn a_stranger_learns_no_more_than_somebody_who_mistyped() {
    let mut story = Story::begin("classic").await;
    let page = story.gives_as("stranger", "pass_good").await;
    page.tells("invalid_credentials");
    page.quotes_source(WRONG_PAIR);
    story.gives("pass_good").await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_word_the_source_does_not_know_is_mirrored() {
    let mut story = Story::begin("classic").await;
    let page = story.gives("mfa_sms+xyz").await;
    page.asks("credentials");
    page.quotes_source("unknown sandbox word: xyz");
    story.gives("pass_good").await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_wrong_and_an_expired_code_are_asked_for_again() {
    let mut story = Story::after("mfa_sms").await;
    let page = story.customer.answer(&[("code", "111111")]).await;
    page.tells("mfa_code_invalid");
    page.quotes_source("That code is not correct. Check it and try again.");
    let page = story.customer.answer(&[("code", "000000")]).await;
    page.tells("mfa_code_expired");
    page.quotes_source("That code has expired. Ask for a new one.");
    let page = story.customer.answer(&[("code", "222222")]).await;
    page.tells("mfa_code_invalid");
    story.customer.answer(RIGHT).await;
    story.ends_well().await;
    let sent = story.installation.sandbox.received("otp").await;
    assert_eq!(sent, ["111111", "000000", "222222", "123456"]);
}

#[tokio::test]
async fn a_code_that_was_typed_too_late_has_expired() {
    let mut story = Story::after("mfa_sms+expire_code_1").await;
    sleep(Duration::from_millis(1100)).await;
    let page = story.customer.answer(RIGHT).await;
    page.asks("one_time_code");
    page.tells("mfa_code_expired");
    assert_eq!(story.timeline().await, "CREATED ACCESSED AUTHENTICATING");
}

#[tokio::test]
async fn another_code_is_sent_later_but_not_too_soon() {
    let mut story = Story::after("mfa_sms").await;
    let page = story.customer.press("action", "resend").await;
    page.asks("one_time_code");
    page.tells("mfa_resend_too_soon");
    page.quotes_source("seconds before asking for another code.");
    until("the source sends another code", async || {
        let page = story.customer.press("action", "resend").await;
        page.asks("one_time_code");
        page.refusal().is_empty().then_some(())
    })
    .await;
    story.page().quotes_source("We sent a new code to +1 •••• 42.");
    story.customer.answer(RIGHT).await;
    story.ends_well().await;
}

#[tokio::test]
async fn the_customer_is_warned_before_the_last_try_and_then_locked_out() {
    let mut story = Story::after("mfa_sms+lock_after_2").await;
    let page = story.customer.answer(&[("code", "111111")]).await;
    page.tells("mfa_code_invalid");
    page.quotes_source("You have 1 attempt left.");
    story.customer.answer(&[("code", "111112")]).await;
    is_locked_out(&mut story).await;
}

#[tokio::test]
async fn a_code_can_lock_the_account_at_once() {
    let mut story = Story::after("mfa_sms").await;
    story.customer.answer(&[("code", "999999")]).await;
    is_locked_out(&mut story).await;
}

async fn is_locked_out(story: &mut Story) {
    let page = story.page();
    page.is("failed");
    page.tells("account_locked");
    page.quotes_source("Your account has been locked.");
    assert_eq!(page.link_status(), "FAILED");
    let told = story.installation.backend.link(&story.link).await;
    assert_eq!(told["last_refusal"], "account_locked");
    assert_eq!(told["flow"]["refusal"], "account_locked");
    let until_now = "CREATED ACCESSED AUTHENTICATING FAILED:account_locked";
    assert_eq!(story.timeline().await, until_now);
    let page = story.customer.press_continue().await;
    page.asks("credentials");
    story.gives("pass_good").await;
    let timeline = format!("{until_now} ACCESSED AUTHENTICATING");
    story.ends_well_after(&timeline).await;
}

#[tokio::test]
async fn wrong_answers_to_questions_are_asked_for_again() {
    let mut story = Story::after("mfa_questions_1_2").await;
    let wrong = [("answer_1", "answer_1_1"), ("answer_2", "no")];
    let page = story.customer.answer(&wrong).await;
    page.asks("security_question");
    page.tells("security_answer_wrong");
    page.quotes_source("Your answers do not match what we have on file.");
    let right = [("answer_1", "answer_1_1"), ("answer_2", "answer_1_2")];
    story.customer.answer(&right).await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_job_that_fails_makes_the_link_usable_again() {
    let mut story = Story::after("fail_workflow_source_error").await;
    let told = story.installation.backend.sees(&story.link, "FAILED").await;
    assert_eq!(told["status_reason"], "workflow_failed");
    let until_now = "CREATED ACCESSED AUTHENTICATING IN_PROGRESS FAILED:workflow_failed";
    assert_eq!(story.timeline().await, until_now);
    let url = story.link.url.clone();
    let page = story.customer.open(&url).await;
    page.is("failed");
    page.tells("workflow_failed");
    story.customer.press_continue().await;
    story.gives("pass_good").await;
    let timeline = format!("{until_now} ACCESSED AUTHENTICATING");
    story.ends_well_after(&timeline).await;
}
