//! Refresh tokens: replaced at every use, answered again while that is harmless, and the end of a session when stolen.

use reqwest::Method;
use serde_json::json;
use time::Duration;

use super::actors::{Application, Tokens};
use crate::support::{Backend, Installation, WithoutWorkers};

#[tokio::test]
async fn a_token_is_replaced_at_every_use() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let first = app.sign_up().await;
    let second = Tokens::of(&app.refresh(&first.refresh).await.expect(200));
    let third = Tokens::of(&app.refresh(&second.refresh).await.expect(200));
    assert!(first.refresh != second.refresh && second.refresh != third.refresh);
    assert_eq!(app.sub(&third).await, app.sub(&first).await);
}

#[tokio::test]
async fn tabs_that_refresh_at_the_same_instant_all_stay_signed_in() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let first = app.sign_up().await;
    let refreshes = (0..8).map(|_| app.refresh(&first.refresh));
    let tabs: Vec<Tokens> =
        futures_util::future::join_all(refreshes).await.iter().map(|reply| Tokens::of(&reply.expect(200))).collect();
    for tab in &tabs {
        app.sub(tab).await;
        // Each goes on by itself, one after the other.
        let next = Tokens::of(&app.refresh(&tab.refresh).await.expect(200));
        app.sub(&next).await;
    }
    assert_eq!(installation.rows().await["grants"], 1);
}

#[tokio::test]
async fn an_answer_that_was_lost_is_given_again_however_late() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let first = app.sign_up().await;
    let lost = Tokens::of(&app.refresh(&first.refresh).await.expect(200));
    installation.clock.advance(Duration::days(2));
    let again = Tokens::of(&app.refresh(&first.refresh).await.expect(200));
    assert_eq!(again.refresh, lost.refresh);
    app.sub(&again).await;
}

#[tokio::test]
async fn a_stolen_token_used_later_ends_the_session_and_says_so() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let stolen = app.sign_up().await;
    let next = Tokens::of(&app.refresh(&stolen.refresh).await.expect(200));
    app.sub(&next).await;
    installation.clock.advance(Duration::hours(1));
    assert_eq!(app.refresh(&stolen.refresh).await.expect(400)["error"], "invalid_grant");
    assert_eq!(app.refresh(&next.refresh).await.expect(400)["error"], "invalid_grant");
    let events = installation.backend.all("/v1/events?limit=100").await;
    let kinds: Vec<&str> = events.iter().map(|event| event["type"].as_str().unwrap()).collect();
    assert_eq!(kinds[..2], ["session.revoked", "session.reuse_detected"]);
    assert_eq!(events[0]["data"]["object"]["reason"], json!("reused"));
}

#[tokio::test]
async fn a_token_is_good_for_its_own_client_and_its_own_scopes_only() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let other = Application::in_pool(&installation, &app.pool, json!({"name": "Other"})).await;
    let elsewhere = Application::with_guests(&installation).await;
    let tokens = app.sign_up().await;
    assert_eq!(other.refresh(&tokens.refresh).await.expect(400)["error"], "invalid_grant");
    assert_eq!(elsewhere.refresh(&tokens.refresh).await.expect(400)["error"], "invalid_grant");
    assert_eq!(elsewhere.userinfo(&tokens.access).await.expect(401)["error"], "invalid_token");
    let wider = app.token("refresh_token", &[("refresh_token", &tokens.refresh), ("scope", "openid email")]).await;
    assert_eq!(wider.expect(400)["error"], "invalid_scope");
    for (name, value) in [("grant_type", "password"), ("grant_type", "")] {
        assert_eq!(app.form("/oauth2/token", &[(name, value), ("client_id", &app.client_id)]).await.status, 400);
    }
    app.refresh(&tokens.refresh).await.expect(200);
}

#[tokio::test]
async fn a_guest_signs_up_again_with_a_token_that_was_replaced_a_moment_ago() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let first = app.sign_up().await;
    app.refresh(&first.refresh).await.expect(200);
    let body = json!({"client_id": app.client_id, "session_type": "refresh_token", "refresh_token": first.refresh});
    let again = Tokens::of(&app.call("/api/anonymous_user/signup", &body).await.expect(200)["result"]);
    assert_eq!(app.sub(&again).await, app.sub(&first).await);
    installation.clock.advance(Duration::seconds(31));
    assert_eq!(app.call("/api/anonymous_user/signup", &body).await.status, 400);
    assert_eq!(installation.rows().await["users"], 1);
}

/// Statements, commits and hand-overs of what is done.
async fn cost<T>(faces: &WithoutWorkers, does: impl Future<Output = T>) -> (T, [u64; 3]) {
    let counters = faces.app.db.counters();
    let all = || [counters.statements(), counters.commits(), counters.hand_overs()];
    let before = all();
    let done = does.await;
    let after = all();
    (done, [0, 1, 2].map(|of| after[of] - before[of]))
}

#[tokio::test]
async fn a_refresh_is_one_question_and_one_commit_and_a_sign_up_little_more() {
    let installation = Installation::open().await;
    let faces = WithoutWorkers::beside(&installation).await;
    let app = Application { root: faces.url(""), ..Application::with_guests(&installation).await };
    let first = app.sign_up().await;
    let second = Tokens::of(&app.refresh(&first.refresh).await.expect(200));
    let (third, of_refresh) = cost(&faces, app.refresh(&second.refresh)).await;
    third.expect(200);
    let (_, of_sign_up) = cost(&faces, app.sign_up()).await;
    // PostgreSQL is asked one after the other, and told of the beginning.
    let is_shared = installation.database.is_shared();
    // The token with its session; the next token, the end of the old one, and that the session was used.
    assert_eq!(of_refresh, [4, 1, if is_shared { 6 } else { 2 }]);
    // Whether what is known of the client holds; user, identity and count; session, token and the feed's position; events.
    assert_eq!(of_sign_up, [8, 1, if is_shared { 10 } else { 4 }]);
}

#[tokio::test]
async fn what_is_changed_on_one_node_holds_for_the_next_refresh_on_another() {
    let installation = Installation::open().await;
    let faces = WithoutWorkers::beside(&installation).await;
    let app = Application { root: faces.url(""), ..Application::with_guests(&installation).await };
    let first = app.sign_up().await;
    let second = app.refresh(&first.refresh).await.expect(200);
    assert_eq!(second["expires_in"], 1_800);
    let (pool, client) = (format!("/v1/user-pools/{}", app.pool), format!("/v1/sdk-clients/{}", app.client_id));
    let backend: &Backend = &installation.backend;
    backend.patch(&pool, &json!({"access_ttl": 600})).await.expect(200);
    let third = app.refresh(&Tokens::of(&second).refresh).await.expect(200);
    assert_eq!(third["expires_in"], 600);
    backend.patch(&client, &json!({"access_ttl": 300})).await.expect(200);
    let fourth = app.refresh(&Tokens::of(&third).refresh).await.expect(200);
    assert_eq!(fourth["expires_in"], 300);
    backend.send(Method::DELETE, &client, None).await.expect_nothing(204);
    let fifth = app.refresh(&Tokens::of(&fourth).refresh).await.expect(401);
    assert_eq!(fifth["error"], "invalid_client");
}
