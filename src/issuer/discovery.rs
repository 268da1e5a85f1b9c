//! What a pool says of itself: its metadata and its public keys.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::header::CACHE_CONTROL,
    response::{IntoResponse, Response},
};
use const_format::formatcp;
use serde_json::{Value, json};

use super::{answer::Answer, pool::OfPool, token};
use crate::{
    app::App,
    domain::identity::{
        device::dpop,
        scope,
        signing::{Algorithm, JWKS_LIFE},
    },
    service::identity::{party, signing_keys},
};

/// How long others may keep it.
const KEPT: (axum::http::HeaderName, &str) = (CACHE_CONTROL, formatcp!("public, max-age={JWKS_LIFE}"));

/// `GET {ISS}/.well-known/openid-configuration`
pub async fn metadata(State(app): State<Arc<App>>, OfPool(pool): OfPool) -> Response {
    ([KEPT], Json(described(&party::issuer(&app, pool.id), pool.definition.signing_alg))).into_response()
}

/// `GET {ISS}/oauth2/jwks`
pub async fn jwks(State(app): State<Arc<App>>, OfPool(pool): OfPool) -> Answer {
    let jwks = signing_keys::jwks(&app, pool.id).await?;
    Ok(([KEPT], Json(jwks)).into_response())
}

fn described(issuer: &str, algorithm: Algorithm) -> Value {
    let at = |path: &str| format!("{issuer}/oauth2/{path}");
    json!({
        "issuer": issuer,
        "authorization_endpoint": at("authorize"),
        "token_endpoint": at("token"),
        "userinfo_endpoint": at("userinfo"),
        "jwks_uri": at("jwks"),
        "revocation_endpoint": at("revoke"),
        "introspection_endpoint": at("introspect"),
        "pushed_authorization_request_endpoint": at("par"),
        "end_session_endpoint": at("end_session"),
        "scopes_supported": scope::SUPPORTED,
        "response_types_supported": ["code", "none"],
        "response_modes_supported": ["query"],
        "grant_types_supported": token::GRANT_TYPES,
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": algorithm.offered(),
        "acr_values_supported": ["0", "1", "2"],
        "prompt_values_supported": ["none", "login", "create"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["none", "client_secret_basic", "client_secret_post"],
        "dpop_signing_alg_values_supported": dpop::ALGORITHMS,
        "authorization_response_iss_parameter_supported": true,
    })
}
