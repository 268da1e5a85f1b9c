//! The keys that pools sign with.

use jsonwebtoken::{DecodingKey, Validation, jwk::JwkSet};
use serde_json::{Value, json};

use super::actors::{Application, header};
use crate::support::{Installation, Program, client as client_of_http};

fn is_signed(token: &str, jwks: &Value) -> bool {
    let jwks: JwkSet = serde_json::from_value(jwks.clone()).unwrap();
    let Some(jwk) = jwks.find(header(token)["kid"].as_str().unwrap()) else { return false };
    let mut validation = Validation::new(jsonwebtoken::Algorithm::RS256);
    validation.validate_aud = false;
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
