//! Clients: the applications of pools.

use const_format::formatcp;
use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        identity::{
            Client, Pool,
            client::{Definition, uri},
        },
        tenant::Tenant,
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, query},
            stored::{Reader, to_json},
        },
        table::{self, Table},
    },
};

/// A client as it is stored.
#[derive(Debug, Clone)]
pub struct StoredClient {
    pub id: Id<Client>,
    pub tenant_id: Id<Tenant>,
    pub definition: Definition,
    /// Of one that keeps a secret.
    pub secret_hash: Option<String>,
    /// How often `sdk_config` was changed, and one.
    pub sdk_config_version: i64,
    pub created_at: OffsetDateTime,
}

impl StoredClient {
    /// The pool it belongs to.
    pub const fn pool_id(&self) -> Id<Pool> {
        self.definition.user_pool_id
    }
}

/// Adds a client.
pub async fn insert(tx: &mut Tx, client: &StoredClient) -> Result<(), StoreError> {
    query(
        "INSERT INTO clients (id, tenant_id, pool_id, name, definition, secret_hash, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(client.id)
    .bind(client.tenant_id)
    .bind(client.pool_id())
    .bind(client.definition.name.as_str())
    .bind(to_json(&client.definition))
    .bind(client.secret_hash.clone())
    .bind(client.created_at)
    .later(tx)
    .await?;
    write_origins(tx, client.id, &client.definition).await
}

/// Gives a client a new definition, of the same pool, and the number of its `sdk_config`.
pub async fn update(
    tx: &mut Tx,
    (id, sdk_config_version): (Id<Client>, i64),
    definition: &Definition,
) -> Result<(), StoreError> {
    query("UPDATE clients SET name = $2, definition = $3, sdk_config_version = $4 WHERE id = $1")
        .bind(id)
        .bind(definition.name.as_str())
        .bind(to_json(definition))
        .bind(sdk_config_version)
        .later(tx)
        .await?;
    table::redefine::<StoredClient>(tx, id).await?;
    write_origins(tx, id, definition).await
}

async fn write_origins(tx: &mut Tx, id: Id<Client>, definition: &Definition) -> Result<(), StoreError> {
    query("DELETE FROM client_origins WHERE client_id = $1").bind(id).later(tx).await?;
    let mut written: Vec<&str> = Vec::new();
    for origin in &definition.cors_origins {
        if written.contains(&origin.as_str()) {
            continue;
        }
        written.push(origin);
        query("INSERT INTO client_origins (origin, client_id, pool_id) VALUES ($1, $2, $3)")
            .bind(origin.as_str())
            .bind(id)
            .bind(definition.user_pool_id)
            .later(tx)
            .await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
pub struct Row {
    id: String,
    tenant_id: String,
    definition: String,
    secret_hash: Option<String>,
    sdk_config_version: i64,
    created_at: i64,
}

const COLUMNS: &str = "id, tenant_id, definition, secret_hash, sdk_config_version, created_at";

impl Table for StoredClient {
    type Noun = Client;
    type Row = Row;
    type Filter = Option<Id<Pool>>;
    const NAME: &'static str = "clients";
    const COLUMNS: &'static str = COLUMNS;
    const PARENT: Option<&'static str> = Some("pool_id");
    const KEEPS_DELETED: bool = true;
    const IS_REMEMBERED: bool = true;

    fn read(row: Row) -> Result<Self, StoreError> {
        let reader = Reader(&row.id);
        Ok(Self {
            id: reader.parse("clients.id", &row.id)?,
            tenant_id: reader.parse("clients.tenant_id", &row.tenant_id)?,
            definition: reader.json("clients.definition", &row.definition)?,
            created_at: reader.time("clients.created_at", row.created_at)?,
            secret_hash: row.secret_hash,
            sdk_config_version: row.sdk_config_version,
        })
    }

    fn id(&self) -> Id<Client> {
        self.id
    }
}

/// A client of whichever tenant, as it names itself.
pub async fn of_anybody(at: impl Into<At<'_>>, id: Id<Client>) -> Result<Option<StoredClient>, StoreError> {
    let row: Option<Row> =
        query(formatcp!("SELECT {COLUMNS} FROM clients WHERE id = $1 AND deleted_at IS NULL")).bind(id).opt(at).await?;
    row.map(StoredClient::read).transpose()
}

#[derive(sqlx::FromRow)]
struct NumberRow {
    definitions: i64,
}

/// How often the definitions of a client's tenant were changed.
pub async fn definitions(at: impl Into<At<'_>>, id: Id<Client>) -> Result<Option<i64>, StoreError> {
    let row: Option<NumberRow> = query(
        "SELECT t.definitions FROM clients c JOIN tenants t ON t.id = c.tenant_id
         WHERE c.id = $1 AND c.deleted_at IS NULL",
    )
    .bind(id)
    .opt(at)
    .await?;
    Ok(row.map(|row| row.definitions))
}

/// The oldest client of a pool.
pub async fn oldest_of_pool(at: impl Into<At<'_>>, pool: Id<Pool>) -> Result<Option<StoredClient>, StoreError> {
    let row: Option<Row> =
        query(formatcp!("SELECT {COLUMNS} FROM clients WHERE pool_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT 1"))
            .bind(pool)
            .opt(at)
            .await?;
    row.map(StoredClient::read).transpose()
}

#[derive(sqlx::FromRow)]
struct IdRow {
    id: String,
}

/// Whether scripts of an origin may call for any client: of a pool, or of any.
pub async fn knows_origin(at: impl Into<At<'_>>, origin: &str, pool: Option<Id<Pool>>) -> Result<bool, StoreError> {
    let pattern = uri::any_port_of(origin).unwrap_or_default();
    let row: Option<IdRow> = query(
        "SELECT c.id FROM client_origins o JOIN clients c ON c.id = o.client_id
         WHERE o.origin IN ($1, $2) AND c.deleted_at IS NULL AND (CAST($3 AS TEXT) IS NULL OR o.pool_id = $3)
         LIMIT 1",
    )
    .bind(origin)
    .bind(pattern)
    .bind(pool)
    .opt(at)
    .await?;
    Ok(row.is_some_and(|row| !row.id.is_empty()))
}
