//! An application of a pool, and those who sign for themselves: devices and identity providers.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey};
use reqwest::{Method, RequestBuilder, header::CONTENT_TYPE};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::form_urlencoded;

use crate::support::{Ask, Installation, Reply, client, clock_now};

/// An application of a pool, or somebody who says to be it.
#[derive(Clone)]
pub struct Application {
    pub http: reqwest::Client,
    pub root: String,
    pub pool: String,
    pub client_id: String,
}

impl Application {
    /// An application of a new pool with guests.
    pub async fn with_guests(installation: &Installation) -> Self {
        Self::of(installation, json!({"name": "Guests", "anonymous_enabled": true}), json!({"name": "Web"})).await
    }

    /// An application of a new pool.
    pub async fn of(installation: &Installation, pool: Value, client_body: Value) -> Self {
        let pool = installation.backend.create("/v1/user-pools", &pool).await;
        Self::in_pool(installation, &pool, client_body).await
    }

    /// Another application of a pool.
    pub async fn in_pool(installation: &Installation, pool: &str, mut body: Value) -> Self {
        body["user_pool_id"] = pool.into();
        let client_id = installation.backend.create("/v1/sdk-clients", &body).await;
        Self { http: client(), root: installation.url(""), pool: pool.to_owned(), client_id }
    }

    pub fn issuer(&self) -> String {
        format!("{}/pools/{}", self.root, self.pool)
    }

    /// A request to an address below the issuer's.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.issuer()))
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.request(Method::GET, path).reply().await
    }

    /// A form to an address below the issuer's.
    pub async fn form(&self, path: &str, pairs: &[(&str, &str)]) -> Reply {
        self.form_with(path, pairs, None).await
    }

    /// A form to an address below the issuer's, with a proof of possession.
    pub async fn form_with(&self, path: &str, pairs: &[(&str, &str)], proof: Option<&str>) -> Reply {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let mut request = self.request(Method::POST, path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(proof) = proof {
            request = request.header("dpop", proof);
        }
        request.body(body).reply().await
    }

    /// A token request of this application with a proof of a key.
    pub async fn proven(&self, holder: &KeyHolder, pairs: &[(&str, &str)]) -> Reply {
        let proof = holder.proof("POST", &format!("{}/oauth2/token", self.issuer()), &json!({}));
        let own = [("client_id", self.client_id.as_str())];
        self.form_with("/oauth2/token", &[&own, pairs].concat(), Some(&proof)).await
    }

    /// A token request of this application.
    pub async fn token(&self, grant_type: &str, pairs: &[(&str, &str)]) -> Reply {
        let own = [("grant_type", grant_type), ("client_id", self.client_id.as_str())];
        self.form("/oauth2/token", &[&own, pairs].concat()).await
    }

    pub async fn refresh(&self, refresh_token: &str) -> Reply {
        self.token("refresh_token", &[("refresh_token", refresh_token)]).await
    }

    /// A call of the kind that Authgear's clients make at the root.
    pub async fn call(&self, path: &str, body: &Value) -> Reply {
        let request = self.http.post(format!("{}{path}", self.root)).header(CONTENT_TYPE, "application/json");
        request.body(body.to_string()).reply().await
    }

    pub async fn try_sign_up(&self) -> Reply {
        let body = json!({"client_id": self.client_id, "session_type": "refresh_token"});
        self.call("/api/anonymous_user/signup", &body).await
    }

    /// Signs a guest up: the tokens.
    pub async fn sign_up(&self) -> Tokens {
        Tokens::of(&self.try_sign_up().await.expect(200)["result"])
    }

    pub async fn userinfo(&self, access_token: &str) -> Reply {
        self.request(Method::GET, "/oauth2/userinfo").bearer_auth(access_token).reply().await
    }

    /// The `sub` of an access token that opens something.
    pub async fn sub(&self, tokens: &Tokens) -> String {
        self.userinfo(&tokens.access).await.expect(200)["sub"].as_str().unwrap().to_owned()
    }
}

/// What a session is used with.
#[derive(Debug, Clone)]
pub struct Tokens {
    pub access: String,
    /// Empty where there is none.
    pub refresh: String,
}

impl Tokens {
    pub fn of(body: &Value) -> Self {
        let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
        Self { access: text("access_token"), refresh: text("refresh_token") }
    }
}

/// The claims of a token, which nobody has verified.
pub fn claims(token: &str) -> Value {
    part(token, 1)
}

/// The header of a token.
pub fn header(token: &str) -> Value {
    part(token, 0)
}

fn part(token: &str, index: usize) -> Value {
    let part = token.split('.').nth(index).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

/// Somebody with a P-256 key.
pub struct KeyHolder {
    pub kid: String,
    key: EncodingKey,
    /// The public half.
    pub jwk: Value,
}

impl KeyHolder {
    pub fn new(kid: &str) -> Self {
        let random = aws_lc_rs::rand::SystemRandom::new();
        let der = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der.as_ref()).unwrap();
        let point = pair.public_key().as_ref();
        let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..65]));
        let jwk = json!({"kty": "EC", "crv": "P-256", "x": x, "y": y, "kid": kid});
        Self { kid: kid.to_owned(), key: EncodingKey::from_ec_der(der.as_ref()), jwk }
    }

    /// The RFC 7638 thumbprint of the key.
    pub fn thumbprint(&self) -> String {
        let text = |name: &str| self.jwk[name].as_str().unwrap().to_owned();
        let members = format!(r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#, text("x"), text("y"));
        URL_SAFE_NO_PAD.encode(Sha256::digest(members))
    }

    /// What a proof says of the access token that it comes with.
    pub fn ath(token: &str) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(token))
    }

    /// A text that nobody else makes.
    pub fn random() -> String {
        URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>())
    }

    /// A proof of possession for a request (RFC 9449), with more claims.
    pub fn proof(&self, method: &str, url: &str, more: &Value) -> String {
        let mut claims = json!({"htm": method, "htu": url, "iat": clock_now().unix_timestamp(), "jti": Self::random()});
        for (name, value) in more.as_object().unwrap() {
            claims[name] = value.clone();
        }
        self.sign(json!({"typ": "dpop+jwt", "jwk": self.jwk}), &claims)
    }

    /// A JWT with these header fields beside the algorithm.
    pub fn sign(&self, mut header: Value, claims: &Value) -> String {
        header["alg"] = "ES256".into();
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", encode(&header), encode(claims));
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(self.signature(signed.as_bytes())))
    }

    /// A signature of the key: two numbers of 32 bytes.
    pub fn signature(&self, signed: &[u8]) -> Vec<u8> {
        let signature = jsonwebtoken::crypto::sign(signed, &self.key, Algorithm::ES256).unwrap();
        URL_SAFE_NO_PAD.decode(signature).unwrap()
    }
}
