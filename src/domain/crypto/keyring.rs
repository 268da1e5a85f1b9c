//! The ring of keys: one signs and seals, all verify and open; each use has a key of its own derived from them. Beside
//! them stands the index key, for what is looked up again: it stays when the others change.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use strum::VariantArray;
use zeroize::Zeroizing;

/// What a derived key is for; no key serves two purposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Purpose {
    /// Signing links.
    Link,
    /// Sealing what rests in the database.
    Seal,
    /// The token in forms.
    Csrf,
    /// The addresses of artifacts' contents.
    Artifact,
    /// The names of accounts at sources; of the index key.
    Account,
    /// What a call with an idempotency key asked for; of the index key.
    Call,
    /// Which browser a flow belongs to.
    Browser,
    /// What a database keeps to recognise the key.
    Check,
    /// The codes that sign-ins on a pool's pages end with; of the index key.
    Authorization,
    /// The hashes of codes that were mailed; of the index key.
    MailedCode,
    /// The refresh token that follows another; of the index key.
    Refresh,
    /// The hashes of recovery codes; of the index key.
    RecoveryCode,
    /// What a device signs with a passkey; of the index key.
    Passkey,
    /// What proofs of possession carry where a pool asks for it; of the index key.
    DpopNonce,
}

impl Purpose {
    fn label(self) -> &'static [u8] {
        match self {
            Self::Link => b"vestibule/v1/link",
            Self::Seal => b"vestibule/v1/seal",
            Self::Csrf => b"vestibule/v1/csrf",
            Self::Artifact => b"vestibule/v1/artifact",
            Self::Account => b"vestibule/v1/account",
            Self::Call => b"vestibule/v1/call",
            Self::Browser => b"vestibule/v1/browser",
            Self::Check => b"vestibule/v1/check",
            Self::Authorization => b"vestibule/v1/authorization",
            Self::MailedCode => b"vestibule/v1/mailed-code",
            Self::Refresh => b"vestibule/v1/refresh",
            Self::RecoveryCode => b"vestibule/v1/recovery-code",
            Self::Passkey => b"vestibule/v1/passkey",
            Self::DpopNonce => b"vestibule/v1/dpop-nonce",
        }
    }
}

/// One root key and its short public name.
pub struct Key {
    id: String,
    root: Zeroizing<[u8; 32]>,
    /// The key for each purpose, in the order of the purposes.
    derived: Vec<Zeroizing<[u8; 32]>>,
}

/// What is wrong with a key or a ring.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum InvalidKey {
    #[error("a key id is 1 to 16 lower-case letters and digits, not {0:?}")]
    Id(String),
    #[error("two keys have the id {0:?}")]
    Twice(String),
    #[error("the key {0:?} is not in the ring")]
    Absent(String),
    #[error("the key {0:?} signs; promote another one first")]
    Signs(String),
}

impl Key {
    /// A key from 32 random bytes.
    pub fn new(id: &str, root: [u8; 32]) -> Result<Self, InvalidKey> {
        let well_formed =
            (1..=16).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if !well_formed {
            return Err(InvalidKey::Id(id.to_owned()));
        }
        let root = Zeroizing::new(root);
        let derived = Purpose::VARIANTS.iter().map(|purpose| derive(&root, *purpose)).collect();
        Ok(Self { id: id.to_owned(), root, derived })
    }

    /// The short public name that stands in tokens.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The root bytes, for writing them to the key file and nowhere else.
    pub fn root(&self) -> &[u8; 32] {
        &self.root
    }

    /// The key for one purpose.
    pub fn derived(&self, purpose: Purpose) -> &[u8; 32] {
        &self.derived[purpose as usize]
    }

    /// A text that only this key makes, and from which nobody learns anything of it.
    pub fn check(&self) -> String {
        let mac = self.mac(Purpose::Check, &[self.id.as_bytes()]).finalize().into_bytes();
        URL_SAFE_NO_PAD.encode(&mac[..16])
    }

    /// HMAC-SHA256 of the parts under the key for `purpose`, each part framed by its length.
    pub fn mac(&self, purpose: Purpose, parts: &[&[u8]]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.derived(purpose)).expect("HMAC takes a key of any length");
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac
    }
}

fn derive(root: &[u8; 32], purpose: Purpose) -> Zeroizing<[u8; 32]> {
    let mut derived = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(None, root)
        .expand(purpose.label(), derived.as_mut_slice())
        .expect("32 bytes is a length HKDF-SHA256 can give");
    derived
}

/// Keys by id, one of them for signing, and the index key.
pub struct Keyring {
    keys: Vec<Key>,
    signing: usize,
    index: Key,
}

impl Keyring {
    /// A ring that signs with the key of that id. Without an index key of its own, its oldest key serves as one.
    pub fn new(keys: Vec<Key>, signing: &str, index: Option<[u8; 32]>) -> Result<Self, InvalidKey> {
        for (place, key) in keys.iter().enumerate() {
            if keys.iter().take(place).any(|other| other.id == key.id) {
                return Err(InvalidKey::Twice(key.id.clone()));
            }
        }
        let signing = position(&keys, signing)?;
        let index = Key::new("index", index.unwrap_or(*keys[0].root))?;
        Ok(Self { keys, signing, index })
    }

    /// The key that signs and seals from now on.
    pub fn signing(&self) -> &Key {
        &self.keys[self.signing]
    }

    /// The key for what is looked up again.
    pub const fn index(&self) -> &Key {
        &self.index
    }

    /// A key by its id, for verifying and opening.
    pub fn find(&self, id: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.id == id)
    }

    /// All keys, oldest first.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// Adds a key, which verifies and opens and does not sign yet.
    pub fn add(&mut self, key: Key) -> Result<(), InvalidKey> {
        if self.find(&key.id).is_some() {
            return Err(InvalidKey::Twice(key.id));
        }
        self.keys.push(key);
        Ok(())
    }

    /// Signs with another of its keys from now on.
    pub fn promote(&mut self, id: &str) -> Result<(), InvalidKey> {
        self.signing = position(&self.keys, id)?;
        Ok(())
    }

    /// Takes out a key that does not sign.
    pub fn remove(&mut self, id: &str) -> Result<(), InvalidKey> {
        let place = position(&self.keys, id)?;
        if place == self.signing {
            return Err(InvalidKey::Signs(id.to_owned()));
        }
        self.keys.remove(place);
        if place < self.signing {
            self.signing -= 1;
        }
        Ok(())
    }
}

fn position(keys: &[Key], id: &str) -> Result<usize, InvalidKey> {
    keys.iter().position(|key| key.id == id).ok_or_else(|| InvalidKey::Absent(id.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring() -> Keyring {
        let keys = vec![Key::new("a", [1; 32]).unwrap(), Key::new("b", [2; 32]).unwrap()];
        Keyring::new(keys, "a", None).unwrap()
    }

    fn indexed(ring: &Keyring) -> Vec<u8> {
        ring.index().mac(Purpose::Account, &[b"someone"]).finalize().into_bytes().to_vec()
    }

    #[test]
    fn the_index_key_stays_whatever_becomes_of_the_others() {
        let mut ring = ring();
        let before = (indexed(&ring), ring.index().check());
        ring.add(Key::new("c", [3; 32]).unwrap()).unwrap();
        ring.promote("c").unwrap();
        ring.remove("a").unwrap();
        assert_eq!((indexed(&ring), ring.index().check()), before);
        assert_eq!(ring.signing().id(), "c");
    }

    #[test]
    fn a_ring_keeps_its_signing_key_and_has_each_name_once() {
        let mut ring = ring();
        assert_eq!(ring.remove("a"), Err(InvalidKey::Signs("a".to_owned())));
        assert_eq!(ring.promote("x"), Err(InvalidKey::Absent("x".to_owned())));
        assert_eq!(ring.add(Key::new("b", [9; 32]).unwrap()), Err(InvalidKey::Twice("b".to_owned())));
        ring.promote("b").unwrap();
        ring.remove("a").unwrap();
        assert_eq!(ring.signing().id(), "b");
    }

    #[test]
    fn a_check_value_is_of_one_key_and_one_name() {
        let check = |id, root| Key::new(id, [root; 32]).unwrap().check();
        assert_eq!(check("a", 1), check("a", 1));
        assert_ne!(check("a", 1), check("a", 2));
        assert_ne!(check("a", 1), check("b", 1));
    }
}
