//! One unit of work on SQLite: a transaction, or a savepoint in the transaction of a group.

use std::sync::Arc;

use tokio::runtime::Handle;

use super::{
    batch::Batch,
    group::{Group, Seen},
    writer::{Turn, Writer},
};
use crate::{
    crash,
    store::sql::{row::Row, statement::Statement, stored::StoreError},
};

const BEGIN: &str = "BEGIN IMMEDIATE";
const COMMIT: &str = "COMMIT";
const ROLL_BACK: &str = "ROLLBACK";
const JOIN: &str = "SAVEPOINT unit";
const LEAVE: &str = "RELEASE unit";
const UNDO: &str = "ROLLBACK TO unit";

/// A unit of work. It begins with its first statement; dropped without [`Unit::commit`] it changes nothing.
pub struct Unit {
    writer: Arc<Writer>,
    /// Gone once it has ended.
    turn: Option<Turn>,
    seen: Option<Seen>,
    place: Place,
    failure: Option<Failure>,
}

/// Where a unit stands among others.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// It has not begun.
    Outside,
    /// It began the transaction.
    First,
    /// It is a savepoint behind others.
    Behind,
}

/// What a failed statement has undone.
enum Failure {
    /// What the unit did.
    Unit,
    /// Perhaps the whole transaction.
    Group(Arc<sqlx::Error>),
}

impl Unit {
    /// Waits for a turn. The unit joins those before it where its answer waits for their commit.
    pub async fn begin(writer: &Arc<Writer>) -> Result<Self, StoreError> {
        let seen = Seen::current();
        let turn = if seen.is_some() { writer.turn().await? } else { writer.alone().await? };
        Ok(Self { writer: Arc::clone(writer), turn: Some(turn), seen, place: Place::Outside, failure: None })
    }

    /// Runs statements: every row of the last.
    pub async fn all<R: Row>(&mut self, statements: Vec<Statement>) -> Result<Vec<R>, StoreError> {
        let batch = self.batch(statements, None)?;
        let rows = batch.all(self.turn()?.connection()?).await;
        self.checked(rows)
    }

    /// Runs statements: how many rows the last has changed.
    pub async fn run(&mut self, statements: Vec<Statement>) -> Result<u64, StoreError> {
        self.run_to(statements, None).await
    }

    /// Runs the last statements, and makes everything done last. It is not dropped on the way: others may wait for the same
    /// commit.
    pub async fn commit(mut self, statements: Vec<Statement>) -> Result<(), StoreError> {
        if self.place == Place::Outside && statements.is_empty() {
            return Ok(());
        }
        let is_first = self.place == Place::First
            || self.place == Place::Outside && self.turn.as_ref().is_some_and(|turn| turn.group.is_none());
        if is_first && !self.writer.is_awaited() {
            return self.end_alone(statements).await;
        }
        if !is_first || !statements.is_empty() {
            self.run_to(statements, (!is_first).then_some(LEAVE)).await?;
        }
        let Some(turn) = self.turn.take() else { return Err(StoreError::Failed) };
        let Some(outcome) = turn.group.as_ref().map(Group::outcome) else { return Err(StoreError::Failed) };
        crash::point("group: between its units");
        drop(turn);
        // The first stands in line once more, and commits for all who came before its turn.
        if is_first {
            let mut turn = self.writer.again().await;
            if outcome.is_open() {
                turn.commit().await;
            }
        }
        outcome.wait().await
    }

    /// Commits with the last statements, where nobody waits.
    async fn end_alone(&mut self, statements: Vec<Statement>) -> Result<(), StoreError> {
        self.run_to(statements, Some(COMMIT)).await?;
        if let Some(mut turn) = self.turn.take()
            && let Some(group) = turn.group.take()
        {
            turn.committed(group);
        }
        Ok(())
    }

    async fn run_to(&mut self, statements: Vec<Statement>, last: Option<&'static str>) -> Result<u64, StoreError> {
        let batch = self.batch(statements, last)?;
        let changed = batch.run(self.turn()?.connection()?).await;
        self.checked(changed)
    }

    /// The next statements, with what begins the unit before its first.
    fn batch(&mut self, statements: Vec<Statement>, last: Option<&'static str>) -> Result<Batch, StoreError> {
        if self.failure.is_some() {
            return Err(StoreError::Failed);
        }
        let place = self.place;
        let turn = self.turn()?;
        turn.counters.handed_over();
        let first = match (place, &turn.group) {
            (Place::Outside, None) => Some((BEGIN, Place::First)),
            (Place::Outside, Some(_)) => Some((JOIN, Place::Behind)),
            (Place::First | Place::Behind, _) => None,
        };
        turn.group.get_or_insert_default();
        self.place = first.map_or(place, |(_, place)| place);
        Ok(Batch::new(first.map(|(sql, _)| sql), statements, last))
    }

    fn turn(&mut self) -> Result<&mut Turn, StoreError> {
        self.turn.as_mut().ok_or(StoreError::Failed)
    }

    /// After an error of the database a unit can only be dropped, as in PostgreSQL.
    fn checked<T>(&mut self, result: Result<T, sqlx::Error>) -> Result<T, StoreError> {
        use sqlx::Error::{ColumnDecode, ColumnIndexOutOfBounds, ColumnNotFound, Database, Decode};
        match result {
            Ok(result) => Ok(result),
            Err(error @ (ColumnDecode { .. } | ColumnIndexOutOfBounds { .. } | ColumnNotFound(_) | Decode(_))) => {
                Err(error.into())
            }
            Err(Database(error)) if error.code().is_some_and(|code| undoes_a_statement(&code)) => {
                self.failure = Some(Failure::Unit);
                Err(Database(error).into())
            }
            Err(error) => {
                let error = Arc::new(error);
                self.failure = Some(Failure::Group(Arc::clone(&error)));
                Err(StoreError::Shared(error))
            }
        }
    }
}

/// Whether SQLite has undone no more than the statement: a wrong one, a constraint, a value that does not fit.
fn undoes_a_statement(code: &str) -> bool {
    code.parse::<u32>().is_ok_and(|code| [1, 18, 19, 20, 25].contains(&(code & 0xFF)))
}

impl Drop for Unit {
    fn drop(&mut self) {
        let Some(mut turn) = self.turn.take().filter(|_| self.place != Place::Outside) else { return };
        // What it has read may still come to nothing.
        if let (Place::Behind, Some(seen), Some(group)) = (self.place, &self.seen, &turn.group) {
            seen.add(group.outcome());
        }
        match Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(undo(turn, self.place, self.failure.take()))),
            Err(_) => turn.forget(),
        }
    }
}

/// Undoes a unit, and its whole group where SQLite cannot undo less.
async fn undo(mut turn: Turn, place: Place, failure: Option<Failure>) {
    if let Some(Failure::Group(error)) = failure {
        let group = turn.group.take();
        return turn.fail(group, error).await;
    }
    let undone = match place {
        Place::First => turn.execute(ROLL_BACK, None).await,
        Place::Outside | Place::Behind => turn.execute(UNDO, Some(LEAVE)).await,
    };
    let group = if place == Place::First || undone.is_err() { turn.group.take() } else { None };
    if let Err(error) = undone {
        turn.fail(group, error.into()).await;
    }
}
