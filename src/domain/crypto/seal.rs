//! Sealing what must not rest in clear: XChaCha20-Poly1305, bound to the row it belongs to.

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::{
    keyring::{Keyring, Purpose},
    xchacha::{self, NONCE, TAG},
};

/// A sealed text that cannot be opened: its key is gone, it was altered, or it belongs to another row.
#[derive(Debug, thiserror::Error)]
#[error("sealed data of {row} cannot be opened with the keys at hand")]
pub struct CannotOpen {
    row: String,
}

/// Seals a secret for one row (such as `flow flw_… checkpoint`) under the signing key and a fresh random nonce.
pub fn seal(secret: &SecretString, row: &str, nonce: [u8; NONCE], keys: &Keyring) -> String {
    let key = keys.signing();
    let secret = secret.expose_secret().as_bytes();
    let mut sealed = Vec::with_capacity(secret.len() + TAG);
    sealed.extend_from_slice(secret);
    xchacha::seal(key.derived(Purpose::Seal), &nonce, row.as_bytes(), &mut sealed);
    format!("{}.{}", key.id(), STANDARD_NO_PAD.encode([nonce.as_slice(), &sealed].concat()))
}

/// Opens what [`seal`] sealed for the same row.
pub fn open(sealed: &str, row: &str, keys: &Keyring) -> Result<SecretString, CannotOpen> {
    try_open(sealed, row, keys).ok_or_else(|| CannotOpen { row: row.to_owned() })
}

fn try_open(sealed: &str, row: &str, keys: &Keyring) -> Option<SecretString> {
    let (kid, bytes) = sealed.split_once('.')?;
    let mut bytes = Zeroizing::new(STANDARD_NO_PAD.decode(bytes).ok()?);
    let (nonce, sealed) = bytes.split_first_chunk_mut::<NONCE>()?;
    let clear = xchacha::open(keys.find(kid)?.derived(Purpose::Seal), nonce, row.as_bytes(), sealed)?;
    std::str::from_utf8(clear).ok().map(SecretString::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::crypto::keyring::Key;

    fn ring(signing: &str) -> Keyring {
        let keys = vec![Key::new("k1", [1; 32]).unwrap(), Key::new("k2", [2; 32]).unwrap()];
        Keyring::new(keys, signing, None).unwrap()
    }

    #[test]
    fn what_was_sealed_opens_for_its_row_also_after_the_ring_turned() {
        let sealed = seal(&"s3cret".into(), "row 1", [5; 24], &ring("k1"));
        assert!(!sealed.contains("s3cret"));
        assert_eq!(open(&sealed, "row 1", &ring("k2")).unwrap().expose_secret(), "s3cret");
    }

    #[test]
    fn another_row_another_key_and_an_altered_text_do_not_open() {
        let sealed = seal(&"s3cret".into(), "row 1", [5; 24], &ring("k1"));
        assert!(open(&sealed, "row 2", &ring("k1")).is_err());
        assert!(open(&sealed.replacen("k1", "k2", 1), "row 1", &ring("k1")).is_err());
        assert!(open(&sealed[..sealed.len() - 2], "row 1", &ring("k1")).is_err());
        for text in ["", ".", "k1.", "k1.AAAA", "k9.AAAA"] {
            assert!(open(text, "row 1", &ring("k1")).is_err(), "{text}");
        }
    }
}
