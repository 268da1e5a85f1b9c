//! DPoP (RFC 9449): a request is signed with a key of whoever sends it, so that a token which is bound to the key is of no
//! use to anybody else.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::Algorithm;
use sha2::{Digest, Sha256};
use time::{Duration, OffsetDateTime};
use url::Url;

use crate::domain::identity::jose::{self, DeviceKey, Rejected};

/// The algorithms that proofs are signed with.
pub const ALGORITHMS: [&str; 2] = ["ES256", "RS256"];
/// How old a proof may be.
pub const LIFE: Duration = Duration::seconds(300);
/// The `typ` of a proof.
const TYPE: &str = "dpop+jwt";
/// The longest `jti`, in bytes.
const LONGEST_JTI: usize = 64;

/// A proof of possession whose signature is verified.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyProof {
    /// The key, named by its thumbprint.
    pub key: DeviceKey,
    /// What tells it from every other proof of the key.
    pub jti: String,
    /// Until when it must be remembered that it was used.
    pub expires_at: OffsetDateTime,
    /// What the server gave for proofs, where it gave something.
    pub nonce: Option<String>,
    /// The hash of the access token that it is sent with.
    ath: Option<String>,
}

impl KeyProof {
    /// Reads a proof for a request with this method to this address.
    pub fn read(proof: &str, (method, address): (&str, &str), now: OffsetDateTime) -> Result<Self, Rejected> {
        let header = jose::header(proof)?;
        if header.typ.as_deref() != Some(TYPE) {
            return Err(Rejected::Type);
        }
        if !matches!(header.alg, Algorithm::ES256 | Algorithm::RS256) {
            return Err(Rejected::Algorithm);
        }
        let jwk = header.jwk.filter(|_| !jose::shows_private_key(proof)).ok_or(Rejected::Key)?;
        let key = DeviceKey::by_thumbprint(jwk)?;
        let claims = jose::verify(proof, &key.jwk)?;
        if jose::text(&claims, "htm") != Some(method) {
            return Err(Rejected::Method);
        }
        if !jose::text(&claims, "htu").is_some_and(|given| is_address(given, address)) {
            return Err(Rejected::Address);
        }
        let issued_at = jose::seconds(&claims, "iat").ok_or(Rejected::Expired)?;
        let issued_at = OffsetDateTime::from_unix_timestamp(issued_at).map_err(|_| Rejected::Expired)?;
        if now > issued_at + LIFE {
            return Err(Rejected::Expired);
        }
        if issued_at > now + jose::SKEW {
            return Err(Rejected::Early);
        }
        let jti = jose::text(&claims, "jti").filter(|jti| !jti.is_empty() && jti.len() <= LONGEST_JTI);
        let text = |name| jose::text(&claims, name).map(str::to_owned);
        Ok(Self {
            jti: jti.ok_or(Rejected::Jti)?.to_owned(),
            expires_at: issued_at + LIFE + jose::SKEW,
            nonce: text("nonce"),
            ath: text("ath"),
            key,
        })
    }

    /// Whether it was made for an access token.
    pub fn is_for(&self, access_token: &str) -> bool {
        let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(access_token.as_bytes()));
        self.ath.as_deref() == Some(&hash)
    }
}

/// Whether a proof's `htu` is the address of a request: compared without query and fragment, after the usual
/// normalisation (RFC 9449 §4.3).
fn is_address(given: &str, address: &str) -> bool {
    let plain = |text: &str| {
        let mut url = Url::parse(text).ok()?;
        url.set_query(None);
        url.set_fragment(None);
        Some(url)
    };
    plain(given).is_some_and(|given| plain(address) == Some(given))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_compared_without_query_and_case_of_its_host() {
        let address = "https://login.example.com/pools/pol_1/oauth2/token";
        for same in [
            address,
            "https://login.example.com:443/pools/pol_1/oauth2/token",
            "HTTPS://LOGIN.example.com/pools/pol_1/oauth2/token?x=1#y",
        ] {
            assert!(is_address(same, address), "{same}");
        }
        for other in [
            "http://login.example.com/pools/pol_1/oauth2/token",
            "https://login.example.com/pools/pol_2/oauth2/token",
            "https://login.example.com/pools/pol_1/oauth2/TOKEN",
            "https://login.example.com.evil/pools/pol_1/oauth2/token",
            "",
        ] {
            assert!(!is_address(other, address), "{other}");
        }
    }
}
