//! What the company hears of attempts to sign in that failed.

use serde_json::{Value, json};

use super::{
    super::{
        actors::{Application, KeyHolder},
        biometric::{self, asks, sets_up},
        devices,
    },
    person::{PASSWORD, Person, app},
    second_factor::{gives_password, with_second_factor},
};
use crate::support::Installation;

const WRONG: &str = "not the right one";

/// By what a user would have been recognised, what was wrong, and whose account it was; newest first.
async fn failed(installation: &Installation) -> Vec<(String, String, Option<String>)> {
    let told = installation.backend.all("/v1/events?type=authentication.failed&limit=100").await;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let of = |event: &Value| {
        let object = &event["data"]["object"];
        (text(&object["identity_type"]).unwrap(), text(&object["means"]).unwrap(), text(&event["data"]["user_id"]))
    };
    told.iter().map(of).collect()
}

/// What the next failure is, of those that were not seen yet.
async fn next(installation: &Installation, seen: &mut usize) -> (String, String, Option<String>) {
    let told = failed(installation).await;
    assert_eq!(told.len(), *seen + 1, "{told:?}");
    *seen += 1;
    told[0].clone()
}

fn by(identity: &str, means: &str, user: Option<&str>) -> (String, String, Option<String>) {
    (identity.to_owned(), means.to_owned(), user.map(str::to_owned))
}

async fn signs_in_as(person: &mut Person, email: &str, password: &str) {
    person.authorize(&[("prompt", "login")]).await.is("signin");
    person.browser.submit(&[("email", email), ("password", password)]).await.is("signin");
}

#[tokio::test]
async fn the_company_hears_whose_account_was_tried_and_with_what_and_never_what_was_typed() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    with_second_factor(&installation, &mut anna).await;
    let user = installation.backend.all("/v1/users?limit=100").await[0]["id"].as_str().unwrap().to_owned();
    let mut seen = 0;
    let mut stranger = Person::new(&installation, &app);
    signs_in_as(&mut stranger, "anna@example.com", WRONG).await;
    assert_eq!(next(&installation, &mut seen).await, by("email", "password", Some(&user)));
    signs_in_as(&mut stranger, "nobody@example.com", WRONG).await;
    assert_eq!(next(&installation, &mut seen).await, by("email", "password", None));
    gives_password(&mut stranger).await;
    for (code, means) in [("000000", "totp"), ("abcd-efgh-ijkl-mnop", "recovery_code")] {
        stranger.browser.submit(&[("code", code)]).await.is("mfa");
        assert_eq!(next(&installation, &mut seen).await, by("email", means, Some(&user)));
    }
    stranger.authorize(&[("prompt", "login")]).await.is("signin");
    stranger.browser.press("action", "reset").await.is("reset");
    stranger.browser.submit(&[("email", "anna@example.com")]).await.is("verify");
    stranger.browser.submit(&[("code", "111111")]).await.is("verify");
    assert_eq!(next(&installation, &mut seen).await, by("email", "mailed_code", None));
    anna.opens("settings/password").await;
    anna.browser.submit(&[("current", WRONG), ("password", "quite another Sentence 43")]).await;
    assert_eq!(next(&installation, &mut seen).await, by("email", "password", Some(&user)));
    installation.backend.post(&format!("/v1/users/{user}/disable"), &json!({})).await.expect(200);
    signs_in_as(&mut stranger, "anna@example.com", PASSWORD).await;
    assert_eq!(next(&installation, &mut seen).await, by("email", "password", Some(&user)));
    let told = installation.backend.get("/v1/events?type=authentication.failed&limit=100").await;
    for typed in ["example.com", WRONG, "000000", "111111", "abcd", PASSWORD, "Sentence 43"] {
        assert!(!told.text.contains(typed), "{typed}");
    }
    let of_user = installation.backend.all(&format!("/v1/events?user_id={user}&limit=100")).await;
    assert_eq!(of_user.iter().filter(|event| event["type"] == "authentication.failed").count(), 5);
}

async fn refused(app: &Application, grant: &str, jwt: &str) {
    assert_eq!(app.token(grant, &[("jwt", jwt)]).await.expect(400)["error"], "invalid_grant");
}

#[tokio::test]
async fn the_company_hears_of_keys_that_open_nothing() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "create")]).await;
    let tokens = anna.makes_account("anna@example.com").await;
    let (key, thief) = (KeyHolder::new("biometric-key-1"), KeyHolder::new("biometric-key-1"));
    sets_up(&app, &tokens, &asks(&app, &key, "setup").await).await.expect(200);
    assert!(failed(&installation).await.is_empty());
    let mut seen = 0;
    refused(&app, biometric::GRANT, &asks(&app, &thief, "authenticate").await).await;
    assert_eq!(next(&installation, &mut seen).await, by("biometric", "biometric_key", None));
    let device = KeyHolder::new("device-key-1");
    let jwt = devices::signed(&app, &device, "auth").await;
    app.token(devices::GRANT, &[("jwt", &jwt)]).await.expect(200);
    refused(&app, devices::GRANT, &jwt).await;
    assert_eq!(next(&installation, &mut seen).await, by("anonymous", "device_key", None));
}
