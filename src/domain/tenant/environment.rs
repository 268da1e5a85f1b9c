//! The two sides of a company: one to try things, and one for its customers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

/// A side of a company. Objects of one are never seen by the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Environment {
    /// May use the sandbox.
    Test,
    /// May not use the sandbox.
    Live,
}
