//! Random texts that open something, of which only the hash is kept.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::SecretString;
use sha2::{Digest, Sha256};

use super::Grant;
use crate::domain::id::Id;

/// The alphabet of challenges, as RFC 4648 has it for base32.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The longest text that is hashed and looked up, in bytes.
const LONGEST: usize = 512;

/// A text of 43 characters from 32 random bytes.
pub fn make(random: [u8; 32]) -> SecretString {
    URL_SAFE_NO_PAD.encode(random).into()
}

/// A challenge of 32 base32 characters.
pub fn challenge(random: [u8; 32]) -> SecretString {
    random.iter().map(|byte| char::from(BASE32[usize::from(byte & 31)])).collect::<String>().into()
}

/// A text of 128 hexadecimal characters from 64 random bytes.
pub fn hexadecimal(random: [u8; 64]) -> SecretString {
    random.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}")).into()
}

/// The hash by which a text is known. With 128 random bits and more, no salt or work is needed.
pub fn hash(text: &str) -> String {
    let text = if text.len() > LONGEST { "" } else { text };
    URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes()))
}

/// A refresh token as applications hold it.
pub fn refresh_token(grant: Id<Grant>, secret: &str) -> SecretString {
    format!("{grant}.{secret}").into()
}

/// The grant and the secret of a refresh token.
pub fn read_refresh_token(text: &str) -> Option<(Id<Grant>, &str)> {
    let (grant, secret) = text.split_once('.')?;
    let is_plain = secret.len() == 43 && secret.bytes().all(|byte| byte.is_ascii_graphic());
    if is_plain { Some((grant.parse().ok()?, secret)) } else { None }
}
