//! What every grant of the token endpoint comes down to: who somebody is, and how well that is known.

use schemars::JsonSchema;
use serde::Serialize;

pub use super::hosted::factors::{Acr, Amr};
use super::{User, grant::Origin, hosted::email::Email, jose::DeviceKey, user::IdentityKind};
use crate::domain::id::Id;

/// Whom a proof is about.
#[derive(Debug, Clone)]
pub enum Subject {
    /// Somebody who says nothing of themselves.
    New,
    /// The tenant's own name for a customer.
    External(String),
    /// Whoever holds the key of a device.
    Device(Box<DeviceKey>),
    /// Somebody new, who has shown that an address is theirs.
    Person(Email),
    /// A user who is known already.
    Existing(Id<User>),
}

/// Who somebody is, verified.
#[derive(Debug, Clone)]
pub struct Proof {
    pub subject: Subject,
    pub acr: Acr,
    pub amr: Vec<Amr>,
    pub origin: Origin,
}

/// What somebody tries to prove with who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    Password,
    /// The code that is mailed to whoever has forgotten the password.
    MailedCode,
    /// A code of an authenticator app.
    Totp,
    RecoveryCode,
    Passkey,
    /// The key of a guest's device.
    DeviceKey,
    BiometricKey,
}

impl Means {
    /// How the user is recognised.
    pub const fn identity(self) -> IdentityKind {
        match self {
            Self::Password | Self::MailedCode | Self::Totp | Self::RecoveryCode | Self::Passkey => IdentityKind::Email,
            Self::DeviceKey => IdentityKind::Anonymous,
            Self::BiometricKey => IdentityKind::Biometric,
        }
    }
}
