//! User pools.

use const_format::formatcp;
use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        identity::{Pool, SigningKey, client::uri, pool::Definition},
        tenant::{Brand, Tenant, environment::Environment},
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, Lock, query},
            stored::{Reader, to_json},
        },
        table::{self, ENVIRONMENT, Table},
    },
};

/// A pool as it is stored.
#[derive(Debug, Clone)]
pub struct StoredPool {
    pub id: Id<Pool>,
    pub tenant_id: Id<Tenant>,
    /// That of the tenant.
    pub environment: Environment,
    pub definition: Definition,
    /// The key that signs its tokens.
    pub signing_key: Id<SigningKey>,
    pub created_at: OffsetDateTime,
}

/// Adds a pool.
pub async fn insert(tx: &mut Tx, pool: &StoredPool) -> Result<(), StoreError> {
    query(
        "INSERT INTO user_pools (id, tenant_id, name, definition, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $5)",
    )
    .bind(pool.id)
    .bind(pool.tenant_id)
    .bind(pool.definition.name.as_str())
    .bind(to_json(&pool.definition))
    .bind(pool.created_at)
    .later(tx)
    .await
}

/// Gives a pool a new definition.
pub async fn update(tx: &mut Tx, id: Id<Pool>, definition: &Definition, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE user_pools SET name = $2, definition = $3, updated_at = $4 WHERE id = $1")
        .bind(id)
        .bind(definition.name.as_str())
        .bind(to_json(definition))
        .bind(now)
        .later(tx)
        .await?;
    table::redefine::<StoredPool>(tx, id).await
}

#[derive(sqlx::FromRow)]
pub struct Row {
    id: String,
    tenant_id: String,
    environment: String,
    definition: String,
    signing_key: String,
    created_at: i64,
}

const SIGNING_KEY: &str = "COALESCE((SELECT k.id FROM signing_keys k
    WHERE k.pool_id = user_pools.id AND k.state = 'active'), '') AS signing_key";
const COLUMNS: &str = formatcp!("id, tenant_id, {ENVIRONMENT}, definition, {SIGNING_KEY}, created_at");

impl Table for StoredPool {
    type Noun = Pool;
    type Row = Row;
    type Filter = ();
    const NAME: &'static str = "user_pools";
    const COLUMNS: &'static str = COLUMNS;
    const KEEPS_DELETED: bool = true;
    const IS_REMEMBERED: bool = true;

    fn read(row: Row) -> Result<Self, StoreError> {
        let reader = Reader(&row.id);
        Ok(Self {
            id: reader.parse("user_pools.id", &row.id)?,
            tenant_id: reader.parse("user_pools.tenant_id", &row.tenant_id)?,
            environment: reader.parse("tenants.environment", &row.environment)?,
            definition: reader.json("user_pools.definition", &row.definition)?,
            signing_key: reader.parse("signing_keys.id", &row.signing_key)?,
            created_at: reader.time("user_pools.created_at", row.created_at)?,
        })
    }

    fn id(&self) -> Id<Pool> {
        self.id
    }
}

const OF_ANYBODY: &str = formatcp!("SELECT {COLUMNS} FROM user_pools WHERE id = $1 AND deleted_at IS NULL");

/// A pool of whichever tenant, as its applications name it.
pub async fn of_anybody(at: impl Into<At<'_>>, id: Id<Pool>) -> Result<Option<StoredPool>, StoreError> {
    let row: Option<Row> = query(OF_ANYBODY).bind(id).opt(at).await?;
    row.map(StoredPool::read).transpose()
}

/// A pool that nobody else may change until the transaction ends.
pub async fn lock(tx: &mut Tx, id: Id<Pool>) -> Result<Option<StoredPool>, StoreError> {
    let row: Option<Row> = query(OF_ANYBODY).bind(id).locking(Lock::Exclusive).opt(tx).await?;
    row.map(StoredPool::read).transpose()
}

/// Writes when the keys of a pool are to be looked at, if at all.
pub async fn set_keys_due(tx: &mut Tx, id: Id<Pool>, at: Option<OffsetDateTime>) -> Result<(), StoreError> {
    query("UPDATE user_pools SET keys_due_at = $2 WHERE id = $1").bind(id).bind(at).later(tx).await
}

/// Some of the pools whose keys are to be looked at.
pub async fn with_keys_due(
    at: impl Into<At<'_>>,
    now: OffsetDateTime,
    limit: i64,
) -> Result<Vec<StoredPool>, StoreError> {
    let rows: Vec<Row> = query(formatcp!(
        "SELECT {COLUMNS} FROM user_pools WHERE keys_due_at <= $1 AND deleted_at IS NULL ORDER BY keys_due_at LIMIT $2"
    ))
    .bind(now)
    .bind(limit)
    .all(at)
    .await?;
    rows.into_iter().map(StoredPool::read).collect()
}

/// The pools that have guests.
pub async fn with_guests(at: impl Into<At<'_>>) -> Result<Vec<StoredPool>, StoreError> {
    let rows: Vec<Row> = query(formatcp!(
        "SELECT {COLUMNS} FROM user_pools WHERE deleted_at IS NULL AND EXISTS
             (SELECT 1 FROM users u WHERE u.pool_id = user_pools.id AND u.is_anonymous = 1)
         ORDER BY id"
    ))
    .all(at)
    .await?;
    rows.into_iter().map(StoredPool::read).collect()
}

/// The pools of which scripts of an origin may call for a client.
pub async fn of_origin(at: impl Into<At<'_>>, origin: &str) -> Result<Vec<StoredPool>, StoreError> {
    let rows: Vec<Row> = query(formatcp!(
        "SELECT {COLUMNS} FROM user_pools WHERE deleted_at IS NULL AND id IN
             (SELECT o.pool_id FROM client_origins o JOIN clients c ON c.id = o.client_id
              WHERE o.origin IN ($1, $2) AND c.deleted_at IS NULL)
         ORDER BY id LIMIT 50"
    ))
    .bind(origin)
    .bind(uri::any_port_of(origin).unwrap_or_default())
    .all(at)
    .await?;
    rows.into_iter().map(StoredPool::read).collect()
}

#[derive(sqlx::FromRow)]
struct BrandRow {
    name: String,
    accent: Option<String>,
    logo: Option<String>,
}

/// The face of the tenant of a pool.
pub async fn brand(at: impl Into<At<'_>>, id: Id<Pool>) -> Result<Option<Brand>, StoreError> {
    let row: Option<BrandRow> =
        query("SELECT t.name, t.accent, t.logo FROM user_pools p JOIN tenants t ON t.id = p.tenant_id WHERE p.id = $1")
            .bind(id)
            .opt(at)
            .await?;
    Ok(row.map(|row| Brand { name: row.name, accent: row.accent, logo: row.logo }))
}
