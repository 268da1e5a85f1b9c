//! The keys of tenants' identity providers, as they were last fetched.

use time::OffsetDateTime;

use crate::{
    domain::{id::Id, identity::Pool},
    store::{
        StoreError, Tx,
        sql::{
            query::{At, query},
            stored::Reader,
        },
    },
};

/// The keys of the provider of a pool.
#[derive(Debug, Clone)]
pub struct JwksCopy {
    pub jwks_uri: String,
    /// As they were fetched.
    pub keys: String,
    pub fetched_at: OffsetDateTime,
    /// When it was last tried, well or not.
    pub tried_at: OffsetDateTime,
    pub last_error: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    jwks_uri: String,
    keys: String,
    fetched_at: i64,
    tried_at: i64,
    last_error: Option<String>,
}

/// What is known of the keys of a pool's provider.
pub async fn find(at: impl Into<At<'_>>, pool: Id<Pool>) -> Result<Option<JwksCopy>, StoreError> {
    let row: Option<Row> =
        query("SELECT jwks_uri, keys, fetched_at, tried_at, last_error FROM jwks_copies WHERE pool_id = $1")
            .bind(pool)
            .opt(at)
            .await?;
    row.map(|row| {
        let id = pool.to_string();
        let reader = Reader(&id);
        Ok(JwksCopy {
            fetched_at: reader.time("jwks_copies.fetched_at", row.fetched_at)?,
            tried_at: reader.time("jwks_copies.tried_at", row.tried_at)?,
            jwks_uri: row.jwks_uri,
            keys: row.keys,
            last_error: row.last_error,
        })
    })
    .transpose()
}

/// Keeps what is known of the keys of a pool's provider.
pub async fn put(tx: &mut Tx, pool: Id<Pool>, copy: &JwksCopy) -> Result<(), StoreError> {
    query(
        "INSERT INTO jwks_copies (pool_id, jwks_uri, keys, fetched_at, tried_at, last_error)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (pool_id) DO UPDATE
             SET jwks_uri = excluded.jwks_uri, keys = excluded.keys, fetched_at = excluded.fetched_at,
                 tried_at = excluded.tried_at, last_error = excluded.last_error",
    )
    .bind(pool)
    .bind(copy.jwks_uri.as_str())
    .bind(copy.keys.as_str())
    .bind(copy.fetched_at)
    .bind(copy.tried_at)
    .bind(copy.last_error.clone())
    .later(tx)
    .await
}
