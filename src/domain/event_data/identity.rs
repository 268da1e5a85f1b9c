//! What events about end users, their devices and sessions say.

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::{
    id::Id,
    identity::{
        Client, Device, Grant, Pool, User,
        device::{AuthenticationMode, Details},
        grant::{Origin, RevokeReason},
        hosted::second_factor::{FactorKind, FactorRemoval},
        limit::{GuestCap, RateLimit},
        proof::Means,
        user::{DeleteReason, IdentityKind},
    },
    moment::Moment,
};

/// The data of an event about an end user or a session.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EventAboutUserOf{T}")]
pub struct AboutUser<T> {
    user_id: Id<User>,
    object: T,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "UserData")]
pub struct UserData {
    id: Id<User>,
    #[schemars(extend("const" = "user"))]
    object: String,
    user_pool_id: Id<Pool>,
    is_anonymous: bool,
    created_at: Moment,
    /// In `user.created`: how the user came to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<Origin>,
    /// In `user.created` and `user.linked`: the tenant's own name for the customer, if it vouched for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    external_id: Option<String>,
    /// In `user.anonymous.promoted`: who the guest was; another user where the person signed in as one.
    #[serde(skip_serializing_if = "Option::is_none")]
    anonymous_user_id: Option<Id<User>>,
    /// In `user.anonymous.promoted`: by what the user is recognised now.
    #[serde(skip_serializing_if = "Option::is_none")]
    identities: Option<Vec<IdentityData>>,
    /// In `user.merged`: the user whom the guest signed in as.
    #[serde(skip_serializing_if = "Option::is_none")]
    merged_into: Option<Id<User>>,
    /// In `user.restored`.
    #[serde(skip_serializing_if = "Option::is_none")]
    device_id: Option<Id<Device>>,
    /// In `user.deleted`.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<DeleteReason>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DeviceData")]
pub struct DeviceData {
    id: Id<Device>,
    #[schemars(extend("const" = "device"))]
    object: String,
    user_pool_id: Id<Pool>,
    sdk_client_id: Id<Client>,
    details: Details,
    authentication_mode: AuthenticationMode,
    enrolled_at: Moment,
    /// In `device.deactivated`: `restored_elsewhere`.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AuthenticatorData")]
pub struct AuthenticatorData {
    #[schemars(extend("const" = "authenticator"))]
    object: String,
    user_pool_id: Id<Pool>,
    kind: FactorKind,
    /// In `authenticator.removed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<FactorRemoval>,
}

/// The data of an event about an attempt to sign in.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EventAboutAuthentication")]
pub struct AboutAttempt {
    /// The user whose account it was, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<Id<User>>,
    object: AttemptData,
}

/// An attempt to sign in: never what was given.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AuthenticationData")]
pub struct AttemptData {
    #[schemars(extend("const" = "authentication"))]
    object: String,
    user_pool_id: Id<Pool>,
    /// How the user would have been recognised.
    identity_type: IdentityKind,
    means: Means,
}

/// The data of an event about a user pool.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EventAboutUserPool")]
pub struct AboutPool {
    object: PoolData,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "UserPoolData")]
pub struct PoolData {
    id: Id<Pool>,
    #[schemars(extend("const" = "user_pool"))]
    object: String,
    /// The setting that says how many guests there may be, of those below.
    cap: GuestCap,
    /// How many guests it has.
    anonymous_users: i64,
    anon_per_pool_day: u32,
    anon_soft_cap: Option<u32>,
    anon_hard_cap: Option<u32>,
    /// When it may get more: the end of the day, for `anon_per_pool_day`.
    until: Option<Moment>,
}

/// The data of an event about a rate limit.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EventAboutRateLimit")]
pub struct AboutRateLimit {
    object: RateLimitData,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RateLimitData")]
pub struct RateLimitData {
    #[schemars(extend("const" = "rate_limit"))]
    object: String,
    user_pool_id: Id<Pool>,
    limit: RateLimit,
    /// When it may go well again for whoever was refused.
    until: Moment,
}

/// An identity without what it is: the API tells that.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "IdentityData")]
pub struct IdentityData {
    kind: IdentityKind,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SessionData")]
pub struct SessionData {
    id: Id<Grant>,
    #[schemars(extend("const" = "session"))]
    object: String,
    user_pool_id: Id<Pool>,
    sdk_client_id: Id<Client>,
    origin: Origin,
    created_at: Moment,
    /// In `token.exchanged`: the resource server that the token is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    audience: Option<String>,
    /// In `token.exchanged`: the scopes of the token.
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    /// In `session.revoked`.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<RevokeReason>,
}
