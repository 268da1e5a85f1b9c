//! Retries on transient errors of the database.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::error::ServiceError;
use crate::store::settled;

/// Pauses before a unit of work is done again.
const PAUSES: [Duration; 2] = [Duration::from_millis(50), Duration::from_millis(250)];
/// A unit that has taken longer is not done again: somebody waits for it.
const PATIENCE: Duration = Duration::from_secs(3);

/// Does a unit of work, and does all of it again on a transient error of the database. A commit whose answer was lost
/// may have been done, so it must be a unit that finds it done. The unit shares its commit with others that wait, so it
/// does nothing outside of the database.
pub async fn retried<T, F>(unit: impl Fn() -> F) -> Result<T, ServiceError>
where
    F: Future<Output = Result<T, ServiceError>>,
{
    let begun = Instant::now();
    for pause in PAUSES {
        match once(&unit).await {
            Err(error) if error.is_transient() && begun.elapsed() < PATIENCE => {
                tracing::warn!(%error, "a unit of work is done again");
                sleep(pause).await;
            }
            ended => return ended,
        }
    }
    once(&unit).await
}

/// What a unit of work says, once all that it has seen is durable.
async fn once<T, F>(unit: &impl Fn() -> F) -> Result<T, ServiceError>
where
    F: Future<Output = Result<T, ServiceError>>,
{
    Box::pin(settled(unit())).await?
}
