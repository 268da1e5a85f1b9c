//! The keys with which a pool signs its tokens.

use const_format::formatcp;
use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        identity::{
            Pool, SigningKey,
            signing::{Algorithm, KeyState},
        },
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, query},
            stored::Reader,
        },
    },
};

/// A key as it is stored.
#[derive(Debug, Clone)]
pub struct StoredSigningKey {
    pub id: Id<SigningKey>,
    pub pool_id: Id<Pool>,
    pub algorithm: Algorithm,
    /// Sealed.
    pub private_key: String,
    /// JSON.
    pub public_jwk: String,
    pub state: KeyState,
    pub created_at: OffsetDateTime,
    /// When a retired one is published no more.
    pub retire_at: Option<OffsetDateTime>,
}

/// Adds a key.
pub async fn insert(tx: &mut Tx, key: &StoredSigningKey) -> Result<(), StoreError> {
    query(
        "INSERT INTO signing_keys (id, pool_id, algorithm, private_key, public_jwk, state, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(key.id)
    .bind(key.pool_id)
    .bind(key.algorithm.to_string())
    .bind(key.private_key.as_str())
    .bind(key.public_jwk.as_str())
    .bind(key.state.to_string())
    .bind(key.created_at)
    .later(tx)
    .await
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    pool_id: String,
    algorithm: String,
    private_key: String,
    public_jwk: String,
    state: String,
    created_at: i64,
    retire_at: Option<i64>,
}

const COLUMNS: &str = "id, pool_id, algorithm, private_key, public_jwk, state, created_at, retire_at";

fn read(row: Row) -> Result<StoredSigningKey, StoreError> {
    let reader = Reader(&row.id);
    Ok(StoredSigningKey {
        id: reader.parse("signing_keys.id", &row.id)?,
        pool_id: reader.parse("signing_keys.pool_id", &row.pool_id)?,
        algorithm: reader.parse("signing_keys.algorithm", &row.algorithm)?,
        state: reader.parse("signing_keys.state", &row.state)?,
        created_at: reader.time("signing_keys.created_at", row.created_at)?,
        retire_at: reader.time_opt("signing_keys.retire_at", row.retire_at)?,
        private_key: row.private_key,
        public_jwk: row.public_jwk,
    })
}

/// A key, in whatever state.
pub async fn find(at: impl Into<At<'_>>, id: Id<SigningKey>) -> Result<Option<StoredSigningKey>, StoreError> {
    let row: Option<Row> =
        query(formatcp!("SELECT {COLUMNS} FROM signing_keys WHERE id = $1")).bind(id).opt(at).await?;
    row.map(read).transpose()
}

/// The keys that are published: those that will sign, that which does, and those of which tokens may be about.
pub async fn published(
    at: impl Into<At<'_>>,
    pool: Id<Pool>,
    now: OffsetDateTime,
) -> Result<Vec<StoredSigningKey>, StoreError> {
    let rows: Vec<Row> = query(formatcp!(
        "SELECT {COLUMNS} FROM signing_keys WHERE pool_id = $1 AND (state <> 'retired' OR retire_at > $2)
         ORDER BY id DESC"
    ))
    .bind(pool)
    .bind(now)
    .all(at)
    .await?;
    rows.into_iter().map(read).collect()
}

/// Moves a key from one state to another; false when it is not in the first.
pub async fn change(
    tx: &mut Tx,
    id: Id<SigningKey>,
    (from, to): (KeyState, KeyState),
    retire_at: Option<OffsetDateTime>,
) -> Result<bool, StoreError> {
    let changed = query("UPDATE signing_keys SET state = $3, retire_at = $4 WHERE id = $1 AND state = $2")
        .bind(id)
        .bind(from.to_string())
        .bind(to.to_string())
        .bind(retire_at);
    Ok(changed.run(tx).await? == 1)
}

/// Takes away the next keys of a pool, which have signed nothing.
pub async fn remove_next(tx: &mut Tx, pool: Id<Pool>) -> Result<(), StoreError> {
    query("DELETE FROM signing_keys WHERE pool_id = $1 AND state = 'next'").bind(pool).later(tx).await
}
