//! Jobs.

use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        job::{Job, workflow::Workflow},
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

/// A job as it is stored.
#[derive(Debug, Clone)]
pub struct StoredJob {
    pub id: Id<Job>,
    pub source_id: Id<Source>,
    pub name: String,
    pub workflow_ids: Vec<Id<Workflow>>,
    pub created_at: OffsetDateTime,
}

/// Adds a job.
pub async fn insert(tx: &mut Tx, tenant: Id<Tenant>, job: &StoredJob) -> Result<(), StoreError> {
    query(
        "INSERT INTO jobs (id, tenant_id, source_id, name, workflow_ids, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(job.id)
    .bind(tenant)
    .bind(job.source_id)
    .bind(job.name.as_str())
    .bind(to_json(&job.workflow_ids))
    .bind(job.created_at)
    .run(tx)
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    source_id: String,
    name: String,
    workflow_ids: String,
    created_at: i64,
}

impl Row {
    fn read(self) -> Result<StoredJob, StoreError> {
        let reader = Reader(&self.id);
        Ok(StoredJob {
            id: reader.parse("jobs.id", &self.id)?,
            source_id: reader.parse("jobs.source_id", &self.source_id)?,
            workflow_ids: reader.json("jobs.workflow_ids", &self.workflow_ids)?,
            created_at: reader.time("jobs.created_at", self.created_at)?,
            name: self.name,
        })
    }
}

/// One job of a tenant.
pub async fn find(at: impl Into<At<'_>>, tenant: Id<Tenant>, id: Id<Job>) -> Result<Option<StoredJob>, StoreError> {
    let row: Option<Row> =
        query("SELECT id, source_id, name, workflow_ids, created_at FROM jobs WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NULL")
            .bind(tenant)
            .bind(id)
            .opt(at)
            .await?;
    row.map(Row::read).transpose()
}

/// A tenant's jobs.
pub async fn list(db: &Db, tenant: Id<Tenant>, slice: Slice<Job>) -> Result<Vec<StoredJob>, StoreError> {
    let rows: Vec<Row> = query(
        "SELECT id, source_id, name, workflow_ids, created_at FROM jobs
         WHERE tenant_id = $1 AND id < $2 AND deleted_at IS NULL ORDER BY id DESC LIMIT $3",
    )
    .bind(tenant)
    .bind(slice.bound())
    .bind(slice.limit())
    .all(db)
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// Locks one job of a tenant until the transaction ends.
pub async fn lock(tx: &mut Tx, tenant: Id<Tenant>, id: Id<Job>) -> Result<Option<StoredJob>, StoreError> {
    let row: Option<Row> = query(
        "UPDATE jobs SET id = id WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NULL
         RETURNING id, source_id, name, workflow_ids, created_at",
    )
    .bind(tenant)
    .bind(id)
    .opt(tx)
    .await?;
    row.map(Row::read).transpose()
}

/// Hides a job from everybody but the links that were made with it.
pub async fn delete(tx: &mut Tx, id: Id<Job>, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE jobs SET deleted_at = $2 WHERE id = $1").bind(id).bind(now).run(tx).await?;
    Ok(())
}

/// Writes what may be changed of a job.
pub async fn update(tx: &mut Tx, job: &StoredJob) -> Result<(), StoreError> {
    query("UPDATE jobs SET name = $2, workflow_ids = $3 WHERE id = $1")
        .bind(job.id)
        .bind(job.name.as_str())
        .bind(to_json(&job.workflow_ids))
        .run(tx)
        .await?;
    Ok(())
}

/// A job that a link was made with, deleted since or not.
pub async fn recall(tx: &mut Tx, tenant: Id<Tenant>, id: Id<Job>) -> Result<Option<StoredJob>, StoreError> {
    let row: Option<Row> =
        query("SELECT id, source_id, name, workflow_ids, created_at FROM jobs WHERE tenant_id = $1 AND id = $2")
            .bind(tenant)
            .bind(id)
            .opt(tx)
            .await?;
    row.map(Row::read).transpose()
}
