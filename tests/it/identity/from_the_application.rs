//! What an application opens on the pool's pages for the user it has: a promotion by a device's key or out of a cookie, and
//! a page in a browser that is then signed in.

use reqwest::header::{COOKIE, ORIGIN, SET_COOKIE};
use serde_json::{Value, json};
use time::Duration;

use super::{
    actors::{Application, KeyHolder, Tokens},
    devices::{GRANT, payload_of, shown, signed},
    pages::person::{Person, app, events},
};
use crate::support::{Ask, Installation, Reply};

const OWN: &str = "https://shop.example";

async fn app_session(app: &Application, tokens: &Tokens) -> String {
    let told = app.call("/oauth2/app_session_token", &json!({"refresh_token": tokens.refresh})).await.expect(200);
    told["result"]["app_session_token"].as_str().unwrap().to_owned()
}

/// The address with which Authgear's clients open a page.
pub fn opening(app: &Application, token: &str, page: &str) -> String {
    let hint = format!("https://authgear.com/login_hint?type=app_session_token&app_session_token={token}");
    let pairs = [
        ("client_id", app.client_id.as_str()),
        ("redirect_uri", page),
        ("response_type", "none"),
        ("prompt", "none"),
        ("login_hint", &hint),
        ("scope", "openid offline_access https://authgear.com/scopes/full-access"),
    ];
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("{}/oauth2/authorize?{query}", app.issuer())
}

async fn origin(installation: &Installation, sub: &str) -> Value {
    let user = installation.backend.get(&format!("/v1/users/{sub}")).await.expect(200);
    let mut sessions = user["sessions"].as_array().unwrap().clone();
    sessions.sort_by_key(|session| session["created_at"].to_string());
    sessions.last().unwrap()["origin"].clone()
}

#[tokio::test]
async fn an_application_opens_a_page_in_a_browser_that_is_then_signed_in() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.promotes(&app.sign_up().await).await;
    let tokens = anna.makes_account("anna@example.com").await;
    let (sub, ..) = anna.userinfo(&tokens).await;
    let settings = format!("{}/settings", app.issuer());
    for page in [installation.url("/settings"), format!("{}/settings/devices", app.issuer())] {
        let mut elsewhere = Person::new(&installation, &app);
        elsewhere.authorize(&[("prompt", "none")]).await;
        assert_eq!(elsewhere.told("error").as_deref(), Some("login_required"));
        let url = opening(&app, &app_session(&app, &tokens).await, &page);
        elsewhere.browser.open(&url).await;
        assert_eq!(elsewhere.browser.page().url.as_str(), settings);
        elsewhere.authorize(&[("prompt", "none")]).await;
        let there = elsewhere.arrives().await;
        assert_eq!(elsewhere.userinfo(&there).await.0, sub);
    }
    // Registered addresses are opened as they are.
    let mut elsewhere = Person::new(&installation, &app);
    elsewhere.browser.open(&opening(&app, &app_session(&app, &tokens).await, &installation.url("/callback"))).await;
    assert_eq!(elsewhere.browser.page().url.as_str(), installation.url("/callback"));
}

#[tokio::test]
async fn an_app_session_token_is_good_once_for_its_client_and_for_five_minutes() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let sibling = Application::in_pool(&installation, &app.pool, json!({"name": "Sibling"})).await;
    let tokens = app.sign_up().await;
    let settings = installation.url("/settings");
    let get = async |url: &str| app.http.get(url).reply().await.status;
    let used = opening(&app, &app_session(&app, &tokens).await, &settings);
    assert_eq!(get(&used).await, 303);
    assert_eq!(get(&used).await, 400);
    let of_app = app_session(&app, &tokens).await;
    assert_eq!(get(&opening(&sibling, &of_app, &settings)).await, 400);
    for page in
        ["https://evil.example/settings", &installation.url("/elsewhere"), &format!("{}/settingsx", app.issuer())]
    {
        assert_eq!(get(&opening(&app, &app_session(&app, &tokens).await, page)).await, 400, "{page}");
    }
    let late = app_session(&app, &tokens).await;
    installation.clock.advance(Duration::minutes(6));
    assert_eq!(get(&opening(&app, &late, &settings)).await, 400);
    // Nothing is opened for a session that has ended since, and none is to be had for it.
    let ended = app_session(&app, &tokens).await;
    let sub = app.sub(&Tokens::of(&app.refresh(&tokens.refresh).await.expect(200))).await;
    installation.backend.post(&format!("/v1/users/{sub}/revoke-sessions"), &json!({})).await.expect(200);
    assert_eq!(get(&opening(&app, &ended, &settings)).await, 400);
    let refused = app.call("/oauth2/app_session_token", &json!({"refresh_token": tokens.refresh})).await.expect(403);
    assert_eq!(refused["error"]["reason"], "InvalidGrant", "{refused}");
    app.call("/oauth2/app_session_token", &json!({})).await.expect(400);
}

#[tokio::test]
async fn a_guest_with_a_device_key_is_promoted_by_what_the_device_signs() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let device = KeyHolder::new("0d4b5a52-3d5c-4b0e");
    let guest = Tokens::of(&app.token(GRANT, &[("jwt", &signed(&app, &device, "auth").await)]).await.expect(200));
    let mut anna = Person::new(&installation, &app);
    let (sub, ..) = anna.userinfo(&guest).await;
    let by_code = json!({"session_type": "refresh_token", "refresh_token": guest.refresh});
    app.call("/api/anonymous_user/promotion_code", &by_code).await.expect(400);
    let hint = |jwt: &str| format!("https://authgear.com/login_hint?type=anonymous&jwt={jwt}");
    let refused = async |jwt: String| {
        let mut stranger = Person::new(&installation, &app);
        stranger.authorize(&[("prompt", "login"), ("login_hint", &hint(&jwt))]).await;
        stranger.told("error").unwrap()
    };
    let unknown = KeyHolder::new("another-key-id");
    assert_eq!(refused(signed(&app, &unknown, "promote").await).await, "invalid_grant");
    assert_eq!(refused(signed(&app, &device, "auth").await).await, "invalid_request");
    let thief = KeyHolder::new("0d4b5a52-3d5c-4b0e");
    assert_eq!(refused(signed(&app, &thief, "promote").await).await, "invalid_grant");
    assert_eq!(installation.rows().await["users"], 1);

    let jwt = signed(&app, &device, "promote").await;
    anna.authorize(&[("prompt", "login"), ("login_hint", &hint(&jwt))]).await.is("promote");
    assert_eq!(refused(jwt).await, "invalid_grant");
    let tokens = anna.makes_account("anna@example.com").await;
    assert_eq!(anna.userinfo(&tokens).await, (sub.clone(), false, "anna@example.com".to_owned()));
    assert_eq!(origin(&installation, &sub).await, "promotion");
    assert_eq!(events(&installation, "user.anonymous.promoted").await.len(), 1);
    // The key alone opens the account no more, and is no guest's.
    let again = app.token(GRANT, &[("jwt", &signed(&app, &device, "auth").await)]).await.expect(400);
    assert_eq!(again["error"], "invalid_grant");
    assert_eq!(refused(signed(&app, &device, "promote").await).await, "invalid_grant");
    assert_eq!(anna.userinfo(&tokens).await.0, sub);
}

#[tokio::test]
async fn a_challenge_for_another_purpose_or_pool_promotes_nobody() {
    let installation = Installation::open().await;
    let (one, other) = (app(&installation, json!({})).await, app(&installation, json!({})).await);
    let device = KeyHolder::new("0d4b5a52-3d5c-4b0e");
    one.token(GRANT, &[("jwt", &signed(&one, &device, "auth").await)]).await.expect(200);
    let told = one.call("/oauth2/challenge", &json!({"purpose": "biometric_request"})).await.expect(200);
    let challenge = told["result"]["token"].as_str().unwrap();
    let biometric = device.sign(shown(&device), &payload_of(challenge, "promote"));
    for (at, jwt) in [(&one, biometric), (&other, signed(&other, &device, "promote").await)] {
        let mut stranger = Person::new(&installation, at);
        let hint = format!("https://authgear.com/login_hint?type=anonymous&jwt={jwt}");
        stranger.authorize(&[("prompt", "login"), ("login_hint", &hint)]).await;
        assert_eq!(stranger.told("error").as_deref(), Some("invalid_grant"));
    }
}

#[tokio::test]
async fn a_promotion_code_is_for_guests_of_its_own_pool() {
    let installation = Installation::open().await;
    let (one, other) = (app(&installation, json!({})).await, app(&installation, json!({})).await);
    let guest = one.sign_up().await;
    let mut anna = Person::new(&installation, &one);
    let hint = anna.hint(&guest).await;
    let mut elsewhere = Person::new(&installation, &other);
    elsewhere.authorize(&[("prompt", "login"), ("login_hint", &hint)]).await;
    assert_eq!(elsewhere.told("error").as_deref(), Some("invalid_request"));
    anna.authorize(&[("prompt", "login"), ("login_hint", &hint)]).await.is("promote");
    let regular = anna.makes_account("anna@example.com").await;
    let body = json!({"session_type": "refresh_token", "refresh_token": regular.refresh});
    let refused = one.call("/api/anonymous_user/promotion_code", &body).await.expect(400);
    assert_eq!(refused["error"]["message"], "user logged in as normal user");
    assert_eq!(events(&installation, "user.anonymous.promoted").await.len(), 1);
}

async fn from_browser(app: &Application, origin: Option<&str>, cookie: Option<&str>, body: &Value) -> Reply {
    let path = if body.get("client_id").is_some() { "signup" } else { "promotion_code" };
    let mut request = app.http.post(format!("{}/api/anonymous_user/{path}", app.root)).body(body.to_string());
    for (name, value) in [(ORIGIN, origin), (COOKIE, cookie)] {
        if let Some(value) = value {
            request = request.header(name, value);
        }
    }
    request.reply().await
}

#[tokio::test]
async fn a_guest_of_a_cookie_is_promoted_from_the_origins_of_the_pools_clients_alone() {
    let installation = Installation::open().await;
    let client = json!({
        "name": "Shop", "redirect_uris": [installation.url("/callback")], "cors_origins": [OWN],
    });
    let pool = json!({"name": "Shoppers", "anonymous_enabled": true});
    let app = Application::of(&installation, pool.clone(), client).await;
    Application::of(&installation, pool, json!({"name": "Other", "cors_origins": ["https://other.example"]})).await;
    let sign_up = json!({"client_id": app.client_id, "session_type": "cookie"});
    let signed_up = from_browser(&app, Some(OWN), None, &sign_up).await;
    signed_up.expect(200);
    let cookie = signed_up.headers[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    let sub = installation.backend.get("/v1/users").await.expect(200)["data"][0]["id"].as_str().unwrap().to_owned();

    let wish = json!({"session_type": "cookie"});
    for (origin, cookie, status) in [
        (None, Some(cookie.as_str()), 403),
        (Some("https://evil.example"), Some(cookie.as_str()), 403),
        (Some("https://other.example"), Some(cookie.as_str()), 401),
        (Some(OWN), None, 401),
        (Some(OWN), Some("sid=x"), 401),
    ] {
        assert_eq!(from_browser(&app, origin, cookie, &wish).await.status, status, "{origin:?} {cookie:?}");
    }
    let told = from_browser(&app, Some(OWN), Some(&cookie), &wish).await.expect(200);
    let code = told["result"]["promotion_code"].as_str().unwrap();
    let hint = format!("https://authgear.com/login_hint?type=anonymous&promotion_code={code}");
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "login"), ("login_hint", &hint)]).await.is("promote");
    let tokens = anna.makes_account("anna@example.com").await;
    assert_eq!(anna.userinfo(&tokens).await, (sub.clone(), false, "anna@example.com".to_owned()));
    assert_eq!(origin(&installation, &sub).await, "promotion");
    // The guest is none any more.
    assert_eq!(from_browser(&app, Some(OWN), Some(&cookie), &wish).await.status, 400);
}
