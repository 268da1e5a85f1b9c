//! Rate limits: of calls by key, of failed calls by address.

use std::{net::IpAddr, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header::RETRY_AFTER},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{auth, problem::Problem};
use crate::{
    app::App,
    web::http::{
        address,
        rate_limiter::{RateLimiter, Remaining},
    },
};

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LEFT: HeaderName = HeaderName::from_static("ratelimit");

/// The counters.
pub struct Limits {
    app: Arc<App>,
    /// Calls of keys that were found good, by their hashes.
    calls: RateLimiter<String>,
    /// Failures without such a key, by the address of the client.
    failures: RateLimiter<IpAddr>,
}

impl Limits {
    pub fn new(app: &Arc<App>) -> Self {
        let (calls, failures) = (RateLimiter::new(app.config.api_calls), RateLimiter::new(app.config.api_failures));
        Self { app: Arc::clone(app), calls, failures }
    }
}

/// Counts a call before it is made, or refuses it.
pub async fn count(State(limits): State<Arc<Limits>>, request: Request, next: Next) -> Response {
    let now = limits.app.clock.instant();
    let key = auth::hash_of(request.headers());
    let from = address::of(&request, limits.app.config.behind_proxy);
    match key {
        Some(key) if limits.calls.knows(&key) => match limits.calls.take(key.clone(), now) {
            Err(left) => refuse("calls", left),
            Ok(left) => {
                let response = next.run(request).await;
                if response.status() == StatusCode::UNAUTHORIZED {
                    // It was revoked, or was never good: a call that needs no key says nothing about the one that was sent.
                    limits.calls.forget(&key);
                    let left = limits.failures.take(from, now).unwrap_or_else(|left| left);
                    return with_headers(response, "failures", left);
                }
                with_headers(response, "calls", left)
            }
        },
        key => {
            let left = match limits.failures.look(&from, now) {
                Err(left) => return refuse("failures", left),
                Ok(left) => left,
            };
            let response = next.run(request).await;
            if response.status() == StatusCode::UNAUTHORIZED {
                let left = limits.failures.take(from, now).unwrap_or_else(|left| left);
                return with_headers(response, "failures", left);
            }
            match key {
                Some(key) => with_headers(response, "calls", limits.calls.take(key, now).unwrap_or_else(|left| left)),
                None => with_headers(response, "failures", left),
            }
        }
    }
}

fn refuse(policy: &str, left: Remaining) -> Response {
    let mut response = with_headers(Problem::too_many(left.reset).into_response(), policy, left);
    response.headers_mut().insert(RETRY_AFTER, left.reset.into());
    response
}

/// Adds the headers of draft-ietf-httpapi-ratelimit-headers; none where there is no limit.
fn with_headers(mut response: Response, policy: &str, left: Remaining) -> Response {
    if left.quota > 0 {
        let headers = response.headers_mut();
        headers.insert(POLICY, value(&format!("\"{policy}\";q={};w=60", left.quota)));
        headers.insert(LEFT, value(&format!("\"{policy}\";r={};t={}", left.remaining, left.reset)));
    }
    response
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("digits and letters are a header value")
}
