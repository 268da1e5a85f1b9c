//! Guests with the key of a device.

use serde_json::{Value, json};
use time::Duration;

use super::actors::{Application, KeyHolder, Tokens};
use crate::support::{Installation, clock_now};

pub const GRANT: &str = "urn:authgear:params:oauth:grant-type:anonymous-request";
const TYPE: &str = "vnd.authgear.anonymous-request";

async fn challenge(app: &Application) -> String {
    let told = app.call("/oauth2/challenge", &json!({"purpose": "anonymous_request"})).await.expect(200);
    told["result"]["token"].as_str().unwrap().to_owned()
}

fn payload(challenge: &str) -> Value {
    payload_of(challenge, "auth")
}

pub fn payload_of(challenge: &str, action: &str) -> Value {
    let now = clock_now().unix_timestamp();
    json!({"iat": now, "exp": now + 60, "challenge": challenge, "action": action})
}

/// What a device signs for an action, with its key shown.
pub async fn signed(app: &Application, device: &KeyHolder, action: &str) -> String {
    device.sign(shown(device), &payload_of(&challenge(app).await, action))
}

pub fn shown(device: &KeyHolder) -> Value {
    json!({"typ": TYPE, "kid": device.kid, "jwk": device.jwk})
}

fn named(device: &KeyHolder) -> Value {
    json!({"typ": TYPE, "kid": device.kid})
}

async fn sign_in(app: &Application, device: &KeyHolder, header: Value) -> Tokens {
    let jwt = device.sign(header, &payload(&challenge(app).await));
    let told = app.token(GRANT, &[("jwt", &jwt)]).await.expect(200);
    assert!(told["id_token"].is_string());
    Tokens::of(&told)
}

#[tokio::test]
async fn a_device_comes_back_as_the_same_guest_also_after_its_sessions_ended() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let device = KeyHolder::new("0d4b5a52-3d5c-4b0e");
    let first = sign_in(&app, &device, shown(&device)).await;
    let sub = app.sub(&first).await;
    installation.backend.post(&format!("/v1/users/{sub}/revoke-sessions"), &json!({})).await.expect(200);
    assert_eq!(app.refresh(&first.refresh).await.status, 400);
    for header in [named(&device), shown(&device)] {
        let again = sign_in(&app, &device, header).await;
        assert_eq!(app.sub(&again).await, sub);
    }
    assert_eq!(installation.rows().await["users"], 1);
}

#[tokio::test]
async fn twenty_parallel_sign_ups_with_one_key_make_one_user() {
    let installation = Installation::with(&[("VESTIBULE_OPEN_CHALLENGES", "20")]).await;
    let app = Application::with_guests(&installation).await;
    let device = KeyHolder::new("0d4b5a52-3d5c-4b0e");
    let signed = futures_util::future::join_all((0..20).map(|_| sign_in(&app, &device, shown(&device)))).await;
    let mut subs = Vec::new();
    for tokens in &signed {
        subs.push(app.sub(tokens).await);
    }
    subs.dedup();
    assert_eq!(subs.len(), 1);
    let rows = installation.rows().await;
    assert_eq!((rows["users"], rows["devices"], rows["identities"]), (1, 1, 1));
    let created = installation.backend.all("/v1/events?type=user.created&limit=100").await;
    assert_eq!(created.len(), 1);
    let counts = "SELECT CAST(of_day AS TEXT) || ' ' || CAST(living AS TEXT) FROM guest_counts".to_owned();
    assert_eq!(
        installation.database.texts(installation.folder.path(), counts).await,
        ["1 1"],
        "one counts for the day"
    );
}

#[tokio::test]
async fn a_key_that_did_not_sign_is_not_taken_on_its_first_use() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let (device, thief) = (KeyHolder::new("0d4b5a52-3d5c-4b0e"), KeyHolder::new("another-key-id"));
    let mut renamed = shown(&thief);
    renamed["kid"] = json!(device.kid);
    for header in [shown(&device), json!({"typ": TYPE, "jwk": device.jwk}), renamed] {
        let claims = payload(&challenge(&app).await);
        let is_own_key = header["jwk"] == thief.jwk;
        let jwt = thief.sign(header, &claims);
        // A name is the device's to give: with its own key, another's name that nobody has yet makes a guest of its own.
        let expected = if is_own_key { 200 } else { 400 };
        assert_eq!(app.token(GRANT, &[("jwt", &jwt)]).await.status, expected);
    }
    assert_eq!(installation.rows().await["users"], 1);
}

#[tokio::test]
async fn what_is_not_signed_by_the_key_it_names_makes_nobody() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let (device, thief) = (KeyHolder::new("0d4b5a52-3d5c-4b0e"), KeyHolder::new("0d4b5a52-3d5c-4b0e"));
    let used = challenge(&app).await;
    let jwt = device.sign(shown(&device), &payload(&used));
    app.token(GRANT, &[("jwt", &jwt)]).await.expect(200);
    let fresh = async || payload(&challenge(&app).await);
    let expired = {
        let mut claims = fresh().await;
        claims["exp"] = json!(clock_now().unix_timestamp() - 120);
        claims
    };
    let cases = [
        ("the same challenge twice", jwt),
        ("another key under a known name", thief.sign(named(&thief), &fresh().await)),
        ("another key that is shown under a known name", thief.sign(shown(&thief), &fresh().await)),
        ("a key that did not sign", thief.sign(shown(&device), &fresh().await)),
        ("another type", device.sign(json!({"typ": "JWT", "kid": device.kid}), &fresh().await)),
        ("too late", device.sign(named(&device), &expired)),
        (
            "an unknown key",
            KeyHolder::new("another-key-id").sign(json!({"typ": TYPE, "kid": "another-key-id"}), &fresh().await),
        ),
        ("a challenge of nobody", device.sign(named(&device), &payload("AAAA"))),
        ("no JWT", "x.y".to_owned()),
    ];
    for (case, jwt) in cases {
        let refused = app.token(GRANT, &[("jwt", &jwt)]).await.expect(400);
        let error = refused["error"].as_str().unwrap();
        assert!(["invalid_grant", "invalid_request"].contains(&error), "{case}: {refused}");
    }
    assert_eq!(installation.rows().await["users"], 1);
    let late = payload(&challenge(&app).await);
    installation.clock.advance(Duration::minutes(6));
    assert_eq!(app.token(GRANT, &[("jwt", &device.sign(named(&device), &late))]).await.status, 400);
}
