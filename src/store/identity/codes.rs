//! One-time codes.

use serde::{Serialize, de::DeserializeOwned};
use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        identity::{Client, Device, Grant, OneTimeCode, Pool, User, code::Kind, user::IdentityKind},
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, query},
            stored::{Reader, to_json},
        },
    },
};

/// What a new code is about.
#[derive(Debug, Clone, Copy, Default)]
pub struct About<'a> {
    pub pool: Option<Id<Pool>>,
    pub client: Option<Id<Client>>,
    pub user: Option<Id<User>>,
    /// The tenant's own name for a customer.
    pub external_id: Option<&'a str>,
    /// A device that is being enrolled.
    pub device: Option<Id<Device>>,
}

/// Adds a code by its hash.
pub async fn insert<T: Serialize>(
    tx: &mut Tx,
    (id, kind): (Id<OneTimeCode>, Kind),
    code_hash: &str,
    about: About<'_>,
    payload: &T,
    now: OffsetDateTime,
) -> Result<OffsetDateTime, StoreError> {
    let expires_at = now + kind.life();
    query(
        "INSERT INTO one_time_codes
             (id, kind, code_hash, pool_id, client_id, user_id, external_id, payload, attempts, created_at, expires_at,
              device_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, $11)",
    )
    .bind(id)
    .bind(<&str>::from(kind))
    .bind(code_hash)
    .bind(about.pool)
    .bind(about.client)
    .bind(about.user)
    .bind(about.external_id.map(str::to_owned))
    .bind(to_json(payload))
    .bind(now)
    .bind(expires_at)
    .bind(about.device)
    .later(tx)
    .await?;
    Ok(expires_at)
}

/// A code with what it stands for.
#[derive(Debug, Clone)]
pub struct Consumed<T> {
    pub id: Id<OneTimeCode>,
    pub pool: Option<Id<Pool>>,
    pub client: Option<Id<Client>>,
    pub user: Option<Id<User>>,
    pub external_id: Option<String>,
    pub payload: T,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    pool_id: Option<String>,
    client_id: Option<String>,
    user_id: Option<String>,
    external_id: Option<String>,
    payload: String,
}

fn read<T: DeserializeOwned>(row: &Row) -> Result<Consumed<T>, StoreError> {
    let reader = Reader(&row.id);
    Ok(Consumed {
        external_id: row.external_id.clone(),
        id: reader.parse("one_time_codes.id", &row.id)?,
        pool: reader.parse_opt("one_time_codes.pool_id", row.pool_id.as_deref())?,
        client: reader.parse_opt("one_time_codes.client_id", row.client_id.as_deref())?,
        user: reader.parse_opt("one_time_codes.user_id", row.user_id.as_deref())?,
        payload: reader.json("one_time_codes.payload", &row.payload)?,
    })
}

/// Uses a code up: what it stands for, once, and nothing where it is unknown, used or expired.
pub async fn consume<T: DeserializeOwned>(
    tx: &mut Tx,
    kind: Kind,
    code_hash: &str,
    now: OffsetDateTime,
) -> Result<Option<Consumed<T>>, StoreError> {
    let row: Option<Row> = query(
        "UPDATE one_time_codes SET consumed_at = $3
         WHERE code_hash = $1 AND kind = $2 AND consumed_at IS NULL AND expires_at > $3
         RETURNING id, pool_id, client_id, user_id, external_id, payload",
    )
    .bind(code_hash)
    .bind(<&str>::from(kind))
    .bind(now)
    .opt(tx)
    .await?;
    row.as_ref().map(read).transpose()
}

/// What a code that can still be used stands for; it is not used up.
pub async fn look<T: DeserializeOwned>(
    at: impl Into<At<'_>>,
    kind: Kind,
    code_hash: &str,
    now: OffsetDateTime,
) -> Result<Option<Consumed<T>>, StoreError> {
    let row: Option<Row> = query(
        "SELECT id, pool_id, client_id, user_id, external_id, payload FROM one_time_codes
         WHERE code_hash = $1 AND kind = $2 AND consumed_at IS NULL AND expires_at > $3",
    )
    .bind(code_hash)
    .bind(<&str>::from(kind))
    .bind(now)
    .opt(at)
    .await?;
    row.as_ref().map(read).transpose()
}

#[derive(sqlx::FromRow)]
struct IssuedRow {
    issued_grant_id: Option<String>,
}

/// The grant that was made with a code that is used up.
pub async fn issued(at: impl Into<At<'_>>, kind: Kind, code_hash: &str) -> Result<Option<Id<Grant>>, StoreError> {
    let row: Option<IssuedRow> = query(
        "SELECT issued_grant_id FROM one_time_codes
         WHERE code_hash = $1 AND kind = $2 AND consumed_at IS NOT NULL",
    )
    .bind(code_hash)
    .bind(<&str>::from(kind))
    .opt(at)
    .await?;
    let issued = row.and_then(|row| row.issued_grant_id);
    Reader("").parse_opt("one_time_codes.issued_grant_id", issued.as_deref())
}

/// What became of a code that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Unknown,
    /// Nobody has used it.
    Open,
    Used,
}

#[derive(sqlx::FromRow)]
struct FateRow {
    consumed_at: Option<i64>,
}

/// What became of a code.
pub async fn fate(at: impl Into<At<'_>>, kind: Kind, code_hash: &str) -> Result<Fate, StoreError> {
    let row: Option<FateRow> = query("SELECT consumed_at FROM one_time_codes WHERE code_hash = $1 AND kind = $2")
        .bind(code_hash)
        .bind(<&str>::from(kind))
        .opt(at)
        .await?;
    Ok(row.map_or(Fate::Unknown, |row| if row.consumed_at.is_some() { Fate::Used } else { Fate::Open }))
}

/// Lets the oldest codes of a customer expire that can be used, but for so many.
pub async fn expire_surplus(
    tx: &mut Tx,
    (pool, external_id): (Id<Pool>, &str),
    kept: i64,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    query(
        "UPDATE one_time_codes SET expires_at = $3 WHERE pool_id = $1 AND external_id = $2 AND consumed_at IS NULL
             AND expires_at > $3 AND id NOT IN
             (SELECT id FROM one_time_codes WHERE pool_id = $1 AND external_id = $2 AND consumed_at IS NULL
              AND expires_at > $3 ORDER BY id DESC LIMIT $4)",
    )
    .bind(pool)
    .bind(external_id)
    .bind(now)
    .bind(kept)
    .later(tx)
    .await
}

#[derive(sqlx::FromRow)]
struct MadeRow {
    created_at: i64,
}

/// Whether a device of a user is being enrolled: a request of it was pushed, or the code that this led to was not used.
pub async fn is_enrolling(
    at: impl Into<At<'_>>,
    (user, device): (Id<User>, Id<Device>),
    now: OffsetDateTime,
) -> Result<bool, StoreError> {
    let open: Option<AgeRow> = query(
        "SELECT expires_at FROM one_time_codes WHERE user_id = $1 AND kind IN ('par', 'authorization')
             AND device_id = $2 AND consumed_at IS NULL AND expires_at > $3 LIMIT 1",
    )
    .bind(user)
    .bind(device)
    .bind(now)
    .opt(at)
    .await?;
    Ok(open.is_some_and(|row| row.expires_at > 0))
}

/// When the codes of a customer were made that were made after a time, the newest first and at most so many.
pub async fn made_since(
    at: impl Into<At<'_>>,
    (pool, external_id): (Id<Pool>, &str),
    since: OffsetDateTime,
    most: i64,
) -> Result<Vec<OffsetDateTime>, StoreError> {
    let rows: Vec<MadeRow> = query(
        "SELECT created_at FROM one_time_codes WHERE pool_id = $1 AND external_id = $2 AND created_at > $3
         ORDER BY created_at DESC LIMIT $4",
    )
    .bind(pool)
    .bind(external_id)
    .bind(since)
    .bind(most)
    .all(at)
    .await?;
    rows.into_iter().map(|row| Reader("").time("one_time_codes.created_at", row.created_at)).collect()
}

/// Writes which grant was made with a code.
pub async fn set_issued(tx: &mut Tx, id: Id<OneTimeCode>, grant: Id<Grant>) -> Result<(), StoreError> {
    query("UPDATE one_time_codes SET issued_grant_id = $2 WHERE id = $1").bind(id).bind(grant).later(tx).await
}

/// Takes away a user's codes of one kind that were not used, so that the next is the only one.
pub async fn drop_open(tx: &mut Tx, kind: Kind, user: Id<User>) -> Result<(), StoreError> {
    query("DELETE FROM one_time_codes WHERE user_id = $1 AND kind = $2 AND consumed_at IS NULL")
        .bind(user)
        .bind(<&str>::from(kind))
        .later(tx)
        .await
}

/// Takes away all codes of a user, also those that a backend made for the customer who the user is.
pub async fn delete_of_user(tx: &mut Tx, (pool, user): (Id<Pool>, Id<User>)) -> Result<(), StoreError> {
    query(
        "DELETE FROM one_time_codes WHERE pool_id = $1 AND external_id IN
             (SELECT unique_key FROM identities WHERE user_id = $2 AND kind = $3)",
    )
    .bind(pool)
    .bind(user)
    .bind(<&str>::from(IdentityKind::External))
    .later(tx)
    .await?;
    query("DELETE FROM one_time_codes WHERE user_id = $1").bind(user).later(tx).await
}

#[derive(sqlx::FromRow)]
struct AgeRow {
    expires_at: i64,
}

/// Whether any code expired before `before`.
pub async fn any_old(at: impl Into<At<'_>>, before: OffsetDateTime) -> Result<bool, StoreError> {
    let row: Option<AgeRow> =
        query("SELECT expires_at FROM one_time_codes WHERE expires_at < $1 LIMIT 1").bind(before).opt(at).await?;
    Ok(row.is_some_and(|row| row.expires_at > 0))
}

/// Forgets some of the codes that expired before `before`.
pub async fn forget_old(tx: &mut Tx, before: OffsetDateTime, limit: i64) -> Result<u64, StoreError> {
    query(
        "DELETE FROM one_time_codes WHERE id IN
             (SELECT id FROM one_time_codes WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
    )
    .bind(before)
    .bind(limit)
    .run(tx)
    .await
}
