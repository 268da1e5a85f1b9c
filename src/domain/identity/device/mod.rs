//! A device of a user: a key that never leaves it, what it says of itself, and whether it may be used.

pub mod dpop;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use strum::{Display, EnumString, IntoStaticStr};

use super::{jose::DeviceKey, proof::Amr};
use crate::domain::line;

/// The longest description of a device, in bytes of base64url.
const LONGEST: usize = 4096;
/// The longest text of a description, in characters.
const LONGEST_TEXT: usize = 128;

/// Whether a device may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr, JsonSchema)]
#[schemars(rename = "DeviceState")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum State {
    Active,
    /// Another device of the user took its place.
    Deactivated,
    /// It has no user, and may get another.
    Reset,
}

/// How the tokens of a device are guarded on it.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AuthenticationMode {
    #[default]
    No,
    /// By a PIN or password of the application.
    Password,
    Biometric,
}

impl AuthenticationMode {
    /// What a sign-in of the device shows.
    pub fn amr(self) -> Vec<Amr> {
        match self {
            Self::No => vec![Amr::Swk],
            Self::Password => vec![Amr::Swk, Amr::Pin],
            Self::Biometric => vec![Amr::Swk, Amr::XBiometric],
        }
    }
}

/// What kind of device it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FormFactor {
    Phone,
    Tablet,
    Web,
    #[default]
    Other,
}

/// What a device says of itself; nobody has verified it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DeviceDetails")]
#[serde(default)]
pub struct Details {
    pub platform: Option<String>,
    pub form_factor: FormFactor,
    pub model: Option<String>,
    pub app_id: Option<String>,
    pub app_version: Option<String>,
    pub sdk_version: Option<String>,
}

impl Details {
    /// Reads a description: base64url of a JSON object. `None` for one that cannot be taken.
    pub fn read(encoded: &str) -> Option<Self> {
        let bytes = Some(encoded.trim_end_matches('=')).filter(|text| text.len() <= LONGEST)?;
        // An array would be taken for the fields in their order.
        let object: Map<String, Value> = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(bytes).ok()?).ok()?;
        let details: Self = serde_json::from_value(object.into()).ok()?;
        let texts = [&details.platform, &details.model, &details.app_id, &details.app_version, &details.sdk_version];
        let is_good = |text: &String| line::value_mistake(text, LONGEST_TEXT).is_none();
        let is_good = texts.into_iter().flatten().all(is_good);
        is_good.then_some(details)
    }
}

/// What a device says of itself with a request; what it does not say stays as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Described {
    pub details: Option<Details>,
    pub mode: Option<AuthenticationMode>,
}

/// A device that has shown its key, and is to get a guest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Enrolment {
    pub key: DeviceKey,
    pub described: Described,
}

impl Eq for Enrolment {}

/// What a device is to do next, as mobile SDKs call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub enum SdkState {
    /// It has no user: enrol it, or redeem a code.
    ActivationRequired,
    /// It has a user and no session: redeem a code, or sign in with its key.
    LoginRequired,
    /// It has a session.
    Active,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Option<Details> {
        Details::read(&URL_SAFE_NO_PAD.encode(json))
    }

    #[test]
    fn a_description_is_read_with_what_it_has() {
        let phone = read(r#"{"platform":"ios","form_factor":"phone","model":"iPhone15,2","other":1}"#).unwrap();
        assert_eq!(
            (phone.platform.as_deref(), phone.form_factor, phone.app_id),
            (Some("ios"), FormFactor::Phone, None)
        );
        assert_eq!(read("{}"), Some(Details::default()));
        let long = format!(r#"{{"model":"{}"}}"#, "x".repeat(129));
        for bad in [r#"{"form_factor":"car"}"#, r#"{"model":"a\u0000b"}"#, "[]", "", &long] {
            assert_eq!(read(bad), None, "{bad}");
        }
        assert_eq!(Details::read("%"), None);
    }
}
