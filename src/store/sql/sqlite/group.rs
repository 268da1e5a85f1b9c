//! Units of work that share one durable commit, and those whose answers wait for it.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{sync::watch, time::Instant};

use crate::store::sql::stored::StoreError;

/// How long units join a group after its first.
const OPEN: Duration = Duration::from_millis(20);

type End = Option<Result<(), Arc<sqlx::Error>>>;

/// Units that are committed together, or fail together.
pub struct Group {
    begun: Instant,
    end: watch::Sender<End>,
}

/// Tells how a group ended.
pub struct Outcome(watch::Receiver<End>);

impl Default for Group {
    fn default() -> Self {
        Self { begun: Instant::now(), end: watch::Sender::new(None) }
    }
}

impl Group {
    /// Whether no further unit may join.
    pub fn is_full(&self) -> bool {
        self.begun.elapsed() > OPEN
    }

    /// For a unit that has seen what others in the group have written, or has written itself.
    pub fn outcome(&self) -> Outcome {
        Outcome(self.end.subscribe())
    }

    /// Tells all who wait how it ended.
    pub fn end(self, ended: Result<(), Arc<sqlx::Error>>) {
        self.end.send_replace(Some(ended));
    }
}

impl Outcome {
    /// Whether the group may still be open.
    pub fn is_open(&self) -> bool {
        self.0.borrow().is_none()
    }

    /// Waits for it: an error where nothing in the group has happened.
    pub async fn wait(mut self) -> Result<(), StoreError> {
        let ended = self.0.wait_for(Option::is_some).await.map_err(|_| sqlx::Error::WorkerCrashed)?;
        match &*ended {
            Some(Err(error)) => Err(StoreError::Shared(Arc::clone(error))),
            Some(Ok(())) | None => Ok(()),
        }
    }
}

tokio::task_local! { static SEEN: Seen; }

/// The groups that the units of an answer have joined without changing anything.
#[derive(Clone, Default)]
pub struct Seen(Arc<Mutex<Vec<Outcome>>>);

impl Seen {
    /// That of the answer which is being worked on; none where nobody would wait before it is given.
    pub fn current() -> Option<Self> {
        SEEN.try_with(Self::clone).ok()
    }

    /// Has the answer wait for a group.
    pub fn add(&self, outcome: Outcome) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(outcome);
    }

    fn take(&self) -> Vec<Outcome> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Gives an answer once all that its units of work have read is durable, also of those that were refused or dropped. Only
/// within are units committed in one with those before them; nothing outside of the database may be done in it on the
/// strength of a unit that was dropped.
pub async fn settled<T>(answer: impl Future<Output = T>) -> Result<T, StoreError> {
    let seen = Seen::default();
    let answer = SEEN.scope(seen.clone(), answer).await;
    for outcome in seen.take() {
        outcome.wait().await?;
    }
    Ok(answer)
}
