//! The sandbox with nothing but its login URL.

use serde_json::json;

use crate::support::{Installation, Story};

async fn story_in(installation: Installation, theme: &str) -> Story {
    let login_url = installation.sandbox.url(&format!("/{theme}/login"));
    let definition = json!({"name": "Northwind", "login_url": login_url, "lock_out": {"after": 1000, "minutes": 15}});
    let source = installation.backend.create("/v1/sources", &definition).await;
    let workflow = installation.backend.create_workflow(&source, theme).await;
    let job = installation.backend.create_job(&source, &[workflow]).await;
    let link = installation.backend.create_link(&job).await;
    let customer = installation.customer_at(&link).await;
    Story { installation, link, customer }
}

async fn story(theme: &str) -> Story {
    story_in(Installation::open().await, theme).await
}

#[tokio::test]
async fn a_password_is_enough_where_the_source_wants_no_more() {
    for theme in ["classic", "german", "stepwise"] {
        let mut story = story(theme).await;
        story.gives("pass_good").await;
        story.ends_well().await;
    }
}

#[tokio::test]
async fn a_wrong_password_is_asked_for_again_in_the_words_of_the_source() {
    let mut story = story("classic").await;
    story.gives("wrong").await.asks("credentials");
    story.page().quotes_source("The user name or password is not correct.");
    story.gives("pass_good").await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_code_is_asked_for_and_a_wrong_one_again() {
    for theme in ["classic", "german", "stepwise"] {
        let mut story = story(theme).await;
        story.gives("mfa_sms").await.asks("one_time_code");
        story.customer.answer(&[("code", "111111")]).await.asks("one_time_code");
        story.page().tells("mfa_code_invalid");
        story.customer.answer(&[("code", "123456")]).await;
        story.ends_well().await;
    }
}

/// What the page after the password asks, by the password.
const ASKS: [(&str, &str); 16] = [
    ("mfa_email", "one_time_code"),
    ("mfa_call", "one_time_code"),
    ("mfa_totp", "one_time_code"),
    ("mfa_select", "mfa_method"),
    ("mfa_destination_3", "destination"),
    ("mfa_questions_2_1", "security_question"),
    ("mfa_partial", "partial_secret"),
    ("mfa_phone", "phone"),
    ("mfa_email_entry", "email"),
    ("mfa_question_choice", "question_choice"),
    ("captcha", "captcha"),
    ("tenant", "form"),
    ("account_select_3", "account_choice"),
    ("terms", "confirm"),
    ("new_password", "new_password"),
    ("details", "form"),
];

#[tokio::test]
async fn every_prompt_of_the_sandbox_is_recognised_for_what_it_is() {
    let mut installation = Installation::open().await;
    let mut wrong = Vec::new();
    for (password, kind) in ASKS {
        let mut story = story_in(installation, "classic").await;
        let page = story.gives(password).await;
        let got = format!("{}{}", page.challenge(), page.refusal());
        if got != kind {
            wrong.push(format!("{password}: wanted {kind}, got {got}"));
        }
        installation = story.installation;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
