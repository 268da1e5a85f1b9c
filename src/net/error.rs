//! Why a page could not be opened or answered.

use std::io;

use thiserror::Error;

use super::guard::{Blocked, Forbidden};

/// Why an engine could not do what it was told; no message holds a query string or an answer.
#[derive(Debug, Error)]
pub enum PageError {
    /// The network rules of the source refuse where the page leads.
    #[error("the source may not lead there")]
    Forbidden {
        #[source]
        reason: Forbidden,
        sent: bool,
    },

    /// No connection could be made.
    #[error("{host} could not be reached")]
    Unreachable { host: String, sent: bool, source: io::Error },

    /// The source did not answer within the time allowed.
    #[error("the source took too long")]
    TimedOut { sent: bool },

    /// The connection broke, or what came back was not HTTP within the limits of headers.
    #[error("the answer of {host} was broken")]
    Broken { host: String, source: io::Error },

    /// The browser or its tab has died.
    #[error("the browser is gone")]
    Lost { sent: bool, source: io::Error },

    /// The page was cut at its size limit inside the form to send, so the form may be incomplete.
    #[error("the page is too large to send its form")]
    TooLarge,

    /// The source redirected more often than is allowed.
    #[error("the source redirected too often")]
    TooManyRedirects,

    /// The page has nothing that this selector, at its position, matches.
    #[error("nothing on the page matches {selector:?}")]
    NoSuchElement { selector: String },

    /// The page needs something that this engine cannot do.
    #[error("this engine does not support {what}")]
    Unsupported { what: &'static str },

    /// The checkpoint was not written by this engine.
    #[error("the checkpoint cannot be read")]
    Checkpoint,

    /// The engine itself could not be set up.
    #[error("the engine could not be set up")]
    Setup { source: io::Error },
}

impl PageError {
    /// Whether any request of the failed action may have arrived; if so, an answer must not be sent again.
    pub fn may_have_arrived(&self) -> bool {
        match self {
            Self::Forbidden { sent, .. }
            | Self::Unreachable { sent, .. }
            | Self::TimedOut { sent }
            | Self::Lost { sent, .. } => *sent,
            Self::Broken { .. } | Self::TooManyRedirects => true,
            Self::TooLarge
            | Self::NoSuchElement { .. }
            | Self::Unsupported { .. }
            | Self::Checkpoint
            | Self::Setup { .. } => false,
        }
    }

    /// The same failure of an action that had already sent a request.
    pub fn after_sending(mut self) -> Self {
        if let Self::Forbidden { sent, .. }
        | Self::Unreachable { sent, .. }
        | Self::TimedOut { sent }
        | Self::Lost { sent, .. } = &mut self
        {
            *sent = true;
        }
        self
    }
}

impl From<Blocked> for PageError {
    fn from(blocked: Blocked) -> Self {
        match blocked {
            Blocked::Forbidden(reason) => Self::Forbidden { reason, sent: false },
            Blocked::Unresolved { host, source } => Self::Unreachable { host, sent: false, source },
        }
    }
}

impl From<Forbidden> for PageError {
    fn from(reason: Forbidden) -> Self {
        Self::Forbidden { reason, sent: false }
    }
}
