//! API keys, of which only the hash is kept.

use std::collections::BTreeSet;

use const_format::formatcp;
use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        tenant::{
            ApiKey, Tenant,
            access::{Access, Scope},
            environment::Environment,
        },
    },
    store::{
        Db, StoreError, Tx,
        sql::{
            query::query,
            stored::{Reader, to_json},
        },
        table::{ENVIRONMENT, Table},
    },
};

/// A key as it is stored.
#[derive(Debug, Clone)]
pub struct StoredKey {
    pub id: Id<ApiKey>,
    pub tenant_id: Id<Tenant>,
    /// That of the tenant.
    pub environment: Environment,
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
pub struct Row {
    id: String,
    tenant_id: String,
    environment: String,
    name: String,
    scopes: Option<String>,
    created_at: i64,
    revoked_at: Option<i64>,
}

const COLUMNS: &str = formatcp!("id, tenant_id, {ENVIRONMENT}, name, scopes, created_at, revoked_at");

impl Table for StoredKey {
    type Noun = ApiKey;
    type Row = Row;
    type Filter = ();
    const NAME: &'static str = "api_keys";
    const COLUMNS: &'static str = COLUMNS;

    fn read(row: Row) -> Result<Self, StoreError> {
        let reader = Reader(&row.id);
        let access = match &row.scopes {
            None => Access::Everything,
            Some(scopes) => Access::Only(reader.json::<BTreeSet<Scope>>("api_keys.scopes", scopes)?),
        };
        Ok(Self {
            id: reader.parse("api_keys.id", &row.id)?,
            tenant_id: reader.parse("api_keys.tenant_id", &row.tenant_id)?,
            environment: reader.parse("tenants.environment", &row.environment)?,
            access,
            created_at: reader.time("api_keys.created_at", row.created_at)?,
            revoked_at: reader.time_opt("api_keys.revoked_at", row.revoked_at)?,
            name: row.name,
        })
    }

    fn id(&self) -> Id<ApiKey> {
        self.id
    }
}

/// The live key that has this hash.
pub async fn by_hash(db: &Db, hash: &str) -> Result<Option<StoredKey>, StoreError> {
    let row: Option<Row> = query(formatcp!("SELECT {COLUMNS} FROM api_keys WHERE hash = $1 AND revoked_at IS NULL"))
        .bind(hash)
        .opt(db)
        .await?;
    row.map(StoredKey::read).transpose()
}
