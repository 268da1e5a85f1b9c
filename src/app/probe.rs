//! Whether the database takes writes, found out by writing.

use std::sync::Arc;

use tokio::{
    sync::Mutex,
    time::{Duration, Instant},
};

use super::Clock;
use crate::store::{Db, StoreError, counts};

/// How long what was found is taken for true: a write costs a disk a flush, and anybody may ask.
const FRESH: Duration = Duration::from_secs(1);

/// When a write was last tried, and whether it worked.
type Found = Mutex<Option<(Instant, bool)>>;

/// Tries a write when it is asked, at most once a second.
#[derive(Default)]
pub struct WriteProbe(Arc<Found>);

impl WriteProbe {
    /// Whether writes work. Whoever does not wait for the answer leaves it to the next who asks.
    pub async fn is_good(&self, db: &Db, clock: &Clock) -> bool {
        let (found, db, clock) = (Arc::clone(&self.0), db.clone(), clock.clone());
        // In a task of its own: a transaction must not be left half begun because a caller has gone.
        let asked = tokio::spawn(async move {
            let mut found = found.lock().await;
            match *found {
                Some((at, is_good)) if at.elapsed() < FRESH => is_good,
                before => {
                    let was_good = before.is_none_or(|(_, was_good)| was_good);
                    let is_good = tell(&counts::takes_writes(&db, clock.now()).await, was_good);
                    *found = Some((Instant::now(), is_good));
                    is_good
                }
            }
        });
        asked.await.unwrap_or(false)
    }
}

/// Logs when writes begin to fail and when they work again; whether they work.
fn tell(written: &Result<(), StoreError>, was_good: bool) -> bool {
    match written {
        Ok(()) if !was_good => tracing::info!("the database takes writes again"),
        Err(error) if was_good => tracing::error!(%error, "the database takes no writes"),
        Ok(()) | Err(_) => {}
    }
    written.is_ok()
}
