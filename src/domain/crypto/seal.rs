//! Sealing what must not rest in clear: XChaCha20-Poly1305, bound to the row it belongs to.

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::keyring::{Key, Keyring, Purpose};

const NONCE: usize = 24;

/// A sealed text that cannot be opened: its key is gone, it was altered, or it belongs to another row.
#[derive(Debug, thiserror::Error)]
#[error("sealed data of {row} cannot be opened with the keys at hand")]
pub struct CannotOpen {
    row: String,
}

/// Seals a secret for one row (such as `flow flw_… checkpoint`) under the signing key and a fresh random nonce.
pub fn seal(secret: &SecretString, row: &str, nonce: [u8; NONCE], keys: &Keyring) -> String {
    let key = keys.signing();
    let payload = Payload { msg: secret.expose_secret().as_bytes(), aad: row.as_bytes() };
    let sealed = cipher(key)
        .encrypt(&XNonce::from(nonce), payload)
        .expect("a text in memory is shorter than the cipher's limit of 256 GiB");
    let mut bytes = nonce.to_vec();
    bytes.extend(sealed);
    format!("{}.{}", key.id(), STANDARD_NO_PAD.encode(bytes))
}

/// Opens what [`seal`] sealed for the same row.
pub fn open(sealed: &str, row: &str, keys: &Keyring) -> Result<SecretString, CannotOpen> {
    try_open(sealed, row, keys).ok_or_else(|| CannotOpen { row: row.to_owned() })
}

fn try_open(sealed: &str, row: &str, keys: &Keyring) -> Option<SecretString> {
    let (kid, bytes) = sealed.split_once('.')?;
    let bytes = STANDARD_NO_PAD.decode(bytes).ok()?;
    let (nonce, sealed) = bytes.split_first_chunk::<NONCE>()?;
    let payload = Payload { msg: sealed, aad: row.as_bytes() };
    let clear = Zeroizing::new(cipher(keys.find(kid)?).decrypt(&XNonce::from(*nonce), payload).ok()?);
    std::str::from_utf8(&clear).ok().map(SecretString::from)
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&(*key.derived(Purpose::Seal)).into())
}

#[cfg(test)]
mod tests {
    use super::*;

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
