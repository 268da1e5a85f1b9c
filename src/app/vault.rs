//! Keys at work: link tokens, sealed rows and form tokens.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::Mac;
use secrecy::SecretString;
use time::OffsetDateTime;

use crate::domain::{
    crypto::{
        keyring::{Key, Keyring, Purpose},
        seal::{self, CannotOpen},
    },
    link::token::{self, Claims, Rejection},
};

/// The ring of keys, with fresh randomness where sealing needs it.
pub struct Vault {
    keys: Keyring,
}

impl Vault {
    /// A vault over a ring.
    pub const fn new(keys: Keyring) -> Self {
        Self { keys }
    }

    /// The ring itself.
    pub const fn keys(&self) -> &Keyring {
        &self.keys
    }

    /// The ids of the keys that do not sign any more, or not yet.
    pub fn old_keys(&self) -> impl Iterator<Item = &str> {
        self.keys.keys().iter().map(Key::id).filter(|id| *id != self.signing_key())
    }

    /// The id of the key that signs links now.
    pub fn signing_key(&self) -> &str {
        self.keys.signing().id()
    }

    /// The token for a link; `None` when its key has left the ring.
    pub fn sign(&self, claims: &Claims, key: &str, host: &str) -> Option<String> {
        token::sign(claims, key, host, &self.keys)
    }

    /// What a token vouches for.
    pub fn verify(&self, token: &str, host: &str, now: OffsetDateTime) -> Result<Claims, Rejection> {
        token::verify(token, host, &self.keys, now)
    }

    /// Seals a secret for one row.
    pub fn seal(&self, secret: &SecretString, row: &str) -> String {
        seal::seal(secret, row, rand::random(), &self.keys)
    }

    /// Opens a secret that was sealed for the same row.
    pub fn open(&self, sealed: &str, row: &str) -> Result<SecretString, CannotOpen> {
        seal::open(sealed, row, &self.keys)
    }

    /// Seals a text anew for its row, with the key that signs now; `None` when no key opens it.
    pub fn reseal(&self, sealed: &str, row: &str) -> Option<String> {
        self.open(sealed, row).ok().map(|secret| self.seal(&secret, row))
    }

    /// A text by which these parts are found again: it stays the same when the signing key changes.
    pub fn index(&self, purpose: Purpose, parts: &[&str]) -> String {
        encoded(self.keys.index(), purpose, parts)
    }

    /// A text that only this vault can make for these parts and this purpose.
    pub fn stamp(&self, purpose: Purpose, parts: &[&str]) -> String {
        encoded(self.keys.signing(), purpose, parts)
    }

    /// Whether a stamp was made for these parts and this purpose, under any key of the ring.
    pub fn is_stamp(&self, stamp: &str, purpose: Purpose, parts: &[&str]) -> bool {
        let Ok(token) = URL_SAFE_NO_PAD.decode(stamp) else {
            return false;
        };
        let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
        self.keys.keys().iter().any(|key| key.mac(purpose, &parts).verify_slice(&token).is_ok())
    }
}

fn encoded(key: &Key, purpose: Purpose, parts: &[&str]) -> String {
    let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
    URL_SAFE_NO_PAD.encode(key.mac(purpose, &parts).finalize().into_bytes())
}
