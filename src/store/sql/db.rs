//! The two databases behind one door: where they are opened, migrated, and where transactions begin.

use std::{
    path::Path,
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use sqlx::{
    Connection, PgPool, Postgres, Sqlite, SqlitePool, Transaction,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use tokio::sync::Notify;

use super::readers::Readers;
use crate::store::{
    StoreError,
    webhook::outbox::{self, NewEvent},
};

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();

/// An open database; cheap to clone.
#[derive(Clone)]
pub struct Db {
    pub pool: Pool,
    pub counters: Arc<Counters>,
    post: Arc<Notify>,
}

#[derive(Clone)]
pub enum Pool {
    /// One connection writes, so that writers queue here instead of failing in SQLite.
    Sqlite {
        read: Arc<Readers>,
        write: SqlitePool,
    },
    Postgres(PgPool),
}

/// How much work the database was given since it was opened.
#[derive(Default)]
pub struct Counters {
    pub statements: AtomicU64,
    commits: AtomicU64,
}

impl Counters {
    /// The number of statements sent, those that begin and end transactions left out.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// The number of transactions committed.
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }
}

/// A transaction; dropped without [`Tx::commit`] it changes nothing.
pub struct Tx {
    pub inner: Inner,
    pub counters: Arc<Counters>,
    /// What is announced with the commit.
    pub outbox: Vec<NewEvent>,
    post: Arc<Notify>,
}

pub enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    /// Opens the SQLite file at `path`, making it when it is missing, and brings it up to date.
    pub async fn sqlite(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10));
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .test_before_acquire(false)
            // A commit that a full disk refuses ends the transaction in SQLite, but not in the driver, which could begin
            // no other on that connection.
            .before_acquire(|connection, _| Box::pin(async { Ok(!connection.is_in_transaction()) }))
            // Room for the pages that many links touch; SQLite's own 2 MiB are too few for a large table.
            .connect_with(options.clone().pragma("cache_size", "-32768"))
            .await?;
        MIGRATIONS.run(&write).await?;
        let read = Readers::new(options.read_only(true).create_if_missing(false));
        Ok(Self::over(Pool::Sqlite { read: Arc::new(read), write }))
    }

    /// Connects to PostgreSQL 13 or newer by URL, and brings the database up to date.
    pub async fn postgres(url: &str) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url)?;
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(Duration::from_secs(10))
            .test_before_acquire(false)
            .connect_with(options)
            .await?;
        MIGRATIONS.run(&pool).await?;
        Ok(Self::over(Pool::Postgres(pool)))
    }

    fn over(pool: Pool) -> Self {
        Self { pool, counters: Arc::default(), post: Arc::default() }
    }

    /// Begins a transaction that may write.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let inner = match &self.pool {
            Pool::Sqlite { write, .. } => Inner::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Pool::Postgres(pool) => Inner::Postgres(pool.begin().await?),
        };
        Ok(Tx { inner, counters: Arc::clone(&self.counters), outbox: Vec::new(), post: Arc::clone(&self.post) })
    }

    /// Whether only one process can be using this database.
    pub fn is_embedded(&self) -> bool {
        matches!(self.pool, Pool::Sqlite { .. })
    }

    /// How much work it was given since it was opened.
    pub fn counters(&self) -> &Counters {
        &self.counters
    }

    /// Waits until something was committed here that is to be delivered; for one waiter.
    pub async fn has_deliveries(&self) {
        self.post.notified().await;
    }

    /// Closes all connections once they are idle.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Makes everything done in it last, with what it announced.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        let has_deliveries = outbox::flush(&mut self).await?;
        match self.inner {
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        self.counters.commits.fetch_add(1, Ordering::Relaxed);
        if has_deliveries {
            self.post.notify_one();
        }
        Ok(())
    }
}
