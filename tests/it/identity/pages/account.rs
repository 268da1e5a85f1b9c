//! The account of a regular user: where they are signed in, and another password.

use serde_json::json;

use super::{
    super::actors::{Application, Tokens},
    person::{PASSWORD, Person, app},
};
use crate::support::{Ask, Installation, client};

async fn with_account(installation: &Installation, app: &Application, email: &str) -> (Person, Tokens) {
    let mut person = Person::new(installation, app);
    person.authorize(&[("prompt", "create")]).await;
    let tokens = person.makes_account(email).await;
    (person, tokens)
}

/// The same person at another browser.
async fn elsewhere(installation: &Installation, app: &Application) -> (Person, Tokens) {
    let mut person = Person::new(installation, app);
    person.authorize(&[]).await;
    person.browser.submit(&[("email", "anna@example.com"), ("password", PASSWORD)]).await;
    let tokens = person.arrives().await;
    (person, tokens)
}

#[tokio::test]
async fn an_account_shows_where_somebody_is_signed_in_and_ends_one_place() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let (mut anna, tokens) = with_account(&installation, &app, "anna@example.com").await;
    let (mut other, other_tokens) = elsewhere(&installation, &app).await;
    let page = anna.opens("settings").await;
    page.is("account");
    assert_eq!(page.texts(".places li").len(), 2);
    assert!(page.words().contains("anna@example.com") && page.words().contains("Harbour Reader"));
    anna.browser.press("action", "end").await.is("account");
    assert_eq!(anna.browser.page().texts(".places li").len(), 1);
    app.sub(&tokens).await;
    assert_eq!(app.refresh(&other_tokens.refresh).await.expect(400)["error"], "invalid_grant");
    other.opens("settings").await.is("signin");
}

#[tokio::test]
async fn signing_out_everywhere_else_leaves_this_browser_alone() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let (mut anna, tokens) = with_account(&installation, &app, "anna@example.com").await;
    let mut others = [elsewhere(&installation, &app).await, elsewhere(&installation, &app).await];
    assert_eq!(anna.opens("settings").await.texts(".places li").len(), 3);
    anna.browser.press("action", "end_others").await.is("account");
    assert_eq!(anna.browser.page().texts(".places li").len(), 1);
    app.sub(&tokens).await;
    for (other, tokens) in &mut others {
        assert_eq!(app.userinfo(&tokens.access).await.status, 401);
        other.opens("settings").await.is("signin");
    }
    anna.browser.press("action", "sign_out").await.is("signed-out");
    assert_eq!(app.userinfo(&tokens.access).await.status, 401);
    anna.opens("settings").await.is("signin");
}

#[tokio::test]
async fn signing_in_again_in_one_browser_is_one_place() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let (mut anna, _) = with_account(&installation, &app, "anna@example.com").await;
    for _ in 0..2 {
        anna.authorize(&[("prompt", "login")]).await;
        anna.browser.submit(&[("email", "anna@example.com"), ("password", PASSWORD)]).await;
        anna.arrives().await;
    }
    assert_eq!(anna.opens("settings").await.texts(".places li").len(), 1);
    assert_eq!(installation.rows().await["browser_sessions"], 1);
}

#[tokio::test]
async fn nobody_ends_a_place_of_somebody_else() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let (_, tokens) = with_account(&installation, &app, "anna@example.com").await;
    let (mut thief, _) = with_account(&installation, &app, "thief@example.com").await;
    let sub = app.sub(&tokens).await;
    let user = installation.backend.get(&format!("/v1/users/{sub}")).await.expect(200);
    let session = user["sessions"][0]["id"].as_str().unwrap().to_owned();
    thief.opens("settings").await;
    let form = thief.browser.page().form("action", "sign_out");
    let mut fields = form.filled(&[]);
    fields.push(("place".to_owned(), session));
    fields.push(("action".to_owned(), "end".to_owned()));
    thief.browser.post(&form.action, &fields).await.is("account");
    app.sub(&tokens).await;
    // And a form without the token of the page changes nothing.
    let pressed = [("action".to_owned(), "sign_out".to_owned())];
    thief.browser.post(&form.action, &pressed).await.is("account");
}

#[tokio::test]
async fn a_changed_password_signs_out_everywhere_else() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let (mut anna, tokens) = with_account(&installation, &app, "anna@example.com").await;
    let (_, other_tokens) = elsewhere(&installation, &app).await;
    anna.opens("settings/password").await.is("account-password");
    let wrong = [("current", "not the right one"), ("password", "quite another Sentence 43")];
    let page = anna.browser.submit(&wrong).await;
    assert_eq!((page.status, page.texts("#current-error").len()), (422, 1));
    let weak = [("current", PASSWORD), ("password", "password1")];
    let page = anna.browser.submit(&weak).await;
    assert_eq!((page.status, page.texts("#password-error").len()), (422, 1));
    app.sub(&other_tokens).await;
    let right = [("current", PASSWORD), ("password", "quite another Sentence 43")];
    anna.browser.submit(&right).await.is("account");
    app.sub(&tokens).await;
    assert_eq!(app.userinfo(&other_tokens.access).await.status, 401);
    let mut other = Person::new(&installation, &app);
    other.authorize(&[]).await;
    other.browser.submit(&[("email", "anna@example.com"), ("password", PASSWORD)]).await.is("signin");
    other.browser.submit(&[("email", "anna@example.com"), ("password", "quite another Sentence 43")]).await;
    other.arrives().await;
}

#[tokio::test]
async fn a_guest_who_opens_the_account_becomes_a_regular_user_first() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    let body = json!({"client_id": app.client_id, "session_type": "cookie"});
    let request = client().post(format!("{}/api/anonymous_user/signup", app.root)).body(body.to_string());
    let answer = request.header("content-type", "application/json").reply().await;
    assert_eq!(answer.status, 200);
    anna.browser.takes_cookies(&answer.headers, &app.root.parse().unwrap());
    anna.opens("settings").await.is("promote");
    anna.shows_address("anna@example.com").await.is("password");
    anna.browser.submit(&[("password", PASSWORD)]).await.is("account");
    assert_eq!(installation.rows().await["users"], 1);
}

#[tokio::test]
async fn the_settings_of_devices_and_sessions_are_the_account() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let (mut anna, _) = with_account(&installation, &app, "anna@example.com").await;
    for page in ["settings/sessions", "settings/devices"] {
        anna.opens(page).await.is("account");
    }
    anna.browser.open(&format!("{}/pools/pol_00000000000000000000000000/settings", app.root)).await.is("id-trouble");
}
