//! A statement as data: its text and its parameters.

use sqlx::{Arguments, Encode, SqlStr, Type};
use time::OffsetDateTime;

use super::stored::micros;
use crate::domain::id::{Id, Noun};

/// A statement with its parameters, `$1`, `$2`, … in its text.
pub struct Statement {
    pub sql: SqlStr,
    pub parameters: Vec<Parameter>,
    pub lock: Option<Lock>,
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
    pub const fn clause(self) -> &'static str {
        match self {
            Self::Exclusive => " FOR NO KEY UPDATE",
            Self::Shared => " FOR SHARE",
        }
    }
}

impl Statement {
    /// Gives a driver its parameters.
    pub fn add_to<D: sqlx::Database>(self, arguments: &mut D::Arguments)
    where
        Option<String>: for<'a> Encode<'a, D> + Type<D>,
        Option<i64>: for<'a> Encode<'a, D> + Type<D>,
    {
        for parameter in self.parameters {
            let added = match parameter {
                Parameter::Text(text) => arguments.add(text),
                Parameter::Integer(integer) => arguments.add(integer),
            };
            added.expect("texts and integers can always be encoded");
        }
    }
}
