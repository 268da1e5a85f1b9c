//! Why something about identity is refused, in OAuth's words.

use std::borrow::Cow;

use strum::{Display, IntoStaticStr};

use crate::{app::SignerError, domain::identity::limit::RateLimit, service::ServiceError, store::StoreError};

/// An error code of OAuth 2.0 or OpenID Connect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum OAuthError {
    InvalidRequest,
    InvalidClient,
    InvalidGrant,
    InvalidToken,
    InvalidScope,
    /// There are no tokens for the audience (RFC 8693).
    InvalidTarget,
    UnauthorizedClient,
    UnsupportedGrantType,
    UnsupportedResponseType,
    AccessDenied,
    LoginRequired,
    /// A proof of possession is missing or not accepted (RFC 9449).
    InvalidDpopProof,
    /// A proof of possession lacks the server's nonce.
    UseDpopNonce,
    /// As Authgear names it.
    #[strum(serialize = "x_rate_limited")]
    RateLimited,
    ServerError,
    TemporarilyUnavailable,
}

/// What a code is refused with that nobody has made: somebody may be guessing.
pub const UNKNOWN_CODE: &str = "code_unknown";

/// A refusal; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{error}: {description}")]
pub struct Refused {
    pub error: OAuthError,
    /// For the developer.
    pub description: Cow<'static, str>,
    /// What of several causes of one error it is, for programs.
    pub code: Option<&'static str>,
    /// Seconds until it may go well.
    pub retry_after: Option<u64>,
    /// The limit that was reached.
    pub limit: Option<RateLimit>,
    /// What the next proof of possession is to carry.
    pub dpop_nonce: Option<String>,
}

impl Refused {
    pub fn new(error: OAuthError, description: impl Into<Cow<'static, str>>) -> Self {
        Self { error, description: description.into(), code: None, retry_after: None, limit: None, dpop_nonce: None }
    }

    /// A parameter is missing or wrong.
    pub fn request(description: impl Into<Cow<'static, str>>) -> Self {
        Self::new(OAuthError::InvalidRequest, description)
    }

    /// What was given is not good, or not any more.
    pub fn grant(description: impl Into<Cow<'static, str>>) -> Self {
        Self::new(OAuthError::InvalidGrant, description)
    }

    /// The client may not do this.
    pub fn client(description: impl Into<Cow<'static, str>>) -> Self {
        Self::new(OAuthError::UnauthorizedClient, description)
    }

    /// It was too much; something is left again after so many seconds.
    pub fn too_many(limit: RateLimit, seconds: u64) -> Self {
        let description = format!("too many requests; try again in {seconds} s");
        Self { retry_after: Some(seconds), limit: Some(limit), ..Self::new(OAuthError::RateLimited, description) }
    }

    /// The same with what programs tell causes apart by.
    #[must_use]
    pub const fn coded(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }
}

/// Why something about identity was not done.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    #[error(transparent)]
    Refused(#[from] Refused),
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<StoreError> for IdentityError {
    fn from(error: StoreError) -> Self {
        Self::Service(error.into())
    }
}

impl From<SignerError> for ServiceError {
    fn from(error: SignerError) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<SignerError> for IdentityError {
    fn from(error: SignerError) -> Self {
        Self::Service(error.into())
    }
}
