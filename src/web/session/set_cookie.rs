//! How cookies of sessions are set.

use axum::{
    http::{HeaderValue, header::SET_COOKIE},
    response::Response,
};
use cookie::{Cookie, SameSite, time::Duration};

/// Sets a cookie for this host alone that no script reads, and that is sent over https only where `is_secure`.
pub(super) fn set_cookie(response: &mut Response, (name, value): (&str, &str), is_secure: bool, life: Duration) {
    let cookie =
        Cookie::build((name, value)).path("/").secure(is_secure).http_only(true).same_site(SameSite::Lax).max_age(life);
    // A name that a browser sent may hold what no header can.
    if let Ok(value) = HeaderValue::try_from(cookie.to_string()) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}
