//! Codes that were mailed: rows of `one_time_codes` that count their tries. A code is short, so its hash is keyed, and made
//! with the id of its row.

use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        identity::{Client, OneTimeCode, Pool, hosted::otp},
    },
    store::{
        StoreError, Tx,
        sql::query::{At, query},
    },
};

/// The kind of their rows.
const KIND: &str = "otp";

/// Adds a code.
pub async fn insert(
    tx: &mut Tx,
    id: Id<OneTimeCode>,
    code_hash: &str,
    (pool, client): (Id<Pool>, Id<Client>),
    now: OffsetDateTime,
) -> Result<OffsetDateTime, StoreError> {
    let expires_at = now + otp::LIFE;
    query(
        "INSERT INTO one_time_codes (id, kind, code_hash, pool_id, client_id, payload, attempts, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, '{}', 0, $6, $7)",
    )
    .bind(id)
    .bind(KIND)
    .bind(code_hash)
    .bind(pool)
    .bind(client)
    .bind(now)
    .bind(expires_at)
    .later(tx)
    .await?;
    Ok(expires_at)
}

#[derive(sqlx::FromRow)]
struct TriedRow {
    attempts: i64,
    consumed_at: Option<i64>,
}

/// What became of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    /// It was right, and is used up.
    Right,
    /// It was wrong; so many tries are left.
    Wrong(i64),
    /// The code cannot be used any more.
    Over,
}

/// Tries a code: one statement counts the try and uses the code up if it is right, so that no two tries are one.
pub async fn attempt(
    tx: &mut Tx,
    id: Id<OneTimeCode>,
    code_hash: &str,
    now: OffsetDateTime,
) -> Result<Tried, StoreError> {
    let row: Option<TriedRow> = query(
        "UPDATE one_time_codes
         SET attempts = attempts + 1, consumed_at = CASE WHEN code_hash = $2 THEN CAST($3 AS BIGINT) ELSE NULL END
         WHERE id = $1 AND kind = $4 AND consumed_at IS NULL AND expires_at > $3 AND attempts < $5
         RETURNING attempts, consumed_at",
    )
    .bind(id)
    .bind(code_hash)
    .bind(now)
    .bind(KIND)
    .bind(otp::TRIES)
    .opt(tx)
    .await?;
    Ok(match row {
        Some(TriedRow { consumed_at: Some(_), .. }) => Tried::Right,
        Some(TriedRow { attempts, .. }) if attempts < otp::TRIES => Tried::Wrong(otp::TRIES - attempts),
        Some(_) | None => Tried::Over,
    })
}

/// Takes away a code in whose place another was mailed.
pub async fn drop(tx: &mut Tx, id: Id<OneTimeCode>) -> Result<(), StoreError> {
    query("DELETE FROM one_time_codes WHERE id = $1 AND kind = $2 AND consumed_at IS NULL")
        .bind(id)
        .bind(KIND)
        .later(tx)
        .await
}

#[derive(sqlx::FromRow)]
struct OpenRow {
    attempts: i64,
}

/// How many tries a code has left.
pub async fn tries_left(at: impl Into<At<'_>>, id: Id<OneTimeCode>, now: OffsetDateTime) -> Result<i64, StoreError> {
    let row: Option<OpenRow> = query(
        "SELECT attempts FROM one_time_codes WHERE id = $1 AND kind = $2 AND consumed_at IS NULL AND expires_at > $3",
    )
    .bind(id)
    .bind(KIND)
    .bind(now)
    .opt(at)
    .await?;
    Ok(row.map_or(0, |row| otp::TRIES - row.attempts))
}
