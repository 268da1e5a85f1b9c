//! Anonymous users: signing up, coming back, and what ends it.

use reqwest::{
    Method,
    header::{COOKIE, RETRY_AFTER, SET_COOKIE},
};
use serde_json::{Value, json};
use time::Duration;

use super::actors::{Application, Tokens, claims, header};
use crate::support::{Ask, Installation, Receiver, until};

const IS_ANONYMOUS: &str = "https://authgear.com/claims/user/is_anonymous";
const IS_VERIFIED: &str = "https://authgear.com/claims/user/is_verified";

async fn patch(installation: &Installation, path: &str, body: Value) {
    installation.backend.send(Method::PATCH, path, Some(body.to_string())).await.expect(200);
}

#[tokio::test]
async fn guests_are_refused_until_the_pool_allows_them() {
    let installation = Installation::open().await;
    let app = Application::of(&installation, json!({"name": "n"}), json!({"name": "Web"})).await;
    let refused = app.try_sign_up().await.expect(400);
    assert_eq!(refused["error"]["message"], "anonymous user disallowed");
    patch(&installation, &format!("/v1/user-pools/{}", app.pool), json!({"anonymous_enabled": true})).await;
    let made = app.try_sign_up().await.expect(200);
    for name in ["token_type", "access_token", "refresh_token", "expires_in"] {
        assert!(!made["result"][name].is_null(), "{name}");
    }
}

#[tokio::test]
async fn a_guest_is_told_as_one_and_nothing_else_is_told() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let tokens = app.sign_up().await;
    let told = app.userinfo(&tokens.access).await.expect(200);
    assert!(told["sub"].as_str().unwrap().starts_with("usr_"));
    assert_eq!((&told[IS_ANONYMOUS], &told[IS_VERIFIED]), (&json!(true), &json!(false)));
    assert!(told.get("email").is_none());
    let access = claims(&tokens.access);
    assert_eq!(header(&tokens.access)["typ"], "at+jwt");
    assert_eq!(
        (&access["acr"], &access["iss"], &access["client_id"]),
        (&json!("0"), &json!(app.issuer()), &json!(app.client_id),)
    );
    assert_eq!(access["exp"].as_i64().unwrap() - access["iat"].as_i64().unwrap(), 1800);
}

#[tokio::test]
async fn whoever_signs_up_again_with_a_session_is_the_same_guest() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let tokens = app.sign_up().await;
    let sub = app.sub(&tokens).await;
    let body = json!({"client_id": app.client_id, "session_type": "refresh_token", "refresh_token": tokens.refresh});
    let again = app.call("/api/anonymous_user/signup", &body).await.expect(200);
    assert!(again["result"].get("refresh_token").is_none());
    assert_eq!(app.sub(&Tokens::of(&again["result"])).await, sub);
    let refreshed = Tokens::of(&app.refresh(&tokens.refresh).await.expect(200));
    assert_eq!(app.sub(&refreshed).await, sub);
    assert_eq!(installation.rows().await["users"], 1);
}

#[tokio::test]
async fn a_wrong_request_makes_nobody() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let secret =
        Application::in_pool(&installation, &app.pool, json!({"name": "x", "application_type": "confidential"})).await;
    let third =
        Application::in_pool(&installation, &app.pool, json!({"name": "x", "application_type": "third_party_app"}))
            .await;
    let unknown = Application { client_id: "cli_x".to_owned(), ..app.clone() };
    for refused in [&secret, &third, &unknown] {
        assert_eq!(refused.try_sign_up().await.status, 400);
    }
    for body in [
        json!({"client_id": app.client_id, "session_type": "refresh_token", "more": 1}),
        json!({"client_id": app.client_id}),
        json!({"client_id": app.client_id, "session_type": "refresh_token", "refresh_token": "x"}),
    ] {
        let refused = app.call("/api/anonymous_user/signup", &body).await.expect(400);
        assert_eq!(refused["error"]["code"], 400);
    }
    assert_eq!(installation.rows().await["users"], 0);
}

#[tokio::test]
async fn a_session_ends_when_it_is_idle_and_the_next_guest_is_another() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let tokens = app.sign_up().await;
    let sub = app.sub(&tokens).await;
    installation.clock.advance(Duration::days(31));
    assert_eq!(app.refresh(&tokens.refresh).await.expect(400)["error"], "invalid_grant");
    assert_ne!(app.sub(&app.sign_up().await).await, sub);
}

#[tokio::test]
async fn changed_lifetimes_hold_for_sessions_that_live() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let tokens = app.sign_up().await;
    let client = format!("/v1/sdk-clients/{}", app.client_id);
    patch(&installation, &client, json!({"access_ttl": 120, "refresh_idle": 3600})).await;
    let refreshed = app.refresh(&tokens.refresh).await.expect(200);
    assert_eq!(refreshed["expires_in"], 120);
    installation.clock.advance(Duration::hours(2));
    let refresh = refreshed["refresh_token"].as_str().unwrap();
    assert_eq!(app.refresh(refresh).await.expect(400)["error"], "invalid_grant");
    // The longer time comes back to a session that was not used meanwhile.
    patch(&installation, &client, json!({"refresh_idle": 86_400})).await;
    app.refresh(refresh).await.expect(200);
}

#[tokio::test]
async fn a_browser_that_keeps_its_cookie_is_the_same_guest() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let body = json!({"client_id": app.client_id, "session_type": "cookie"});
    let first = app.call("/api/anonymous_user/signup", &body).await;
    first.expect(200);
    let cookie = first.headers[SET_COOKIE].to_str().unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Max-Age="] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let value = cookie.split(';').next().unwrap();
    let request = app.http.post(format!("{}/api/anonymous_user/signup", app.root)).header(COOKIE, value);
    let again = request.body(body.to_string()).reply().await;
    assert_eq!(again.status, 200);
    assert!(again.headers.get(SET_COOKIE).is_none());
    assert_eq!(installation.rows().await["users"], 1);
}

#[tokio::test]
async fn the_tenant_hears_of_a_guest_once() {
    let (installation, receiver) = (Installation::near_receivers().await, Receiver::start().await);
    let wanted = json!({"url": receiver.url, "events": ["user.created", "session.created", "session.revoked"]});
    installation.backend.post("/v1/webhook-endpoints", &wanted).await.expect(201);
    let app = Application::with_guests(&installation).await;
    let tokens = app.sign_up().await;
    let sub = app.sub(&tokens).await;
    app.form("/oauth2/revoke", &[("token", &tokens.refresh)]).await;
    installation.has_delivered().await;
    let events = installation.backend.all("/v1/events?limit=100").await;
    let kinds: Vec<&str> = events.iter().rev().map(|event| event["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["user.created", "session.created", "session.revoked"]);
    assert!(events.iter().all(|event| event["data"]["user_id"] == sub.as_str()));
    let user = &events[2]["data"]["object"];
    assert_eq!((&user["is_anonymous"], &user["origin"]), (&json!(true), &json!("anonymous")));
}

#[tokio::test]
async fn a_signed_out_session_is_gone_for_its_access_tokens_too() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let tokens = app.sign_up().await;
    assert_eq!(app.form("/oauth2/revoke", &[("token", "whatever")]).await.status, 200);
    app.sub(&tokens).await;
    assert_eq!(app.form("/oauth2/revoke", &[("token", &tokens.refresh)]).await.status, 200);
    assert_eq!(app.userinfo(&tokens.access).await.expect(401)["error"], "invalid_grant");
    assert_eq!(app.refresh(&tokens.refresh).await.expect(400)["error"], "invalid_grant");
}

#[tokio::test]
async fn one_address_signs_up_so_many_and_is_told_when_it_may_again() {
    let installation = Installation::open().await;
    let pool = json!({"name": "n", "anonymous_enabled": true, "anon_per_ip_minute": 3, "anon_per_ip_hour": 5});
    let app = Application::of(&installation, pool, json!({"name": "Web"})).await;
    for _ in 0..3 {
        app.sign_up().await;
    }
    let refused = app.try_sign_up().await;
    assert_eq!(refused.expect(429)["error"]["name"], "TooManyRequest");
    assert!(refused.headers[RETRY_AFTER].to_str().unwrap().parse::<u64>().unwrap() <= 60);
    installation.clock.advance(Duration::minutes(2));
    app.sign_up().await;
    app.sign_up().await;
    installation.clock.advance(Duration::minutes(2));
    assert_eq!(app.try_sign_up().await.status, 429);
}

#[tokio::test]
async fn a_pool_gets_so_many_guests_a_day() {
    let installation = Installation::open().await;
    let pool = json!({"name": "n", "anonymous_enabled": true, "anon_per_pool_day": 2});
    let app = Application::of(&installation, pool, json!({"name": "Web"})).await;
    app.sign_up().await;
    let reached = async || installation.backend.all("/v1/events?type=anonymous.cap_reached&limit=100").await;
    assert!(reached().await.is_empty());
    app.sign_up().await;
    for _ in 0..2 {
        assert_eq!(app.try_sign_up().await.status, 429);
    }
    let told = reached().await;
    let pool = &told[0]["data"]["object"];
    assert_eq!((told.len(), &pool["id"], &pool["anon_per_pool_day"]), (1, &json!(app.pool), &json!(2)));
    installation.clock.advance(Duration::days(1));
    until("a new day", async || (app.try_sign_up().await.status == 200).then_some(())).await;
}
