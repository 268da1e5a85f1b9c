//! Pools that trust the tenant's own identity provider.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU32, Ordering},
};

use axum::{Json, Router, routing::get};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use time::Duration;
use tokio::net::TcpListener;

use super::{
    actors::{Application, KeyHolder, Tokens},
    vouched::exchange,
};
use crate::support::Installation;

/// A provider with keys that it publishes.
pub struct Provider {
    jwks_uri: String,
    keys: Arc<Mutex<Vec<Value>>>,
    asked: Arc<AtomicU32>,
}

impl Provider {
    pub async fn start(keys: &[&KeyHolder]) -> Self {
        let keys = Arc::new(Mutex::new(keys.iter().map(|key| key.jwk.clone()).collect::<Vec<_>>()));
        let asked = Arc::new(AtomicU32::new(0));
        let (published, count) = (Arc::clone(&keys), Arc::clone(&asked));
        let answer = move || {
            count.fetch_add(1, Ordering::SeqCst);
            let keys = published.lock().unwrap().clone();
            async move { Json(json!({"keys": keys})) }
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let jwks_uri = format!("http://{}/jwks", listener.local_addr().unwrap());
        tokio::spawn(axum::serve(listener, Router::new().route("/jwks", get(answer))).into_future());
        Self { jwks_uri, keys, asked }
    }

    fn publishes(&self, keys: &[&KeyHolder]) {
        *self.keys.lock().unwrap() = keys.iter().map(|key| key.jwk.clone()).collect();
    }

    pub async fn app(&self, installation: &Installation, more: Value) -> Application {
        let mut authorization = json!({"jwks_uri": self.jwks_uri});
        for (name, value) in more.as_object().unwrap() {
            authorization[name] = value.clone();
        }
        Application::of(installation, json!({"name": "n", "authorization": authorization}), json!({"name": "Web"}))
            .await
    }
}

pub fn id_token(installation: &Installation, change: &Value) -> Value {
    let now = installation.clock.now().unix_timestamp();
    let mut claims = json!({
        "iss": "https://idp.example",
        "aud": "their-app",
        "sub": "user-7",
        "email": "u@example.com",
        "email_verified": true,
        "iat": now,
        "exp": now + 300,
    });
    for (name, value) in change.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims
}

pub fn kid(key: &KeyHolder) -> Value {
    json!({"typ": "JWT", "kid": key.kid})
}

#[tokio::test]
async fn a_token_of_the_provider_names_the_customer() {
    let installation = Installation::near_receivers().await;
    let key = KeyHolder::new("k1");
    let provider = Provider::start(&[&key]).await;
    let app = provider.app(&installation, json!({})).await;
    let told = installation.backend.get(&format!("/v1/user-pools/{}", app.pool)).await.expect(200);
    assert_eq!((told["hosted"].clone(), told["warnings"].as_array().unwrap().len()), (json!(false), 2));
    let token = key.sign(kid(&key), &id_token(&installation, &json!({})));
    let sub = app.sub(&Tokens::of(&exchange(&app, &token).await.expect(200))).await;
    let listed = installation.backend.get("/v1/users?external_id=user-7").await.expect(200);
    assert_eq!(listed["data"][0]["id"], sub.as_str());
    let body = json!({"app_user_id": "u1", "user_pool_id": app.pool});
    let refused = installation.backend.post("/v1/app-user-id-tokens", &body).await;
    assert_eq!(refused.problem(409).0, "pool_not_hosted");
    let by_email = provider.app(&installation, json!({"id_claim": "email"})).await;
    exchange(&by_email, &token).await.expect(200);
    let listed = installation.backend.get("/v1/users?external_id=u@example.com").await.expect(200);
    assert_eq!(listed["data"].as_array().unwrap().len(), 1);
    for unverified in [json!({"email_verified": false}), json!({"email_verified": "true"})] {
        let token = key.sign(kid(&key), &id_token(&installation, &unverified));
        assert_eq!(exchange(&by_email, &token).await.expect(400)["error"], "invalid_grant");
    }
}

#[tokio::test]
async fn what_the_provider_did_not_sign_for_us_is_refused() {
    let installation = Installation::near_receivers().await;
    let (key, stranger) = (KeyHolder::new("k1"), KeyHolder::new("k1"));
    let provider = Provider::start(&[&key]).await;
    let app = provider.app(&installation, json!({"issuer": "https://idp.example", "audience": "their-app"})).await;
    let good = id_token(&installation, &json!({}));
    exchange(&app, &key.sign(kid(&key), &good)).await.expect(200);
    let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let none = format!("{}.{}.", encode(&json!({"alg": "none", "kid": "k1"})), encode(&good));
    // A key that is public, taken for a secret.
    let signed = format!("{}.{}", encode(&json!({"alg": "HS256", "kid": "k1"})), encode(&good));
    let mut mac = Hmac::<Sha256>::new_from_slice(key.jwk.to_string().as_bytes()).unwrap();
    mac.update(signed.as_bytes());
    let confused = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()));
    let changed = |change: &Value| key.sign(kid(&key), &id_token(&installation, change));
    let mut endless = good.clone();
    endless.as_object_mut().unwrap().remove("exp");
    for (case, token) in [
        ("no kid", key.sign(json!({"typ": "JWT"}), &good)),
        ("alg none", none),
        ("HS256 with the public key", confused),
        ("another key", stranger.sign(kid(&stranger), &good)),
        ("expired", changed(&json!({"exp": 1_000_000_000}))),
        ("no expiry", key.sign(kid(&key), &endless)),
        ("of the future", changed(&json!({"iat": 9_000_000_000_i64}))),
        ("another issuer", changed(&json!({"iss": "https://evil.example"}))),
        ("another audience", changed(&json!({"aud": ["another-app"]}))),
        ("nobody", changed(&json!({"sub": ""}))),
    ] {
        assert_eq!(exchange(&app, &token).await.expect(400)["error"], "invalid_grant", "{case}");
    }
    exchange(&app, &changed(&json!({"aud": ["another-app", "their-app"]}))).await.expect(200);
    assert_eq!(installation.rows().await["users"], 1);
}

#[tokio::test]
async fn new_keys_are_found_without_a_restart_and_not_asked_for_too_often() {
    let installation = Installation::near_receivers().await;
    let (old, new) = (KeyHolder::new("k1"), KeyHolder::new("k2"));
    let provider = Provider::start(&[&old]).await;
    let app = provider.app(&installation, json!({})).await;
    let signed = |key: &KeyHolder| key.sign(kid(key), &id_token(&installation, &json!({})));
    exchange(&app, &signed(&old)).await.expect(200);
    exchange(&app, &signed(&old)).await.expect(200);
    assert_eq!(provider.asked.load(Ordering::SeqCst), 1);
    provider.publishes(&[&new]);
    for _ in 0..3 {
        assert_eq!(exchange(&app, &signed(&new)).await.status, 400);
    }
    assert_eq!(provider.asked.load(Ordering::SeqCst), 1);
    installation.clock.advance(Duration::minutes(2));
    exchange(&app, &signed(&new)).await.expect(200);
    assert_eq!(exchange(&app, &signed(&old)).await.status, 400);
    assert_eq!(provider.asked.load(Ordering::SeqCst), 2);
}
