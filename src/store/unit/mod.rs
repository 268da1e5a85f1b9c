//! A unit of work: a transaction with what it announces and what it signals. Both follow from the commit alone, so that
//! nothing is announced or signalled that did not happen, and nothing happens without.

pub mod outbox;
pub mod signals;

use std::{
    ops::{Deref, DerefMut},
    path::Path,
    sync::Arc,
};

use time::OffsetDateTime;

pub use outbox::NewEvent;
pub use signals::{Ready, Signal, Signals};

use super::sql::{counters::Counters, database::Database, query::At, stored::StoreError, transaction::Transaction};
use crate::crash;

/// An open database with the signals of this process; cheap to clone.
#[derive(Clone)]
pub struct Db {
    database: Database,
    signals: Arc<Signals>,
}

impl Db {
    /// Opens the SQLite file at `path`, making it when it is missing, and brings it up to date.
    pub async fn sqlite(path: &Path) -> Result<Self, StoreError> {
        Ok(Self::over(Database::sqlite(path).await?))
    }

    /// Connects to PostgreSQL 13 or newer by URL, with so many connections at most, and brings the database up to date.
    pub async fn postgres(url: &str, connections: u32) -> Result<Self, StoreError> {
        Ok(Self::over(Database::postgres(url, connections).await?))
    }

    fn over(database: Database) -> Self {
        Self { database, signals: Arc::default() }
    }

    /// Begins a unit of work.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let transaction = self.database.begin().await?;
        Ok(Tx { transaction, outbox: Vec::new(), signals: Vec::new(), to: Arc::clone(&self.signals) })
    }

    /// What was committed in this process, for those who wait for it.
    pub fn signals(&self) -> &Signals {
        &self.signals
    }

    /// Whether only one process can be using this database.
    pub fn is_embedded(&self) -> bool {
        self.database.is_embedded()
    }

    /// The database server's time of day; `None` for a file, which is on this machine.
    pub async fn time(&self) -> Result<Option<OffsetDateTime>, StoreError> {
        self.database.time().await
    }

    /// How much work it was given since it was opened.
    pub fn counters(&self) -> &Counters {
        self.database.counters()
    }

    /// Has what was deleted leave SQLite's write-ahead log soon; cheap enough to be called every second.
    pub async fn tidy(&self) -> Result<(), StoreError> {
        self.database.tidy().await
    }

    /// Closes all connections once they are idle.
    pub async fn close(&self) {
        self.database.close().await;
    }
}

/// A unit of work; dropped without [`Tx::commit`] it changes, announces and signals nothing.
pub struct Tx {
    transaction: Transaction,
    outbox: Vec<NewEvent>,
    signals: Vec<Signal>,
    to: Arc<Signals>,
}

impl Tx {
    /// Writes an event, and its deliveries, with the commit. All events of a unit are of one tenant and about one link,
    /// or about none.
    pub fn announce(&mut self, event: NewEvent) {
        self.outbox.push(event);
    }

    /// Tells those who wait in this process, after the commit.
    pub fn signal(&mut self, signal: Signal) {
        self.signals.push(signal);
    }

    /// Makes everything done in it last, with what it announced, and signals it. It goes on whatever becomes of the caller,
    /// whose client may hang up: what was committed must be signalled, and others may wait for the same commit.
    pub async fn commit(self) -> Result<(), StoreError> {
        tokio::spawn(self.end()).await.map_err(|_| sqlx::Error::WorkerCrashed)?
    }

    async fn end(mut self) -> Result<(), StoreError> {
        if outbox::write(&mut self.transaction, &self.outbox).await? {
            self.signals.push(Signal::Deliveries);
        }
        crash::point("before commit");
        self.transaction.commit().await?;
        crash::point("committed");
        for signal in self.signals {
            self.to.send(signal);
        }
        Ok(())
    }
}

impl Deref for Tx {
    type Target = Transaction;

    fn deref(&self) -> &Transaction {
        &self.transaction
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Transaction {
        &mut self.transaction
    }
}

impl<'a> From<&'a Db> for At<'a> {
    fn from(db: &'a Db) -> Self {
        Self::Database(&db.database)
    }
}

impl<'a> From<&'a mut Tx> for At<'a> {
    fn from(tx: &'a mut Tx) -> Self {
        Self::Transaction(&mut tx.transaction)
    }
}
