//! API keys, of which only the hash is kept.

use time::OffsetDateTime;

use super::{Db, StoreError, Tx, query::query, stored::Reader};
use crate::domain::{
    id::Id,
    tenant::{ApiKey, Tenant},
};

/// Adds a key by its hash.
pub async fn insert(
    tx: &mut Tx,
    id: Id<ApiKey>,
    tenant: Id<Tenant>,
    name: &str,
    hash: &str,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    query("INSERT INTO api_keys (id, tenant_id, name, hash, created_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(tenant)
        .bind(name)
        .bind(hash)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Takes a key back; false when there is no such key.
pub async fn revoke(tx: &mut Tx, id: Id<ApiKey>, now: OffsetDateTime) -> Result<bool, StoreError> {
    let revoked = query("UPDATE api_keys SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1");
    Ok(revoked.bind(id).bind(now).run(tx).await? == 1)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    tenant_id: String,
}

/// The tenant whose live key has this hash.
pub async fn tenant(db: &Db, hash: &str) -> Result<Option<Id<Tenant>>, StoreError> {
    let row: Option<Row> =
        query("SELECT id, tenant_id FROM api_keys WHERE hash = $1 AND revoked_at IS NULL").bind(hash).opt(db).await?;
    row.map(|row| Reader(&row.id).parse("api_keys.tenant_id", &row.tenant_id)).transpose()
}
