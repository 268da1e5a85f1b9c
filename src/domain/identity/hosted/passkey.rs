//! Passkeys (Web Authentication): a device signs a challenge of ours after it has recognised its user, so that it counts
//! for two factors. No attestation is asked for; what a device says of its make would not be acted on.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, crypto};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The site that a passkey is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Its name, without port.
    pub id: String,
    /// The origin of its pages.
    pub origin: String,
}

impl Site {
    /// The site at an address; `None` where its host is an address and not a name, for which browsers make no passkeys.
    pub fn at(public_url: &str) -> Option<Self> {
        let url = url::Url::parse(public_url).ok()?;
        let id = url.domain()?.to_owned();
        Some(Self { id, origin: url.origin().ascii_serialization() })
    }
}

/// What the page's script sends of a new passkey; binary values are in base64url.
#[derive(Debug, Clone, Deserialize)]
pub struct Made {
    client_data: String,
    authenticator_data: String,
}

/// What the page's script sends of a sign-in with a passkey.
#[derive(Debug, Clone, Deserialize)]
pub struct Signed {
    /// How the device names the key.
    pub credential_id: String,
    client_data: String,
    authenticator_data: String,
    signature: String,
}

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicKey {
    /// ECDSA with P-256: both coordinates in base64url.
    Es256 { x: String, y: String },
    /// RSA with 2048 bits: the modulus in base64url; the exponent is 65537.
    Rs256 { n: String },
}

/// A passkey as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPasskey {
    pub credential_id: String,
    pub public_key: PublicKey,
    pub counter: u32,
}

/// Why a passkey is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    #[error("it cannot be read")]
    Malformed,
    #[error("it is for another site")]
    Site,
    #[error("it is for another page")]
    Challenge,
    #[error("the device has not recognised its user")]
    Unverified,
    #[error("the key is of a kind that is not supported")]
    Key,
    #[error("the signature is wrong")]
    Signature,
    #[error("the device has signed less often than it did before")]
    Counter,
}

/// The kinds of keys that are asked for, as COSE numbers them, the preferred one first.
pub const ALGORITHMS: [i32; 2] = [-7, -257];

/// The most bytes that a device may name a key with.
const LONGEST_CREDENTIAL_ID: usize = 1023;
const USER_PRESENT: u8 = 1;
const USER_VERIFIED: u8 = 1 << 2;
const HAS_CREDENTIAL: u8 = 1 << 6;
/// A COSE key of P-256 for ES256, in the one encoding that CTAP allows: before x, and between x and y.
const ES256: [&[u8]; 2] = [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20], &[0x22, 0x58, 0x20]];
/// A COSE key of RSA for RS256 with 2048 bits: before n, and after it, with the exponent 65537.
const RS256: [&[u8]; 2] = [&[0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59, 1, 0], &[0x21, 0x43, 1, 0, 1]];

/// Reads a new passkey, made for a challenge.
pub fn made(site: &Site, challenge: &str, made: &Made) -> Result<NewPasskey, Rejected> {
    check_client(site, "webauthn.create", challenge, &decode(&made.client_data)?)?;
    let data = decode(&made.authenticator_data)?;
    let read = AuthenticatorData::read(site, &data)?;
    let (credential_id, key) = read.credential().ok_or(Rejected::Malformed)?;
    let public_key = PublicKey::of_cose(key).ok_or(Rejected::Key)?;
    Ok(NewPasskey { credential_id: URL_SAFE_NO_PAD.encode(credential_id), public_key, counter: read.counter })
}

/// Verifies a sign-in with a passkey: how often the device has signed.
pub fn verify(
    site: &Site,
    challenge: &str,
    (key, counter): (&PublicKey, u32),
    signed: &Signed,
) -> Result<u32, Rejected> {
    let client_data = decode(&signed.client_data)?;
    check_client(site, "webauthn.get", challenge, &client_data)?;
    let data = decode(&signed.authenticator_data)?;
    let read = AuthenticatorData::read(site, &data)?;
    let message = [data.as_slice(), Sha256::digest(&client_data).as_slice()].concat();
    if !key.has_signed(&message, &decode(&signed.signature)?) {
        return Err(Rejected::Signature);
    }
    // Devices that share their keys do not count.
    if (read.counter, counter) != (0, 0) && read.counter <= counter {
        return Err(Rejected::Counter);
    }
    Ok(read.counter)
}

fn decode(text: &str) -> Result<Vec<u8>, Rejected> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| Rejected::Malformed)
}

#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(rename = "crossOrigin", default)]
    is_cross_origin: bool,
}

fn check_client(site: &Site, kind: &str, challenge: &str, client_data: &[u8]) -> Result<(), Rejected> {
    let read: ClientData = serde_json::from_slice(client_data).map_err(|_| Rejected::Malformed)?;
    if read.origin != site.origin || read.is_cross_origin {
        return Err(Rejected::Site);
    }
    let is_expected = read.kind == kind && read.challenge == URL_SAFE_NO_PAD.encode(challenge);
    if is_expected { Ok(()) } else { Err(Rejected::Challenge) }
}

/// What a device says beside its signature.
struct AuthenticatorData<'a> {
    has_credential: bool,
    counter: u32,
    rest: &'a [u8],
}

impl<'a> AuthenticatorData<'a> {
    /// Reads what a device says of a site whose user it has recognised.
    fn read(site: &Site, data: &'a [u8]) -> Result<Self, Rejected> {
        let (hash, rest) = data.split_at_checked(32).ok_or(Rejected::Malformed)?;
        let (head, rest) = rest.split_first_chunk::<5>().ok_or(Rejected::Malformed)?;
        let [flags, counter @ ..] = *head;
        if hash != Sha256::digest(site.id.as_bytes()).as_slice() {
            return Err(Rejected::Site);
        }
        if flags & USER_PRESENT == 0 || flags & USER_VERIFIED == 0 {
            return Err(Rejected::Unverified);
        }
        Ok(Self { has_credential: flags & HAS_CREDENTIAL != 0, counter: u32::from_be_bytes(counter), rest })
    }

    /// The name of a new key, and the key with whatever follows it.
    fn credential(&self) -> Option<(&'a [u8], &'a [u8])> {
        let rest = self.rest.get(16..).filter(|_| self.has_credential)?;
        let (length, rest) = rest.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_be_bytes(*length));
        rest.split_at_checked(length).filter(|(id, _)| (1..=LONGEST_CREDENTIAL_ID).contains(&id.len()))
    }
}

impl PublicKey {
    fn of_cose(key: &[u8]) -> Option<Self> {
        let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        if let Some(rest) = key.strip_prefix(ES256[0]) {
            let (x, rest) = rest.split_at_checked(32)?;
            let y = rest.strip_prefix(ES256[1])?.get(..32)?;
            return Some(Self::Es256 { x: encode(x), y: encode(y) });
        }
        let (n, rest) = key.strip_prefix(RS256[0])?.split_at_checked(256)?;
        rest.starts_with(RS256[1]).then(|| Self::Rs256 { n: encode(n) })
    }

    fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let (key, algorithm, signature) = match self {
            Self::Es256 { x, y } => (DecodingKey::from_ec_components(x, y), Algorithm::ES256, fixed(signature)),
            Self::Rs256 { n } => {
                (DecodingKey::from_rsa_components(n, "AQAB"), Algorithm::RS256, Some(signature.to_vec()))
            }
        };
        let Some((key, signature)) = key.ok().zip(signature) else { return false };
        crypto::verify(&URL_SAFE_NO_PAD.encode(signature), message, &key, algorithm).unwrap_or(false)
    }
}

/// A signature of two numbers in DER, as devices make it, in 64 bytes, as JOSE has it.
fn fixed(der: &[u8]) -> Option<Vec<u8>> {
    let rest = der.strip_prefix(&[0x30])?;
    let (length, rest) = rest.split_first()?;
    if usize::from(*length) != rest.len() {
        return None;
    }
    let (r, rest) = number(rest)?;
    let (s, rest) = number(rest)?;
    rest.is_empty().then(|| [r, s].concat())
}

/// A number in DER, in 32 bytes, and what follows it.
fn number(der: &[u8]) -> Option<([u8; 32], &[u8])> {
    let rest = der.strip_prefix(&[2])?;
    let (length, rest) = rest.split_first()?;
    let (bytes, rest) = rest.split_at_checked(usize::from(*length))?;
    let bytes = bytes.strip_prefix(&[0]).unwrap_or(bytes);
    let mut number = [0; 32];
    number.get_mut(32_usize.checked_sub(bytes.len())?..)?.copy_from_slice(bytes);
    Some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    // Made by a program of its own, with keys that were thrown away.
    const ES_MADE: &str = "DGygg5w6VoNVeDP2GKJVZmXfKgiJZHh9U4ULStTTvtxFAAAAAAAAAAAAAAAAAAAAAAAAAAAADGEgY3JlZGVudGlhbKUBAgMm\
         IAEhWCDh5qxCBqp8Jl0BmcWrSGgO4Im_4hyL9DfgsYXcCx6waiJYIDA7f1OWNPFd_rtcsFfvY-rmoOXhywdwtLT97ud_AfId";
    const ES_SIGNATURE: &str =
        "MEYCIQC2ZGknBYCnlByFABn_cr7Xj8lU94IK7OA4QaY4x94W4gIhAIqoqnyLx84bFp4l4CtvQnt5QdBjpvTnqTgt36dVXs7U";
    const RS_MADE: &str = "DGygg5w6VoNVeDP2GKJVZmXfKgiJZHh9U4ULStTTvtxFAAAAAAAAAAAAAAAAAAAAAAAAAAAADGEgY3JlZGVudGlhbKQBAwM5\
         AQAgWQEAuOz4aBSvdHe9P75QWiizM8P7FXlZhjYzdhncNuoRrVLldRGhEiXd1R0ucT9nngsq8gN1H1o9tBLlrYSg_l6xhEsA\
         XLjl2dbanX_BCWCsWqybJKjptNZqYZWa_5fo3AsHrAziLwxutVX12Xm8TfT_hwm8wHsaBG0uT5dRocCGXigVxwa-UKqMEmGV\
         ZxJIR7eb6XJytp0x0HnJmuxO2GfrSk2JuwB25YA5mM99bZ_aY3KLXqHnhH4Yii09qPgCfQfZlbGnCPxrCFysyiu21VFQxk2l\
         cs5KF1WZa_4I7MotBmXkPCvOqBQVaoojXNiLVQYh-BrTgIIFZtGlPJwyTgYUNyFDAQAB";
    const RS_SIGNATURE: &str = "sfT46nZVqCfnaV4SOi5bB_1Aj-NnVKWekSAHYI-58PYcU6VeznA6mZApCrYU-eWD9waIdE8qFmB5B6JEIGFj3gPca60euK4K\
         DlV9DObEn70AQwiffWM2Z8edO6_uzgWJSQJ9LUkLJe6b2huYsnNw5dpQ6pXTqL4clkDGS73eLo85rvl9XakWa_jg3KVl9QcC\
         c287e7Ll7QuKhbiZj54WXjIv8pl7oFMd0Y8X9ls7X2_rCeE19BEeFdvwv0iHkHQoqo_hx7olvHH2PH0umUcux-\
         KByTfksI5sxApHzivWE6UcG8lHIeHTi_HBh8bvo9pcRHkHD3GNuqpgRMl1EE6-Lg";
    const SIGNED_DATA: &str = "DGygg5w6VoNVeDP2GKJVZmXfKgiJZHh9U4ULStTTvtwFAAAABw";
    const CHALLENGE: &str = "a challenge";

    fn site() -> Site {
        Site::at("https://login.example.com/").unwrap()
    }

    /// What a browser says, with the challenge in base64url.
    fn client_data(kind: &str, challenge: &str, origin: &str) -> String {
        let challenge = URL_SAFE_NO_PAD.encode(challenge);
        let text = format!(
            "{{\"type\":\"{kind}\",\"challenge\":\"{challenge}\",\"origin\":\"{origin}\",\"crossOrigin\":false}}"
        );
        URL_SAFE_NO_PAD.encode(text)
    }

    fn new(data: &str) -> Result<NewPasskey, Rejected> {
        let client_data = client_data("webauthn.create", CHALLENGE, "https://login.example.com");
        made(&site(), CHALLENGE, &Made { client_data, authenticator_data: data.to_owned() })
    }

    fn signed(signature: &str) -> Signed {
        Signed {
            credential_id: "YSBjcmVkZW50aWFs".to_owned(),
            client_data: client_data("webauthn.get", CHALLENGE, "https://login.example.com"),
            authenticator_data: SIGNED_DATA.to_owned(),
            signature: signature.to_owned(),
        }
    }

    #[test]
    fn what_is_made_signs_in() {
        for (data, signature) in [(ES_MADE, ES_SIGNATURE), (RS_MADE, RS_SIGNATURE)] {
            let new = new(data).unwrap();
            assert_eq!((new.credential_id.as_str(), new.counter), ("YSBjcmVkZW50aWFs", 0));
            assert_eq!(verify(&site(), CHALLENGE, (&new.public_key, 0), &signed(signature)), Ok(7));
            assert_eq!(verify(&site(), CHALLENGE, (&new.public_key, 7), &signed(signature)), Err(Rejected::Counter));
        }
    }

    #[test]
    fn what_is_for_something_else_is_refused() {
        let key = new(ES_MADE).unwrap().public_key;
        let check = |given: &Signed| verify(&site(), CHALLENGE, (&key, 0), given);
        let said = |kind: &str, challenge: &str, origin: &str| Signed {
            client_data: client_data(kind, challenge, origin),
            ..signed(ES_SIGNATURE)
        };
        let here = "https://login.example.com";
        assert_eq!(check(&said("webauthn.create", CHALLENGE, here)), Err(Rejected::Challenge));
        assert_eq!(check(&said("webauthn.get", "another", here)), Err(Rejected::Challenge));
        assert_eq!(check(&said("webauthn.get", CHALLENGE, "https://evil.example")), Err(Rejected::Site));
        assert_eq!(check(&signed(RS_SIGNATURE)), Err(Rejected::Signature));
        let other = Site { id: "example.com".to_owned(), ..site() };
        assert_eq!(verify(&other, CHALLENGE, (&key, 0), &signed(ES_SIGNATURE)), Err(Rejected::Site));
        let unverified = decode(SIGNED_DATA).map(|mut data| {
            data[32] = 1;
            URL_SAFE_NO_PAD.encode(data)
        });
        let given = Signed { authenticator_data: unverified.unwrap(), ..signed(ES_SIGNATURE) };
        assert_eq!(check(&given), Err(Rejected::Unverified));
    }

    #[test]
    fn whatever_is_cut_or_changed_is_refused_and_never_panics() {
        let key = new(ES_MADE).unwrap().public_key;
        let (made, signature) = (decode(ES_MADE).unwrap(), decode(ES_SIGNATURE).unwrap());
        for length in 0..made.len() {
            assert!(new(&URL_SAFE_NO_PAD.encode(&made[..length])).is_err(), "{length}");
        }
        for at in 0..signature.len() {
            let mut changed = signature.clone();
            changed[at] ^= 1;
            for bytes in [&changed[..], &signature[..at]] {
                let given = signed(&URL_SAFE_NO_PAD.encode(bytes));
                assert_eq!(verify(&site(), CHALLENGE, (&key, 0), &given), Err(Rejected::Signature), "{at}");
            }
        }
        assert_eq!(Site::at("http://127.0.0.1:8080"), None);
    }
}
