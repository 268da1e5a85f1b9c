//! Biometric keys: set up by whoever is signed in, a sign-in from then on, and gone with their device.

use std::time::Duration as Wait;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    actors::{Application, KeyHolder, Tokens, claims},
    linking::{GRANT as CODE_GRANT, call, code, redeem, refreshes},
    one_person::promotes,
    pages::person::{PASSWORD, Person, app},
};
use crate::support::{Ask, Installation, Page, Program, Reply, client, clock_now};

pub const GRANT: &str = "urn:authgear:params:oauth:grant-type:biometric-request";
const TYPE: &str = "vnd.authgear.biometric-request";

async fn challenge(app: &Application, purpose: &str) -> String {
    let told = app.call("/oauth2/challenge", &json!({"purpose": purpose})).await.expect(200);
    told["result"]["token"].as_str().unwrap().to_owned()
}

fn payload(challenge: &str, action: &str) -> Value {
    let now = clock_now().unix_timestamp();
    json!({"iat": now, "exp": now + 60, "challenge": challenge, "action": action})
}

fn shown(key: &KeyHolder) -> Value {
    json!({"typ": TYPE, "kid": key.kid, "jwk": key.jwk})
}

fn named(key: &KeyHolder) -> Value {
    json!({"typ": TYPE, "kid": key.kid})
}

/// What a key signs for an action, as Authgear's clients do it: it is shown when it is set up, and named later.
pub async fn asks(app: &Application, key: &KeyHolder, action: &str) -> String {
    let header = if action == "setup" { shown(key) } else { named(key) };
    key.sign(header, &payload(&challenge(app, "biometric_request").await, action))
}

/// Sets a key up with the access token of a session that is bound to no key.
pub async fn sets_up(app: &Application, tokens: &Tokens, jwt: &str) -> Reply {
    let pairs = [("grant_type", GRANT), ("client_id", app.client_id.as_str()), ("jwt", jwt)];
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let request = app.request(Method::POST, "/oauth2/token").bearer_auth(&tokens.access);
    request.header("content-type", "application/x-www-form-urlencoded").body(body).reply().await
}

/// The same with the token of a session that is bound to a device's key.
async fn sets_up_with(app: &Application, device: &KeyHolder, tokens: &Tokens, jwt: &str) -> Reply {
    let url = format!("{}/oauth2/token", app.issuer());
    let proof = device.proof("POST", &url, &json!({"ath": KeyHolder::ath(&tokens.access)}));
    let pairs = [("grant_type", GRANT), ("client_id", app.client_id.as_str()), ("jwt", jwt)];
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let request = app.http.post(url).header("dpop", proof).header("authorization", format!("DPoP {}", tokens.access));
    request.header("content-type", "application/x-www-form-urlencoded").body(body).reply().await
}

async fn signs_in(app: &Application, key: &KeyHolder) -> Reply {
    app.token(GRANT, &[("jwt", &asks(app, key, "authenticate").await)]).await
}

/// Somebody with an account.
async fn with_account(installation: &Installation, app: &Application) -> (Person, Tokens) {
    let mut anna = Person::new(installation, app);
    anna.authorize(&[("prompt", "create")]).await;
    let tokens = anna.makes_account("anna@example.com").await;
    (anna, tokens)
}

#[tokio::test]
async fn whoever_has_an_account_sets_a_key_up_and_signs_in_with_it() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let (_, tokens) = with_account(&installation, &app).await;
    let key = KeyHolder::new("biometric-key-1");
    assert_eq!(sets_up(&app, &tokens, &asks(&app, &key, "setup").await).await.expect(200), json!({}));
    installation.backend.post(&format!("/v1/users/{}/revoke-sessions", app.sub(&tokens).await), &json!({})).await;
    let told = signs_in(&app, &key).await.expect(200);
    let access = claims(told["access_token"].as_str().unwrap());
    assert_eq!((&access["acr"], &access["amr"]), (&json!("1"), &json!(["swk", "x_biometric"])));
    assert_eq!((&access["sub"], told["id_token"].is_string()), (&claims(&tokens.access)["sub"], true));
    let user = installation.backend.get(&format!("/v1/users/{}", access["sub"].as_str().unwrap())).await.expect(200);
    let kinds: Vec<&Value> = user["identities"].as_array().unwrap().iter().map(|it| &it["kind"]).collect();
    assert_eq!(
        (kinds, &user["sessions"][0]["origin"]),
        (vec![&json!("email"), &json!("biometric")], &json!("biometric"))
    );
    let added = installation.backend.all("/v1/events?type=authenticator.added&limit=100").await;
    assert_eq!((added.len(), &added[0]["data"]["object"]["kind"]), (1, &json!("biometric")));
    // With a proof, what comes of it is bound to the key of the proof.
    let device = KeyHolder::new("device-key-1");
    let jwt = asks(&app, &key, "authenticate").await;
    let bound = app.proven(&device, &[("grant_type", GRANT), ("jwt", &jwt)]).await.expect(200);
    assert_eq!(claims(bound["access_token"].as_str().unwrap())["cnf"]["jkt"], device.thumbprint());
}

#[tokio::test]
async fn a_guest_and_whoever_is_not_signed_in_set_no_key_up() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let key = KeyHolder::new("biometric-key-1");
    let guest = app.sign_up().await;
    let refused = sets_up(&app, &guest, &asks(&app, &key, "setup").await).await.expect(400);
    assert_eq!((&refused["error"], &refused["error_code"]), (&json!("invalid_request"), &json!("anonymous_user")));
    let nobody = app.token(GRANT, &[("jwt", &asks(&app, &key, "setup").await)]).await;
    assert_eq!(nobody.expect(401)["error"], "invalid_token");
    assert_eq!(signs_in(&app, &key).await.expect(400)["error"], "invalid_grant");
    assert_eq!(installation.rows().await["identities"], 1);
}

#[tokio::test]
async fn what_is_not_signed_by_a_key_that_was_set_up_opens_nothing() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let (_, tokens) = with_account(&installation, &app).await;
    let (key, thief) = (KeyHolder::new("biometric-key-1"), KeyHolder::new("biometric-key-1"));
    let stolen = thief.sign(shown(&key), &payload(&challenge(&app, "biometric_request").await, "setup"));
    assert_eq!(sets_up(&app, &tokens, &stolen).await.expect(400)["error"], "invalid_grant");
    let jwt = asks(&app, &key, "setup").await;
    sets_up(&app, &tokens, &jwt).await.expect(200);
    assert_eq!(sets_up(&app, &tokens, &jwt).await.status, 400, "a challenge is good once");
    assert_eq!(
        sets_up(&app, &tokens, &asks(&app, &thief, "setup").await).await.expect(400)["error"],
        "invalid_request"
    );
    let fresh = async || challenge(&app, "biometric_request").await;
    let once = asks(&app, &key, "authenticate").await;
    app.token(GRANT, &[("jwt", &once)]).await.expect(200);
    let expired = {
        let mut claims = payload(&fresh().await, "authenticate");
        claims["exp"] = json!(clock_now().unix_timestamp() - 120);
        claims
    };
    let guests = challenge(&app, "anonymous_request").await;
    let cases = [
        ("used before", once),
        ("another key", thief.sign(named(&thief), &payload(&fresh().await, "authenticate"))),
        ("another key that is shown", thief.sign(shown(&thief), &payload(&fresh().await, "authenticate"))),
        ("another action", key.sign(named(&key), &payload(&fresh().await, "promote"))),
        ("too late", key.sign(named(&key), &expired)),
        ("a challenge for guests", key.sign(named(&key), &payload(&guests, "authenticate"))),
        ("another type", key.sign(json!({"typ": "JWT", "kid": key.kid}), &payload(&fresh().await, "authenticate"))),
    ];
    for (case, jwt) in cases {
        let refused = app.token(GRANT, &[("jwt", &jwt)]).await.expect(400);
        assert!(
            ["invalid_grant", "invalid_request"].contains(&refused["error"].as_str().unwrap()),
            "{case}: {refused}"
        );
    }
}

#[tokio::test]
async fn a_key_opens_an_account_of_its_own_pool_that_is_not_disabled() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let (_, tokens) = with_account(&installation, &app).await;
    let key = KeyHolder::new("biometric-key-1");
    sets_up(&app, &tokens, &asks(&app, &key, "setup").await).await.expect(200);
    let elsewhere = Application::with_guests(&installation).await;
    assert_eq!(signs_in(&elsewhere, &key).await.status, 400);
    let sub = claims(&tokens.access)["sub"].as_str().unwrap().to_owned();
    installation.backend.post(&format!("/v1/users/{sub}/disable"), &json!({})).await.expect(200);
    assert_eq!(signs_in(&app, &key).await.expect(400)["error_code"], "user_disabled");
}

#[tokio::test]
async fn a_key_goes_with_the_device_on_which_it_was_set_up() {
    let installation = Installation::open().await;
    let pool = json!({"name": "Drivers", "anonymous_enabled": true, "max_active_devices": 1});
    let app = Application::of(&installation, pool, json!({"name": "App", "application_type": "native"})).await;
    let (first, second) = (KeyHolder::new("device-key-1"), KeyHolder::new("device-key-2"));
    let key = KeyHolder::new("biometric-key-1");
    let tokens = Tokens::of(&redeem(&app, &first, &code(&installation.backend, &app, "u-42").await).await.expect(200));
    sets_up_with(&app, &first, &tokens, &asks(&app, &key, "setup").await).await.expect(200);
    let told = claims(signs_in(&app, &key).await.expect(200)["access_token"].as_str().unwrap());
    assert_eq!((&told["acr"], &told["sub"]), (&json!("0"), &claims(&tokens.access)["sub"]));
    // Another device takes the place of the first one: its key opens nothing any more.
    let other = Tokens::of(&redeem(&app, &second, &code(&installation.backend, &app, "u-42").await).await.expect(200));
    assert_eq!(refreshes(&app, &first, &tokens).await.expect(400)["error_code"], "device_deactivated");
    assert_eq!(signs_in(&app, &key).await.expect(400)["error"], "invalid_grant");
    sets_up_with(&app, &second, &other, &asks(&app, &key, "setup").await).await.expect(200);
    call(&app, &second, (Method::POST, "/v1/device/reset"), Some(&other), &json!({})).await.expect_nothing(204);
    assert_eq!(signs_in(&app, &key).await.expect(400)["error"], "invalid_grant");
    let removed = installation.backend.all("/v1/events?type=authenticator.removed&limit=100").await;
    let reasons: Vec<&Value> = removed.iter().map(|event| &event["data"]["object"]["reason"]).collect();
    assert_eq!(reasons, ["device_ended", "device_ended"]);
}

#[tokio::test]
async fn a_key_goes_with_another_password_and_when_the_company_takes_it_away() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let (mut anna, tokens) = with_account(&installation, &app).await;
    let key = KeyHolder::new("biometric-key-1");
    sets_up(&app, &tokens, &asks(&app, &key, "setup").await).await.expect(200);
    let reset = format!("/v1/users/{}/reset-second-factor", app.sub(&tokens).await);
    assert_eq!(installation.backend.post(&reset, &json!({})).await.expect(200)["reset"], true);
    assert_eq!(installation.backend.post(&reset, &json!({})).await.expect(200)["reset"], false);
    assert_eq!(signs_in(&app, &key).await.expect(400)["error"], "invalid_grant");
    sets_up(&app, &tokens, &asks(&app, &key, "setup").await).await.expect(200);
    anna.authorize(&[("prompt", "login")]).await.is("signin");
    anna.browser.press("action", "reset").await.is("reset");
    anna.shows_address("anna@example.com").await.is("password");
    anna.browser.submit(&[("password", &format!("{PASSWORD} and more"))]).await;
    anna.arrives().await;
    assert_eq!(signs_in(&app, &key).await.expect(400)["error"], "invalid_grant");
}

/// The keys that the page of an account lists: what each is called, and how many times are told of it.
fn listed(page: &Page) -> Vec<(String, usize)> {
    let names = page.texts(".keys li .strong");
    let times = |number: usize| page.texts(&format!(".keys li:nth-child({number}) time")).len();
    names.into_iter().enumerate().map(|(index, name)| (name, times(index + 1))).collect()
}

#[tokio::test]
async fn an_account_lists_the_keys_with_their_devices_and_takes_one_away() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let (device, backend) = (KeyHolder::new("device-key-1"), &installation.backend);
    let details = URL_SAFE_NO_PAD.encode(json!({"platform": "android", "model": "Pixel 9"}).to_string());
    let made = code(backend, &app, "u-42").await;
    let pairs = [("grant_type", CODE_GRANT), ("pre-authorized_code", &made), ("device_info", &details)];
    let tokens = Tokens::of(&app.proven(&device, &pairs).await.expect(200));
    let (first, second) = (KeyHolder::new("biometric-key-1"), KeyHolder::new("biometric-key-2"));
    sets_up_with(&app, &device, &tokens, &asks(&app, &first, "setup").await).await.expect(200);
    // The customer makes an account, and sets up another key where no device is known.
    let mut anna = Person::new(&installation, &app);
    promotes(&mut anna, &device).await;
    let of_account = anna.makes_account("anna@example.com").await;
    sets_up(&app, &of_account, &asks(&app, &second, "setup").await).await.expect(200);
    let page = anna.opens("settings").await;
    assert_eq!(listed(page), [("Pixel 9".to_owned(), 1), ("A device".to_owned(), 1)]);
    signs_in(&app, &first).await.expect(200);
    assert_eq!(listed(anna.opens("settings").await)[0], ("Pixel 9".to_owned(), 2), "when it was last used");
    // Somebody else removes none of them.
    let mut thief = Person::new(&installation, &app);
    thief.authorize(&[("prompt", "create")]).await;
    thief.makes_account("thief@example.com").await;
    let page = thief.opens("settings").await;
    assert!(listed(page).is_empty());
    let form = page.form("action", "sign_out");
    let key = anna.browser.page().attributes(".keys input[name=key]", "value").remove(0);
    let fields = [form.filled(&[]), vec![("key".to_owned(), key), ("action".to_owned(), "remove_key".to_owned())]];
    thief.browser.post(&form.action, &fields.concat()).await.is("account");
    signs_in(&app, &first).await.expect(200);
    anna.opens("settings").await;
    let page = anna.browser.press("action", "remove_key").await;
    page.is("account");
    assert_eq!((listed(page).len(), page.texts(".notice.good").len()), (1, 1));
    assert_eq!(signs_in(&app, &first).await.expect(400)["error"], "invalid_grant");
    signs_in(&app, &second).await.expect(200);
    let removed = backend.all("/v1/events?type=authenticator.removed&limit=100").await;
    let object = &removed[0]["data"]["object"];
    assert_eq!((removed.len(), &object["kind"], &object["reason"]), (1, &json!("biometric"), &json!("by_user")));
}

#[tokio::test]
async fn whenever_it_dies_a_key_is_wholly_set_up_or_not_at_all() {
    let mut program = Program::start().await;
    let pool = program.backend.create("/v1/user-pools", &json!({"name": "Drivers", "anonymous_enabled": true})).await;
    let body = json!({"name": "App", "user_pool_id": pool, "application_type": "native"});
    let client_id = program.backend.create("/v1/sdk-clients", &body).await;
    let app = Application { http: client(), root: program.url(""), pool, client_id };
    let device = KeyHolder::new("device-key-1");
    let tokens = Tokens::of(&redeem(&app, &device, &code(&program.backend, &app, "u-42").await).await.expect(200));
    for (number, point) in ["biometric: key added", "biometric: after its commit"].into_iter().enumerate() {
        let key = KeyHolder::new(&format!("biometric-key-{number}"));
        let jwt = asks(&app, &key, "setup").await;
        program.kill().await;
        program.start_with(&[("VESTIBULE_CRASH_AT", &format!("{point}:1"))]);
        assert!(program.answers().await);
        let url = format!("{}/oauth2/token", app.issuer());
        let proof = device.proof("POST", &url, &json!({"ath": KeyHolder::ath(&tokens.access)}));
        let pairs = [("grant_type", GRANT), ("client_id", app.client_id.as_str()), ("jwt", jwt.as_str())];
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let request =
            app.http.post(url).header("dpop", proof).header("authorization", format!("DPoP {}", tokens.access));
        let sent = request.header("content-type", "application/x-www-form-urlencoded").body(body).try_reply().await;
        assert!(sent.is_err(), "{point}: it is dead before it answers");
        assert!(program.ends_within(Wait::from_secs(5)).await, "{point}");
        program.serve().await;
        let is_there = point == "biometric: after its commit";
        assert_eq!(signs_in(&app, &key).await.status == 200, is_there, "{point}");
        let told = program.backend.all("/v1/events?type=authenticator.added&limit=100").await;
        // At the second point the one of the first was set up meanwhile.
        assert_eq!(told.len(), if is_there { 2 } else { 0 }, "{point}");
        if !is_there {
            // The challenge was not used either.
            let again = sets_up_with(&app, &device, &tokens, &jwt).await;
            assert_eq!(again.expect(200), json!({}));
        }
    }
}
