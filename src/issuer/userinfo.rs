//! `{ISS}/oauth2/userinfo`: who the holder of an access token is.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header::WWW_AUTHENTICATE},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    answer::{self, Answer, Failure},
    dpop::Credentials,
    pool::OfPool,
};
use crate::{
    app::App,
    domain::identity::{device::dpop, user::IdentityKind},
    service::identity::{
        IdentityError, OAuthError, Refused,
        issue::{CAN_REAUTHENTICATE, IS_ANONYMOUS, IS_VERIFIED},
        sessions::Session,
    },
    store::identity::identities::{self, StoredIdentity},
};

/// Answers the holder of an access token.
pub async fn show(State(app): State<Arc<App>>, OfPool(pool): OfPool, request: Request) -> Answer {
    let credentials = Credentials::of(&request);
    let session = match credentials.session(&app, &pool).await.map_err(IdentityError::from) {
        Ok(session) => session,
        Err(IdentityError::Refused(refused)) => return Ok(unauthorized(&refused, credentials.is_dpop())),
        Err(error) => return Err(Failure::from(error)),
    };
    let identities = identities::of_user(&app.db, session.user.id).await?;
    Ok(Json(claims(&session, &identities)).into_response())
}

/// 401 in both forms: `invalid_token` where a new access token helps, `invalid_grant` where the session itself is gone,
/// on which Authgear's clients sign out.
fn unauthorized(refused: &Refused, is_dpop: bool) -> Response {
    let is_of_proof = matches!(refused.error, OAuthError::InvalidDpopProof | OAuthError::UseDpopNonce);
    let error = if is_of_proof { refused.error } else { OAuthError::InvalidToken };
    let more = format!("error=\"{error}\", error_description=\"{}\"", refused.description);
    let header = if is_dpop {
        format!("DPoP algs=\"{}\", {more}", dpop::ALGORITHMS.join(" "))
    } else {
        format!("Bearer {more}")
    };
    let header = HeaderValue::from_str(&header).unwrap_or(HeaderValue::from_static("Bearer"));
    let body = Json(answer::body(refused));
    let mut response = (StatusCode::UNAUTHORIZED, [(WWW_AUTHENTICATE, header)], body).into_response();
    answer::hint(refused, response.headers_mut());
    response
}

fn claims(session: &Session, identities: &[StoredIdentity]) -> Value {
    let user = &session.user;
    let mut claims = json!({
        "sub": user.id,
        IS_ANONYMOUS: user.is_anonymous,
        IS_VERIFIED: user.is_verified,
        CAN_REAUTHENTICATE: user.is_verified,
        "custom_attributes": user.attributes,
    });
    if let Some(email) = identities.iter().find(|identity| identity.kind == IdentityKind::Email) {
        claims["email"] = email.display.as_str().into();
        claims["email_verified"] = email.verified_at.is_some().into();
    }
    if let Some(external) = identities.iter().find(|identity| identity.kind == IdentityKind::External) {
        claims["external_id"] = external.unique_key.as_str().into();
    }
    claims
}
