//! One SQL text for two drivers: `query("… $1 …").bind(x).all(&db)`.

use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

pub use super::statement::Lock;
use super::{
    database::Database,
    row::Row,
    statement::{Parameter, Statement},
    stored::StoreError,
    transaction::Transaction,
};

/// Where a statement runs: a connection for reading, or a transaction.
pub enum At<'a> {
    Database(&'a Database),
    Transaction(&'a mut Transaction),
}

impl At<'_> {
    /// The same place, for one statement of several.
    pub fn again(&mut self) -> At<'_> {
        match self {
            Self::Database(database) => At::Database(database),
            Self::Transaction(transaction) => At::Transaction(transaction),
        }
    }
}

/// A statement with its parameters.
pub struct Query(Statement);

/// Begins a statement written for both databases, with `$1`, `$2`, … for its parameters.
pub const fn query(sql: &'static str) -> Query {
    Query(Statement { sql: SqlStr::from_static(sql), parameters: Vec::new(), lock: None })
}

impl Query {
    /// Begins a statement that is put together of literals of this crate, such as a table's name and columns.
    pub fn joined(sql: String) -> Self {
        Self(Statement { sql: AssertSqlSafe(sql).into_sql_str(), parameters: Vec::new(), lock: None })
    }

    /// Adds the next parameter.
    #[must_use]
    pub fn bind(mut self, parameter: impl Into<Parameter>) -> Self {
        self.0.parameters.push(parameter.into());
        self
    }

    /// Locks the rows that a SELECT in a transaction gives. SQLite needs no words for it: a transaction is the only
    /// one from its beginning to its end.
    #[must_use]
    pub const fn locking(mut self, lock: Lock) -> Self {
        self.0.lock = Some(lock);
        self
    }

    /// Every row.
    pub async fn all<R: Row>(self, at: impl Into<At<'_>>) -> Result<Vec<R>, StoreError> {
        match at.into() {
            At::Database(database) => Box::pin(database.all(self.0)).await,
            At::Transaction(tx) => Box::pin(tx.all(self.0)).await,
        }
    }

    /// The first row, if there is one.
    pub async fn opt<R: Row>(self, at: impl Into<At<'_>>) -> Result<Option<R>, StoreError> {
        match at.into() {
            At::Database(database) => Box::pin(database.opt(self.0)).await,
            At::Transaction(tx) => Ok(Box::pin(tx.all(self.0)).await?.into_iter().next()),
        }
    }

    /// Runs a statement that gives no rows: how many rows it changed.
    pub async fn run(self, tx: &mut Transaction) -> Result<u64, StoreError> {
        Box::pin(tx.run(self.0)).await
    }

    /// As [`Self::run`], where nobody asks how many rows it changed or why it failed: it goes to the database with the
    /// next statement of which something is asked, or with the commit.
    pub async fn later(self, tx: &mut Transaction) -> Result<(), StoreError> {
        Box::pin(tx.later(self.0)).await
    }
}
