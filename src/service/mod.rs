//! Operations with several writes or several callers; each is one transaction.

pub mod job;
pub mod link;
pub mod source;
pub mod webhook;

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::{domain::crypto::seal::CannotOpen, store::StoreError};

/// Pauses before a unit is done again.
const PAUSES: [Duration; 2] = [Duration::from_millis(50), Duration::from_millis(250)];
/// A unit that has taken longer is not done again: somebody waits for it.
const PATIENCE: Duration = Duration::from_secs(3);

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

impl ServiceError {
    /// Whether the same may well work in a moment.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_passing())
    }
}

/// Does a unit of work, and does it again as a whole when the database failed in passing. A commit whose answer was
/// lost may have been done, so it must be a unit that finds it done.
pub async fn whole<T, F>(unit: impl Fn() -> F) -> Result<T, ServiceError>
where
    F: Future<Output = Result<T, ServiceError>>,
{
    let begun = Instant::now();
    for pause in PAUSES {
        match unit().await {
            Err(error) if error.is_passing() && begun.elapsed() < PATIENCE => {
                tracing::warn!(%error, "a unit of work is done again");
                sleep(pause).await;
            }
            ended => return ended,
        }
    }
    unit().await
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
