//! What a browser says of itself.

use axum::http::{HeaderMap, header::USER_AGENT};

/// The most characters that are kept of a User-Agent.
const LONGEST_USER_AGENT: usize = 255;

/// What a browser calls itself, as far as it is kept.
pub fn user_agent(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(USER_AGENT)?.to_str().ok()?;
    Some(text.chars().take(LONGEST_USER_AGENT).collect())
}
