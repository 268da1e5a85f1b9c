//! A transaction of either database. What nobody asks the result of waits for the next statement that is asked, so that
//! SQLite's thread is handed all of them at once.

use std::sync::Arc;

use sqlx::{AssertSqlSafe, Postgres, SqlSafeStr, SqlStr, postgres::PgArguments};

use super::{counters::Counters, row::Row, sqlite::unit::Unit, statement::Statement, stored::StoreError};

/// The most statements that wait.
const MOST: usize = 32;

/// A transaction; dropped without [`Transaction::commit`] it changes nothing.
pub struct Transaction {
    inner: Inner,
    waiting: Vec<Statement>,
    counters: Arc<Counters>,
}

pub(super) enum Inner {
    Sqlite(Unit),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Transaction {
    pub(super) fn new(inner: Inner, counters: &Arc<Counters>) -> Self {
        Self { inner, waiting: Vec::new(), counters: Arc::clone(counters) }
    }

    /// Every row of a statement.
    pub(super) async fn all<R: Row>(&mut self, statement: Statement) -> Result<Vec<R>, StoreError> {
        self.counters.asked();
        let mut statements = std::mem::take(&mut self.waiting);
        match &mut self.inner {
            Inner::Sqlite(unit) => {
                statements.push(statement);
                unit.all(statements).await
            }
            Inner::Postgres(tx) => {
                run_each(tx, statements, &self.counters).await?;
                self.counters.handed_over();
                let sql = locking(&statement);
                Ok(sqlx::query_as_with(sql, arguments(statement)).fetch_all(&mut **tx).await?)
            }
        }
    }

    /// Runs a statement: how many rows it changed.
    pub(super) async fn run(&mut self, statement: Statement) -> Result<u64, StoreError> {
        self.counters.asked();
        self.waiting.push(statement);
        self.run_waiting().await
    }

    /// Runs a statement with the next one, at the latest with the commit.
    pub(super) async fn later(&mut self, statement: Statement) -> Result<(), StoreError> {
        self.counters.asked();
        self.waiting.push(statement);
        if self.waiting.len() >= MOST {
            self.run_waiting().await?;
        }
        Ok(())
    }

    async fn run_waiting(&mut self) -> Result<u64, StoreError> {
        let statements = std::mem::take(&mut self.waiting);
        match &mut self.inner {
            Inner::Sqlite(unit) => unit.run(statements).await,
            Inner::Postgres(tx) => run_each(tx, statements, &self.counters).await,
        }
    }

    /// Makes everything done in it last.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self.inner {
            Inner::Sqlite(unit) => unit.commit(self.waiting).await?,
            Inner::Postgres(mut tx) => {
                run_each(&mut tx, self.waiting, &self.counters).await?;
                self.counters.handed_over();
                tx.commit().await?;
                self.counters.committed();
            }
        }
        Ok(())
    }
}

/// Runs statements one after the other: how many rows the last has changed.
async fn run_each(
    tx: &mut sqlx::Transaction<'static, Postgres>,
    statements: Vec<Statement>,
    counters: &Counters,
) -> Result<u64, StoreError> {
    let mut changed = 0;
    for statement in statements {
        counters.handed_over();
        let sql = statement.sql.clone();
        changed = sqlx::query_with(sql, arguments(statement)).execute(&mut **tx).await?.rows_affected();
    }
    Ok(changed)
}

/// The text of a statement that may lock what it selects.
fn locking(statement: &Statement) -> SqlStr {
    match statement.lock {
        None => statement.sql.clone(),
        // Both parts are literals of this crate.
        Some(lock) => AssertSqlSafe(format!("{}{}", statement.sql.as_str(), lock.clause())).into_sql_str(),
    }
}

pub(super) fn arguments(statement: Statement) -> PgArguments {
    let mut arguments = PgArguments::default();
    statement.add_to::<Postgres>(&mut arguments);
    arguments
}
