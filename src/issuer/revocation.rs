//! `POST {ISS}/oauth2/revoke`: the end of a session (RFC 7009). It works without a client id, as Authgear's clients call
//! it, and answers 200 to every token. `POST {ISS}/oauth2/introspect`: what a token is good for (RFC 7662), told to
//! clients that keep a secret.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    answer::{Answer, Failure},
    form::Form,
    pool::OfPool,
};
use crate::{
    app::App,
    service::identity::{
        IdentityError, OAuthError, Refused,
        grants::refresh,
        party,
        sessions::{self, Presentation, Session},
    },
};

/// Ends the session of a refresh token, or of an access token.
pub async fn revoke(State(app): State<Arc<App>>, OfPool(pool): OfPool, form: Form) -> Answer {
    sessions::sign_out(&app, pool.id, form.need("token")?).await?;
    Ok(StatusCode::OK.into_response())
}

/// Says what a token is good for; of one that is good for nothing, only that.
pub async fn introspect(State(app): State<Arc<App>>, OfPool(pool): OfPool, form: Form) -> Answer {
    let (client_id, secret) = form.client()?;
    let party = party::authenticated(pool.id, party::of_client(&app, client_id).await?, secret.as_ref())?;
    if party.client.secret_hash.is_none() {
        let description = "only clients that keep a secret may ask";
        return Err(Refused::new(OAuthError::InvalidClient, description).into());
    }
    let (token, now) = (form.need("token")?, app.clock.now());
    if let Some(session) = refresh::look(&app, token, now).await?.filter(|session| session.party.pool.id == pool.id) {
        return Ok(active(&app, &session, "refresh_token"));
    }
    match sessions::of_access_token(&app, pool.id, (token, Presentation::Parameter), now).await {
        Ok(session) => Ok(active(&app, &session, "access_token")),
        Err(IdentityError::Refused(_)) => Ok(Json(json!({"active": false})).into_response()),
        Err(error) => Err(Failure::from(error)),
    }
}

fn active(app: &App, session: &Session, kind: &str) -> Response {
    let mut body: Value = json!({
        "active": true,
        "token_type": kind,
        "iss": party::issuer(app, session.party.pool.id),
        "sub": session.user.id,
        "client_id": session.party.client.id,
        "scope": session.grant.scope,
        "acr": session.grant.acr,
        "sid": session.grant.id,
        "auth_time": session.grant.auth_time.unix_timestamp(),
    });
    if let Some(jkt) = &session.grant.dpop_jkt {
        body["cnf"] = json!({"jkt": jkt});
    }
    Json(body).into_response()
}
