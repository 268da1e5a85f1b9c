//! Why an operation could not be done.

use crate::{domain::crypto::seal::CannotOpen, objects::ObjectError, store::StoreError};

/// Why an operation could not be done; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Sealed(#[from] CannotOpen),
    #[error(transparent)]
    Object(#[from] ObjectError),
    /// Two parts of the program disagree.
    #[error("{0}")]
    Broken(String),
}

impl ServiceError {
    /// Whether the same may well work in a moment.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_transient())
    }
}

impl From<crate::domain::link::InvalidTransition> for ServiceError {
    fn from(error: crate::domain::link::InvalidTransition) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<crate::domain::link::flow::InvalidEvent> for ServiceError {
    fn from(error: crate::domain::link::flow::InvalidEvent) -> Self {
        Self::Broken(error.to_string())
    }
}
