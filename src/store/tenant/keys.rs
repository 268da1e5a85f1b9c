//! API keys, of which only the hash is kept.

use std::collections::BTreeSet;

use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        tenant::{
            ApiKey, Tenant,
            access::{Access, Scope},
        },
    },
    store::{
        Db, StoreError, Tx,
        sql::{
            query::{At, query},
            slice::Slice,
            stored::{Reader, to_json},
        },
    },
};

/// A key as it is stored.
#[derive(Debug, Clone)]
pub struct StoredKey {
    pub id: Id<ApiKey>,
    pub tenant_id: Id<Tenant>,
    pub name: String,
    pub access: Access,
    pub created_at: OffsetDateTime,
    pub revoked_at: Option<OffsetDateTime>,
}

/// Adds a key by its hash.
pub async fn insert(tx: &mut Tx, key: &StoredKey, hash: &str) -> Result<(), StoreError> {
    let scopes = match &key.access {
        Access::Everything => None,
        Access::Only(scopes) => Some(to_json(scopes)),
    };
    query("INSERT INTO api_keys (id, tenant_id, name, hash, scopes, created_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(key.id)
        .bind(key.tenant_id)
        .bind(key.name.as_str())
        .bind(hash)
        .bind(scopes)
        .bind(key.created_at)
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
    name: String,
    scopes: Option<String>,
    created_at: i64,
    revoked_at: Option<i64>,
}

impl Row {
    fn read(self) -> Result<StoredKey, StoreError> {
        let reader = Reader(&self.id);
        let access = match &self.scopes {
            None => Access::Everything,
            Some(scopes) => Access::Only(reader.json::<BTreeSet<Scope>>("api_keys.scopes", scopes)?),
        };
        Ok(StoredKey {
            id: reader.parse("api_keys.id", &self.id)?,
            tenant_id: reader.parse("api_keys.tenant_id", &self.tenant_id)?,
            access,
            created_at: reader.time("api_keys.created_at", self.created_at)?,
            revoked_at: reader.time_opt("api_keys.revoked_at", self.revoked_at)?,
            name: self.name,
        })
    }
}

/// The live key that has this hash.
pub async fn by_hash(db: &Db, hash: &str) -> Result<Option<StoredKey>, StoreError> {
    let row: Option<Row> = query(
        "SELECT id, tenant_id, name, scopes, created_at, revoked_at FROM api_keys
         WHERE hash = $1 AND revoked_at IS NULL",
    )
    .bind(hash)
    .opt(db)
    .await?;
    row.map(Row::read).transpose()
}

/// One key of a tenant, revoked or not.
pub async fn find(at: impl Into<At<'_>>, tenant: Id<Tenant>, id: Id<ApiKey>) -> Result<Option<StoredKey>, StoreError> {
    let row: Option<Row> = query(
        "SELECT id, tenant_id, name, scopes, created_at, revoked_at FROM api_keys WHERE tenant_id = $1 AND id = $2",
    )
    .bind(tenant)
    .bind(id)
    .opt(at)
    .await?;
    row.map(Row::read).transpose()
}

/// A tenant's keys, revoked or not.
pub async fn list(db: &Db, tenant: Id<Tenant>, slice: Slice<ApiKey>) -> Result<Vec<StoredKey>, StoreError> {
    let rows: Vec<Row> = query(
        "SELECT id, tenant_id, name, scopes, created_at, revoked_at FROM api_keys
         WHERE tenant_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
    )
    .bind(tenant)
    .bind(slice.bound())
    .bind(slice.limit())
    .all(db)
    .await?;
    rows.into_iter().map(Row::read).collect()
}
