//! The keys that sign tokens of user pools: made, opened once, and kept at hand.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use aws_lc_rs::{
    encoding::AsDer,
    rand::SystemRandom,
    rsa::KeySize,
    signature::{
        ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair, RsaPublicKeyComponents,
    },
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::domain::{
    id::Id,
    identity::{SigningKey, signing::Algorithm},
};

/// The most opened keys that are kept; when there are more, all are opened anew.
const MOST: usize = 1_000;

/// A key that could not be made, opened or used.
#[derive(Debug, thiserror::Error)]
#[error("a signing key could not be {0}")]
pub struct SignerError(&'static str);

/// A private key with its public one.
enum Pair {
    Rs256(Box<RsaKeyPair>),
    Es256(EcdsaKeyPair),
}

impl Pair {
    fn generate(algorithm: Algorithm) -> Result<Self, SignerError> {
        let made = match algorithm {
            Algorithm::Rs256 => RsaKeyPair::generate(KeySize::Rsa2048).map(Box::new).map(Self::Rs256),
            Algorithm::Es256 => EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map(Self::Es256),
        };
        made.map_err(|_| SignerError("made"))
    }

    fn open(algorithm: Algorithm, pkcs8: &[u8]) -> Result<Self, SignerError> {
        let opened = match algorithm {
            Algorithm::Rs256 => RsaKeyPair::from_pkcs8(pkcs8).map(Box::new).map(Self::Rs256),
            Algorithm::Es256 => EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8).map(Self::Es256),
        };
        opened.map_err(|_| SignerError("opened"))
    }

    const fn algorithm(&self) -> Algorithm {
        match self {
            Self::Rs256(_) => Algorithm::Rs256,
            Self::Es256(_) => Algorithm::Es256,
        }
    }

    /// What it is kept as.
    fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, SignerError> {
        let written = match self {
            Self::Rs256(pair) => pair.as_der().map(|der| der.as_ref().to_vec()),
            Self::Es256(pair) => pair.to_pkcs8v1().map(|der| der.as_ref().to_vec()),
        };
        written.map(Zeroizing::new).map_err(|_| SignerError("written"))
    }

    /// Its public half as the members of a JWK (RFC 7518 §6).
    fn public(&self) -> Value {
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        match self {
            Self::Rs256(pair) => {
                let public = RsaPublicKeyComponents::<Vec<u8>>::from(pair.public_key());
                json!({"kty": "RSA", "n": text(&public.n), "e": text(&public.e)})
            }
            Self::Es256(pair) => {
                // A point that is not compressed: a four, and two numbers of 32 bytes.
                let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
                json!({"kty": "EC", "crv": "P-256", "x": text(x), "y": text(y)})
            }
        }
    }

    fn sign(&self, text: &[u8]) -> Result<Vec<u8>, SignerError> {
        let signed = match self {
            Self::Rs256(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                let signed = pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text, &mut signature);
                signed.map(|()| signature)
            }
            Self::Es256(pair) => pair.sign(&SystemRandom::new(), text).map(|signature| signature.as_ref().to_vec()),
        };
        signed.map_err(|_| SignerError("used"))
    }
}

/// A key that signs tokens.
pub struct Signer {
    kid: Id<SigningKey>,
    pair: Pair,
}

impl Signer {
    /// A new key: what it is kept as, which is secret, and its public half as a JWK. One of RSA takes a tenth of a second
    /// or more.
    pub fn generate(kid: Id<SigningKey>, algorithm: Algorithm) -> Result<(SecretString, Value), SignerError> {
        let pair = Pair::generate(algorithm)?;
        let mut jwk = pair.public();
        jwk["use"] = "sig".into();
        jwk["alg"] = json!(algorithm);
        jwk["kid"] = json!(kid);
        Ok((STANDARD_NO_PAD.encode(pair.to_pkcs8()?).into(), jwk))
    }

    /// The key that is kept as `secret`.
    fn open((kid, algorithm): (Id<SigningKey>, Algorithm), secret: &SecretString) -> Result<Self, SignerError> {
        let pkcs8 = STANDARD_NO_PAD.decode(secret.expose_secret()).map(Zeroizing::new);
        let pair = Pair::open(algorithm, &pkcs8.map_err(|_| SignerError("opened"))?)?;
        Ok(Self { kid, pair })
    }

    /// A JWT of a type with these claims.
    pub fn sign<T: Serialize>(&self, kind: &str, claims: &T) -> Result<String, SignerError> {
        let claims = serde_json::to_vec(claims).map_err(|_| SignerError("used"))?;
        let header = json!({"alg": self.pair.algorithm(), "typ": kind, "kid": self.kid}).to_string();
        let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
        let signature = self.pair.sign(signed.as_bytes())?;
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

/// The keys that were used lately.
#[derive(Default)]
pub struct Signers {
    open: Mutex<HashMap<Id<SigningKey>, Arc<Signer>>>,
}

impl Signers {
    /// A key that is open, if it is.
    pub fn get(&self, kid: Id<SigningKey>) -> Option<Arc<Signer>> {
        self.all().get(&kid).cloned()
    }

    /// Opens a key and keeps it at hand.
    pub fn open(
        &self,
        (kid, algorithm): (Id<SigningKey>, Algorithm),
        secret: &SecretString,
    ) -> Result<Arc<Signer>, SignerError> {
        let signer = Arc::new(Signer::open((kid, algorithm), secret)?);
        let mut all = self.all();
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(kid, Arc::clone(&signer));
        Ok(signer)
    }

    fn all(&self) -> MutexGuard<'_, HashMap<Id<SigningKey>, Arc<Signer>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::domain::identity::jose;

    #[test]
    fn what_a_key_signs_is_verified_with_its_public_half_and_not_when_it_is_altered() {
        let kid = Id::new(datetime!(2026-01-01 00:00 UTC), 1);
        for algorithm in Algorithm::default().offered() {
            let (secret, jwk) = Signer::generate(kid, algorithm).unwrap();
            // What tests/it/identity/secrets.rs looks for in what is stored.
            let marks = ["IBADANBgkqhkiG9w0BAQEFAASC", "MIGHAgEAMBMGByqGSM49AgEG"];
            assert!(marks.iter().any(|mark| secret.expose_secret().contains(mark)), "{algorithm}");
            let signer = Signers::default().open((kid, algorithm), &secret).unwrap();
            let token = signer.sign("JWT", &json!({"sub": "a"})).unwrap();
            let keys = jose::read_jwks(&json!({"keys": [jwk]}).to_string()).unwrap();
            assert_eq!(jose::verify_with(&token, &keys).unwrap()["sub"], "a");
            let (head, signature) = token.rsplit_once('.').unwrap();
            let altered = format!("{}.{signature}", head.replacen("JWT", "", 1) + "A");
            assert!(jose::verify_with(&altered, &keys).is_err());
        }
    }
}
