//! Waiting for what will come, and failing when it does not.

use std::time::Duration;

use tokio::time::{Instant, sleep};

/// Far longer than anything takes: only a test that is about to fail waits this long.
const LIMIT: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(20);

/// Looks again and again until there is something to see.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let end = Instant::now() + LIMIT;
    loop {
        if let Some(seen) = look().await {
            return seen;
        }
        assert!(Instant::now() < end, "waited {LIMIT:?} in vain until {what}");
        sleep(PAUSE).await;
    }
}
