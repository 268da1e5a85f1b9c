//! The second factor: an authenticator app, and recovery codes.

use serde_json::json;
use time::Duration;

use super::{
    super::actors::claims,
    authenticator::AuthenticatorApp,
    person::{PASSWORD, Person, app},
};
use crate::support::Installation;

const STEP: Duration = Duration::seconds(30);

/// What somebody has who has switched it on.
pub struct SecondFactor {
    phone: AuthenticatorApp,
    /// The code of the app that switched it on.
    used: String,
    codes: Vec<String>,
}

/// Somebody with an account and an app.
pub async fn with_second_factor(installation: &Installation, anna: &mut Person) -> SecondFactor {
    anna.authorize(&[("prompt", "create")]).await;
    anna.makes_account("anna@example.com").await;
    anna.opens("settings/second-factor").await.is("account-app");
    let phone = AuthenticatorApp::scans(anna.browser.page());
    let used = phone.code(installation.clock.now());
    let page = anna.browser.submit(&[("code", &used)]).await;
    page.is("recovery-codes");
    let codes = page.texts("[data-recovery-code]");
    assert_eq!(codes.len(), 10);
    SecondFactor { phone, used, codes }
}

pub async fn gives_password(person: &mut Person) {
    person.authorize(&[("prompt", "login")]).await.is("signin");
    person.browser.submit(&[("email", "anna@example.com"), ("password", PASSWORD)]).await.is("mfa");
}

async fn gives_password_alone(person: &mut Person) {
    person.authorize(&[("prompt", "login")]).await.is("signin");
    person.browser.submit(&[("email", "anna@example.com"), ("password", PASSWORD)]).await;
    person.arrives().await;
}

#[tokio::test]
async fn whoever_has_switched_it_on_needs_it_at_every_sign_in() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    let SecondFactor { phone, used, .. } = with_second_factor(&installation, &mut anna).await;
    // The browser in which it was switched on has shown both.
    anna.authorize(&[]).await;
    let told = anna.redeem().await.expect(200);
    let shown = claims(told["id_token"].as_str().unwrap());
    assert_eq!((&shown["acr"], &shown["amr"]), (&json!("2"), &json!(["otp", "pwd", "otp", "mfa"])));
    let mut elsewhere = Person::new(&installation, &app);
    gives_password(&mut elsewhere).await;
    let page = elsewhere.browser.submit(&[("code", &used)]).await;
    page.is("mfa");
    assert_eq!((page.status, page.texts("#code-error").len()), (422, 1));
    installation.clock.advance(STEP);
    let code = phone.code(installation.clock.now());
    elsewhere.browser.submit(&[("code", &code)]).await;
    let told = elsewhere.redeem().await.expect(200);
    let shown = claims(told["id_token"].as_str().unwrap());
    assert_eq!((&shown["acr"], &shown["amr"]), (&json!("2"), &json!(["pwd", "otp", "mfa"])));
    // Nor does it open another browser at the same time.
    let mut third = Person::new(&installation, &app);
    gives_password(&mut third).await;
    third.browser.submit(&[("code", &code)]).await.is("mfa");
    assert_eq!(third.browser.page().status, 422);
}

#[tokio::test]
async fn a_recovery_code_opens_once() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    let SecondFactor { codes, .. } = with_second_factor(&installation, &mut anna).await;
    let mut elsewhere = Person::new(&installation, &app);
    gives_password(&mut elsewhere).await;
    elsewhere.browser.submit(&[("code", &codes[3].to_uppercase())]).await;
    elsewhere.arrives().await;
    gives_password(&mut elsewhere).await;
    let page = elsewhere.browser.submit(&[("code", &codes[3])]).await;
    page.is("mfa");
    assert_eq!(page.status, 422);
    for malformed in ["", "12345", "not a code at all"] {
        assert_eq!(elsewhere.browser.submit(&[("code", malformed)]).await.status, 422, "{malformed}");
    }
    elsewhere.browser.submit(&[("code", &codes[4])]).await;
    elsewhere.arrives().await;
}

#[tokio::test]
async fn five_wrong_codes_bring_a_pause_in_which_not_even_the_right_one_opens() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    let SecondFactor { phone, codes, .. } = with_second_factor(&installation, &mut anna).await;
    let mut thief = Person::new(&installation, &app);
    gives_password(&mut thief).await;
    for _ in 0..5 {
        assert_eq!(thief.browser.submit(&[("code", "aaaa-aaaa-aaaa-aaaa")]).await.status, 422);
    }
    let mut elsewhere = Person::new(&installation, &app);
    gives_password(&mut elsewhere).await;
    installation.clock.advance(STEP);
    for code in [phone.code(installation.clock.now()), codes[0].clone()] {
        elsewhere.browser.submit(&[("code", &code)]).await.is("mfa");
    }
    installation.clock.advance(Duration::minutes(15));
    elsewhere.browser.submit(&[("code", &codes[0])]).await;
    elsewhere.arrives().await;
}

#[tokio::test]
async fn whoever_reads_the_mail_needs_it_too_before_another_password_is_chosen() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    let SecondFactor { phone, .. } = with_second_factor(&installation, &mut anna).await;
    let mut elsewhere = Person::new(&installation, &app);
    elsewhere.mailbox.code("anna@example.com").await;
    elsewhere.authorize(&[]).await;
    elsewhere.browser.press("action", "reset").await;
    elsewhere.shows_address("anna@example.com").await.is("mfa");
    installation.clock.advance(STEP);
    let code = phone.code(installation.clock.now());
    elsewhere.browser.submit(&[("code", &code)]).await.is("password");
    elsewhere.browser.submit(&[("password", "quite another Sentence 43")]).await;
    let told = elsewhere.redeem().await.expect(200);
    assert_eq!(claims(told["id_token"].as_str().unwrap())["acr"], "2");
}

#[tokio::test]
async fn it_is_changed_and_switched_off_by_whoever_shows_it() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    let SecondFactor { codes, .. } = with_second_factor(&installation, &mut anna).await;
    anna.opens("settings/second-factor").await.is("account-second-factor");
    let mut stale = anna.browser.tab();
    anna.chooses("new_codes", &codes[1]).await.is("recovery-codes");
    let other = anna.browser.page().texts("[data-recovery-code]");
    assert!(other.len() == 10 && !other.contains(&codes[2]));
    anna.opens("settings/second-factor").await;
    anna.chooses("switch_off", &codes[2]).await.is("account-second-factor");
    anna.chooses("switch_off", &other[0]).await.is("account");
    assert_eq!(installation.rows().await["authenticators"], 1);
    // A tab from before finds it off.
    let form = stale.page().form("action", "switch_off");
    let fields = form.filled(&[("code", &other[1])]);
    let pressed = vec![("action".to_owned(), "switch_off".to_owned())];
    stale.post(&form.action, &[fields, pressed].concat()).await.is("account");
    let mut elsewhere = Person::new(&installation, &app);
    elsewhere.authorize(&[]).await.is("signin");
    elsewhere.browser.submit(&[("email", "anna@example.com"), ("password", PASSWORD)]).await;
    elsewhere.arrives().await;
}

#[tokio::test]
async fn who_has_lost_it_and_the_recovery_codes_gets_in_after_the_company_has_taken_it_away() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    with_second_factor(&installation, &mut anna).await;
    let mut elsewhere = Person::new(&installation, &app);
    gives_password(&mut elsewhere).await;
    let user = installation.backend.get("/v1/users").await.expect(200)["data"][0]["id"].clone();
    let path = format!("/v1/users/{}/reset-second-factor", user.as_str().unwrap());
    let (other, _) = installation.add_tenant("Other Books").await;
    assert_eq!(other.post(&path, &json!({})).await.problem(404).0, "not_found");
    let weak = json!({"name": "x", "scopes": ["identity:read"]});
    let weak = installation.backend.post("/v1/keys", &weak).await.expect(201);
    let weak = installation.backend.with_key(weak["secret"].as_str().unwrap());
    assert_eq!(weak.post(&path, &json!({})).await.problem(403).0, "scope_missing");
    assert_eq!(installation.backend.post(&path, &json!({})).await.expect(200), json!({"reset": true}));
    assert_eq!(installation.backend.post(&path, &json!({})).await.expect(200), json!({"reset": false}));
    assert_eq!(installation.rows().await["authenticators"], 1);
    gives_password_alone(&mut elsewhere).await;
    let told: Vec<_> =
        installation.backend.all(&format!("/v1/events?user_id={}&limit=100", user.as_str().unwrap())).await;
    let of = |kind: &str| told.iter().filter(|event| event["type"] == kind).collect::<Vec<_>>();
    let (added, removed) = (of("authenticator.added"), of("authenticator.removed"));
    assert_eq!((added.len(), &added[0]["data"]["object"]["kind"]), (1, &json!("totp")));
    assert_eq!((removed.len(), &removed[0]["data"]["object"]["reason"]), (1, &json!("reset")));
}

#[tokio::test]
async fn a_browser_that_was_left_open_must_sign_in_again_to_add_an_app() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "create")]).await;
    anna.makes_account("anna@example.com").await;
    installation.clock.advance(Duration::minutes(16));
    anna.opens("settings/second-factor").await.is("signin");
    anna.browser.submit(&[("email", "anna@example.com"), ("password", PASSWORD)]).await.is("account-app");
    let key = anna.browser.page().texts("[data-key]");
    // Back, a second tab and a wrong code show the same key.
    assert_eq!(anna.opens("settings/second-factor").await.texts("[data-key]"), key);
    let page = anna.browser.submit(&[("code", "000000")]).await;
    assert_eq!((page.status, page.texts("[data-key]")), (422, key));
}

#[tokio::test]
async fn neither_the_key_nor_a_recovery_code_rests_in_clear() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "create")]).await;
    anna.makes_account("anna@example.com").await;
    let key = anna.opens("settings/second-factor").await.texts("[data-key]").remove(0).replace(' ', "");
    let code = AuthenticatorApp::scans(anna.browser.page()).code(installation.clock.now());
    let recovery = anna.browser.submit(&[("code", &code)]).await.texts("[data-recovery-code]").remove(0);
    let dump = installation.database.dump(installation.folder.path()).await;
    let plain = recovery.replace('-', "");
    for secret in [key.as_str(), &recovery, &plain] {
        assert!(!dump.contains(secret), "{secret}");
    }
}

/// What the application is told of how somebody has signed in.
async fn acr(person: &Person) -> serde_json::Value {
    claims(person.redeem().await.expect(200)["id_token"].as_str().unwrap())["acr"].clone()
}

#[tokio::test]
async fn an_application_that_needs_two_factors_has_the_second_one_asked_for_alone() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "create")]).await;
    anna.makes_account("anna@example.com").await;
    // Nobody is asked for what they do not have: the token says what was shown.
    anna.authorize(&[("acr_values", "2 1")]).await;
    assert_eq!(acr(&anna).await, "1");
    anna.authorize(&[("acr_values", "urn:x 2"), ("prompt", "none")]).await;
    assert_eq!(acr(&anna).await, "1");

    let mut elsewhere = Person::new(&installation, &app);
    elsewhere.authorize(&[]).await.is("signin");
    elsewhere.browser.submit(&[("email", "anna@example.com"), ("password", PASSWORD)]).await;
    elsewhere.arrives().await;
    elsewhere.opens("settings/second-factor").await.is("account-app");
    let phone = AuthenticatorApp::scans(elsewhere.browser.page());
    let code = phone.code(installation.clock.now());
    elsewhere.browser.submit(&[("code", &code)]).await.is("recovery-codes");
    installation.clock.advance(STEP);

    anna.authorize(&[]).await;
    assert_eq!(acr(&anna).await, "1", "who asks for nothing gets what was shown");
    anna.authorize(&[("acr_values", "2"), ("prompt", "none")]).await;
    assert_eq!(anna.told("error").as_deref(), Some("login_required"));
    anna.authorize(&[("acr_values", "2"), ("prompt", "login")]).await.is("signin");
    anna.authorize(&[("acr_values", "2")]).await.is("mfa");
    anna.browser.submit(&[("code", "000000")]).await.is("mfa");
    let code = phone.code(installation.clock.now());
    anna.browser.submit(&[("code", &code)]).await;
    assert_eq!(acr(&anna).await, "2");
    anna.authorize(&[("acr_values", "2"), ("prompt", "none")]).await;
    assert_eq!(acr(&anna).await, "2");
}

#[tokio::test]
async fn the_second_factor_alone_signs_nobody_in_whose_session_has_ended() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "create")]).await;
    let tokens = anna.makes_account("anna@example.com").await;
    let mut elsewhere = Person::new(&installation, &app);
    elsewhere.authorize(&[]).await.is("signin");
    elsewhere.browser.submit(&[("email", "anna@example.com"), ("password", PASSWORD)]).await;
    elsewhere.arrives().await;
    elsewhere.opens("settings/second-factor").await.is("account-app");
    let phone = AuthenticatorApp::scans(elsewhere.browser.page());
    let code = phone.code(installation.clock.now());
    elsewhere.browser.submit(&[("code", &code)]).await.is("recovery-codes");
    installation.clock.advance(STEP);
    anna.authorize(&[("acr_values", "2")]).await.is("mfa");
    let sub = anna.userinfo(&tokens).await.0;
    installation.backend.post(&format!("/v1/users/{sub}/revoke-sessions"), &json!({})).await.expect(200);
    let code = phone.code(installation.clock.now());
    anna.browser.submit(&[("code", &code)]).await.is("signin");
    // The code was not used up by it.
    anna.browser.submit(&[("email", "anna@example.com"), ("password", PASSWORD)]).await.is("mfa");
    anna.browser.submit(&[("code", &code)]).await;
    assert_eq!(acr(&anna).await, "2");
}
