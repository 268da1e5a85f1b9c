//! The connections that read an SQLite file. A pool asks the thread of a connection whether it is still there each time
//! one comes back, which costs as much as a statement; here a connection comes back only from a statement that went well.

use std::sync::{Mutex, MutexGuard, PoisonError};

use sqlx::{
    ConnectOptions, Connection, Sqlite, SqliteConnection,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteConnectOptions},
};
use tokio::sync::Semaphore;

use crate::store::sql::row::Row;

/// Statements that run at once, each on a connection of its own.
const MOST: usize = 4;

/// Connections that wait for a statement; more are opened when none does.
pub struct Readers {
    options: SqliteConnectOptions,
    idle: Mutex<Vec<SqliteConnection>>,
    turns: Semaphore,
}

impl Readers {
    /// Readers of what these options open.
    pub fn new(options: SqliteConnectOptions) -> Self {
        Self { options, idle: Mutex::default(), turns: Semaphore::new(MOST) }
    }

    /// Every row of a statement.
    pub async fn all<R: Row>(
        &self,
        query: QueryAs<'static, Sqlite, R, SqliteArguments>,
    ) -> Result<Vec<R>, sqlx::Error> {
        let _turn = self.turns.acquire().await.map_err(|_| sqlx::Error::PoolClosed)?;
        let mut connection = self.connection().await?;
        let rows = query.fetch_all(&mut connection).await?;
        self.idle().push(connection);
        Ok(rows)
    }

    /// The first row of a statement, if there is one.
    pub async fn opt<R: Row>(
        &self,
        query: QueryAs<'static, Sqlite, R, SqliteArguments>,
    ) -> Result<Option<R>, sqlx::Error> {
        let _turn = self.turns.acquire().await.map_err(|_| sqlx::Error::PoolClosed)?;
        let mut connection = self.connection().await?;
        let row = query.fetch_optional(&mut connection).await?;
        self.idle().push(connection);
        Ok(row)
    }

    /// Closes the connections once no statement runs on one.
    pub async fn close(&self) {
        let _turns = self.turns.acquire_many(u32::try_from(MOST).unwrap_or(u32::MAX)).await;
        self.turns.close();
        let idle = std::mem::take(&mut *self.idle());
        for connection in idle {
            if let Err(error) = connection.close().await {
                tracing::warn!(%error, "a connection did not close");
            }
        }
    }

    async fn connection(&self) -> Result<SqliteConnection, sqlx::Error> {
        let idle = self.idle().pop();
        match idle {
            Some(connection) => Ok(connection),
            None => self.options.connect().await,
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<SqliteConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
