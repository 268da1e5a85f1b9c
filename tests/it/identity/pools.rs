//! Pools and their applications by the API, and what a pool publishes of itself.

use reqwest::Method;
use serde_json::json;

use super::actors::Application;
use crate::support::{Ask, Installation, client};

#[tokio::test]
async fn a_pool_from_a_name_alone_is_hosted_and_tells_its_issuer() {
    let installation = Installation::open().await;
    let made = installation.backend.post("/v1/user-pools", &json!({"name": "n"})).await.expect(201);
    assert_eq!(made["hosted"], true);
    assert_eq!(made["anonymous_enabled"], false);
    let id = made["id"].as_str().unwrap();
    let issuer = installation.url(&format!("/pools/{id}"));
    assert_eq!(made["issuer"], issuer.as_str());
    client().get(format!("{issuer}/.well-known/openid-configuration")).reply().await.expect(200);
    let path = format!("/v1/user-pools/{id}");
    let changed = installation.backend.send(Method::PATCH, &path, Some(r#"{"access_ttl":60}"#.into())).await;
    assert_eq!(changed.expect(200)["access_ttl"], 60);
}

#[tokio::test]
async fn a_pool_is_seen_by_its_own_tenant_only() {
    let installation = Installation::open().await;
    let (other, _) = installation.add_tenant("Other").await;
    let pool = installation.backend.create("/v1/user-pools", &json!({"name": "n"})).await;
    assert_eq!(other.get(&format!("/v1/user-pools/{pool}")).await.status, 404);
    assert_eq!(other.post("/v1/sdk-clients", &json!({"name": "x", "user_pool_id": pool})).await.status, 422);
    assert_eq!(installation.backend.with_key("vst_x").get(&format!("/v1/user-pools/{pool}")).await.status, 401);
}

#[tokio::test]
async fn a_pool_with_applications_is_not_deleted_and_one_without_is_gone() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let path = format!("/v1/user-pools/{}", app.pool);
    assert_eq!(installation.backend.send(Method::DELETE, &path, None).await.problem(409).0, "in_use");
    let tokens = app.sign_up().await;
    let application = format!("/v1/sdk-clients/{}", app.client_id);
    assert_eq!(installation.backend.send(Method::DELETE, &application, None).await.status, 204);
    // Its sessions end with it.
    assert_eq!(app.userinfo(&tokens.access).await.expect(401)["error"], "invalid_grant");
    assert_eq!(installation.backend.send(Method::DELETE, &path, None).await.status, 204);
    assert_eq!(app.get("/.well-known/openid-configuration").await.status, 404);
}

#[tokio::test]
async fn every_mistake_of_a_definition_is_named() {
    let installation = Installation::open().await;
    let pool = json!({"name": "", "access_ttl": 1, "authorization": {"jwks_uri": "http://10.0.0.1/keys"}});
    let mut fields = installation.backend.post("/v1/user-pools", &pool).await.problem(422).1;
    fields.sort();
    assert_eq!(fields, ["access_ttl", "authorization.jwks_uri", "name"]);
    let pool = installation.backend.create("/v1/user-pools", &json!({"name": "n"})).await;
    let client = json!({
        "name": "x",
        "user_pool_id": pool,
        "redirect_uris": ["javascript:alert(1)", "https://a.example/#x"],
        "cors_origins": ["*", "https://a.example/"],
    });
    let fields = installation.backend.post("/v1/sdk-clients", &client).await.problem(422).1;
    assert_eq!(fields, ["redirect_uris[0]", "redirect_uris[1]", "cors_origins[0]", "cors_origins[1]"]);
}

#[tokio::test]
async fn a_secret_is_shown_once_and_is_needed_from_then_on() {
    let installation = Installation::open().await;
    let pool = installation.backend.create("/v1/user-pools", &json!({"name": "n"})).await;
    let body = json!({"name": "Server", "user_pool_id": pool, "application_type": "confidential"});
    let made = installation.backend.post("/v1/sdk-clients", &body).await.expect(201);
    let (id, secret) = (made["id"].as_str().unwrap(), made["client_secret"].as_str().unwrap());
    let shown = installation.backend.get(&format!("/v1/sdk-clients/{id}")).await.expect(200);
    assert!(shown.get("client_secret").is_none());
    let app = Application {
        client_id: id.to_owned(),
        ..Application::in_pool(&installation, &pool, json!({"name": "x"})).await
    };
    let without = app.form("/oauth2/introspect", &[("client_id", id), ("token", "x")]).await;
    assert_eq!(without.expect(401)["error"], "invalid_client");
    let with = app.form("/oauth2/introspect", &[("client_id", id), ("client_secret", secret), ("token", "x")]).await;
    assert_eq!(with.expect(200), json!({"active": false}));
}

#[tokio::test]
async fn the_metadata_names_every_endpoint_below_the_issuer() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let told = app.get("/.well-known/openid-configuration").await.expect(200);
    for name in ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri", "revocation_endpoint"] {
        assert!(told[name].as_str().unwrap().starts_with(&format!("{}/", app.issuer())), "{name}");
    }
    let other = format!("{}/.well-known/oauth-authorization-server/pools/{}", app.root, app.pool);
    assert_eq!(client().get(other).reply().await.expect(200), told);
}
