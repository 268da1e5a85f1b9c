//! The access token and the proof of possession that a request carries.

use axum::http::{HeaderMap, HeaderName, header::AUTHORIZATION};

const DPOP: HeaderName = HeaderName::from_static("dpop");

/// There is more than one DPoP header.
#[derive(Debug)]
pub struct SeveralProofs;

/// The access token of a request, and whether it comes with the scheme `DPoP` and not as a bearer.
pub fn access_token(headers: &HeaderMap) -> Option<(&str, bool)> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let is_dpop = scheme.eq_ignore_ascii_case("dpop");
    (is_dpop || scheme.eq_ignore_ascii_case("bearer")).then_some((token.trim(), is_dpop))
}

/// The DPoP header of a request, which has at most one.
pub fn proof(headers: &HeaderMap) -> Result<Option<&str>, SeveralProofs> {
    let mut proofs = headers.get_all(DPOP).iter();
    let Some(proof) = proofs.next() else { return Ok(None) };
    if proofs.next().is_some() {
        return Err(SeveralProofs);
    }
    // What is no text is no proof either, and is refused as one.
    Ok(Some(proof.to_str().unwrap_or_default()))
}
