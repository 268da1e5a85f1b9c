//! Resource servers.

use const_format::formatcp;
use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        identity::narrow::{Definition, ResourceServer},
        tenant::Tenant,
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, query},
            stored::{Reader, to_json},
        },
        table::Table,
    },
};

/// A resource server as it is stored.
#[derive(Debug, Clone)]
pub struct StoredResourceServer {
    pub id: Id<ResourceServer>,
    pub tenant_id: Id<Tenant>,
    pub definition: Definition,
    pub created_at: OffsetDateTime,
}

/// Adds a resource server; false where the tenant has one with its identifier.
pub async fn insert(tx: &mut Tx, server: &StoredResourceServer) -> Result<bool, StoreError> {
    let added = query(
        "INSERT INTO resource_servers (id, tenant_id, identifier, definition, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (tenant_id, identifier) WHERE deleted_at IS NULL DO NOTHING",
    )
    .bind(server.id)
    .bind(server.tenant_id)
    .bind(server.definition.identifier.as_str())
    .bind(to_json(&server.definition))
    .bind(server.created_at);
    Ok(added.run(tx).await? == 1)
}

/// Gives a resource server a new definition with the same identifier.
pub async fn update(tx: &mut Tx, id: Id<ResourceServer>, definition: &Definition) -> Result<(), StoreError> {
    query("UPDATE resource_servers SET definition = $2 WHERE id = $1")
        .bind(id)
        .bind(to_json(definition))
        .later(tx)
        .await
}

#[derive(sqlx::FromRow)]
pub struct Row {
    id: String,
    tenant_id: String,
    definition: String,
    created_at: i64,
}

const COLUMNS: &str = "id, tenant_id, definition, created_at";

impl Table for StoredResourceServer {
    type Noun = ResourceServer;
    type Row = Row;
    type Filter = ();
    const NAME: &'static str = "resource_servers";
    const COLUMNS: &'static str = COLUMNS;
    const KEEPS_DELETED: bool = true;

    fn read(row: Row) -> Result<Self, StoreError> {
        let reader = Reader(&row.id);
        Ok(Self {
            id: reader.parse("resource_servers.id", &row.id)?,
            tenant_id: reader.parse("resource_servers.tenant_id", &row.tenant_id)?,
            definition: reader.json("resource_servers.definition", &row.definition)?,
            created_at: reader.time("resource_servers.created_at", row.created_at)?,
        })
    }

    fn id(&self) -> Id<ResourceServer> {
        self.id
    }
}

/// The resource server of a tenant that has an identifier.
pub async fn named(
    at: impl Into<At<'_>>,
    tenant: Id<Tenant>,
    identifier: &str,
) -> Result<Option<StoredResourceServer>, StoreError> {
    let row: Option<Row> = query(formatcp!(
        "SELECT {COLUMNS} FROM resource_servers WHERE tenant_id = $1 AND identifier = $2 AND deleted_at IS NULL"
    ))
    .bind(tenant)
    .bind(identifier)
    .opt(at)
    .await?;
    row.map(StoredResourceServer::read).transpose()
}
