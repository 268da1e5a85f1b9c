//! Cross-origin requests: scripts of the origins that a client has registered may call, and read the answers.

use axum::{
    http::{
        HeaderMap, HeaderName, HeaderValue,
        header::{
            ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
            ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ORIGIN, VARY,
        },
    },
    response::Response,
};

use crate::{
    app::App,
    domain::{id::Id, identity::Pool},
    store::{StoreError, identity::clients},
};

const ALLOWED: [(HeaderName, &str); 2] =
    [(ACCESS_CONTROL_ALLOW_HEADERS, "content-type, authorization, dpop"), (ACCESS_CONTROL_MAX_AGE, "600")];

/// The origin in the headers of a request, if it is one of those from which a client's scripts call: of a pool, or of any.
pub async fn registered(
    app: &App,
    headers: &HeaderMap,
    pool: Option<Id<Pool>>,
) -> Result<Option<HeaderValue>, StoreError> {
    let Some(origin) = headers.get(ORIGIN) else { return Ok(None) };
    let Ok(text) = origin.to_str() else { return Ok(None) };
    Ok(clients::knows_origin(&app.db, text, pool).await?.then(|| origin.clone()))
}

/// Says that an answer depends on the origin.
pub fn vary(response: &mut Response) {
    response.headers_mut().append(VARY, HeaderValue::from_static("Origin"));
}

/// Lets scripts of an origin call with these methods and read the answer, with credentials; those of every origin without.
pub fn allow(response: &mut Response, origin: Option<HeaderValue>, methods: &'static str) {
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(methods));
    for (name, value) in ALLOWED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let Some(origin) = origin else {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        return;
    };
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
    headers
        .insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("DPoP-Nonce, WWW-Authenticate, Retry-After"));
}
