//! SQLite and PostgreSQL behind one type: opened, migrated, and where transactions begin and end.

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
    AssertSqlSafe, Connection, Executor, PgPool, Postgres, Sqlite, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use time::OffsetDateTime;

use super::{
    reach::reach,
    readers::Readers,
    stored::{Reader, StoreError},
    wal::{self, Wal},
};

/// How long a write waits for a lock that somebody else holds on the database.
const LOCK_WAIT: Duration = Duration::from_secs(5);
/// How long a request waits for a connection of the pool.
const POOL_WAIT: Duration = Duration::from_secs(10);

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();

/// An open database; cheap to clone.
#[derive(Clone)]
pub struct Database {
    pub(super) pool: Pool,
    pub(super) counters: Arc<Counters>,
    wal: Arc<Wal>,
}

#[derive(Clone)]
pub(super) enum Pool {
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
    pub(super) statements: AtomicU64,
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

/// A transaction; dropped without [`Transaction::commit`] it changes nothing.
pub struct Transaction {
    pub(super) inner: Inner,
    pub(super) counters: Arc<Counters>,
}

pub(super) enum Inner {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Database {
    /// Opens the SQLite file at `path`, making it when it is missing, and brings it up to date.
    pub async fn sqlite(path: &Path) -> Result<Self, StoreError> {
        wal::make_private(path).map_err(sqlx::Error::Io)?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(LOCK_WAIT);
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(POOL_WAIT)
            .test_before_acquire(false)
            // A commit that a full disk refuses ends the transaction in SQLite, but not in the driver, which could begin
            // no other on that connection.
            .before_acquire(|connection, _| Box::pin(async { Ok(!connection.is_in_transaction()) }))
            // Room for the pages that many links touch; SQLite's own 2 MiB are too few for a large table. What is
            // deleted is overwritten: a copy of the file must not hold it.
            .connect_with(options.clone().pragma("cache_size", "-32768").pragma("secure_delete", "ON"))
            .await?;
        MIGRATIONS.run(&write).await?;
        let read = Readers::new(options.read_only(true).create_if_missing(false));
        Ok(Self::over(Pool::Sqlite { read: Arc::new(read), write }))
    }

    /// Connects to PostgreSQL 13 or newer by URL, and brings the database up to date.
    pub async fn postgres(url: &str) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url)?;
        reach(&options).await?;
        // On a connection of its own: a migration may wait for another node's, however long that takes.
        let migrating = PgPoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        MIGRATIONS.run(&migrating).await?;
        migrating.close().await;
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(POOL_WAIT)
            .test_before_acquire(false)
            // Said on each connection, since proxies such as PgBouncer refuse it among the parameters of the start.
            .after_connect(|connection, _| {
                Box::pin(async {
                    let sql = AssertSqlSafe(format!("SET lock_timeout = {}", LOCK_WAIT.as_millis()));
                    connection.execute(sql).await.map(drop)
                })
            })
            .connect_with(options)
            .await?;
        Ok(Self::over(Pool::Postgres(pool)))
    }

    fn over(pool: Pool) -> Self {
        Self { pool, counters: Arc::default(), wal: Arc::default() }
    }

    /// Begins a transaction that may write.
    pub async fn begin(&self) -> Result<Transaction, StoreError> {
        let inner = match &self.pool {
            Pool::Sqlite { write, .. } => Inner::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Pool::Postgres(pool) => Inner::Postgres(pool.begin().await?),
        };
        Ok(Transaction { inner, counters: Arc::clone(&self.counters) })
    }

    /// Whether only one process can be using this database.
    pub fn is_embedded(&self) -> bool {
        matches!(self.pool, Pool::Sqlite { .. })
    }

    /// The server's time of day; `None` for a file, which is on this machine.
    pub async fn time(&self) -> Result<Option<OffsetDateTime>, StoreError> {
        match &self.pool {
            Pool::Sqlite { .. } => Ok(None),
            Pool::Postgres(pool) => {
                let micros: i64 =
                    sqlx::query_scalar("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)")
                        .fetch_one(pool)
                        .await?;
                Reader("the database").time("clock_timestamp", micros).map(Some)
            }
        }
    }

    /// How much work it was given since it was opened.
    pub fn counters(&self) -> &Counters {
        &self.counters
    }

    /// Has what was deleted leave SQLite's write-ahead log soon; cheap enough to be called every second. Nothing is done
    /// on PostgreSQL.
    pub async fn tidy(&self) -> Result<(), StoreError> {
        let commits = self.counters.commits();
        match &self.pool {
            Pool::Sqlite { write, .. } if self.wal.is_due(commits) => {
                Ok(self.wal.empty(write, commits, LOCK_WAIT).await?)
            }
            Pool::Sqlite { .. } | Pool::Postgres(_) => Ok(()),
        }
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

impl Transaction {
    /// Makes everything done in it last.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self.inner {
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        self.counters.commits.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}
