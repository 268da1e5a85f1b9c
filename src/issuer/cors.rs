//! Cross-origin requests: scripts of a client's registered origins may call with credentials, scripts of others may not
//! read an answer. What is published for everybody may be read by everybody, without credentials.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header::ORIGIN},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::answer::Failure;
use crate::{
    app::App,
    domain::{id::Id, identity::Pool},
    service::identity::{Refused, party::Party},
    web::http::cors,
};

const METHODS: &str = "GET, POST, OPTIONS";

/// Answers preflights, and says who may read an answer.
pub async fn allow(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if !request.headers().contains_key(ORIGIN) {
        return next.run(request).await;
    }
    let path = request.uri().path().to_owned();
    let is_public =
        path.starts_with("/.well-known/") || path.contains("/.well-known/") || path.ends_with("/oauth2/jwks");
    let headers = request.headers();
    let registered = if is_public { Ok(None) } else { cors::registered(&app, headers, pool_of(&path)).await };
    let registered = match registered {
        Ok(registered) => registered,
        Err(error) => return Failure::from(error).into_response(),
    };
    let mut response = if request.method() == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    cors::vary(&mut response);
    if is_public || registered.is_some() {
        cors::allow(&mut response, registered, METHODS);
    }
    response
}

/// The pool that an address names; none at the root.
fn pool_of(path: &str) -> Option<Id<Pool>> {
    path.strip_prefix("/pools/")?.split('/').next()?.parse().ok()
}

/// Refuses a request that scripts of an origin make which is not one of the client's.
pub fn check(app: &App, headers: &HeaderMap, party: &Party) -> Result<(), Refused> {
    let Some(origin) = headers.get(ORIGIN) else { return Ok(()) };
    let is_registered =
        origin.to_str().is_ok_and(|origin| origin == app.public_url || party.client.definition.allows_origin(origin));
    if is_registered { Ok(()) } else { Err(Refused::client("the origin is not registered for this client")) }
}
