//! What is typed: how far it is checked, and that it arrives as it is.

use crate::support::{Page, Story};

/// Posts something into the prompt that a browser would not let anybody choose.
async fn posts_choice(story: &mut Story, choice: &str) -> Page {
    let form = story.page().prompt();
    let mut fields = form.filled(&[]);
    fields.push(("choice".to_owned(), choice.to_owned()));
    story.customer.tab().post(&form.action, &fields).await.clone()
}

#[tokio::test]
async fn a_password_of_any_characters_arrives_unchanged() {
    let start = "  \u{0}🙂 +&=%00\t\u{202e}é\r\n";
    let password = format!("{start}{}", "x".repeat(4096 - start.len()));
    for theme in ["classic", "stepwise"] {
        let mut story = Story::begin(theme).await;
        story.gives(&password).await.tells("invalid_credentials");
        let received = story.installation.sandbox.received("password").await;
        assert!(received == [password.clone()], "changed on its way");
    }
}

#[tokio::test]
async fn a_password_that_is_too_long_is_not_sent() {
    let mut story = Story::begin("classic").await;
    let page = story.gives(&"x".repeat(4097)).await;
    page.asks("credentials");
    assert_eq!((page.status, page.turn()), (422, 1));
    assert!(page.body.contains("user_good"), "the identifier is kept");
    assert!(!page.body.contains("xxxx"), "the password is not");
    assert!(story.installation.sandbox.ledger().await.is_empty());
    assert_eq!(story.timeline().await, "CREATED ACCESSED");
    story.gives("pass_good").await;
    story.ends_well().await;
}

#[tokio::test]
async fn what_is_missing_is_asked_for_at_once() {
    let mut story = Story::begin("classic").await;
    for pair in [("", ""), ("user_good", ""), ("  ", "pass_good")] {
        let typed = [("identifier", pair.0), ("password", pair.1)];
        let page = story.customer.answer(&typed).await;
        page.asks("credentials");
        assert_eq!(page.status, 422);
    }
    assert!(story.installation.sandbox.ledger().await.is_empty());
    story.gives("pass_good").await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_code_is_taken_as_people_copy_it_and_refused_when_it_cannot_be_one() {
    let mut story = Story::after("mfa_sms").await;
    for typed in ["12345", "1234567", "abcdef", ""] {
        let page = story.customer.answer(&[("code", typed)]).await;
        page.asks("one_time_code");
        assert_eq!(page.status, 422, "{typed:?}");
    }
    let copied = [("code", " １２3-4\u{a0}56 ")];
    story.customer.answer(&copied).await;
    story.ends_well().await;
    assert_eq!(story.installation.sandbox.received("otp").await, ["123456"]);
}

#[tokio::test]
async fn a_choice_that_was_not_offered_is_not_sent() {
    let mut story = Story::after("mfa_destination_3").await;
    for choice in ["4", "0", "", "sms", "1 ", "<script>", "option_1"] {
        let page = posts_choice(&mut story, choice).await;
        page.asks("destination");
        assert_eq!(page.status, 422, "{choice:?}");
    }
    assert_eq!(story.installation.sandbox.ledger().await.len(), 1);
    story.customer.answer(&[("choice", "3")]).await;
    story.page().quotes_source("We sent a 6-digit code to +1 •••• 08.");
}

#[tokio::test]
async fn a_button_that_was_not_there_is_no_answer() {
    let mut story = Story::after("mfa_totp").await;
    assert!(!story.page().offers("action", "resend"));
    let form = story.page().prompt();
    for (name, value) in [("action", "resend"), ("action", "back"), ("alternative", "x")] {
        let mut fields = form.filled(&[]);
        fields.push((name.to_owned(), value.to_owned()));
        let page = story.customer.post(&form.action, &fields).await;
        assert_eq!(page.status, 422, "{name}={value}");
        page.asks("one_time_code");
    }
    assert_eq!(story.installation.sandbox.ledger().await.len(), 1);
}

#[tokio::test]
async fn markup_in_an_identifier_is_shown_as_text() {
    let mut story = Story::begin("stepwise").await;
    let name = "\"><script>alert(1)</script>";
    let page = story.customer.answer(&[("identifier", name)]).await;
    page.asks("password");
    assert!(!page.body.contains("<script>alert"), "{}", page.body);
    assert!(page.words().contains(name));
}
