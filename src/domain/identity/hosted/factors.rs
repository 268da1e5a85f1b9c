//! What somebody has shown, and what that is worth.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString};

/// How well it is known who somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Display, EnumString)]
pub enum Acr {
    /// Anonymous, or vouched for by the tenant only.
    #[serde(rename = "0")]
    #[strum(serialize = "0")]
    None,
    /// The person has shown one factor.
    #[serde(rename = "1")]
    #[strum(serialize = "1")]
    One,
    /// The person has shown two factors.
    #[serde(rename = "2")]
    #[strum(serialize = "2")]
    Two,
}

impl Acr {
    /// What a person has shown by these.
    pub fn of(amr: &[Amr]) -> Self {
        match amr {
            [] => Self::None,
            shown if shown.contains(&Amr::Mfa) => Self::Two,
            _ => Self::One,
        }
    }
}

/// How it was shown, as RFC 8176 names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Amr {
    /// A key in software.
    Swk,
    Pwd,
    Otp,
    Mfa,
    /// A PIN or password of the application on a device.
    Pin,
    /// A biometric check by a device.
    XBiometric,
}
