//! What there may be too much of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// A rate limit, as `rate_limit.blocked` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum RateLimit {
    /// Wrong codes from one address.
    WrongCodes,
    /// Anonymous sign-ups from one address, or in a pool on a day.
    SignUps,
    /// Requests of one address to the token endpoint.
    TokenRequests,
    /// Tokens of one user.
    UserTokens,
    /// Narrowed tokens of one session.
    Exchanges,
    /// Challenges for one address.
    Challenges,
}
