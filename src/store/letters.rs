//! Letters that are to be sent.

use time::OffsetDateTime;

use super::{
    StoreError, Tx,
    sql::{
        query::{At, query},
        stored::Reader,
    },
    unit::Signal,
};
use crate::domain::{id::Id, letter::Letter};

/// A letter in the hands of whoever sends it.
#[derive(Debug)]
pub struct ClaimedLetter {
    pub id: Id<Letter>,
    /// Sealed.
    pub content: String,
    pub attempts: i64,
}

/// Adds a letter; whoever sends letters in this process hears of it with the commit.
pub async fn insert(
    tx: &mut Tx,
    id: Id<Letter>,
    content: String,
    (due_at, expires_at): (OffsetDateTime, OffsetDateTime),
) -> Result<(), StoreError> {
    query("INSERT INTO letters (id, content, attempts, due_at, expires_at) VALUES ($1, $2, 0, $3, $4)")
        .bind(id)
        .bind(content)
        .bind(due_at)
        .bind(expires_at)
        .later(tx)
        .await?;
    tx.signal(Signal::Letters);
    Ok(())
}

#[derive(sqlx::FromRow)]
struct IdRow {
    id: String,
}

/// Letters that may be sent at `now`.
pub async fn due(at: impl Into<At<'_>>, now: OffsetDateTime, limit: i64) -> Result<Vec<Id<Letter>>, StoreError> {
    let rows: Vec<IdRow> = query("SELECT id FROM letters WHERE due_at <= $1 ORDER BY due_at LIMIT $2")
        .bind(now)
        .bind(limit)
        .all(at)
        .await?;
    rows.iter().map(|row| Reader(&row.id).parse("letters.id", &row.id)).collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    content: String,
    attempts: i64,
}

/// Takes a letter that is due, until `until`; one whose time is up is not taken.
pub async fn claim(
    tx: &mut Tx,
    id: Id<Letter>,
    (now, until): (OffsetDateTime, OffsetDateTime),
) -> Result<Option<ClaimedLetter>, StoreError> {
    let row: Option<Row> = query(
        "UPDATE letters SET attempts = attempts + 1, due_at = $3
         WHERE id = $1 AND due_at <= $2 AND expires_at > $2 RETURNING id, content, attempts",
    )
    .bind(id)
    .bind(now)
    .bind(until)
    .opt(tx)
    .await?;
    let read = |row: Row| {
        let id = Reader(&row.id).parse("letters.id", &row.id)?;
        Ok(ClaimedLetter { id, content: row.content, attempts: row.attempts })
    };
    row.map(read).transpose()
}

/// Lets a letter rest until it is tried again, if it is still in the same hands.
pub async fn postpone(tx: &mut Tx, letter: &ClaimedLetter, due_at: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE letters SET due_at = $3 WHERE id = $1 AND attempts = $2")
        .bind(letter.id)
        .bind(letter.attempts)
        .bind(due_at)
        .later(tx)
        .await
}

/// Takes away a letter that was sent, or that nobody can send.
pub async fn delete(tx: &mut Tx, id: Id<Letter>) -> Result<(), StoreError> {
    query("DELETE FROM letters WHERE id = $1").bind(id).later(tx).await
}

/// Whether the time of any letter is up.
pub async fn any_expired(at: impl Into<At<'_>>, now: OffsetDateTime) -> Result<bool, StoreError> {
    let row: Option<IdRow> = query("SELECT id FROM letters WHERE expires_at <= $1 LIMIT 1").bind(now).opt(at).await?;
    Ok(row.is_some_and(|row| !row.id.is_empty()))
}

/// Takes away the letters whose time is up: how many.
pub async fn drop_expired(tx: &mut Tx, now: OffsetDateTime) -> Result<u64, StoreError> {
    query("DELETE FROM letters WHERE expires_at <= $1").bind(now).run(tx).await
}
