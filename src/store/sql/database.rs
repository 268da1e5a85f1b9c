//! SQLite and PostgreSQL behind one type: opened, migrated, and where transactions begin and end.

use std::{path::Path, str::FromStr, sync::Arc, time::Duration};

use sqlx::{
    AssertSqlSafe, ConnectOptions, Executor, PgPool, Sqlite,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use time::OffsetDateTime;

use super::{
    counters::Counters,
    reach::reach,
    row::Row,
    sqlite::{
        readers::Readers,
        unit::Unit,
        wal::{self, Wal},
        writer::Writer,
    },
    statement::Statement,
    stored::{Reader, StoreError},
    transaction::{Inner, Transaction, arguments},
};

/// How long a write waits for a lock that somebody else holds on the database.
const LOCK_WAIT: Duration = Duration::from_secs(5);
/// How long a request waits for a connection of the pool.
const POOL_WAIT: Duration = Duration::from_secs(10);
/// How many statements the connection that writes has prepared at most.
const STATEMENTS: usize = 256;

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();

/// An open database; cheap to clone.
#[derive(Clone)]
pub struct Database {
    pool: Pool,
    counters: Arc<Counters>,
    wal: Arc<Wal>,
}

#[derive(Clone)]
enum Pool {
    /// One connection writes, so that writers queue here instead of failing in SQLite.
    Sqlite {
        read: Arc<Readers>,
        write: Arc<Writer>,
    },
    Postgres(PgPool),
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
        // 8 MiB of pages for the connection that writes: SQLite's own 2 are too few for a large table. Each reader has 1. What
        // they do not hold is in the system's page cache. What is deleted is overwritten: a copy of the file must not hold it.
        // What a unit of a group may have to undo stays in memory. Many statements, since those that are handed over
        // together are remembered together.
        let writing = options
            .clone()
            .pragma("cache_size", "-8192")
            .pragma("secure_delete", "ON")
            .pragma("temp_store", "MEMORY")
            .statement_cache_capacity(STATEMENTS);
        let migrating = SqlitePoolOptions::new().max_connections(1).connect_with(writing.clone()).await?;
        MIGRATIONS.run(&migrating).await?;
        migrating.close().await;
        let connection = writing.connect().await?;
        let counters = Arc::default();
        let write = Arc::new(Writer::new(writing, connection, Arc::clone(&counters)));
        let reading = options.pragma("cache_size", "-1024").read_only(true).create_if_missing(false);
        let read = Readers::new(reading);
        Ok(Self::over(Pool::Sqlite { read: Arc::new(read), write }, counters))
    }

    /// Connects to PostgreSQL 13 or newer by URL, with so many connections at most, and brings the database up to date.
    pub async fn postgres(url: &str, connections: u32) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url)?;
        reach(&options).await?;
        // On a connection of its own: a migration may wait for another node's, however long that takes.
        let migrating = PgPoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        MIGRATIONS.run(&migrating).await?;
        migrating.close().await;
        let pool = PgPoolOptions::new()
            .max_connections(connections)
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
        Ok(Self::over(Pool::Postgres(pool), Arc::default()))
    }

    fn over(pool: Pool, counters: Arc<Counters>) -> Self {
        Self { pool, counters, wal: Arc::default() }
    }

    /// Begins a transaction that may write.
    pub async fn begin(&self) -> Result<Transaction, StoreError> {
        let inner = match &self.pool {
            Pool::Sqlite { write, .. } => Inner::Sqlite(Unit::begin(write).await?),
            Pool::Postgres(pool) => {
                self.counters.handed_over();
                Inner::Postgres(pool.begin().await?)
            }
        };
        Ok(Transaction::new(inner, &self.counters))
    }

    /// Every row of a statement that only reads.
    pub(super) async fn all<R: Row>(&self, statement: Statement) -> Result<Vec<R>, StoreError> {
        self.count();
        let sql = statement.sql.clone();
        Ok(match &self.pool {
            Pool::Sqlite { read, .. } => read.all(sqlx::query_as_with(sql, own_arguments(statement))).await?,
            Pool::Postgres(pool) => sqlx::query_as_with(sql, arguments(statement)).fetch_all(pool).await?,
        })
    }

    /// The first row of a statement that only reads, if there is one.
    pub(super) async fn opt<R: Row>(&self, statement: Statement) -> Result<Option<R>, StoreError> {
        self.count();
        let sql = statement.sql.clone();
        Ok(match &self.pool {
            Pool::Sqlite { read, .. } => read.opt(sqlx::query_as_with(sql, own_arguments(statement))).await?,
            Pool::Postgres(pool) => sqlx::query_as_with(sql, arguments(statement)).fetch_optional(pool).await?,
        })
    }

    fn count(&self) {
        self.counters.asked();
        self.counters.handed_over();
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
                let mut turn = write.alone().await?;
                Ok(self.wal.empty(turn.connection()?, commits, LOCK_WAIT).await?)
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

fn own_arguments(statement: Statement) -> SqliteArguments {
    let mut arguments = SqliteArguments::default();
    statement.add_to::<Sqlite>(&mut arguments);
    arguments
}
