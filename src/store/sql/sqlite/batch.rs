//! Statements that go to SQLite's thread together, as one text with the arguments of all.

use futures_util::TryStreamExt;
use sqlx::{AssertSqlSafe, Either, Executor, SqlSafeStr, SqlStr, Sqlite, SqliteConnection, sqlite::SqliteArguments};

use crate::store::sql::{row::Row, statement::Statement};

/// Statements that run in their order, up to the first that fails.
pub struct Batch {
    sql: SqlStr,
    arguments: SqliteArguments,
    count: usize,
}

impl Batch {
    /// Statements between one that begins and one that ends something, where there are such.
    pub fn new(first: Option<&'static str>, statements: Vec<Statement>, last: Option<&'static str>) -> Self {
        let count = usize::from(first.is_some()) + statements.len() + usize::from(last.is_some());
        let mut arguments = SqliteArguments::default();
        if let ([statement], None, None) = (statements.as_slice(), first, last) {
            let sql = statement.sql.clone();
            for statement in statements {
                statement.add_to::<Sqlite>(&mut arguments);
            }
            return Self { sql, arguments, count };
        }
        let (mut text, mut before) = (String::new(), 0);
        text.extend(first.iter().flat_map(|first| [*first, ";"]));
        for statement in statements {
            renumber(statement.sql.as_str(), before, &mut text);
            text.push(';');
            before += statement.parameters.len();
            statement.add_to::<Sqlite>(&mut arguments);
        }
        text.extend(last);
        // All parts are literals of this crate.
        Self { sql: AssertSqlSafe(text).into_sql_str(), arguments, count }
    }

    /// Every row of the last statement; those before it give none.
    pub async fn all<R: Row>(self, connection: &mut SqliteConnection) -> Result<Vec<R>, sqlx::Error> {
        sqlx::query_as_with(self.sql, self.arguments).fetch_all(connection).await
    }

    /// Runs them all: how many rows the last one changed.
    pub async fn run(self, connection: &mut SqliteConnection) -> Result<u64, sqlx::Error> {
        let mut results = connection.fetch_many(sqlx::query_with(self.sql, self.arguments));
        let (mut done, mut changed) = (0, 0);
        while let Some(result) = results.try_next().await? {
            if let Either::Left(result) = result {
                done += 1;
                changed = result.rows_affected();
            }
        }
        // A thread that ends says no more.
        if done == self.count { Ok(changed) } else { Err(sqlx::Error::WorkerCrashed) }
    }
}

/// Adds a statement whose parameters come after `before` others.
fn renumber(sql: &str, before: usize, text: &mut String) {
    if before == 0 {
        return text.push_str(sql);
    }
    for (place, part) in sql.split('\'').enumerate() {
        if place > 0 {
            text.push('\'');
        }
        // Every second part is a quoted text.
        if place % 2 == 1 {
            text.push_str(part);
            continue;
        }
        let mut pieces = part.split('$');
        text.extend(pieces.next());
        for piece in pieces {
            let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
            let number: usize = piece[..digits].parse().expect("a parameter has a number");
            text.push('$');
            text.push_str(&(number + before).to_string());
            text.push_str(&piece[digits..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_of_later_statements_come_after_those_of_earlier_ones() {
        let statements = ["INSERT INTO a VALUES ($1, $2)", "UPDATE b SET c = '$1 it''s $2' || $2 WHERE d = $1"]
            .map(|sql| Statement { sql: SqlStr::from_static(sql), parameters: vec!["x".into(), 1.into()], lock: None });
        let statements = Vec::from(statements);
        let batch = Batch::new(Some("BEGIN"), statements, Some("COMMIT"));
        assert_eq!(
            batch.sql.as_str(),
            "BEGIN;INSERT INTO a VALUES ($1, $2);UPDATE b SET c = '$1 it''s $2' || $4 WHERE d = $3;COMMIT"
        );
        assert_eq!(batch.count, 4);
    }
}
