//! Workflows.

use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        job::workflow::{Step, Workflow},
        source::Source,
        tenant::Tenant,
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

/// A workflow as it is stored.
#[derive(Debug, Clone)]
pub struct StoredWorkflow {
    pub id: Id<Workflow>,
    pub source_id: Id<Source>,
    pub name: String,
    pub steps: Vec<Step>,
    pub created_at: OffsetDateTime,
}

/// Adds a workflow.
pub async fn insert(tx: &mut Tx, tenant: Id<Tenant>, workflow: &StoredWorkflow) -> Result<(), StoreError> {
    query(
        "INSERT INTO workflows (id, tenant_id, source_id, name, steps, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(workflow.id)
    .bind(tenant)
    .bind(workflow.source_id)
    .bind(workflow.name.as_str())
    .bind(to_json(&workflow.steps))
    .bind(workflow.created_at)
    .run(tx)
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    source_id: String,
    name: String,
    steps: String,
    created_at: i64,
}

impl Row {
    fn read(self) -> Result<StoredWorkflow, StoreError> {
        let reader = Reader(&self.id);
        Ok(StoredWorkflow {
            id: reader.parse("workflows.id", &self.id)?,
            source_id: reader.parse("workflows.source_id", &self.source_id)?,
            steps: reader.json("workflows.steps", &self.steps)?,
            created_at: reader.time("workflows.created_at", self.created_at)?,
            name: self.name,
        })
    }
}

/// One workflow of a tenant.
pub async fn find(
    at: impl Into<At<'_>>,
    tenant: Id<Tenant>,
    id: Id<Workflow>,
) -> Result<Option<StoredWorkflow>, StoreError> {
    let row: Option<Row> =
        query("SELECT id, source_id, name, steps, created_at FROM workflows WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NULL")
            .bind(tenant)
            .bind(id)
            .opt(at)
            .await?;
    row.map(Row::read).transpose()
}

/// A tenant's workflows.
pub async fn list(db: &Db, tenant: Id<Tenant>, slice: Slice<Workflow>) -> Result<Vec<StoredWorkflow>, StoreError> {
    let rows: Vec<Row> = query(
        "SELECT id, source_id, name, steps, created_at FROM workflows
         WHERE tenant_id = $1 AND id < $2 AND deleted_at IS NULL ORDER BY id DESC LIMIT $3",
    )
    .bind(tenant)
    .bind(slice.bound())
    .bind(slice.limit())
    .all(db)
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// Locks one workflow of a tenant until the transaction ends.
pub async fn lock(tx: &mut Tx, tenant: Id<Tenant>, id: Id<Workflow>) -> Result<Option<StoredWorkflow>, StoreError> {
    let row: Option<Row> = query(
        "UPDATE workflows SET id = id WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NULL
         RETURNING id, source_id, name, steps, created_at",
    )
    .bind(tenant)
    .bind(id)
    .opt(tx)
    .await?;
    row.map(Row::read).transpose()
}

/// Hides a workflow from everybody but the links that were made with it.
pub async fn delete(tx: &mut Tx, id: Id<Workflow>, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE workflows SET deleted_at = $2 WHERE id = $1").bind(id).bind(now).run(tx).await?;
    Ok(())
}

/// Writes what may be changed of a workflow.
pub async fn update(tx: &mut Tx, workflow: &StoredWorkflow) -> Result<(), StoreError> {
    query("UPDATE workflows SET name = $2, steps = $3 WHERE id = $1")
        .bind(workflow.id)
        .bind(workflow.name.as_str())
        .bind(to_json(&workflow.steps))
        .run(tx)
        .await?;
    Ok(())
}

/// A workflow that a link was made with, deleted since or not.
pub async fn recall(tx: &mut Tx, tenant: Id<Tenant>, id: Id<Workflow>) -> Result<Option<StoredWorkflow>, StoreError> {
    let row: Option<Row> =
        query("SELECT id, source_id, name, steps, created_at FROM workflows WHERE tenant_id = $1 AND id = $2")
            .bind(tenant)
            .bind(id)
            .opt(tx)
            .await?;
    row.map(Row::read).transpose()
}
