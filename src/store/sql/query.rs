//! One SQL text for two drivers: `query("… $1 …").bind(x).all(&db)`.

use std::sync::atomic::Ordering;

use sqlx::{Arguments, AssertSqlSafe, Encode, PgPool, Postgres, SqlSafeStr, SqlStr, Sqlite, Type};
use time::OffsetDateTime;

use super::{
    database::{Counters, Database, Inner, Pool, Transaction},
    readers::Readers,
    row::Row,
    stored::{StoreError, micros},
};
use crate::domain::id::{Id, Noun};

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

/// What both databases take as a parameter.
pub enum Parameter {
    Text(Option<String>),
    Integer(Option<i64>),
}

impl From<&str> for Parameter {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<String> for Parameter {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<Option<String>> for Parameter {
    fn from(text: Option<String>) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Parameter {
    fn from(integer: i64) -> Self {
        Self::Integer(Some(integer))
    }
}

impl From<Option<i64>> for Parameter {
    fn from(integer: Option<i64>) -> Self {
        Self::Integer(integer)
    }
}

impl From<OffsetDateTime> for Parameter {
    fn from(time: OffsetDateTime) -> Self {
        Self::Integer(Some(micros(time)))
    }
}

impl From<Option<OffsetDateTime>> for Parameter {
    fn from(time: Option<OffsetDateTime>) -> Self {
        Self::Integer(time.map(micros))
    }
}

impl<N: Noun> From<Id<N>> for Parameter {
    fn from(id: Id<N>) -> Self {
        Self::Text(Some(id.to_string()))
    }
}

impl<N: Noun> From<Option<Id<N>>> for Parameter {
    fn from(id: Option<Id<N>>) -> Self {
        Self::Text(id.map(|id| id.to_string()))
    }
}

/// Whom the rows that a statement selects are locked against, until its transaction ends.
#[derive(Clone, Copy)]
pub enum Lock {
    /// Everybody who locks, changes or deletes them.
    Exclusive,
    /// Those who lock them exclusively, change or delete them.
    Shared,
}

impl Lock {
    /// What PostgreSQL wants to read behind a SELECT. Rows that only refer to a locked one may still be inserted.
    const fn clause(self) -> &'static str {
        match self {
            Self::Exclusive => " FOR NO KEY UPDATE",
            Self::Shared => " FOR SHARE",
        }
    }
}

/// A statement with its parameters.
pub struct Query {
    sql: SqlStr,
    parameters: Vec<Parameter>,
    lock: Option<Lock>,
}

/// Begins a statement written for both databases, with `$1`, `$2`, … for its parameters.
pub const fn query(sql: &'static str) -> Query {
    Query { sql: SqlStr::from_static(sql), parameters: Vec::new(), lock: None }
}

impl Query {
    /// Begins a statement that is put together of literals of this crate, such as a table's name and columns.
    pub fn joined(sql: String) -> Self {
        Self { sql: AssertSqlSafe(sql).into_sql_str(), parameters: Vec::new(), lock: None }
    }

    /// Adds the next parameter.
    #[must_use]
    pub fn bind(mut self, parameter: impl Into<Parameter>) -> Self {
        self.parameters.push(parameter.into());
        self
    }

    /// Locks the rows that a SELECT in a transaction gives. SQLite needs no words for it: a transaction is the only
    /// one from its beginning to its end.
    #[must_use]
    pub const fn locking(mut self, lock: Lock) -> Self {
        self.lock = Some(lock);
        self
    }

    /// Every row.
    pub async fn all<R: Row>(self, at: impl Into<At<'_>>) -> Result<Vec<R>, StoreError> {
        let (sql, lock) = (self.sql.clone(), self.lock);
        Ok(match at.into() {
            At::Database(db) => match self.counted(&db.counters).pool(&db.pool) {
                Bound::Sqlite(read, with) => read.all(sqlx::query_as_with(sql, with)).await?,
                Bound::Postgres(pool, with) => sqlx::query_as_with(sql, with).fetch_all(pool).await?,
            },
            At::Transaction(tx) => match self.counted(&tx.counters).transaction(&mut tx.inner) {
                Bound::Sqlite(tx, with) => sqlx::query_as_with(sql, with).fetch_all(&mut **tx).await?,
                Bound::Postgres(tx, with) => match lock {
                    None => sqlx::query_as_with(sql, with).fetch_all(&mut **tx).await?,
                    Some(lock) => {
                        // Both parts are literals of this crate.
                        let sql = AssertSqlSafe(format!("{}{}", sql.as_str(), lock.clause()));
                        sqlx::query_as_with(sql, with).fetch_all(&mut **tx).await?
                    }
                },
            },
        })
    }

    /// The first row, if there is one.
    pub async fn opt<R: Row>(self, at: impl Into<At<'_>>) -> Result<Option<R>, StoreError> {
        let sql = self.sql.clone();
        Ok(match at.into() {
            At::Database(db) => match self.counted(&db.counters).pool(&db.pool) {
                Bound::Sqlite(read, with) => read.opt(sqlx::query_as_with(sql, with)).await?,
                Bound::Postgres(pool, with) => sqlx::query_as_with(sql, with).fetch_optional(pool).await?,
            },
            At::Transaction(tx) => self.all(At::Transaction(tx)).await?.into_iter().next(),
        })
    }

    /// Runs a statement that gives no rows: how many rows it changed.
    pub async fn run(self, tx: &mut Transaction) -> Result<u64, StoreError> {
        let sql = self.sql.clone();
        Ok(match self.counted(&tx.counters).transaction(&mut tx.inner) {
            Bound::Sqlite(tx, with) => sqlx::query_with(sql, with).execute(&mut **tx).await?.rows_affected(),
            Bound::Postgres(tx, with) => sqlx::query_with(sql, with).execute(&mut **tx).await?.rows_affected(),
        })
    }

    fn counted(self, counters: &Counters) -> Self {
        counters.statements.fetch_add(1, Ordering::Relaxed);
        self
    }

    fn pool(self, pool: &Pool) -> Bound<&Readers, &PgPool> {
        match pool {
            Pool::Sqlite { read, .. } => Bound::Sqlite(read, self.arguments::<Sqlite>()),
            Pool::Postgres(pool) => Bound::Postgres(pool, self.arguments::<Postgres>()),
        }
    }

    fn transaction(self, inner: &mut Inner) -> Bound<Writing<'_, Sqlite>, Writing<'_, Postgres>> {
        match inner {
            Inner::Sqlite(tx) => Bound::Sqlite(tx, self.arguments::<Sqlite>()),
            Inner::Postgres(tx) => Bound::Postgres(tx, self.arguments::<Postgres>()),
        }
    }

    fn arguments<D: sqlx::Database>(self) -> D::Arguments
    where
        Option<String>: for<'a> Encode<'a, D> + Type<D>,
        Option<i64>: for<'a> Encode<'a, D> + Type<D>,
    {
        let mut arguments = D::Arguments::default();
        for parameter in self.parameters {
            let added = match parameter {
                Parameter::Text(text) => arguments.add(text),
                Parameter::Integer(integer) => arguments.add(integer),
            };
            added.expect("texts and integers can always be encoded");
        }
        arguments
    }
}

/// A place to run a statement, with its parameters as that driver takes them.
enum Bound<S, P> {
    Sqlite(S, <Sqlite as sqlx::Database>::Arguments),
    Postgres(P, <Postgres as sqlx::Database>::Arguments),
}

type Writing<'t, D> = &'t mut sqlx::Transaction<'static, D>;
