//! An end user of a pool, and how one is recognised.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

/// What may be done as a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "UserState")]
#[serde(rename_all = "snake_case")]
pub enum State {
    Active,
    /// No session of the user is of any use until it is enabled again.
    Disabled,
    /// The person signed in as another user, whose id is `merged_into`.
    Merged,
}

/// A way to recognise a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr, JsonSchema)]
#[schemars(rename = "IdentityKind")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum IdentityKind {
    /// Nobody knows who it is; with the key of a device, or with nothing.
    Anonymous,
    /// The tenant's own name for a customer.
    External,
    Email,
    /// A key of a device that a biometric check guards.
    Biometric,
}

/// Why a user was deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr, JsonSchema)]
#[schemars(rename = "UserDeleteReason")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DeleteReason {
    /// By a call of the API.
    Deleted,
    /// By the user.
    ByUser,
    /// A guest to whom nobody could come back.
    Orphan,
}
