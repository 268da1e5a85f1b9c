//! Refresh tokens, each good for one use.

use const_format::formatcp;
use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        identity::{Grant, RefreshToken},
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, query},
            stored::Reader,
        },
    },
};

/// A token as it is stored.
#[derive(Debug, Clone)]
pub struct StoredRefreshToken {
    pub id: Id<RefreshToken>,
    pub grant_id: Id<Grant>,
    /// The id of the access token that was issued with it.
    pub access_jti: String,
    pub access_used_at: Option<OffsetDateTime>,
    pub consumed_at: Option<OffsetDateTime>,
}

/// A token by its hash that is to be added, and the id of the access token that is issued with it.
#[derive(Debug, Clone, Copy)]
pub struct NewRefreshToken<'a> {
    pub id: Id<RefreshToken>,
    pub grant: Id<Grant>,
    pub hash: &'a str,
    pub access_jti: &'a str,
}

/// Adds a token, unless it is there.
pub async fn insert(tx: &mut Tx, new: NewRefreshToken<'_>, now: OffsetDateTime) -> Result<(), StoreError> {
    query(
        "INSERT INTO refresh_tokens (id, grant_id, token_hash, access_jti, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (token_hash) DO NOTHING",
    )
    .bind(new.id)
    .bind(new.grant)
    .bind(new.hash)
    .bind(new.access_jti)
    .bind(now)
    .later(tx)
    .await
}

/// A token in a statement that calls them `r`.
#[derive(sqlx::FromRow)]
pub struct Row {
    token_id: String,
    grant_id: String,
    access_jti: String,
    access_used_at: Option<i64>,
    consumed_at: Option<i64>,
}

/// What a [`Row`] is made of.
pub const COLUMNS: &str = "r.id AS token_id, r.grant_id, r.access_jti, r.access_used_at, r.consumed_at";

/// Reads a row.
pub fn read(row: Row) -> Result<StoredRefreshToken, StoreError> {
    let reader = Reader(&row.token_id);
    Ok(StoredRefreshToken {
        id: reader.parse("refresh_tokens.id", &row.token_id)?,
        grant_id: reader.parse("refresh_tokens.grant_id", &row.grant_id)?,
        access_used_at: reader.time_opt("refresh_tokens.access_used_at", row.access_used_at)?,
        consumed_at: reader.time_opt("refresh_tokens.consumed_at", row.consumed_at)?,
        access_jti: row.access_jti,
    })
}

/// The token of a grant that has this hash, used or not.
pub async fn by_hash(
    at: impl Into<At<'_>>,
    grant: Id<Grant>,
    token_hash: &str,
) -> Result<Option<StoredRefreshToken>, StoreError> {
    let row: Option<Row> =
        query(formatcp!("SELECT {COLUMNS} FROM refresh_tokens r WHERE r.token_hash = $2 AND r.grant_id = $1"))
            .bind(grant)
            .bind(token_hash)
            .opt(at)
            .await?;
    row.map(read).transpose()
}

/// Replaces a token, unless it was replaced, by one that follows from it: whoever does so at the same moment does the same.
pub async fn replace(
    tx: &mut Tx,
    id: Id<RefreshToken>,
    by: NewRefreshToken<'_>,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    insert(tx, by, now).await?;
    query("UPDATE refresh_tokens SET consumed_at = $2 WHERE id = $1 AND consumed_at IS NULL")
        .bind(id)
        .bind(now)
        .later(tx)
        .await
}

#[derive(sqlx::FromRow)]
struct UnusedRow {
    id: String,
}

/// The refresh token that an access token was issued with, where the access token was not used before.
pub async fn with_unused_access(
    at: impl Into<At<'_>>,
    access_jti: &str,
) -> Result<Option<Id<RefreshToken>>, StoreError> {
    let row: Option<UnusedRow> =
        query("SELECT id FROM refresh_tokens WHERE access_jti = $1 AND access_used_at IS NULL")
            .bind(access_jti)
            .opt(at)
            .await?;
    row.map(|row| Reader(&row.id).parse("refresh_tokens.id", &row.id)).transpose()
}

/// Writes that the access token of a refresh token was used.
pub async fn use_access(tx: &mut Tx, id: Id<RefreshToken>, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE refresh_tokens SET access_used_at = $2 WHERE id = $1 AND access_used_at IS NULL")
        .bind(id)
        .bind(now)
        .later(tx)
        .await
}
