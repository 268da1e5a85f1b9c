//! The ring of keys: one signs and seals, all verify and open; each use has a key of its own derived from them.

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
    /// The names of accounts at sources.
    Account,
    /// What a call with an idempotency key asked for.
    Call,
    /// Which browser a flow belongs to.
    Browser,
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
    #[error("the signing key {0:?} is not in the ring")]
    NoSigningKey(String),
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

/// Keys by id, one of them for signing.
pub struct Keyring {
    keys: Vec<Key>,
    signing: usize,
}

impl Keyring {
    /// A ring that signs with the key of that id.
    pub fn new(keys: Vec<Key>, signing: &str) -> Result<Self, InvalidKey> {
        for (index, key) in keys.iter().enumerate() {
            if keys.iter().take(index).any(|other| other.id == key.id) {
                return Err(InvalidKey::Twice(key.id.clone()));
            }
        }
        let signing = keys
            .iter()
            .position(|key| key.id == signing)
            .ok_or_else(|| InvalidKey::NoSigningKey(signing.to_owned()))?;
        Ok(Self { keys, signing })
    }

    /// The key that signs and seals from now on.
    pub fn signing(&self) -> &Key {
        &self.keys[self.signing]
    }

    /// A key by its id, for verifying and opening.
    pub fn find(&self, id: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.id == id)
    }

    /// All keys, oldest first.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }
}
