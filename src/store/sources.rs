//! Sources.

use time::OffsetDateTime;

use super::{
    Db, StoreError, Tx,
    query::{At, query},
    slice::Slice,
    stored::{Reader, to_json},
};
use crate::domain::{
    flow::Flow,
    id::Id,
    source::{Definition, Source},
    tenant::Tenant,
};

/// A source as it is stored.
#[derive(Debug, Clone)]
pub struct StoredSource {
    pub id: Id<Source>,
    pub definition: Definition,
    pub created_at: OffsetDateTime,
}

/// Adds a source.
pub async fn insert(tx: &mut Tx, tenant: Id<Tenant>, source: &StoredSource) -> Result<(), StoreError> {
    query(
        "INSERT INTO sources (id, tenant_id, name, login_url, is_test, definition, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(source.id)
    .bind(tenant)
    .bind(source.definition.name.as_str())
    .bind(source.definition.login_url.as_str())
    .bind(i64::from(source.definition.is_test()))
    .bind(to_json(&source.definition))
    .bind(source.created_at)
    .run(tx)
    .await?;
    Ok(())
}

/// Gives a source a new definition.
pub async fn update(tx: &mut Tx, id: Id<Source>, definition: &Definition) -> Result<(), StoreError> {
    query("UPDATE sources SET name = $2, login_url = $3, is_test = $4, definition = $5 WHERE id = $1")
        .bind(id)
        .bind(definition.name.as_str())
        .bind(definition.login_url.as_str())
        .bind(i64::from(definition.is_test()))
        .bind(to_json(definition))
        .run(tx)
        .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    definition: String,
    created_at: i64,
}

impl Row {
    fn read(self) -> Result<StoredSource, StoreError> {
        let reader = Reader(&self.id);
        Ok(StoredSource {
            id: reader.parse("sources.id", &self.id)?,
            definition: reader.json("sources.definition", &self.definition)?,
            created_at: reader.time("sources.created_at", self.created_at)?,
        })
    }
}

/// One source of a tenant.
pub async fn find(
    at: impl Into<At<'_>>,
    tenant: Id<Tenant>,
    id: Id<Source>,
) -> Result<Option<StoredSource>, StoreError> {
    let row: Option<Row> = query("SELECT id, definition, created_at FROM sources WHERE tenant_id = $1 AND id = $2")
        .bind(tenant)
        .bind(id)
        .opt(at)
        .await?;
    row.map(Row::read).transpose()
}

#[derive(sqlx::FromRow)]
struct OfFlowRow {
    #[sqlx(flatten)]
    source: Row,
    identifier: Option<String>,
}

/// The source a flow is at, and the user name there as far as the company knows it.
pub async fn of_flow(db: &Db, flow: Id<Flow>) -> Result<Option<(StoredSource, Option<String>)>, StoreError> {
    let row: Option<OfFlowRow> = query(
        "SELECT s.id, s.definition, s.created_at, l.identifier
         FROM flows f JOIN links l ON l.id = f.link_id JOIN sources s ON s.id = l.source_id
         WHERE f.id = $1",
    )
    .bind(flow)
    .opt(db)
    .await?;
    row.map(|row| Ok((row.source.read()?, row.identifier))).transpose()
}

/// A tenant's sources.
pub async fn list(db: &Db, tenant: Id<Tenant>, slice: Slice<Source>) -> Result<Vec<StoredSource>, StoreError> {
    let rows: Vec<Row> = query(
        "SELECT id, definition, created_at FROM sources
         WHERE tenant_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
    )
    .bind(tenant)
    .bind(slice.bound())
    .bind(slice.limit())
    .all(db)
    .await?;
    rows.into_iter().map(Row::read).collect()
}
