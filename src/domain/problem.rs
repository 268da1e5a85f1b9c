//! The catalogue of the API's errors: every code, its status, what it means and what to do.

use serde::Serialize;
use strum::{Display, IntoStaticStr, VariantArray};

/// Why a call was refused or failed. A code never changes its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Display, IntoStaticStr, VariantArray, schemars::JsonSchema)]
#[schemars(rename = "ErrorCode")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Code {
    Unauthorized,
    InvalidToken,
    InvalidDpopProof,
    UseDpopNonce,
    LoginRequired,
    ScopeMissing,
    NotFound,
    NoSuchCall,
    MethodNotAllowed,
    UnreadableBody,
    InvalidRequest,
    IdempotencyKeyReused,
    IdempotencyKeyInFlight,
    InUse,
    LinkNotRevocable,
    RunHasEnded,
    RunNotRetryable,
    OwnKey,
    TooManyEndpoints,
    TooManySecrets,
    EndpointDisabled,
    PoolNotHosted,
    AmbiguousPool,
    UserAlreadyLinked,
    ActivationInProgress,
    ExternalIdInUse,
    RateLimited,
    Internal,
    Unavailable,
}

impl Code {
    /// Its HTTP statuses, the usual one first.
    pub const fn statuses(self) -> &'static [u16] {
        match self {
            Self::Unauthorized | Self::InvalidToken | Self::InvalidDpopProof | Self::UseDpopNonce => &[401],
            Self::ScopeMissing | Self::LoginRequired => &[403],
            Self::NotFound | Self::NoSuchCall => &[404],
            Self::MethodNotAllowed => &[405],
            Self::UnreadableBody => &[400, 408, 413, 415],
            Self::AmbiguousPool => &[400],
            Self::InvalidRequest | Self::IdempotencyKeyReused => &[422],
            Self::IdempotencyKeyInFlight
            | Self::InUse
            | Self::LinkNotRevocable
            | Self::RunHasEnded
            | Self::RunNotRetryable
            | Self::OwnKey
            | Self::TooManyEndpoints
            | Self::TooManySecrets
            | Self::EndpointDisabled
            | Self::PoolNotHosted
            | Self::UserAlreadyLinked
            | Self::ActivationInProgress
            | Self::ExternalIdInUse => &[409],
            Self::RateLimited => &[429],
            Self::Internal => &[500],
            Self::Unavailable => &[503],
        }
    }

    /// What it means; code between back quotes.
    #[expect(clippy::too_many_lines, reason = "a table, and the compiler keeps it complete")]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Unauthorized => "The API key is missing, unknown or revoked.",
            Self::InvalidToken => "The end user's access token is missing, has expired, or its session has ended.",
            Self::InvalidDpopProof => {
                "The DPoP proof of the device's key is missing or not accepted; `detail` says why."
            }
            Self::UseDpopNonce => "The DPoP proof lacks the nonce of the header `DPoP-Nonce`.",
            Self::LoginRequired => "The end user signed in too long ago for this.",
            Self::ScopeMissing => "The API key does not have a scope that the call needs.",
            Self::NotFound => "There is no such object, or it belongs to another tenant.",
            Self::NoSuchCall => "The API has no call at this address.",
            Self::MethodNotAllowed => "The API has calls at this address, but none with this method.",
            Self::UnreadableBody => {
                "The body is not JSON (400), did not arrive in time (408), is longer than 1 MiB (413), or has another media type or an encoding \
                 such as gzip (415)."
            }
            Self::InvalidRequest => "Fields of the body or parameters of the query are wrong; `errors` names each.",
            Self::IdempotencyKeyReused => {
                "The `Idempotency-Key` was used in the last 24 hours for another call or another body."
            }
            Self::IdempotencyKeyInFlight => "A call with this `Idempotency-Key` has not ended yet.",
            Self::InUse => "Other objects use the one that is to be deleted; `detail` names some.",
            Self::LinkNotRevocable => "The sign-in of the link is done.",
            Self::RunHasEnded => "The run has ended, so there is nothing to cancel.",
            Self::RunNotRetryable => {
                "The run did not fail, was retried already, or its signed-in session is not kept any more; `detail` says which."
            }
            Self::OwnKey => "A key cannot revoke itself.",
            Self::TooManyEndpoints => "The tenant has as many webhook endpoints as it may have.",
            Self::TooManySecrets => {
                "The secret was rotated several times in 24 hours, and the secrets before it still sign."
            }
            Self::EndpointDisabled => "The webhook endpoint is disabled.",
            Self::PoolNotHosted => {
                "The user pool trusts the tenant's own identity provider, so no tokens are made for it."
            }
            Self::AmbiguousPool => "No user pool is named, and the tenant has several that it could be.",
            Self::ActivationInProgress => "The device is being enrolled.",
            Self::UserAlreadyLinked => "The end user is linked to a customer already.",
            Self::ExternalIdInUse => "The customer of the code has an end user already.",
            Self::RateLimited => "The key, or the address of the client, made too many calls.",
            Self::Internal => "The call failed on our side; nothing was changed.",
            Self::Unavailable => "The database did not answer; the call may have been done.",
        }
    }

    /// What to do; code between back quotes.
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::Unauthorized => "Send a valid key as `Authorization: Bearer vst_live_…`.",
            Self::InvalidToken => "Refresh the token, or sign in again.",
            Self::InvalidDpopProof => "Make a new proof for every request, as RFC 9449 says.",
            Self::UseDpopNonce => "Make a proof with the nonce, and send the request again.",
            Self::LoginRequired => "Have the person sign in again, and use the new token.",
            Self::ScopeMissing => "Use a key that has the scope that `detail` names, or make one.",
            Self::NotFound => "Check the id, and which tenant the key is of.",
            Self::NoSuchCall | Self::MethodNotAllowed => "Compare the address and method with `/docs/api`.",
            Self::UnreadableBody => "Send plain JSON with `Content-Type: application/json`.",
            Self::InvalidRequest => "Correct the fields; the request changed nothing.",
            Self::IdempotencyKeyReused => "Use a new key for each thing to be done.",
            Self::IdempotencyKeyInFlight => "Repeat the call in a moment: it gets the first call's answer.",
            Self::InUse => "Delete, revoke or complete what uses it first.",
            Self::LinkNotRevocable => "Nothing: the link cannot be used any more.",
            Self::RunHasEnded => "Nothing: read how it ended.",
            Self::RunNotRetryable => "Have the customer sign in again, with the same link or a new one.",
            Self::OwnKey => "Revoke it with another key, so that one is left.",
            Self::TooManyEndpoints => "Delete an endpoint that is not needed.",
            Self::TooManySecrets => "Wait until `old_secret_until` of the endpoint, then rotate again.",
            Self::PoolNotHosted => "Send the provider's token to the pool's token endpoint.",
            Self::AmbiguousPool => "Name the pool as `user_pool_id`, or an application of it as `sdk_client_id`.",
            Self::ActivationInProgress => "Repeat the call when the device has its tokens.",
            Self::UserAlreadyLinked => "Nothing, if it is the same customer.",
            Self::ExternalIdInUse => {
                "Reset the device, and redeem the code: it is still good, and restores that end user."
            }
            Self::EndpointDisabled => "Enable it with a PATCH of `enabled` to true.",
            Self::RateLimited => "Wait for `Retry-After` seconds.",
            Self::Internal => "Repeat the call; if it keeps failing, give the operator the `request_id`.",
            Self::Unavailable => "Repeat the call after `Retry-After` seconds with the same `Idempotency-Key`.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_one_name_wherever_it_is_written() {
        for code in Code::VARIANTS {
            assert_eq!(serde_json::to_value(code).unwrap(), code.to_string().as_str());
        }
    }
}
