//! What is known of every key that was ever in a ring of this database.

use time::OffsetDateTime;

use crate::store::{
    At, StoreError, Tx,
    sql::{query::query, stored::Reader},
};

/// A key by its public name, with what only that key makes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownKey {
    pub id: String,
    pub check_value: String,
    /// When a server last signed with it.
    pub signed_at: Option<OffsetDateTime>,
    pub retired_at: Option<OffsetDateTime>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    check_value: String,
    signed_at: Option<i64>,
    retired_at: Option<i64>,
}

/// Every key, oldest first.
pub async fn list(at: impl Into<At<'_>>) -> Result<Vec<KnownKey>, StoreError> {
    let rows: Vec<Row> =
        query("SELECT id, check_value, signed_at, retired_at FROM keyring_keys ORDER BY created_at, id")
            .all(at)
            .await?;
    rows.into_iter().map(known).collect()
}

fn known(row: Row) -> Result<KnownKey, StoreError> {
    let reader = Reader(&row.id);
    let signed_at = reader.time_opt("keyring_keys.signed_at", row.signed_at)?;
    let retired_at = reader.time_opt("keyring_keys.retired_at", row.retired_at)?;
    Ok(KnownKey { id: row.id, check_value: row.check_value, signed_at, retired_at })
}

/// Adds a key unless its name is known; waits for whoever is adding the same one.
pub async fn insert(tx: &mut Tx, id: &str, check_value: &str, now: OffsetDateTime) -> Result<(), StoreError> {
    query("INSERT INTO keyring_keys (id, check_value, created_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING")
        .bind(id)
        .bind(check_value)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Lets one transaction at a time ask and change what is known of a ring.
pub async fn lock(tx: &mut Tx) -> Result<(), StoreError> {
    query("UPDATE keyring_keys SET created_at = created_at WHERE id = ':index'").run(tx).await?;
    Ok(())
}

/// Writes that a server signs with a key.
pub async fn sign(tx: &mut Tx, id: &str, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE keyring_keys SET signed_at = $2 WHERE id = $1").bind(id).bind(now).run(tx).await?;
    Ok(())
}

/// Writes that no ring needs a key any more.
pub async fn retire(tx: &mut Tx, id: &str, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE keyring_keys SET retired_at = $2 WHERE id = $1").bind(id).bind(now).run(tx).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct CountRow {
    count: i64,
}

/// How many links that have not ended were signed with a key.
pub async fn links(at: impl Into<At<'_>>, id: &str, now: OffsetDateTime) -> Result<u32, StoreError> {
    let row: Option<CountRow> =
        query("SELECT COUNT(*) AS count FROM links WHERE token_key = $1 AND expires_at > $2 AND status <> 'EXPIRED'")
            .bind(id)
            .bind(now)
            .opt(at)
            .await?;
    row.map_or(Ok(0), |row| Reader(id).number("count", row.count))
}

/// Whether anybody has used this database yet.
pub async fn is_used(at: impl Into<At<'_>>) -> Result<bool, StoreError> {
    let row: Option<CountRow> = query("SELECT COUNT(*) AS count FROM tenants").opt(at).await?;
    Ok(row.is_some_and(|row| row.count > 0))
}
