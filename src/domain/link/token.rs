//! The token in a link's URL: `v1.<kid>.<id>.<exp>.<mac>`, verified strictly and without a database.

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::Mac;
use time::OffsetDateTime;

use crate::domain::crypto::keyring::{Keyring, Purpose};

/// The most bytes of a token that are looked at.
const LONGEST: usize = 256;
const VERSION: &str = "v1";

/// The random part of a token: it names the link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenId([u8; 16]);

impl TokenId {
    /// An id from 16 random bytes.
    pub const fn new(random: [u8; 16]) -> Self {
        Self(random)
    }
}

/// A text that is not 16 bytes in strict base64url.
#[derive(Debug, thiserror::Error)]
#[error("not a token id")]
pub struct InvalidTokenId;

impl FromStr for TokenId {
    type Err = InvalidTokenId;

    fn from_str(text: &str) -> Result<Self, InvalidTokenId> {
        decode(text).map(Self).ok_or(InvalidTokenId)
    }
}

impl fmt::Display for TokenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

/// What a true signature vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    pub id: TokenId,
    pub expires_at: OffsetDateTime,
}

/// Why a token opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// Malformed or forged; nobody learns which.
    #[error("the token is not one of ours")]
    Invalid,
    /// Truly signed, and past its time.
    #[error("the token has expired")]
    Expired(TokenId),
}

/// Makes the token for a link under the key named `kid`, for the public host; `None` when the ring lacks that key.
pub fn sign(claims: &Claims, kid: &str, host: &str, keys: &Keyring) -> Option<String> {
    let signed = format!("{VERSION}.{kid}.{}.{}", claims.id, claims.expires_at.unix_timestamp());
    let mac = keys.find(kid)?.mac(Purpose::Link, &[host.as_bytes(), signed.as_bytes()]);
    Some(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())))
}

/// Checks a token's form, signature and time, in this order.
pub fn verify(token: &str, host: &str, keys: &Keyring, now: OffsetDateTime) -> Result<Claims, Rejection> {
    let claims = read(token, host, keys).ok_or(Rejection::Invalid)?;
    if now < claims.expires_at { Ok(claims) } else { Err(Rejection::Expired(claims.id)) }
}

fn read(token: &str, host: &str, keys: &Keyring) -> Option<Claims> {
    if token.len() > LONGEST {
        return None;
    }
    let (signed, mac) = token.rsplit_once('.')?;
    let mut parts = signed.split('.');
    let (version, kid, id, expiry) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if version != VERSION || parts.next().is_some() {
        return None;
    }
    let claims = Claims { id: id.parse().ok()?, expires_at: parse_expiry(expiry)? };
    let mac: [u8; 32] = decode(mac)?;
    let expected = keys.find(kid)?.mac(Purpose::Link, &[host.as_bytes(), signed.as_bytes()]);
    expected.verify_slice(&mac).ok()?;
    Some(claims)
}

/// One spelling per moment: digits only, no leading zero.
fn parse_expiry(text: &str) -> Option<OffsetDateTime> {
    let strict = (1..=11).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'));
    if !strict {
        return None;
    }
    OffsetDateTime::from_unix_timestamp(text.parse().ok()?).ok()
}

/// Base64url without padding and with zero spare bits, of exactly `N` bytes.
fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::datetime;

    use super::*;
    use crate::domain::crypto::keyring::Key;

    const HOST: &str = "https://login.example.test";
    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);
    const LATER: OffsetDateTime = datetime!(2026-03-08 12:00 UTC);

    fn ring() -> Keyring {
        let keys = vec![Key::new("k1", [1; 32]).unwrap(), Key::new("k2", [2; 32]).unwrap()];
        Keyring::new(keys, "k2", None).unwrap()
    }

    fn claims() -> Claims {
        Claims { id: TokenId::new([7; 16]), expires_at: LATER }
    }

    fn token() -> String {
        sign(&claims(), "k2", HOST, &ring()).unwrap()
    }

    #[test]
    fn a_token_reads_back_as_it_was_signed_under_every_key_of_the_ring() {
        for kid in ["k1", "k2"] {
            let token = sign(&claims(), kid, HOST, &ring()).unwrap();
            assert_eq!(verify(&token, HOST, &ring(), NOW), Ok(claims()));
        }
    }

    #[test]
    fn every_flipped_bit_makes_it_invalid() {
        let token = token();
        for index in 0..token.len() {
            for bit in 0..8 {
                let mut bytes = token.clone().into_bytes();
                bytes[index] ^= 1 << bit;
                let flipped = String::from_utf8_lossy(&bytes);
                assert_eq!(verify(&flipped, HOST, &ring(), NOW), Err(Rejection::Invalid), "{flipped}");
            }
        }
    }

    #[test]
    fn every_cut_and_every_addition_makes_it_invalid() {
        let token = token();
        for cut in 0..token.len() {
            assert_eq!(verify(&token[..cut], HOST, &ring(), NOW), Err(Rejection::Invalid));
            assert_eq!(verify(&token[cut + 1..], HOST, &ring(), NOW), Err(Rejection::Invalid));
        }
        for added in ["=", ".", "A", "\0", " ", &token, &"A".repeat(1 << 20)] {
            assert_eq!(verify(&format!("{token}{added}"), HOST, &ring(), NOW), Err(Rejection::Invalid));
            assert_eq!(verify(&format!("{added}{token}"), HOST, &ring(), NOW), Err(Rejection::Invalid));
        }
    }

    #[test]
    fn another_host_another_key_and_another_purpose_make_it_invalid() {
        assert_eq!(verify(&token(), "https://evil.example", &ring(), NOW), Err(Rejection::Invalid));
        let other = Keyring::new(vec![Key::new("k2", [9; 32]).unwrap()], "k2", None).unwrap();
        assert_eq!(verify(&token(), HOST, &other, NOW), Err(Rejection::Invalid));
        let (signed, _) = token().rsplit_once('.').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        let mac = ring().signing().mac(Purpose::Csrf, &[HOST.as_bytes(), signed.as_bytes()]);
        let forged = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()));
        assert_eq!(verify(&forged, HOST, &ring(), NOW), Err(Rejection::Invalid));
    }

    #[test]
    fn an_expiry_has_one_spelling() {
        for text in ["", "-1", "+1", "01", "1.0", "9223372036854775808", "1772366400000", "１", " 1"] {
            assert_eq!(parse_expiry(text), None, "{text}");
        }
    }

    #[test]
    fn expired_is_said_only_to_a_true_signature() {
        assert_eq!(verify(&token(), HOST, &ring(), LATER), Err(Rejection::Expired(claims().id)));
        let forged = token().replace(".k2.", ".k1.");
        assert_eq!(verify(&forged, HOST, &ring(), LATER), Err(Rejection::Invalid));
    }

    proptest! {
        #[test]
        fn no_text_is_a_token_or_makes_it_panic(text in ".{0,300}", shaped in "v1\\.k[12]\\.[A-Za-z0-9_-]{22}\\.[0-9]{1,12}\\.[A-Za-z0-9_-]{43}") {
            prop_assert_eq!(verify(&text, HOST, &ring(), NOW), Err(Rejection::Invalid));
            prop_assert_eq!(verify(&shaped, HOST, &ring(), NOW), Err(Rejection::Invalid));
        }
    }
}
