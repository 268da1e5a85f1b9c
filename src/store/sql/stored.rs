//! Reading stored values back into the domain's types, and saying where one does not fit.

use std::{fmt::Display, str::FromStr, sync::Arc};

use serde::{Serialize, de::DeserializeOwned};
use time::OffsetDateTime;

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the database refused: {0}")]
    Database(#[from] sqlx::Error),
    /// Nothing has happened of all the units of work that were to be committed together.
    #[error("the database refused: {0}")]
    Shared(Arc<sqlx::Error>),
    /// A statement before has failed.
    #[error("the unit of work has failed already")]
    Failed,
    #[error("the database at {address} cannot be reached: {problem}")]
    Unreachable { address: String, problem: String },
    #[error("the database could not be brought up to date: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    #[error("the row {row} is gone")]
    Missing { row: String },
    #[error("column {column} of row {row} holds what this version cannot read: {problem}")]
    Unreadable { column: &'static str, row: String, problem: String },
}

impl StoreError {
    /// Whether the same may well work later, without any change to the program: the connection was lost, the database
    /// is starting, stopping, locked or read-only, its disk is full or fails, or it has chosen this transaction to give
    /// way to another.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Database(error) => may_work_later(error),
            Self::Shared(error) => may_work_later(error),
            Self::Unreachable { .. } => true,
            Self::Failed | Self::Migrate(_) | Self::Missing { .. } | Self::Unreadable { .. } => false,
        }
    }
}

fn may_work_later(error: &sqlx::Error) -> bool {
    use sqlx::Error::{BeginFailed, Database, Io, PoolClosed, PoolTimedOut, WorkerCrashed};
    match error {
        Database(error) => error.code().is_some_and(|code| is_transient(&code)),
        error => matches!(error, BeginFailed | Io(_) | PoolClosed | PoolTimedOut | WorkerCrashed),
    }
}

/// PostgreSQL's states (five characters) and SQLite's result codes (fewer).
fn is_transient(code: &str) -> bool {
    match code.parse::<u16>() {
        Ok(number) if code.len() < 5 => TRANSIENT_SQLITE.contains(&(number & 0xFF)),
        _ => TRANSIENT_POSTGRES.contains(&code) || ["08", "53", "57P0"].iter().any(|class| code.starts_with(class)),
    }
}

/// Busy, locked, read-only, failed input or output, full, cannot open: the lowest byte of a result code.
const TRANSIENT_SQLITE: [u16; 6] = [5, 6, 8, 10, 13, 14];
/// Serialization failure, deadlock, read-only transaction, lock not available in time, failed input or output. Whole
/// classes beside them: connection exceptions, insufficient resources (a full disk among them), operator intervention.
const TRANSIENT_POSTGRES: [&str; 5] = ["40001", "40P01", "25006", "55P03", "58030"];

/// Microseconds since 1970, as times are stored.
pub fn micros(time: OffsetDateTime) -> i64 {
    i64::try_from(time.unix_timestamp_nanos() / 1_000).unwrap_or(i64::MAX)
}

/// One stored row's name, for reading its columns.
pub struct Reader<'a>(pub &'a str);

impl Reader<'_> {
    /// Reads a text column as an id, a status or another type with one spelling.
    pub fn parse<T: FromStr<Err: Display>>(&self, column: &'static str, text: &str) -> Result<T, StoreError> {
        text.parse().map_err(|problem| self.unreadable(column, problem))
    }

    /// As [`Self::parse`], for a column that may be NULL.
    pub fn parse_opt<T: FromStr<Err: Display>>(
        &self,
        column: &'static str,
        text: Option<&str>,
    ) -> Result<Option<T>, StoreError> {
        text.map(|text| self.parse(column, text)).transpose()
    }

    /// Reads a column that holds JSON.
    pub fn json<T: DeserializeOwned>(&self, column: &'static str, text: &str) -> Result<T, StoreError> {
        serde_json::from_str(text).map_err(|problem| self.unreadable(column, problem))
    }

    /// Reads a column of microseconds.
    pub fn time(&self, column: &'static str, micros: i64) -> Result<OffsetDateTime, StoreError> {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(micros) * 1_000)
            .map_err(|problem| self.unreadable(column, problem))
    }

    /// As [`Self::time`], for a column that may be NULL.
    pub fn time_opt(&self, column: &'static str, micros: Option<i64>) -> Result<Option<OffsetDateTime>, StoreError> {
        micros.map(|micros| self.time(column, micros)).transpose()
    }

    /// Reads a column of a number that is never negative.
    pub fn number(&self, column: &'static str, number: i64) -> Result<u32, StoreError> {
        u32::try_from(number).map_err(|problem| self.unreadable(column, problem))
    }

    /// Says that a column holds what cannot be read.
    pub fn unreadable(&self, column: &'static str, problem: impl Display) -> StoreError {
        StoreError::Unreadable { column, row: self.0.to_owned(), problem: problem.to_string() }
    }
}

/// A document as it is stored.
pub fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("our own types have text keys and no failing serializers")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_by_itself_is_told_from_what_does_not() {
        let postgres =
            ["40001", "40P01", "25006", "53100", "53200", "53300", "55P03", "57P01", "57P03", "58030", "08006"];
        // Busy in its three forms, locked, read-only, a failed write, full, cannot open.
        let sqlite = ["5", "261", "517", "6", "8", "778", "13", "14"];
        for code in postgres.into_iter().chain(sqlite) {
            assert!(is_transient(code), "{code}");
        }
        for code in ["23505", "57014", "42601", "11", "19", "1", "2067", ""] {
            assert!(!is_transient(code), "{code}");
        }
        assert!(StoreError::from(sqlx::Error::PoolTimedOut).is_transient());
        assert!(!StoreError::from(sqlx::Error::RowNotFound).is_transient());
    }
}
