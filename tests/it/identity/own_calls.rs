//! What devices and end users do with their own keys and tokens.

use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;

use super::{
    actors::{Application, KeyHolder, Tokens, claims},
    devices::{GRANT, signed},
    linking::{call, code, redeem, refreshes},
};
use crate::support::{Ask, Installation};

const LINK: (Method, &str) = (Method::POST, "/v1/me/link");
const ME: (Method, &str) = (Method::DELETE, "/v1/me");
const DEVICE: (Method, &str) = (Method::PATCH, "/v1/device");

/// A guest's device enrols.
async fn enrols(app: &Application, device: &KeyHolder, mode: &str) -> Tokens {
    let jwt = signed(app, device, "auth").await;
    let pairs = [("grant_type", GRANT), ("jwt", jwt.as_str()), ("authentication_mode", mode)];
    Tokens::of(&app.proven(device, &pairs).await.expect(200))
}

#[tokio::test]
async fn how_a_device_guards_its_tokens_is_told_by_them() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let modes =
        [("no", json!(["swk"])), ("password", json!(["swk", "pin"])), ("biometric", json!(["swk", "x_biometric"]))];
    for (number, (mode, amr)) in modes.iter().enumerate() {
        let device = KeyHolder::new(&format!("device-key-{number}"));
        let access = claims(&enrols(&app, &device, mode).await.access);
        assert_eq!((&access["acr"], &access["amr"]), (&json!("0"), amr));
        for personal in ["name", "email", "username", "phone_number", "preferred_username"] {
            assert!(access.get(personal).is_none(), "{access}");
        }
    }
    let device = KeyHolder::new("device-key-9");
    let tokens = enrols(&app, &device, "no").await;
    let changed = call(&app, &device, DEVICE, Some(&tokens), &json!({"authentication_mode": "biometric"})).await;
    assert_eq!(changed.expect(200)["authentication_mode"], "biometric");
    let again = signed(&app, &device, "auth").await;
    let told = app.proven(&device, &[("grant_type", GRANT), ("jwt", &again)]).await.expect(200);
    assert_eq!(claims(&Tokens::of(&told).access)["amr"], json!(["swk", "x_biometric"]));
    call(&app, &device, DEVICE, Some(&tokens), &json!({"authentication_mode": "biometric"})).await.expect(200);
    let told = installation.backend.all("/v1/events?type=device.updated&limit=100").await;
    let object = &told[0]["data"]["object"];
    assert_eq!(
        (told.len(), &object["authentication_mode"]),
        (1, &json!("biometric")),
        "nothing changed the second time"
    );
    let wrong = call(&app, &device, DEVICE, Some(&tokens), &json!({"authentication_mode": "x"})).await;
    assert_eq!(wrong.problem(422).1, ["authentication_mode"]);
}

#[tokio::test]
async fn a_guest_is_linked_to_a_customer_once_and_stays_the_same_user() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let (device, other) = (KeyHolder::new("device-key-1"), KeyHolder::new("device-key-2"));
    let tokens = enrols(&app, &device, "no").await;
    let owned = redeem(&app, &other, &code(&installation.backend, &app, "owned").await).await.expect(200);
    let taken = code(&installation.backend, &app, "owned").await;
    let link = async |code: &str| call(&app, &device, LINK, Some(&tokens), &json!({"authentication_code": code})).await;
    assert_eq!(link(&taken).await.problem(409).0, "external_id_in_use");
    assert_eq!(link("x").await.problem(422).1, ["authentication_code"]);
    let free = code(&installation.backend, &app, "free").await;
    let linked = link(&free).await.expect(200);
    assert_eq!((&linked["id"], &linked["is_anonymous"]), (&claims(&tokens.access)["sub"], &json!(false)));
    let more = code(&installation.backend, &app, "free").await;
    assert_eq!(link(&more).await.problem(409).0, "user_already_linked");
    assert_eq!(link(&free).await.problem(422).1, ["authentication_code"]);
    let events = installation.backend.all("/v1/events?type=user.linked&limit=100").await;
    assert_eq!((events.len(), &events[0]["data"]["object"]["external_id"]), (1, &json!("free")));
    // The session goes on, the customer's code leads to the same user, and the key alone opens it no more.
    let next = Tokens::of(&refreshes(&app, &device, &tokens).await.expect(200));
    assert_eq!(claims(&next.access)["https://authgear.com/claims/user/is_anonymous"], false);
    assert_eq!(redeem(&app, &device, &more).await.expect(200)["user_id"], linked["id"]);
    let jwt = signed(&app, &device, "auth").await;
    assert_eq!(app.proven(&device, &[("grant_type", GRANT), ("jwt", &jwt)]).await.status, 400);
    assert!(owned["user_id"] != linked["id"]);
}

#[tokio::test]
async fn a_reset_guest_cannot_come_back_and_the_device_can_enrol_again() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let device = KeyHolder::new("device-key-1");
    let first = enrols(&app, &device, "no").await;
    call(&app, &device, (Method::POST, "/v1/device/reset"), Some(&first), &json!({})).await.expect_nothing(204);
    let second = enrols(&app, &device, "no").await;
    assert!(claims(&first.access)["sub"] != claims(&second.access)["sub"]);
    assert_eq!(refreshes(&app, &device, &first).await.status, 400);
    let rows = installation.rows().await;
    assert_eq!((rows["users"], rows["devices"], rows["identities"]), (2, 1, 1));
}

#[tokio::test]
async fn a_user_is_deleted_by_a_sign_in_of_the_last_minutes_and_a_guest_at_any_time() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let (guest, customer) = (KeyHolder::new("device-key-1"), KeyHolder::new("device-key-2"));
    let of_guest = enrols(&app, &guest, "no").await;
    let of_customer =
        Tokens::of(&redeem(&app, &customer, &code(&installation.backend, &app, "u-42").await).await.expect(200));
    call(&app, &guest, ME, Some(&of_guest), &json!({})).await.expect_nothing(204);
    let again = call(&app, &guest, ME, Some(&of_guest), &json!({})).await;
    assert_eq!(again.problem(401).0, "invalid_token");
    call(&app, &customer, ME, Some(&of_customer), &json!({})).await.expect_nothing(204);
    let deleted = installation.backend.all("/v1/events?type=user.deleted&limit=100").await;
    assert!(deleted.len() == 2 && deleted.iter().all(|event| event["data"]["object"]["reason"] == "by_user"));
    let other = KeyHolder::new("device-key-3");
    let old = Tokens::of(&redeem(&app, &other, &code(&installation.backend, &app, "u-43").await).await.expect(200));
    installation.clock.advance(Duration::minutes(4));
    installation.clock.advance(Duration::seconds(61));
    let url = format!("{}/v1/me", app.root);
    let now = installation.server.app.clock.now().unix_timestamp();
    let proof = other.proof("DELETE", &url, &json!({"ath": KeyHolder::ath(&old.access), "iat": now}));
    let request = app.http.delete(url).header("dpop", proof).header("authorization", format!("DPoP {}", old.access));
    let refused = request.reply().await;
    assert_eq!(refused.problem(403).0, "login_required");
}

#[tokio::test]
async fn nobody_calls_for_a_device_or_a_user_without_their_key_or_token() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let (device, thief) = (KeyHolder::new("device-key-1"), KeyHolder::new("device-key-2"));
    let tokens = enrols(&app, &device, "no").await;
    let reset = (Method::POST, "/v1/device/reset");
    let stolen = call(&app, &thief, reset.clone(), Some(&tokens), &json!({})).await;
    assert_eq!(stolen.problem(401).0, "invalid_token");
    assert!(stolen.headers["www-authenticate"].to_str().unwrap().starts_with("DPoP "));
    let bearer = app.http.post(format!("{}/v1/device/reset", app.root)).bearer_auth(&tokens.access).reply().await;
    assert_eq!(bearer.status, 401);
    assert_eq!(app.http.post(format!("{}/v1/device/state", app.root)).reply().await.status, 401);
    let unbound = app.sign_up().await;
    let no_device = app.http.post(format!("{}/v1/device/reset", app.root)).bearer_auth(&unbound.access).reply().await;
    assert_eq!(no_device.status, 401);
    let key = app.http.delete(format!("{}/v1/me", app.root)).bearer_auth(installation.backend.key()).reply().await;
    assert_eq!(key.status, 401);
    refreshes(&app, &device, &tokens).await.expect(200);
    assert_eq!(installation.rows().await["users"], 2);
}

#[tokio::test]
async fn a_device_whose_token_has_expired_refreshes_it_and_logs_in_once_its_session_is_gone() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let device = KeyHolder::new("device-key-1");
    let tokens = enrols(&app, &device, "no").await;
    let states = async || {
        let body = json!({"sdk_client_id": app.client_id});
        let proof = at(&installation, &device, "POST", &format!("{}/v1/device/state", app.root), &json!({}));
        let request = app.http.post(format!("{}/v1/device/state", app.root)).header("dpop", proof);
        let request = request.header("content-type", "application/json").body(body.to_string());
        request.reply().await.expect(200)["sdk_state"].clone()
    };
    let refreshes = async |tokens: &Tokens| {
        let proof = at(&installation, &device, "POST", &format!("{}/oauth2/token", app.issuer()), &json!({}));
        let pairs = [
            ("grant_type", "refresh_token"),
            ("client_id", app.client_id.as_str()),
            ("refresh_token", tokens.refresh.as_str()),
        ];
        app.form_with("/oauth2/token", &pairs, Some(&proof)).await
    };
    installation.clock.advance(Duration::minutes(31));
    let url = format!("{}/oauth2/userinfo", app.issuer());
    let proof = at(&installation, &device, "GET", &url, &json!({"ath": KeyHolder::ath(&tokens.access)}));
    let request = app.http.get(url).header("dpop", proof).header("authorization", format!("DPoP {}", tokens.access));
    assert_eq!(request.reply().await.expect(401)["error"], "invalid_token");
    assert_eq!(states().await, "Active");
    let next = Tokens::of(&refreshes(&tokens).await.expect(200));
    assert_eq!(claims(&next.access)["sub"], claims(&tokens.access)["sub"]);
    // Idle for longer than the pool allows, the session is gone, and with it every token.
    installation.clock.advance(Duration::days(31));
    assert_eq!(states().await, "LoginRequired");
    assert_eq!(refreshes(&next).await.expect(400)["error"], "invalid_grant");
}

/// A proof by the clock of the installation.
fn at(installation: &Installation, device: &KeyHolder, method: &str, url: &str, more: &Value) -> String {
    let mut more = more.clone();
    more["iat"] = json!(installation.clock.now().unix_timestamp());
    device.proof(method, url, &more)
}
