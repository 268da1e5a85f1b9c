//! Why a page could not be opened, read or answered.

use std::io;

use thiserror::Error;

use crate::{
    domain::prompt::refusal::Refusal,
    net::{
        error::NetError,
        guard::{Blocked, Forbidden},
    },
};

/// Why an engine's action failed; no message holds a query string or an answer.
#[derive(Debug, Error)]
pub enum PageError {
    /// The source could not be asked.
    #[error(transparent)]
    Net(#[from] NetError),

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

    /// The source needs a browser, and none is installed.
    #[error("no browser is installed where the setting `browser` says, or in the usual places")]
    NoBrowser,

    /// The checkpoint was not written by this engine.
    #[error("the checkpoint cannot be read")]
    Checkpoint,

    /// A page that lived in a browser is gone, and its address may not be asked for again.
    #[error("the page cannot be opened again without repeating what led to it")]
    Unrepeatable,

    /// The engine itself could not be set up.
    #[error("the engine could not be set up")]
    Setup { source: io::Error },
}

impl PageError {
    /// Whether any request of the failed action may have arrived; if so, an answer must not be sent again.
    pub fn may_have_arrived(&self) -> bool {
        match self {
            Self::Net(error) => error.may_have_arrived(),
            Self::Lost { sent, .. } => *sent,
            Self::TooManyRedirects => true,
            Self::TooLarge
            | Self::NoSuchElement { .. }
            | Self::Unsupported { .. }
            | Self::NoBrowser
            | Self::Checkpoint
            | Self::Unrepeatable
            | Self::Setup { .. } => false,
        }
    }

    /// The same failure in an action that had already sent a request.
    #[must_use]
    pub fn after_sending(self) -> Self {
        match self {
            Self::Net(error) => Self::Net(error.after_sending()),
            Self::Lost { source, .. } => Self::Lost { sent: true, source },
            other => other,
        }
    }

    /// The page needs `what`, which the engine cannot do.
    pub fn unsupported(what: &'static str) -> Self {
        Self::Unsupported { what }
    }

    /// The action did not end within the time allowed.
    pub fn timed_out(sent: bool) -> Self {
        NetError::TimedOut { sent }.into()
    }

    /// The refusal that the customer and the company are told.
    pub fn refusal(&self) -> Refusal {
        match self {
            Self::Net(NetError::Forbidden { .. }) | Self::NoSuchElement { .. } | Self::Unsupported { .. } => {
                Refusal::SourceChanged
            }
            Self::Net(
                NetError::Unresolved { .. }
                | NetError::Unreachable { .. }
                | NetError::TimedOut { .. }
                | NetError::Broken { .. },
            ) => Refusal::SourceUnavailable,
            Self::TooLarge | Self::TooManyRedirects => Refusal::SourceError,
            Self::NoBrowser => Refusal::SourceNotSupported,
            Self::Lost { .. } | Self::Unrepeatable => Refusal::FlowInterrupted,
            Self::Net(NetError::Setup { .. }) | Self::Checkpoint | Self::Setup { .. } => Refusal::Internal,
        }
    }
}

impl From<Blocked> for PageError {
    fn from(blocked: Blocked) -> Self {
        NetError::from(blocked).into()
    }
}

impl From<Forbidden> for PageError {
    fn from(reason: Forbidden) -> Self {
        NetError::from(reason).into()
    }
}
