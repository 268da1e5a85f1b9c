//! Operations with several writes or several callers; each is one transaction.

pub mod accounts;
pub mod deliveries;
pub mod events;
pub mod flows;
pub mod jobs;
pub mod links;
pub mod sealed;
pub mod turns;
pub mod webhooks;

use crate::{domain::seal::CannotOpen, store::StoreError};

/// Why an operation could not be done; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Sealed(#[from] CannotOpen),
    /// Two parts of the program disagree.
    #[error("{0}")]
    Broken(String),
}

impl From<crate::domain::link::InvalidTransition> for ServiceError {
    fn from(error: crate::domain::link::InvalidTransition) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<crate::domain::flow::InvalidEvent> for ServiceError {
    fn from(error: crate::domain::flow::InvalidEvent) -> Self {
        Self::Broken(error.to_string())
    }
}
