//! API keys: long random texts of which only the hash is kept.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::SecretString;
use sha2::{Digest, Sha256};

const PREFIX: &str = "vst_";

/// A key from 32 random bytes, and its hash.
pub fn make(random: [u8; 32]) -> (SecretString, String) {
    (format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(random)).into(), digest(random))
}

/// The hash by which a key is known; `None` for what is not a key. With 256 random bits, no salt or work is needed.
pub fn hash(key: &str) -> Option<String> {
    let random: [u8; 32] = URL_SAFE_NO_PAD.decode(key.strip_prefix(PREFIX)?).ok()?.try_into().ok()?;
    Some(digest(random))
}

fn digest(random: [u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(random))
}
