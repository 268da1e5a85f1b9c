//! The keys that pools sign with.

use jsonwebtoken::{DecodingKey, Validation, jwk::JwkSet};
use serde_json::{Value, json};
use time::Duration;

use super::actors::{Application, Tokens, header};
use crate::support::{Installation, Program, client as client_of_http, until};

fn is_signed(token: &str, jwks: &Value) -> bool {
    let jwks: JwkSet = serde_json::from_value(jwks.clone()).unwrap();
    let Some(jwk) = jwks.find(header(token)["kid"].as_str().unwrap()) else { return false };
    let mut validation = Validation::new(header(token)["alg"].as_str().unwrap().parse().unwrap());
    validation.validate_aud = false;
    // The clock of the installation may be ahead.
    validation.validate_exp = false;
    jsonwebtoken::decode::<Value>(token, &DecodingKey::from_jwk(jwk).unwrap(), &validation).is_ok()
}

#[tokio::test]
async fn tokens_are_verified_by_others_with_what_the_pool_publishes() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let tokens = app.sign_up().await;
    let jwks = app.get("/oauth2/jwks").await.expect(200);
    assert!(jwks["keys"][0].get("d").is_none());
    assert!(is_signed(&tokens.access, &jwks));
    let vouched = json!({"app_user_id": "u1", "user_pool_id": app.pool});
    let vouched = installation.backend.post("/v1/app-user-id-tokens", &vouched).await.expect(201);
    let vouched = vouched["app_user_id_token"].as_str().unwrap();
    assert!(is_signed(vouched, &jwks));
    let (signed, signature) = vouched.rsplit_once('.').unwrap();
    let other = if signature.starts_with('A') { "B" } else { "A" };
    assert!(!is_signed(&format!("{signed}.{other}{}", &signature[1..]), &jwks));
    let elsewhere = Application::with_guests(&installation).await;
    assert!(!is_signed(&elsewhere.sign_up().await.access, &jwks));
}

#[tokio::test]
async fn after_a_rotation_the_next_key_signs_and_the_old_one_still_verifies() {
    let program = Program::start().await;
    let pool =
        program.backend.post("/v1/user-pools", &json!({"name": "n", "anonymous_enabled": true})).await.expect(201);
    let pool = pool["id"].as_str().unwrap().to_owned();
    let client = program.backend.create("/v1/sdk-clients", &json!({"name": "Web", "user_pool_id": pool})).await;
    let app = Application { http: client_of_http(), root: program.url(""), pool: pool.clone(), client_id: client };
    let old = app.sign_up().await;
    let before = app.get("/oauth2/jwks").await.expect(200);
    let mut program = program;
    // A database in a file belongs to one process.
    program.stop().await;
    let told = program.told(&["pool", "rotate-key", &pool]).await;
    program.serve().await;
    let after = app.get("/oauth2/jwks").await.expect(200);
    let new = app.sign_up().await;
    let (old_kid, new_kid) = (header(&old.access)["kid"].clone(), header(&new.access)["kid"].clone());
    assert!(old_kid != new_kid && told.contains(&format!("{}  active", new_kid.as_str().unwrap())), "{told}");
    // Whoever knew the keys before knew the one that signs now.
    assert!(is_signed(&new.access, &before));
    assert!(is_signed(&old.access, &after) && app.userinfo(&old.access).await.status == 200);
    assert_eq!(after["keys"].as_array().unwrap().len(), 3);
}

async fn jwks(app: &Application) -> Value {
    app.get("/oauth2/jwks").await.expect(200)
}

/// The algorithms of the keys that a pool publishes, newest first.
fn algorithms(jwks: &Value) -> Vec<&str> {
    jwks["keys"].as_array().unwrap().iter().map(|key| key["alg"].as_str().unwrap()).collect()
}

/// A token of the pool for a customer.
async fn vouched(installation: &Installation, app: &Application) -> String {
    let body = json!({"app_user_id": "u1", "user_pool_id": app.pool});
    let made = installation.backend.post("/v1/app-user-id-tokens", &body).await.expect(201);
    made["app_user_id_token"].as_str().unwrap().to_owned()
}

async fn change(installation: &Installation, app: &Application, algorithm: &str) {
    let path = format!("/v1/user-pools/{}", app.pool);
    let changed = installation.backend.patch(&path, &json!({"signing_alg": algorithm})).await.expect(200);
    assert_eq!(changed["signing_alg"], algorithm);
}

/// Waits until the newest key that is published is of an algorithm: the keys.
async fn published(app: &Application, algorithm: &str) -> Value {
    until("a key of the algorithm is published", async || {
        let keys = jwks(app).await;
        (algorithms(&keys)[0] == algorithm).then_some(keys)
    })
    .await
}

/// Waits until the pool signs with an algorithm: a token of it.
async fn signed_with(installation: &Installation, app: &Application, algorithm: &str) -> String {
    until("the pool signs with the algorithm", async || {
        let token = vouched(installation, app).await;
        (header(&token)["alg"] == algorithm).then_some(token)
    })
    .await
}

#[tokio::test]
async fn a_pool_signs_everything_with_the_algorithm_that_it_was_made_with() {
    let installation = Installation::open().await;
    let pool = json!({"name": "n", "anonymous_enabled": true, "signing_alg": "ES256"});
    let app = Application::of(&installation, pool, json!({"name": "Web"})).await;
    let shown = installation.backend.get(&format!("/v1/user-pools/{}", app.pool)).await.expect(200);
    assert_eq!(shown["signing_alg"], "ES256");
    let (tokens, keys) = (app.sign_up().await, jwks(&app).await);
    assert_eq!(algorithms(&keys), ["ES256", "ES256"]);
    assert_eq!((&keys["keys"][0]["kty"], &keys["keys"][0]["crv"]), (&json!("EC"), &json!("P-256")));
    assert!(keys["keys"][0].get("d").is_none());
    let refreshed = app.refresh(&tokens.refresh).await.expect(200);
    let id_token = refreshed["id_token"].as_str().unwrap();
    for token in [&tokens.access, &Tokens::of(&refreshed).access, id_token, &vouched(&installation, &app).await] {
        assert!(header(token)["alg"] == "ES256" && is_signed(token, &keys), "{token}");
    }
    app.sub(&tokens).await;
    super::vouched::exchange(&app, &vouched(&installation, &app).await).await.expect(200);
    let other = Application::with_guests(&installation).await;
    let offered = async |app: &Application| {
        let told = app.get("/.well-known/openid-configuration").await.expect(200);
        told["id_token_signing_alg_values_supported"].clone()
    };
    assert_eq!((offered(&app).await, offered(&other).await), (json!(["ES256", "RS256"]), json!(["RS256", "ES256"])));
    assert_eq!(header(&other.sign_up().await.access)["alg"], "RS256");
    let wrong = json!({"name": "n", "signing_alg": "HS256"});
    let refused = installation.backend.post("/v1/user-pools", &wrong).await.problem(422);
    assert_eq!(refused.1, ["signing_alg"]);
}

#[tokio::test]
async fn a_living_pool_changes_its_algorithm_there_and_back_and_everything_that_was_signed_verifies() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let (mut guest, mut keys) = (app.sign_up().await, jwks(&app).await);
    let (sub, mut signed) = (app.sub(&guest).await, vec![vouched(&installation, &app).await, guest.access.clone()]);
    for (from, to) in [("RS256", "ES256"), ("ES256", "RS256")] {
        change(&installation, &app, to).await;
        let with_next = published(&app, to).await;
        assert_eq!(algorithms(&with_next)[..2], [to, from], "the key that would have been next is of no use");
        // Whoever has kept the keys meanwhile can still verify what is signed.
        installation.clock.advance(Duration::seconds(300));
        let before = vouched(&installation, &app).await;
        assert!(header(&before)["alg"] == from && is_signed(&before, &keys));
        installation.clock.advance(Duration::seconds(301));
        let after = signed_with(&installation, &app, to).await;
        assert!(is_signed(&after, &with_next));
        assert_eq!(app.sub(&guest).await, sub, "the old access token");
        guest = Tokens::of(&app.refresh(&guest.refresh).await.expect(200));
        assert_eq!((&header(&guest.access)["alg"], app.sub(&guest).await), (&json!(to), sub.clone()));
        signed.extend([before, after, guest.access.clone()]);
        keys = jwks(&app).await;
        assert!(signed.iter().all(|token| is_signed(token, &keys)));
    }
    assert_eq!(algorithms(&keys), ["RS256", "RS256", "ES256", "RS256"], "next, active, and two that have signed");
    for token in &signed[..1] {
        super::vouched::exchange(&app, token).await.expect(200);
    }
}

#[tokio::test]
async fn an_algorithm_that_is_changed_there_and_back_at_once_leaves_the_key_that_signs() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let before = vouched(&installation, &app).await;
    change(&installation, &app, "ES256").await;
    published(&app, "ES256").await;
    change(&installation, &app, "RS256").await;
    published(&app, "RS256").await;
    installation.clock.advance(Duration::minutes(20));
    let keys = jwks(&app).await;
    assert_eq!(algorithms(&keys), ["RS256", "RS256"]);
    assert_eq!(header(&vouched(&installation, &app).await)["kid"], header(&before)["kid"]);
}

#[tokio::test]
async fn an_operator_changes_the_algorithm_on_the_command_line_and_need_not_wait() {
    let program = Program::start().await;
    let pool =
        program.backend.post("/v1/user-pools", &json!({"name": "n", "anonymous_enabled": true})).await.expect(201);
    let pool = pool["id"].as_str().unwrap().to_owned();
    let client = program.backend.create("/v1/sdk-clients", &json!({"name": "Web", "user_pool_id": pool})).await;
    let mut app = Application { http: client_of_http(), root: program.url(""), pool: pool.clone(), client_id: client };
    let old = app.sign_up().await;
    let mut program = program;
    program.stop().await;
    program.told(&["pool", "signing-alg", &pool, "ES256"]).await;
    program.serve().await;
    app.root = program.url("");
    published(&app, "ES256").await;
    program.stop().await;
    let told = program.told(&["pool", "rotate-key", &pool]).await;
    assert!(told.lines().any(|line| line.ends_with("active  ES256")), "{told}");
    program.serve().await;
    app.root = program.url("");
    let (new, keys) = (app.sign_up().await, jwks(&app).await);
    assert!(header(&new.access)["alg"] == "ES256" && is_signed(&new.access, &keys) && is_signed(&old.access, &keys));
    assert_eq!(algorithms(&keys), ["ES256", "ES256", "RS256"]);
}
