//! What every grant of the token endpoint comes down to: who somebody is, and how well that is known.

pub use super::hosted::factors::{Acr, Amr};
use super::{User, grant::Origin, hosted::email::Email, jose::DeviceKey};
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
