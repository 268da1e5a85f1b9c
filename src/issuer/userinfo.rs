//! `{ISS}/oauth2/userinfo`: who the holder of an access token is.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header::WWW_AUTHENTICATE},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    answer::{self, Answer, Failure},
    form::bearer,
    pool::OfPool,
};
use crate::{
    app::App,
    domain::identity::user::IdentityKind,
    service::identity::{
        IdentityError, OAuthError, Refused,
        issue::{CAN_REAUTHENTICATE, IS_ANONYMOUS, IS_VERIFIED},
        sessions::{self, Session},
    },
    store::identity::identities::{self, StoredIdentity},
};

/// Answers the holder of an access token.
pub async fn show(State(app): State<Arc<App>>, OfPool(pool): OfPool, headers: HeaderMap) -> Answer {
    let Some(token) = bearer(&headers) else { return Ok(unauthorized(&missing())) };
    let session = match sessions::of_access_token(&app, pool.id, token, app.clock.now()).await {
        Ok(session) => session,
        Err(IdentityError::Refused(refused)) => return Ok(unauthorized(&refused)),
        Err(error) => return Err(Failure::from(error)),
    };
    let identities = identities::of_user(&app.db, session.user.id).await?;
    Ok(Json(claims(&session, &identities)).into_response())
}

fn missing() -> Refused {
    Refused::new(OAuthError::InvalidToken, "send an access token as a bearer")
}

/// 401 in both forms: `invalid_token` where a new access token helps, `invalid_grant` where the session itself is gone,
/// on which Authgear's clients sign out.
fn unauthorized(refused: &Refused) -> Response {
    let header = format!("Bearer error=\"invalid_token\", error_description=\"{}\"", refused.description);
    let header = HeaderValue::from_str(&header).unwrap_or(HeaderValue::from_static("Bearer"));
    (StatusCode::UNAUTHORIZED, [(WWW_AUTHENTICATE, header)], Json(answer::body(refused))).into_response()
}

fn claims(session: &Session, identities: &[StoredIdentity]) -> Value {
    let user = &session.user;
    let verified = |kind| identities.iter().find(|identity| identity.kind == kind && identity.verified_at.is_some());
    let is_verified = [IdentityKind::Email, IdentityKind::Phone].into_iter().any(|kind| verified(kind).is_some());
    let mut claims = json!({
        "sub": user.id,
        IS_ANONYMOUS: user.is_anonymous,
        IS_VERIFIED: is_verified,
        CAN_REAUTHENTICATE: false,
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
