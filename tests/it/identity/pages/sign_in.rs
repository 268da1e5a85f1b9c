//! Sign-up, sign-in, and another password.

use serde_json::json;

use super::person::{PASSWORD, Person, app, events};
use crate::support::Installation;

#[tokio::test]
async fn somebody_new_makes_an_account_and_signs_in_with_it() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "create")]).await.is("create");
    let tokens = anna.makes_account("anna@example.com").await;
    let (sub, is_anonymous, email) = anna.userinfo(&tokens).await;
    assert_eq!((is_anonymous, email.as_str()), (false, "anna@example.com"));
    assert_eq!(events(&installation, "user.created").await.len(), 1);
    // The browser is signed in now.
    anna.authorize(&[]).await;
    assert_eq!(anna.userinfo(&anna.arrives().await).await.0, sub);
    let mut elsewhere = Person::new(&installation, &app);
    elsewhere.authorize(&[]).await.is("signin");
    elsewhere.browser.submit(&[("email", "anna@example.com"), ("password", PASSWORD)]).await;
    assert_eq!(elsewhere.userinfo(&elsewhere.arrives().await).await.0, sub);
}

#[tokio::test]
async fn an_address_with_an_account_and_one_without_are_answered_alike() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "create")]).await;
    anna.makes_account("anna@example.com").await;
    let mut stranger = Person::new(&installation, &app);
    let mut told = Vec::new();
    for email in ["anna@example.com", "nobody@example.com"] {
        stranger.authorize(&[]).await.is("signin");
        let page = stranger.browser.submit(&[("email", email), ("password", "not the right one")]).await;
        page.is("signin");
        let signed_in = page.words().replace(email, "…");
        stranger.browser.press("action", "reset").await.is("reset");
        let page = stranger.browser.submit(&[("email", email)]).await;
        page.is("verify");
        // The seconds until another code may be asked for differ by when the page was read.
        let asked_for_a_code = page.words().replace(email, "…").replace(|c: char| c.is_ascii_digit(), "");
        told.push((signed_in, asked_for_a_code));
    }
    assert_eq!(told[0], told[1]);
}

#[tokio::test]
async fn another_password_ends_the_sessions_before_it() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "create")]).await;
    let before = anna.makes_account("anna@example.com").await;
    let (sub, ..) = anna.userinfo(&before).await;
    let mut elsewhere = Person::new(&installation, &app);
    elsewhere.mailbox.code("anna@example.com").await;
    elsewhere.authorize(&[]).await.is("signin");
    elsewhere.browser.press("action", "reset").await.is("reset");
    elsewhere.shows_address("anna@example.com").await.is("password");
    elsewhere.browser.submit(&[("password", "quite another Sentence 43")]).await;
    let tokens = elsewhere.arrives().await;
    assert_eq!(elsewhere.userinfo(&tokens).await.0, sub);
    assert_eq!(app.refresh(&before.refresh).await.expect(400)["error"], "invalid_grant");
    let mut third = Person::new(&installation, &app);
    third.authorize(&[]).await;
    third.browser.submit(&[("email", "anna@example.com"), ("password", PASSWORD)]).await.is("signin");
    third.browser.submit(&[("email", "anna@example.com"), ("password", "quite another Sentence 43")]).await;
    assert_eq!(third.userinfo(&third.arrives().await).await.0, sub);
}

#[tokio::test]
async fn an_address_without_an_account_gets_no_other_password_and_may_make_an_account() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[]).await.is("signin");
    anna.browser.press("action", "reset").await.is("reset");
    anna.shows_address("anna@example.com").await.is("conflict");
    anna.browser.press("action", "create").await.is("create");
    let tokens = anna.makes_account("anna@example.com").await;
    assert!(!anna.userinfo(&tokens).await.1);
}
