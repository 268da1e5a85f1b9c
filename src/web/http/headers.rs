//! The headers of every response, errors and redirects included.

use axum::http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{
        CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
    },
};

use super::request_id::{self, RequestId};
use crate::app::App;

/// No script, style, frame or connection but our own, and nothing inline; pictures also from `data:` for logos.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The policy of a page whose form may lead to one more place in the end.
pub fn policy(form_target: &str) -> String {
    POLICY.replacen("form-action 'self'", &format!("form-action 'self' {form_target}"), 1)
}

const HEADERS: [(HeaderName, &str); 6] = [
    (REFERRER_POLICY, "no-referrer"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
];

/// Adds them to those of an answer.
pub fn put(app: &App, id: &RequestId, headers: &mut HeaderMap) {
    // These, the length and the date: the map need not grow again.
    headers.reserve(HEADERS.len() + 5);
    headers.insert(request_id::HEADER, id.value());
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // A page that brings a policy of its own knows why.
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    // Embedded files say how long they may be kept; everything else is about one person.
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if app.is_secure() {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000"));
    }
}
