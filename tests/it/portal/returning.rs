//! A source that forgets, and accounts that lock.

use vestibule::domain::source::{Definition, lock_out::LockOut};

use crate::support::{Installation, Story, definition};

#[tokio::test]
async fn a_source_that_forgot_the_sign_in_is_signed_in_to_again() {
    let mut story = Story::after("mfa_select+mfa_sms+session_ttl_2").await;
    story.customer.answer(&[("choice", "email")]).await.asks("one_time_code");
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    let page = story.customer.answer(&[("code", "123456")]).await;
    page.asks("one_time_code");
    page.quotes_source("s•••••@mail.example");
    assert!(page.words().contains("we signed in again"), "{}", page.words());
    let passwords = story.installation.sandbox.received("password").await.len();
    assert_eq!(passwords, 2);
    story.customer.answer(&[("code", "123456")]).await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_source_that_forgets_all_the_time_is_not_signed_in_to_without_end() {
    let mut story = Story::after("mfa_sms+session_ttl_1").await;
    for _ in 0..2 {
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        story.customer.answer(&[("code", "123456")]).await.asks("one_time_code");
    }
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    story.customer.answer(&[("code", "123456")]).await.asks("credentials");
    assert_eq!(story.installation.sandbox.received("password").await.len(), 3);
}

/// A source that is known to lock after so many wrong answers, and a customer on its first page.
async fn locking(after: u16) -> Story {
    let installation = Installation::open().await;
    let known =
        Definition { lock_out: Some(LockOut { after, minutes: 15 }), ..definition(&installation.sandbox, "classic") };
    let source = installation.backend.create_source(&known).await;
    let job = installation.backend.create_job(&source, &[]).await;
    let link = installation.backend.create_link(&job).await;
    let customer = installation.customer_at(&link).await;
    Story { installation, link, customer }
}

#[tokio::test]
async fn the_customer_is_warned_before_the_last_try_and_stopped_before_the_source_locks() {
    let mut story = locking(3).await;
    story.gives("wrong").await.tells("invalid_credentials");
    assert!(story.page().words().contains("One try left"), "{}", story.page().words());
    let page = story.gives("wrong").await;
    page.is("failed");
    page.tells("login_attempts_exceeded");
    assert_eq!(story.installation.sandbox.received("password").await.len(), 2);
}

#[tokio::test]
async fn tries_are_counted_across_links() {
    let mut story = locking(3).await;
    story.gives("wrong").await.tells("invalid_credentials");
    story.customer.press("action", "cancel").await.is("failed");
    story.customer.press("action", "continue").await.asks("credentials");
    // Who it is was not known before; so the warning comes before anything is given to the source.
    let page = story.gives("wrong").await;
    page.asks("credentials");
    assert!(page.words().contains("One try left"), "{}", page.words());
    assert_eq!(story.installation.sandbox.received("password").await.len(), 1);
    story.gives("pass_good").await.is("done");
}

#[tokio::test]
async fn an_accepted_password_clears_the_count() {
    let mut story = locking(3).await;
    story.gives("wrong").await.tells("invalid_credentials");
    story.gives("mfa_sms").await.asks("one_time_code");
    story.customer.answer(&[("code", "111111")]).await.tells("mfa_code_invalid");
    story.customer.answer(&[("code", "123456")]).await.is("done");
}

#[tokio::test]
async fn what_the_source_says_of_tries_left_is_said_on() {
    let mut story = Story::after("mfa_sms+lock_after_2").await;
    let page = story.customer.answer(&[("code", "111111")]).await;
    page.tells("mfa_code_invalid");
    assert!(page.words().contains("One try left"), "{}", page.words());
    story.customer.answer(&[("code", "111111")]).await.tells("account_locked");
}
