//! Customers whom the tenant's backend vouches for, in hosted pools.

use serde_json::{Value, json};
use time::Duration;

use super::actors::{Application, Tokens, claims, header};
use crate::support::{Installation, Program};

pub const EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
pub const JWT: &str = "urn:ietf:params:oauth:token-type:jwt";

pub async fn vouch(installation: &Installation, body: Value) -> String {
    let made = installation.backend.post("/v1/app-user-id-tokens", &body).await.expect(201);
    made["app_user_id_token"].as_str().unwrap().to_owned()
}

pub async fn exchange(app: &Application, token: &str) -> crate::support::Reply {
    app.token(EXCHANGE, &[("subject_token", token), ("subject_token_type", JWT)]).await
}

#[tokio::test]
async fn a_token_names_the_customer_for_half_a_year() {
    let installation = Installation::open().await;
    let app = Application::of(&installation, json!({"name": "n"}), json!({"name": "Web"})).await;
    for body in [
        json!({"app_user_id": "u1", "sdk_client_id": app.client_id}),
        json!({"app_user_id": "u1", "user_pool_id": app.pool}),
        json!({"app_user_id": "u1"}),
    ] {
        let token = vouch(&installation, body.clone()).await;
        let told = claims(&token);
        assert_eq!(told["sub"], "u1");
        assert_eq!(told.get("sdkClientId"), body.get("sdk_client_id"));
        assert_eq!(told["exp"].as_i64().unwrap() - told["iat"].as_i64().unwrap(), 180 * 86_400);
        assert_eq!(header(&token)["alg"], "RS256");
        assert!(header(&token)["kid"].is_string());
    }
    let hour = vouch(&installation, json!({"app_user_id": "u1", "expires_in": 3600})).await;
    assert_eq!(claims(&hour)["exp"].as_i64().unwrap() - claims(&hour)["iat"].as_i64().unwrap(), 3600);
    for expires_in in [-1, 0, 5 * 365 * 86_400] {
        let body = json!({"app_user_id": "u1", "expires_in": expires_in});
        assert_eq!(installation.backend.post("/v1/app-user-id-tokens", &body).await.status, 422);
    }
    installation.backend.create("/v1/user-pools", &json!({"name": "another"})).await;
    let ambiguous = installation.backend.post("/v1/app-user-id-tokens", &json!({"app_user_id": "u1"})).await;
    assert_eq!(ambiguous.problem(400).0, "ambiguous_pool");
}

#[tokio::test]
async fn the_command_line_makes_a_token_too() {
    let program = Program::start().await;
    let pool = program.backend.create("/v1/user-pools", &json!({"name": "n"})).await;
    let client = program.backend.create("/v1/sdk-clients", &json!({"name": "Web", "user_pool_id": pool})).await;
    let make = ["app-user-token", "create", "--app-user-id", "u1", "--client", &client, "--expires-in", "60"];
    let api = program.url("/");
    let server = ["--api-url", &api, "--api-key", program.backend.key()];
    let token = program.told(&[&make[..], &server].concat()).await;
    let told = claims(&token);
    assert_eq!((&told["sub"], &told["sdkClientId"]), (&json!("u1"), &json!(client)));
    assert_eq!(told["exp"].as_i64().unwrap() - told["iat"].as_i64().unwrap(), 60);
}

#[tokio::test]
async fn a_customer_comes_to_be_with_the_first_token_and_stays_the_same_user() {
    let installation = Installation::open().await;
    let app = Application::of(&installation, json!({"name": "n"}), json!({"name": "Web"})).await;
    let (first, second) = (
        vouch(&installation, json!({"app_user_id": "u1"})).await,
        vouch(&installation, json!({"app_user_id": "u1"})).await,
    );
    assert_eq!(installation.rows().await["users"], 0);
    let told = exchange(&app, &first).await.expect(200);
    assert_eq!(told["issued_token_type"], "urn:ietf:params:oauth:token-type:access_token");
    assert!(told.get("refresh_token").is_none());
    let sub = app.sub(&Tokens::of(&told)).await;
    assert!(sub.starts_with("usr_"));
    for token in [&first, &second] {
        assert_eq!(app.sub(&Tokens::of(&exchange(&app, token).await.expect(200))).await, sub);
    }
    let bearer = app.token(BEARER, &[("assertion", &second), ("scope", "openid offline_access")]).await.expect(200);
    let bearer = Tokens::of(&bearer);
    assert_eq!(app.sub(&bearer).await, sub);
    app.refresh(&bearer.refresh).await.expect(200);
    assert_eq!(installation.rows().await["users"], 1);
    let listed = installation.backend.get("/v1/users?external_id=u1").await.expect(200);
    assert_eq!(listed["data"][0]["id"], sub.as_str());
    assert_eq!(listed["data"][0]["is_anonymous"], false);
}

#[tokio::test]
async fn twenty_parallel_exchanges_for_a_new_customer_make_one_user() {
    let installation = Installation::open().await;
    let app = Application::of(&installation, json!({"name": "n"}), json!({"name": "Web"})).await;
    let token = vouch(&installation, json!({"app_user_id": "u1"})).await;
    let replies = futures_util::future::join_all((0..20).map(|_| exchange(&app, &token))).await;
    for reply in &replies {
        drop(reply.expect(200));
    }
    assert_eq!(installation.rows().await["users"], 1);
    assert_eq!(installation.backend.all("/v1/events?type=user.created&limit=100").await.len(), 1);
}

#[tokio::test]
async fn a_token_is_good_for_its_pool_its_client_and_its_time_only() {
    let installation = Installation::open().await;
    let app = Application::of(&installation, json!({"name": "a"}), json!({"name": "Web"})).await;
    let other = Application::of(&installation, json!({"name": "b"}), json!({"name": "Web"})).await;
    let sibling = Application::in_pool(&installation, &app.pool, json!({"name": "Sibling"})).await;
    let token = vouch(&installation, json!({"app_user_id": "u1", "sdk_client_id": app.client_id})).await;
    let wrong_client = Application { client_id: other.client_id.clone(), ..app.clone() };
    assert_eq!(exchange(&wrong_client, &token).await.expect(401)["error"], "invalid_client");
    assert_eq!(exchange(&sibling, &token).await.expect(400)["error"], "invalid_grant");
    assert_eq!(exchange(&other, &token).await.expect(400)["error"], "invalid_grant");
    let mut flipped = token.clone().into_bytes();
    let middle = flipped.len() / 2;
    flipped[middle] = if flipped[middle] == b'A' { b'B' } else { b'A' };
    for bad in [String::from_utf8(flipped).unwrap(), token.replace('.', ""), "x".to_owned()] {
        assert_eq!(exchange(&app, &bad).await.expect(400)["error"], "invalid_grant");
    }
    // A token that the pool issued for itself vouches for nobody.
    let access = Tokens::of(&exchange(&app, &token).await.expect(200)).access;
    assert_eq!(exchange(&app, &access).await.expect(400)["error"], "invalid_grant");
    installation.clock.advance(Duration::days(181));
    assert_eq!(exchange(&app, &token).await.expect(400)["error"], "invalid_grant");
}

#[tokio::test]
async fn a_pool_that_makes_no_users_takes_only_those_it_has() {
    let installation = Installation::open().await;
    let app = Application::of(&installation, json!({"name": "n", "auto_create": false}), json!({"name": "Web"})).await;
    let token = vouch(&installation, json!({"app_user_id": "u1"})).await;
    assert_eq!(exchange(&app, &token).await.expect(400)["error"], "invalid_grant");
    assert_eq!(installation.rows().await["users"], 0);
}
