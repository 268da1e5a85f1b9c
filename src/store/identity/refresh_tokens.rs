//! Refresh tokens, each good for one use.

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
    pub successor_id: Option<Id<RefreshToken>>,
    /// The id of the access token that was issued with it.
    pub access_jti: String,
    pub access_used_at: Option<OffsetDateTime>,
    pub consumed_at: Option<OffsetDateTime>,
}

/// Adds a token by its hash, with the id of the access token that is issued with it.
pub async fn insert(
    tx: &mut Tx,
    (id, grant): (Id<RefreshToken>, Id<Grant>),
    token_hash: &str,
    access_jti: &str,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    query("INSERT INTO refresh_tokens (id, grant_id, token_hash, access_jti, created_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(grant)
        .bind(token_hash)
        .bind(access_jti)
        .bind(now)
        .later(tx)
        .await
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    grant_id: String,
    successor_id: Option<String>,
    access_jti: String,
    access_used_at: Option<i64>,
    consumed_at: Option<i64>,
}

fn read(row: Row) -> Result<StoredRefreshToken, StoreError> {
    let reader = Reader(&row.id);
    Ok(StoredRefreshToken {
        id: reader.parse("refresh_tokens.id", &row.id)?,
        grant_id: reader.parse("refresh_tokens.grant_id", &row.grant_id)?,
        successor_id: reader.parse_opt("refresh_tokens.successor_id", row.successor_id.as_deref())?,
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
    let row: Option<Row> = query(
        "SELECT id, grant_id, successor_id, access_jti, access_used_at, consumed_at FROM refresh_tokens
         WHERE token_hash = $2 AND grant_id = $1",
    )
    .bind(grant)
    .bind(token_hash)
    .opt(at)
    .await?;
    row.map(read).transpose()
}

/// Replaces a token; false when it was replaced meanwhile.
pub async fn consume(
    tx: &mut Tx,
    id: Id<RefreshToken>,
    successor: Id<RefreshToken>,
    now: OffsetDateTime,
) -> Result<bool, StoreError> {
    let consumed =
        query("UPDATE refresh_tokens SET consumed_at = $3, successor_id = $2 WHERE id = $1 AND consumed_at IS NULL")
            .bind(id)
            .bind(successor)
            .bind(now);
    Ok(consumed.run(tx).await? == 1)
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
