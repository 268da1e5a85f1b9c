//! The keys that sign tokens of user pools: made, opened once, and kept at hand.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use aws_lc_rs::{
    encoding::AsDer,
    rand::SystemRandom,
    rsa::KeySize,
    signature::{KeyPair, RSA_PKCS1_SHA256, RsaKeyPair, RsaPublicKeyComponents},
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::domain::{id::Id, identity::SigningKey};

/// The algorithm of the keys that are made.
pub const ALGORITHM: &str = "RS256";

/// The most opened keys that are kept; when there are more, all are opened anew.
const MOST: usize = 1_000;

/// A key that could not be made, opened or used.
#[derive(Debug, thiserror::Error)]
#[error("a signing key could not be {0}")]
pub struct SignerError(&'static str);

/// A key that signs tokens.
pub struct Signer {
    kid: Id<SigningKey>,
    pair: RsaKeyPair,
}

impl Signer {
    /// A new key: what it is kept as, which is secret, and its public half as a JWK. It takes a tenth of a second or more.
    pub fn generate(kid: Id<SigningKey>) -> Result<(SecretString, Value), SignerError> {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).map_err(|_| SignerError("made"))?;
        let der = pair.as_der().map_err(|_| SignerError("written"))?;
        let public = RsaPublicKeyComponents::<Vec<u8>>::from(pair.public_key());
        let jwk = json!({
            "kty": "RSA",
            "use": "sig",
            "alg": ALGORITHM,
            "kid": kid,
            "n": URL_SAFE_NO_PAD.encode(public.n),
            "e": URL_SAFE_NO_PAD.encode(public.e),
        });
        Ok((STANDARD_NO_PAD.encode(der.as_ref()).into(), jwk))
    }

    /// The key that is kept as `secret`.
    fn open(kid: Id<SigningKey>, secret: &SecretString) -> Result<Self, SignerError> {
        let der = STANDARD_NO_PAD.decode(secret.expose_secret()).map(Zeroizing::new);
        let pair = der.ok().and_then(|der| RsaKeyPair::from_pkcs8(&der).ok());
        Ok(Self { kid, pair: pair.ok_or(SignerError("opened"))? })
    }

    /// A JWT of a type with these claims.
    pub fn sign<T: Serialize>(&self, kind: &str, claims: &T) -> Result<String, SignerError> {
        let part = |bytes: Vec<u8>| URL_SAFE_NO_PAD.encode(bytes);
        let claims = serde_json::to_vec(claims).map_err(|_| SignerError("used"))?;
        let header = json!({"alg": ALGORITHM, "typ": kind, "kid": self.kid}).to_string();
        let signed = format!("{}.{}", part(header.into_bytes()), part(claims));
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature)
            .map_err(|_| SignerError("used"))?;
        Ok(format!("{signed}.{}", part(signature)))
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
    pub fn open(&self, kid: Id<SigningKey>, secret: &SecretString) -> Result<Arc<Signer>, SignerError> {
        let signer = Arc::new(Signer::open(kid, secret)?);
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
        let (secret, jwk) = Signer::generate(kid).unwrap();
        let signer = Signers::default().open(kid, &secret).unwrap();
        let token = signer.sign("JWT", &json!({"sub": "a"})).unwrap();
        let keys = jose::read_jwks(&json!({"keys": [jwk]}).to_string()).unwrap();
        assert_eq!(jose::verify_with(&token, &keys).unwrap()["sub"], "a");
        let (head, signature) = token.rsplit_once('.').unwrap();
        let altered = format!("{}.{signature}", head.replacen("JWT", "", 1) + "A");
        assert!(jose::verify_with(&altered, &keys).is_err());
    }
}
