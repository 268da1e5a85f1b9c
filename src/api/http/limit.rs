//! How many calls a key may make, and how many somebody without one may try.

use std::{net::IpAddr, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header::RETRY_AFTER},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{key, problem::Problem};
use crate::{
    app::App,
    web::http::{
        address,
        rate_limiter::{RateLimiter, Remaining},
    },
};

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LEFT: HeaderName = HeaderName::from_static("ratelimit");

/// What is counted.
pub struct Limits {
    app: Arc<App>,
    /// Calls of keys that were found good, by their hashes.
    calls: RateLimiter<String>,
    /// Failures of everybody else.
    failures: RateLimiter<IpAddr>,
}

impl Limits {
    pub fn new(app: &Arc<App>) -> Self {
        let (calls, failures) = (RateLimiter::new(app.config.api_calls), RateLimiter::new(app.config.api_failures));
        Self { app: Arc::clone(app), calls, failures }
    }
}

/// Counts a call before it is made, or turns it away.
pub async fn count(State(limits): State<Arc<Limits>>, request: Request, next: Next) -> Response {
    let now = limits.app.clock.instant();
    let key = key::hash_of(request.headers());
    let from = address::of(&request, limits.app.config.behind_proxy);
    match key {
        Some(key) if limits.calls.knows(&key) => match limits.calls.take(key.clone(), now) {
            Err(left) => turn_away("calls", left),
            Ok(left) => {
                let response = next.run(request).await;
                if response.status() == StatusCode::UNAUTHORIZED {
                    // It was taken away, or was never good: what asks for no key says nothing about the one it was sent.
                    limits.calls.forget(&key);
                    let left = limits.failures.take(from, now).unwrap_or_else(|left| left);
                    return told(response, "failures", left);
                }
                told(response, "calls", left)
            }
        },
        key => {
            let left = match limits.failures.look(&from, now) {
                Err(left) => return turn_away("failures", left),
                Ok(left) => left,
            };
            let response = next.run(request).await;
            if response.status() == StatusCode::UNAUTHORIZED {
                let left = limits.failures.take(from, now).unwrap_or_else(|left| left);
                return told(response, "failures", left);
            }
            match key {
                Some(key) => told(response, "calls", limits.calls.take(key, now).unwrap_or_else(|left| left)),
                None => told(response, "failures", left),
            }
        }
    }
}

fn turn_away(policy: &str, left: Remaining) -> Response {
    let mut response = told(Problem::too_many(left.reset).into_response(), policy, left);
    response.headers_mut().insert(RETRY_AFTER, left.reset.into());
    response
}

/// Tells what is left, as draft-ietf-httpapi-ratelimit-headers has it; nothing where there is no limit.
fn told(mut response: Response, policy: &str, left: Remaining) -> Response {
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
