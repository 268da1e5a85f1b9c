//! Users by the API.

use reqwest::Method;
use serde_json::json;

use super::{
    actors::{Application, Tokens},
    vouched::{exchange, vouch},
};
use crate::support::Installation;

#[tokio::test]
async fn users_are_listed_shown_and_seen_by_their_tenant_only() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let (first, second) = (app.sub(&app.sign_up().await).await, app.sub(&app.sign_up().await).await);
    let listed = installation.backend.all("/v1/users?anonymous=true&limit=1").await;
    let ids: Vec<&str> = listed.iter().map(|user| user["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [second.as_str(), first.as_str()]);
    assert!(installation.backend.all("/v1/users?anonymous=false&limit=100").await.is_empty());
    let shown = installation.backend.get(&format!("/v1/users/{first}")).await.expect(200);
    assert_eq!(shown["identities"][0]["kind"], "anonymous");
    assert_eq!(shown["sessions"].as_array().unwrap().len(), 1);
    let (other, _) = installation.add_tenant("Other").await;
    assert_eq!(other.get(&format!("/v1/users/{first}")).await.status, 404);
    assert_eq!(other.send(Method::DELETE, &format!("/v1/users/{first}"), None).await.status, 404);
    assert!(other.all("/v1/users?limit=100").await.is_empty());
}

#[tokio::test]
async fn every_choice_of_filters_lists_whoever_fits_all_of_them() {
    let installation = Installation::open().await;
    let (app, other) = (Application::with_guests(&installation).await, Application::with_guests(&installation).await);
    let guests = [app.sub(&app.sign_up().await).await, other.sub(&other.sign_up().await).await];
    let mut customers = Vec::new();
    for app in [&app, &other] {
        let token = vouch(&installation, json!({"app_user_id": "u-1", "user_pool_id": app.pool})).await;
        customers.push(app.sub(&Tokens::of(&exchange(app, &token).await.expect(200))).await);
    }
    let listed = async |query: &str| -> Vec<String> {
        let found = installation.backend.all(&format!("/v1/users?limit=3{query}")).await;
        let mut ids: Vec<String> = found.iter().map(|user| user["id"].as_str().unwrap().to_owned()).collect();
        assert!(ids.is_sorted_by(|one, next| one > next), "newest first: {ids:?}");
        ids.sort();
        ids
    };
    for (pool, anonymous, external_id) in choices() {
        let of_pool = pool.map(|pool| format!("&user_pool_id={}", [&app.pool, &other.pool][pool]));
        let of_kind = anonymous.map(|anonymous| format!("&anonymous={anonymous}"));
        let of_customer = external_id.map(|external_id| format!("&external_id={external_id}"));
        let query: String = [of_pool, of_kind, of_customer].into_iter().flatten().collect();
        let pools = || (0..2).filter(|index| pool.is_none_or(|pool| pool == *index));
        let wants_guests = anonymous != Some(false) && external_id.is_none();
        let wants_customers = anonymous != Some(true) && external_id != Some("u-2");
        let some_guests = pools().filter(|_| wants_guests).map(|index| guests[index].clone());
        let some_customers = pools().filter(|_| wants_customers).map(|index| customers[index].clone());
        let mut fit: Vec<String> = some_guests.chain(some_customers).collect();
        fit.sort();
        assert_eq!(listed(&query).await, fit, "{query}");
    }
}

/// Every choice of a pool, a kind and a customer, each of them or none.
fn choices() -> Vec<(Option<usize>, Option<bool>, Option<&'static str>)> {
    let mut choices = Vec::new();
    for pool in [None, Some(0), Some(1)] {
        for anonymous in [None, Some(true), Some(false)] {
            choices.extend([None, Some("u-1"), Some("u-2")].map(|external_id| (pool, anonymous, external_id)));
        }
    }
    choices
}

#[tokio::test]
async fn what_happened_to_a_user_is_listed_for_that_user_alone() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let (sub, other) = (app.sub(&app.sign_up().await).await, app.sub(&app.sign_up().await).await);
    installation.backend.post(&format!("/v1/users/{sub}/revoke-sessions"), &json!({})).await.expect(200);
    let of = async |sub: &str, more: &str| -> Vec<String> {
        let told = installation.backend.all(&format!("/v1/events?user_id={sub}&limit=1{more}")).await;
        assert!(told.iter().all(|event| event["data"]["user_id"] == sub));
        told.iter().map(|event| event["type"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(of(&sub, "").await, ["session.revoked", "session.created", "user.created"]);
    assert_eq!(of(&other, "").await, ["session.created", "user.created"]);
    assert_eq!(of(&sub, "&type=session.revoked").await, ["session.revoked"]);
    let page = installation.backend.get(&format!("/v1/users/{sub}")).await.expect(200);
    let kinds: Vec<&str> = page["events"].as_array().unwrap().iter().map(|it| it["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["session.revoked", "session.created", "user.created"]);
    let (stranger, _) = installation.add_tenant("Other").await;
    assert!(stranger.all(&format!("/v1/events?user_id={sub}&limit=100")).await.is_empty());
}

#[tokio::test]
async fn a_disabled_user_has_no_session_and_one_that_is_enabled_again_may_have() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let tokens = app.sign_up().await;
    let sub = app.sub(&tokens).await;
    let disabled = installation.backend.post(&format!("/v1/users/{sub}/disable"), &json!({})).await.expect(200);
    assert_eq!(disabled["state"], "disabled");
    assert_eq!(app.userinfo(&tokens.access).await.expect(401)["error"], "invalid_grant");
    assert_eq!(app.refresh(&tokens.refresh).await.status, 400);
    let enabled = installation.backend.post(&format!("/v1/users/{sub}/enable"), &json!({})).await.expect(200);
    assert_eq!(enabled["state"], "active");
}

#[tokio::test]
async fn of_a_deleted_user_only_the_id_is_left() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let tokens = app.sign_up().await;
    let sub = app.sub(&tokens).await;
    assert_eq!(installation.backend.send(Method::DELETE, &format!("/v1/users/{sub}"), None).await.status, 204);
    assert_eq!(installation.backend.get(&format!("/v1/users/{sub}")).await.status, 404);
    assert_eq!(app.refresh(&tokens.refresh).await.status, 400);
    let rows = installation.rows().await;
    assert_eq!((rows["users"], rows["identities"]), (1, 0));
    let events = installation.backend.all("/v1/events?limit=100").await;
    assert_eq!(events[0]["type"], "user.deleted");
    assert_eq!(events[0]["data"]["object"]["reason"], "deleted");
}

#[tokio::test]
async fn a_deleted_user_is_forgotten_after_ninety_days_and_an_ended_session_after_thirty() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let (tokens, other) = (app.sign_up().await, app.sign_up().await);
    let (sub, kept) = (app.sub(&tokens).await, app.sub(&other).await);
    installation.backend.send(Method::DELETE, &format!("/v1/users/{sub}"), None).await.expect_nothing(204);
    installation.backend.post(&format!("/v1/users/{kept}/revoke-sessions"), &json!({})).await.expect(200);
    let forget = async |days: i64| {
        installation.clock.advance(time::Duration::days(days));
        vestibule::service::identity::users::retention::forget_old(&installation.server.app, 100).await.unwrap();
        let rows = installation.rows().await;
        (rows["users"], rows["grants"], rows["refresh_tokens"])
    };
    assert_eq!(forget(29).await, (2, 2, 2));
    assert_eq!(forget(2).await, (2, 0, 0));
    assert_eq!(forget(58).await.0, 2);
    assert_eq!(forget(2).await.0, 1);
}

#[tokio::test]
async fn a_key_needs_the_scopes_of_identity() {
    let installation = Installation::open().await;
    let body = json!({"name": "x", "scopes": ["links:read", "identity:read"]});
    let made = installation.backend.post("/v1/keys", &body).await.expect(201);
    let weak = installation.backend.with_key(made["secret"].as_str().unwrap());
    weak.get("/v1/user-pools").await.expect(200);
    assert_eq!(weak.post("/v1/user-pools", &json!({"name": "n"})).await.problem(403).0, "scope_missing");
    assert_eq!(weak.post("/v1/app-user-id-tokens", &json!({"app_user_id": "x"})).await.problem(403).0, "scope_missing");
}
