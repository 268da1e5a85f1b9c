//! JWTs, JWKs and JWKSs (RFC 7515, 7517, 7519): reading and verifying them. Times are the caller's: the library's own
//! checks, which ask the machine's clock, are off.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
pub use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{
    Algorithm, DecodingKey, Header, Validation,
    jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, ThumbprintHash},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use time::{Duration, OffsetDateTime};

/// By how much the clocks of others may be wrong.
pub const SKEW: Duration = Duration::seconds(60);
/// The longest token that is read, in bytes.
const LONGEST: usize = 8 * 1024;
/// The most keys of a set that are kept.
const MOST_KEYS: usize = 50;

/// The claims of a token.
pub type Claims = Map<String, Value>;

/// The algorithms that are accepted from others: public keys only, and never none.
const ALGORITHMS: [Algorithm; 9] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EdDSA,
];

/// The members of a JWK that only private and symmetric keys have (RFC 7518 §6).
const PRIVATE_MEMBERS: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// Why a token is not accepted; for logs and developers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    #[error("it is not a JWT that can be read")]
    Unreadable,
    #[error("its algorithm is not accepted")]
    Algorithm,
    #[error("it has no kid")]
    NoKid,
    #[error("its kid is not that of a known key")]
    UnknownKid,
    #[error("its key is not accepted")]
    Key,
    #[error("its signature is wrong")]
    Signature,
    #[error("its typ is not the one expected")]
    Type,
    #[error("it has no exp")]
    NoExpiry,
    #[error("it has expired")]
    Expired,
    #[error("it is not valid yet")]
    Early,
    #[error("its issuer is not the one expected")]
    Issuer,
    #[error("its audience is not the one expected")]
    Audience,
    #[error("it does not name a user")]
    Subject,
    #[error("its htm is not the method of the request")]
    Method,
    #[error("its htu is not the address of the request")]
    Address,
    #[error("it has no jti of 1 to 64 bytes")]
    Jti,
}

/// The header of a token, which nobody has vouched for yet.
pub fn header(token: &str) -> Result<Header, Rejected> {
    if token.len() > LONGEST {
        return Err(Rejected::Unreadable);
    }
    let header = jsonwebtoken::decode_header(token).map_err(|_| unreadable(token))?;
    if ALGORITHMS.contains(&header.alg) { Ok(header) } else { Err(Rejected::Algorithm) }
}

/// Whether the key that a token's header shows has private members, which must stay with their owner.
pub fn shows_private_key(token: &str) -> bool {
    let header = token.split('.').next().and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    let header: Claims = header.and_then(|header| serde_json::from_slice(&header).ok()).unwrap_or_default();
    let is_shown = |name: &&str| header.get("jwk").is_some_and(|jwk| jwk.get(name).is_some());
    PRIVATE_MEMBERS.iter().any(is_shown)
}

/// A token whose algorithm has no name that the library knows, such as `none`, is refused for that.
fn unreadable(token: &str) -> Rejected {
    if token.split('.').count() == 3 { Rejected::Algorithm } else { Rejected::Unreadable }
}

/// The claims of a token that a key has signed.
pub fn verify(token: &str, key: &Jwk) -> Result<Claims, Rejected> {
    let header = header(token)?;
    if key.common.key_algorithm.is_some_and(|named| named != KeyAlgorithm::from(header.alg)) {
        return Err(Rejected::Algorithm);
    }
    let decoding = DecodingKey::from_jwk(key).map_err(|_| Rejected::Key)?;
    if decoding.family() != header.alg.family() {
        return Err(Rejected::Algorithm);
    }
    let mut validation = Validation::new(header.alg);
    validation.required_spec_claims.clear();
    (validation.validate_exp, validation.validate_aud) = (false, false);
    let data = jsonwebtoken::decode::<Claims>(token, &decoding, &validation).map_err(|_| Rejected::Signature)?;
    Ok(data.claims)
}

/// The claims of a token that one of a set's keys has signed, by its `kid`.
pub fn verify_with(token: &str, keys: &JwkSet) -> Result<Claims, Rejected> {
    let kid = header(token)?.kid.ok_or(Rejected::NoKid)?;
    verify(token, keys.find(&kid).ok_or(Rejected::UnknownKid)?)
}

/// What a token claims, which nobody has vouched for yet.
fn claimed(token: &str) -> Option<Claims> {
    let claims = token.split('.').nth(1).filter(|_| token.len() <= LONGEST)?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()
}

/// The `iss` that a token claims.
pub fn claimed_issuer(token: &str) -> Option<String> {
    claimed_text(token, "iss")
}

/// A text that a token claims.
pub fn claimed_text(token: &str, name: &str) -> Option<String> {
    text(&claimed(token)?, name).map(str::to_owned)
}

/// The `exp` that a token claims.
pub fn claimed_expiry(token: &str) -> Option<i64> {
    seconds(&claimed(token)?, "exp")
}

/// Refuses claims that have expired, have no expiry, or are of the future.
pub fn check_times(claims: &Claims, now: OffsetDateTime) -> Result<(), Rejected> {
    let now = now.unix_timestamp();
    let expiry = seconds(claims, "exp").ok_or(Rejected::NoExpiry)?;
    if now >= expiry.saturating_add(SKEW.whole_seconds()) {
        return Err(Rejected::Expired);
    }
    let begins = |name| seconds(claims, name).is_none_or(|at| at <= now + SKEW.whole_seconds());
    if begins("nbf") && begins("iat") { Ok(()) } else { Err(Rejected::Early) }
}

/// A claim of Unix seconds, which may have a fraction.
#[expect(clippy::cast_possible_truncation, reason = "what is too large saturates, which is far enough")]
pub fn seconds(claims: &Claims, name: &str) -> Option<i64> {
    let value = claims.get(name)?;
    value.as_i64().or_else(|| value.as_f64().map(|seconds| seconds as i64))
}

/// A claim that is a text.
pub fn text<'c>(claims: &'c Claims, name: &str) -> Option<&'c str> {
    claims.get(name)?.as_str()
}

/// Whether `aud` names somebody, alone or among others.
pub fn is_for(claims: &Claims, audience: &str) -> bool {
    match claims.get("aud") {
        Some(Value::String(one)) => one == audience,
        Some(Value::Array(several)) => several.iter().any(|one| one == audience),
        _ => false,
    }
}

/// Reads a JWKS: the keys that have a name and can be used.
pub fn read_jwks(text: &str) -> Option<JwkSet> {
    #[derive(Deserialize)]
    struct Raw {
        keys: Vec<Value>,
    }
    let raw: Raw = serde_json::from_str(text).ok()?;
    let is_usable = |jwk: &Jwk| {
        let is_public = !matches!(jwk.algorithm, AlgorithmParameters::OctetKey(_) | AlgorithmParameters::Other(_));
        jwk.common.key_id.is_some() && is_public
    };
    let keys = raw.keys.into_iter().filter_map(|key| serde_json::from_value(key).ok()).filter(is_usable);
    Some(JwkSet { keys: keys.take(MOST_KEYS).collect() })
}

/// The public key of a device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeviceKey {
    /// The name that the device gives it.
    pub kid: String,
    /// Its RFC 7638 thumbprint.
    pub jkt: String,
    pub jwk: Jwk,
}

impl DeviceKey {
    /// Reads a key as a device shows it: RSA of at least 2048 bits or EC P-256.
    pub fn read(kid: &str, jwk: Jwk) -> Result<Self, Rejected> {
        let is_name = (8..=64).contains(&kid.len())
            && kid.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        let is_strong = match &jwk.algorithm {
            // 2048 bits are 256 bytes, which base64url writes with 342 characters.
            AlgorithmParameters::RSA(rsa) => rsa.n.trim_start_matches('A').len() >= 342,
            AlgorithmParameters::EllipticCurve(curve) => curve.curve == EllipticCurve::P256,
            _ => false,
        };
        if !is_name || !is_strong {
            return Err(Rejected::Key);
        }
        let jkt = jwk.thumbprint(ThumbprintHash::SHA256).map_err(|_| Rejected::Key)?;
        Ok(Self { kid: kid.to_owned(), jkt, jwk })
    }

    /// Reads a key that has no name but its thumbprint.
    pub fn by_thumbprint(jwk: Jwk) -> Result<Self, Rejected> {
        let jkt = jwk.thumbprint(ThumbprintHash::SHA256).map_err(|_| Rejected::Key)?;
        Self::read(&jkt, jwk)
    }
}
