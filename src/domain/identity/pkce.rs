//! Proof Key for Code Exchange (RFC 7636), with S256 only.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// Whether a text can be an S256 code challenge.
pub fn is_challenge(text: &str) -> bool {
    text.len() == 43 && text.bytes().all(is_url_safe)
}

/// Whether a verifier is the one of a challenge.
pub fn is_verified(challenge: &str, verifier: &str) -> bool {
    let is_plain = verifier.bytes().all(|byte| is_url_safe(byte) || matches!(byte, b'.' | b'~'));
    (43..=128).contains(&verifier.len())
        && is_plain
        && URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())) == challenge
}

fn is_url_safe(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_rfc_is_verified_and_others_are_not() {
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        assert!(is_challenge(challenge));
        assert!(is_verified(challenge, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
        assert!(!is_verified(challenge, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl"));
        assert!(!is_verified(challenge, "") && !is_challenge("short"));
    }
}
