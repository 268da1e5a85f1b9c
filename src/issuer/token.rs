//! `POST {ISS}/oauth2/token`: every grant by its name.

use std::sync::Arc;

use axum::{
    Extension, Json,
    extract::{FromRequest, Request, State},
    response::IntoResponse,
};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::{
    answer::{Answer, Failure},
    cors,
    dpop::Credentials,
    form::Form,
    limits::{From, Limits},
    pool::OfPool,
};
use crate::{
    app::App,
    domain::identity::device::dpop::KeyProof,
    service::identity::{
        OAuthError, Refused,
        grants::{authorization, device, exchange, refresh},
        issue::Tokens,
        party::{self, Party},
        sessions,
    },
    store::identity::pools::StoredPool,
};

/// The grants there are.
pub const GRANT_TYPES: [&str; 6] = [CODE, REFRESH, EXCHANGE, JWT_BEARER, ANONYMOUS, ID_TOKEN];

const CODE: &str = "authorization_code";
const REFRESH: &str = "refresh_token";
const EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const ANONYMOUS: &str = "urn:authgear:params:oauth:grant-type:anonymous-request";
const ID_TOKEN: &str = "urn:authgear:params:oauth:grant-type:id-token";

/// The kinds of tokens that are exchanged, and the kind that comes of it.
const JWT: &str = "urn:ietf:params:oauth:token-type:jwt";
const SUBJECT_ID_TOKEN: &str = "urn:ietf:params:oauth:token-type:id_token";
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";

/// Answers a token request.
pub async fn token(
    State(app): State<Arc<App>>,
    Extension(limits): Extension<Arc<Limits>>,
    OfPool(pool): OfPool,
    request: Request,
) -> Answer {
    limits.token(&app, From::of(&app, &request))?;
    let credentials = Credentials::of(&request);
    let form = Form::from_request(request, &app).await?;
    let grant_type = form.need("grant_type")?;
    if grant_type == ID_TOKEN {
        return id_token(&app, &pool, &credentials).await;
    }
    if !GRANT_TYPES.contains(&grant_type) {
        return Err(Refused::new(OAuthError::UnsupportedGrantType, "the pool does not take this grant").into());
    }
    let (client_id, secret) = form.client()?;
    let party = party::authenticated(&app, pool.id, client_id, secret.as_ref()).await?;
    cors::check(&app, credentials.headers(), &party)?;
    let proof = credentials.proof(&app, &pool).await?;
    if party.client.definition.dpop_bound && proof.is_none() {
        let description = "the application's tokens are bound to keys: send a DPoP proof";
        return Err(Refused::new(OAuthError::InvalidDpopProof, description).into());
    }
    let (tokens, kind) = granted(&app, &party, grant_type, (&form, proof.as_ref())).await?;
    let mut body = body(&tokens);
    if let Some(kind) = kind {
        body["issued_token_type"] = kind.into();
    }
    Ok(Json(body).into_response())
}

/// What a grant comes to, and the kind of an exchanged token.
async fn granted(
    app: &App,
    party: &Party,
    grant_type: &str,
    (form, proof): (&Form, Option<&KeyProof>),
) -> Result<(Tokens, Option<&'static str>), Failure> {
    let scope = form.get("scope");
    match grant_type {
        CODE => {
            let (code, verifier) = (form.need("code")?, form.need("code_verifier")?);
            let back = (form.need("redirect_uri")?, verifier);
            Ok((authorization::redeem(app, party, code, back, proof).await?, None))
        }
        REFRESH => Ok((refresh::refresh(app, party, form.need("refresh_token")?, scope, proof).await?, None)),
        ANONYMOUS => Ok((device::sign_in(app, party, form.need("jwt")?, proof).await?, None)),
        JWT_BEARER => {
            if !party.pool.definition.is_hosted() {
                return Err(Refused::grant("this pool exchanges the tokens of its own identity provider").into());
            }
            Ok((exchange::exchange(app, party, form.need("assertion")?, scope, proof).await?, None))
        }
        _ => {
            let kind = form.need("subject_token_type")?;
            if kind != JWT && kind != SUBJECT_ID_TOKEN {
                return Err(Refused::request("tokens of this subject_token_type are not exchanged").into());
            }
            Ok((exchange::exchange(app, party, form.need("subject_token")?, scope, proof).await?, Some(ACCESS_TOKEN)))
        }
    }
}

/// A fresh ID token for the holder of an access token.
async fn id_token(app: &App, pool: &StoredPool, credentials: &Credentials) -> Answer {
    let session = credentials.session(app, pool).await?;
    let id_token = sessions::id_token(app, &session).await?;
    Ok(Json(json!({"id_token": id_token.expose_secret()})).into_response())
}

/// A successful answer, as RFC 6749 writes it.
pub fn body(tokens: &Tokens) -> Value {
    let mut body = json!({
        "token_type": tokens.token_type(),
        "access_token": tokens.access_token.expose_secret(),
        "expires_in": tokens.expires_in,
        "scope": tokens.scope,
    });
    if let Some(refresh_token) = &tokens.refresh_token {
        body["refresh_token"] = refresh_token.expose_secret().into();
    }
    if let Some(id_token) = &tokens.id_token {
        body["id_token"] = id_token.expose_secret().into();
    }
    body
}
