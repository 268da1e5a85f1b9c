//! Token exchange that only narrows: what a third party gets opens nothing of ours.

use serde_json::{Value, json};
use time::Duration;

use super::{
    actors::{Application, KeyHolder, Tokens, claims, header},
    devices::{GRANT as DEVICE_GRANT, signed},
};
use crate::support::{Installation, Reply};

const GRANT: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";

/// A third party that takes guests.
fn mini_app() -> Value {
    json!({"identifier": "mini-app", "name": "Mini app", "allow_anonymous": true, "scopes": ["orders:read", "orders:write"]})
}

async fn exchange(app: &Application, token: &str, audience: &str, more: &[(&str, &str)]) -> Reply {
    let usual = [("subject_token", token), ("subject_token_type", ACCESS_TOKEN), ("audience", audience)];
    app.token(GRANT, &[&usual, more].concat()).await
}

#[tokio::test]
async fn a_guests_token_is_narrowed_and_verified_offline_by_the_third_party() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    installation.backend.create("/v1/resource-servers", &mini_app()).await;
    let guest = app.sign_up().await;
    let told = exchange(&app, &guest.access, "mini-app", &[("scope", "orders:read")]).await.expect(200);
    assert_eq!((&told["token_type"], &told["issued_token_type"]), (&json!("Bearer"), &json!(ACCESS_TOKEN)));
    assert_eq!((&told["expires_in"], &told["scope"]), (&json!(300), &json!("orders:read")));
    assert!(told.get("refresh_token").is_none() && told.get("id_token").is_none());
    let token = told["access_token"].as_str().unwrap();
    let narrowed = claims(token);
    assert_eq!((&narrowed["aud"], &narrowed["acr"]), (&json!(["mini-app"]), &json!("0")));
    assert_eq!((&narrowed["sub"], &narrowed["iss"]), (&claims(&guest.access)["sub"], &json!(app.issuer())));
    let names: Vec<&str> = narrowed.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, ["acr", "aud", "client_id", "exp", "iat", "iss", "jti", "scope", "sub"], "nothing else is said");
    let jwks = app.get("/oauth2/jwks").await.expect(200);
    let kid = header(token)["kid"].clone();
    let key = jwks["keys"].as_array().unwrap().iter().find(|key| key["kid"] == kid).unwrap();
    let key = jsonwebtoken::DecodingKey::from_jwk(&serde_json::from_value(key.clone()).unwrap()).unwrap();
    let mut validation = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::RS256);
    validation.set_audience(&["mini-app"]);
    jsonwebtoken::decode::<Value>(token, &key, &validation).unwrap();
    // The guest's own token is signed with the same key, and is not for the third party.
    assert_eq!(header(&guest.access)["kid"], kid);
    let refused = jsonwebtoken::decode::<Value>(&guest.access, &key, &validation).unwrap_err();
    assert_eq!(*refused.kind(), jsonwebtoken::errors::ErrorKind::InvalidAudience);
    // What the third party has opens nothing of ours, and gets it no other token.
    assert_eq!(app.userinfo(token).await.status, 401);
    assert_eq!(exchange(&app, token, "mini-app", &[]).await.expect(400)["error"], "invalid_request");
    let events = installation.backend.all("/v1/events?type=token.exchanged&limit=100").await;
    assert_eq!((events.len(), &events[0]["data"]["object"]["audience"]), (1, &json!("mini-app")));
}

#[tokio::test]
async fn a_token_is_exchanged_for_nobody_who_does_not_want_such_users() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let backend = &installation.backend;
    backend.create("/v1/resource-servers", &mini_app()).await;
    let mut servers = Vec::new();
    for change in
        [json!({"identifier": "closed", "allow_anonymous": false}), json!({"identifier": "sure", "min_acr": "1"})]
    {
        let mut body = mini_app();
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        servers.push(backend.create("/v1/resource-servers", &body).await);
    }
    let (other, _) = installation.add_tenant("Other Books").await;
    let mut of_other = mini_app();
    of_other["identifier"] = "other".into();
    other.create("/v1/resource-servers", &of_other).await;
    let guest = app.sign_up().await;
    for audience in ["closed", "sure", "other", "unknown", app.client_id.as_str(), app.issuer().as_str()] {
        let refused = exchange(&app, &guest.access, audience, &[]).await.expect(400);
        assert_eq!(refused["error"], "invalid_target", "{audience}");
    }
    let refused = exchange(&app, &guest.access, "mini-app", &[("scope", "orders:read admin")]).await.expect(400);
    assert_eq!(refused["error"], "invalid_scope");
    assert_eq!(exchange(&app, "x", "mini-app", &[]).await.expect(400)["error"], "invalid_request");
    let sibling = Application::in_pool(&installation, &app.pool, json!({"name": "Sibling"})).await;
    assert_eq!(exchange(&sibling, &guest.access, "mini-app", &[]).await.expect(400)["error"], "invalid_request");
    let path = format!("/v1/resource-servers/{}", servers[0]);
    let opened = backend.send(reqwest::Method::PATCH, &path, Some(json!({"allow_anonymous": true}).to_string())).await;
    assert_eq!(opened.expect(200)["allow_anonymous"], true);
    exchange(&app, &guest.access, "closed", &[]).await.expect(200);
    backend.send(reqwest::Method::DELETE, &path, None).await.expect_nothing(204);
    assert_eq!(exchange(&app, &guest.access, "closed", &[]).await.expect(400)["error"], "invalid_target");
    assert_eq!(backend.get(&path).await.problem(404).0, "not_found");
}

#[tokio::test]
async fn a_resource_server_may_take_the_tokens_of_some_applications_alone() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let sibling = Application::in_pool(&installation, &app.pool, json!({"name": "Sibling"})).await;
    let backend = &installation.backend;
    let mut server = mini_app();
    server["allowed_clients"] = json!([sibling.client_id]);
    backend.create("/v1/resource-servers", &server).await;
    let (guest, of_sibling) = (app.sign_up().await, sibling.sign_up().await);
    assert_eq!(exchange(&app, &guest.access, "mini-app", &[]).await.expect(400)["error"], "invalid_target");
    exchange(&sibling, &of_sibling.access, "mini-app", &[]).await.expect(200);
    let (_, mut unknown) = (backend, mini_app());
    (unknown["identifier"], unknown["allowed_clients"]) = (json!("x"), json!(["cli_01k5v0jyfxt2m9r8q7e3c6b4ha"]));
    assert_eq!(backend.post("/v1/resource-servers", &unknown).await.problem(422).1, ["allowed_clients[0]"]);
}

#[tokio::test]
async fn a_narrowed_token_never_outlives_the_one_it_is_made_of() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    installation.backend.create("/v1/resource-servers", &mini_app()).await;
    let guest = app.sign_up().await;
    installation.clock.advance(Duration::minutes(28));
    let told = exchange(&app, &guest.access, "mini-app", &[]).await.expect(200);
    let narrowed = claims(told["access_token"].as_str().unwrap());
    assert_eq!(narrowed["exp"], claims(&guest.access)["exp"]);
    installation.clock.advance(Duration::minutes(2));
    assert_eq!(exchange(&app, &guest.access, "mini-app", &[]).await.expect(400)["error"], "invalid_request");
}

#[tokio::test]
async fn a_token_that_is_bound_to_a_key_is_exchanged_with_the_key_alone() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    installation.backend.create("/v1/resource-servers", &mini_app()).await;
    let (device, thief) = (KeyHolder::new("device-key-1"), KeyHolder::new("device-key-2"));
    let jwt = signed(&app, &device, "auth").await;
    let told = app.proven(&device, &[("grant_type", DEVICE_GRANT), ("jwt", &jwt)]).await.expect(200);
    let tokens = Tokens::of(&told);
    let pairs = [
        ("grant_type", GRANT),
        ("subject_token", tokens.access.as_str()),
        ("subject_token_type", ACCESS_TOKEN),
        ("audience", "mini-app"),
    ];
    assert_eq!(app.token(GRANT, &pairs[1..]).await.expect(400)["error"], "invalid_dpop_proof");
    assert_eq!(app.proven(&thief, &pairs).await.expect(400)["error"], "invalid_dpop_proof");
    let narrowed = app.proven(&device, &pairs).await.expect(200);
    assert!(claims(narrowed["access_token"].as_str().unwrap()).get("cnf").is_none());
}

#[tokio::test]
async fn a_resource_server_is_no_application_and_no_address_of_ours() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let backend = &installation.backend;
    let id = backend.create("/v1/resource-servers", &mini_app()).await;
    for (name, value) in [
        ("identifier", json!(app.client_id)),
        ("identifier", json!(app.issuer())),
        ("identifier", json!("mini-app")),
        ("token_ttl", json!(3601)),
    ] {
        let mut body = mini_app();
        body["identifier"] = "fresh".into();
        body[name] = value;
        assert_eq!(backend.post("/v1/resource-servers", &body).await.problem(422).1, [name], "{body}");
    }
    let mut spaced = mini_app();
    (spaced["identifier"], spaced["scopes"]) = (json!("fresh"), json!(["a b"]));
    assert_eq!(backend.post("/v1/resource-servers", &spaced).await.problem(422).1, ["scopes[0]"]);
    let renamed = json!({"identifier": "other"}).to_string();
    let path = format!("/v1/resource-servers/{id}");
    assert_eq!(backend.send(reqwest::Method::PATCH, &path, Some(renamed)).await.problem(422).1, ["identifier"]);
    let listed = backend.get("/v1/resource-servers").await.expect(200);
    assert_eq!(listed["data"][0]["identifier"], "mini-app");
}
