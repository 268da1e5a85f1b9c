//! Why another host could not be asked.

use std::io;

use thiserror::Error;

use super::guard::{Blocked, Forbidden};

/// Why a request failed; no message holds a path, a query string or a body.
#[derive(Debug, Error)]
pub enum NetError {
    /// The network rules refuse the address.
    #[error("the address is not allowed")]
    Forbidden {
        #[source]
        reason: Forbidden,
        sent: bool,
    },

    /// The host's name has no address at present.
    #[error("{host} has no address")]
    Unresolved { host: String, sent: bool, source: io::Error },

    /// No connection could be made.
    #[error("{host} could not be reached")]
    Unreachable { host: String, sent: bool, source: io::Error },

    /// There was no response within the time allowed.
    #[error("the response took too long")]
    TimedOut { sent: bool },

    /// The connection broke, or what came back was not HTTP within the limits of headers.
    #[error("the response of {host} was broken")]
    Broken { host: String, source: io::Error },

    /// The client could not be set up.
    #[error("the HTTP client could not be set up")]
    Setup { source: io::Error },
}

impl NetError {
    /// Whether the request, or one before it in the same action, may have arrived.
    pub fn may_have_arrived(&self) -> bool {
        match self {
            Self::Forbidden { sent, .. }
            | Self::Unresolved { sent, .. }
            | Self::Unreachable { sent, .. }
            | Self::TimedOut { sent } => *sent,
            Self::Broken { .. } => true,
            Self::Setup { .. } => false,
        }
    }

    /// The same failure in an action that had already sent a request.
    #[must_use]
    pub fn after_sending(mut self) -> Self {
        match &mut self {
            Self::Forbidden { sent, .. }
            | Self::Unresolved { sent, .. }
            | Self::Unreachable { sent, .. }
            | Self::TimedOut { sent } => *sent = true,
            Self::Broken { .. } | Self::Setup { .. } => {}
        }
        self
    }
}

impl From<Blocked> for NetError {
    fn from(blocked: Blocked) -> Self {
        match blocked {
            Blocked::Forbidden(reason) => reason.into(),
            Blocked::Unresolved { host, source } => Self::Unresolved { host, sent: false, source },
        }
    }
}

impl From<Forbidden> for NetError {
    fn from(reason: Forbidden) -> Self {
        Self::Forbidden { reason, sent: false }
    }
}
