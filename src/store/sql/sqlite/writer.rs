//! The one connection that writes to SQLite: who writes waits in line for it, and commits with those behind.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use sqlx::{ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::{
    sync::{Mutex, OwnedMutexGuard},
    time::timeout,
};

use super::{batch::Batch, group::Group};
use crate::{
    crash,
    store::sql::{counters::Counters, stored::StoreError},
};

/// How long a unit waits for its turn.
const WAIT: Duration = Duration::from_secs(10);

/// The line in front of the connection.
pub struct Writer {
    desk: Arc<Mutex<Desk>>,
    waiting: AtomicUsize,
}

/// What is in the hands of whose turn it is.
pub struct Desk {
    options: SqliteConnectOptions,
    connection: Option<SqliteConnection>,
    /// The units in the transaction that is open.
    pub group: Option<Group>,
    pub counters: Arc<Counters>,
    is_closed: bool,
}

/// The turn of one.
pub type Turn = OwnedMutexGuard<Desk>;

impl Writer {
    /// Writes over a connection, and opens others like it where that fails.
    pub fn new(options: SqliteConnectOptions, connection: SqliteConnection, counters: Arc<Counters>) -> Self {
        let desk = Desk { options, connection: Some(connection), group: None, counters, is_closed: false };
        Self { desk: Arc::new(Mutex::new(desk)), waiting: AtomicUsize::new(0) }
    }

    /// Waits for a turn, perhaps in the middle of a group that takes more units.
    pub async fn turn(&self) -> Result<Turn, StoreError> {
        let turn = self.any_turn().await?;
        let is_full = turn.group.as_ref().is_some_and(Group::is_full);
        if is_full { alone(turn).await } else { Ok(turn) }
    }

    /// Waits for a turn in which no transaction is open.
    pub async fn alone(&self) -> Result<Turn, StoreError> {
        alone(self.any_turn().await?).await
    }

    /// Waits for a turn behind all who wait already.
    pub async fn again(&self) -> Turn {
        Arc::clone(&self.desk).lock_owned().await
    }

    /// Whether somebody waits for a turn.
    pub fn is_awaited(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) > 0
    }

    /// Closes the connection once nobody writes.
    pub async fn close(&self) {
        let mut turn = alone(self.again().await).await;
        if let Ok(desk) = &mut turn {
            desk.is_closed = true;
            desk.disconnect().await;
        }
    }

    async fn any_turn(&self) -> Result<Turn, StoreError> {
        let waiting = Waiting::new(&self.waiting);
        let turn = timeout(WAIT, Arc::clone(&self.desk).lock_owned()).await;
        drop(waiting);
        let mut turn = turn.map_err(|_| sqlx::Error::PoolTimedOut)?;
        turn.connect().await?;
        Ok(turn)
    }
}

/// Commits the group that is open. A task of its own, since others wait for it whatever becomes of the caller.
async fn alone(mut turn: Turn) -> Result<Turn, StoreError> {
    if turn.group.is_none() {
        return Ok(turn);
    }
    let committed = tokio::spawn(async move {
        turn.commit().await;
        turn.connect().await.map(|()| turn)
    });
    Ok(committed.await.map_err(|_| sqlx::Error::WorkerCrashed)??)
}

impl Desk {
    /// The connection, which whoever has begun a unit has.
    pub fn connection(&mut self) -> Result<&mut SqliteConnection, sqlx::Error> {
        self.connection.as_mut().ok_or(sqlx::Error::WorkerCrashed)
    }

    /// Commits all units of the group that is open.
    pub async fn commit(&mut self) {
        let Some(group) = self.group.take() else { return };
        crash::point("group: before its commit");
        match self.execute("COMMIT", None).await {
            Ok(()) => self.committed(group),
            Err(error) => self.fail(Some(group), error.into()).await,
        }
    }

    /// Tells the units of a group that they are durable.
    pub fn committed(&self, group: Group) {
        crash::point("group: after its commit");
        self.counters.committed();
        group.end(Ok(()));
    }

    /// Undoes the whole transaction, of which SQLite may have undone a part already, and tells all units.
    pub async fn fail(&mut self, group: Option<Group>, error: Arc<sqlx::Error>) {
        self.disconnect().await;
        if let Some(group) = group {
            group.end(Err(error));
        }
    }

    /// Runs a statement that has no parameters, or two.
    pub async fn execute(&mut self, sql: &'static str, then: Option<&'static str>) -> Result<(), sqlx::Error> {
        self.counters.handed_over();
        Batch::new(Some(sql), Vec::new(), then).run(self.connection()?).await.map(drop)
    }

    /// A connection that is gone takes its transaction with it; another is opened in the next turn.
    pub async fn disconnect(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        if let Err(error) = connection.close().await {
            tracing::warn!(%error, "a connection did not close");
        }
    }

    /// As [`Self::disconnect`], where nothing can be waited for.
    pub fn forget(&mut self) {
        self.group = None;
        self.connection = None;
    }

    async fn connect(&mut self) -> Result<(), sqlx::Error> {
        if self.is_closed {
            return Err(sqlx::Error::PoolClosed);
        }
        if self.connection.is_none() {
            self.connection = Some(self.options.connect().await?);
        }
        Ok(())
    }
}

/// One of those who wait, until it is dropped.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
