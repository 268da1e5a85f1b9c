//! Cross-origin requests: scripts of a client's registered origins may call with credentials, scripts of others may not
//! read an answer. What is published for everybody may be read by everybody, without credentials.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
        header::{
            ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
            ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ORIGIN, VARY,
        },
    },
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::answer::Failure;
use crate::{
    app::App,
    service::identity::{Refused, party::Party},
    store::identity::clients,
};

const PREFLIGHT: [(HeaderName, &str); 3] = [
    (ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, OPTIONS"),
    (ACCESS_CONTROL_ALLOW_HEADERS, "content-type, authorization, dpop"),
    (ACCESS_CONTROL_MAX_AGE, "600"),
];

/// Answers preflights, and says who may read an answer.
pub async fn allow(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let Some(origin) = request.headers().get(ORIGIN).cloned() else { return next.run(request).await };
    let path = request.uri().path().to_owned();
    let is_public =
        path.starts_with("/.well-known/") || path.contains("/.well-known/") || path.ends_with("/oauth2/jwks");
    let is_allowed = is_public
        || match origin.to_str() {
            Ok(origin) => match clients::knows_origin(&app.db, origin, pool_of(&path)).await {
                Ok(is_known) => is_known,
                Err(error) => return Failure::from(error).into_response(),
            },
            Err(_) => false,
        };
    let mut response = if request.method() == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("Origin"));
    if !is_allowed {
        return response;
    }
    for (name, value) in PREFLIGHT {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_public {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        return response;
    }
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
    headers
        .insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("DPoP-Nonce, WWW-Authenticate, Retry-After"));
    response
}

/// The pool that an address names; none at the root.
fn pool_of(path: &str) -> Option<crate::domain::id::Id<crate::domain::identity::Pool>> {
    path.strip_prefix("/pools/")?.split('/').next()?.parse().ok()
}

/// Refuses a request that scripts of an origin make which is not one of the client's.
pub fn check(app: &App, headers: &HeaderMap, party: &Party) -> Result<(), Refused> {
    let Some(origin) = headers.get(ORIGIN) else { return Ok(()) };
    let is_registered =
        origin.to_str().is_ok_and(|origin| origin == app.public_url || party.client.definition.allows_origin(origin));
    if is_registered { Ok(()) } else { Err(Refused::client("the origin is not registered for this client")) }
}
