//! What still needs an object that is to be deleted: the ids of some of it.

use super::{Db, StoreError, sql::query::query};
use crate::domain::{
    id::Id,
    job::{Job, workflow::Workflow},
    source::Source,
    tenant::Tenant,
};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
}

fn ids(rows: Vec<Row>) -> Vec<String> {
    rows.into_iter().map(|row| row.id).collect()
}

/// Jobs and workflows for a source.
pub async fn of_source(db: &Db, tenant: Id<Tenant>, id: Id<Source>) -> Result<Vec<String>, StoreError> {
    let rows = query(
        "SELECT id FROM jobs WHERE tenant_id = $1 AND source_id = $2 AND deleted_at IS NULL
         UNION ALL SELECT id FROM workflows WHERE tenant_id = $1 AND source_id = $2 AND deleted_at IS NULL
         LIMIT 3",
    );
    Ok(ids(rows.bind(tenant).bind(id).all(db).await?))
}

/// Jobs that a workflow is part of.
pub async fn of_workflow(db: &Db, tenant: Id<Tenant>, id: Id<Workflow>) -> Result<Vec<String>, StoreError> {
    let rows = query(
        "SELECT id FROM jobs WHERE tenant_id = $1 AND workflow_ids LIKE $2 AND deleted_at IS NULL ORDER BY id LIMIT 3",
    );
    Ok(ids(rows.bind(tenant).bind(format!("%\"{id}\"%")).all(db).await?))
}

/// Links that may still run a job.
pub async fn of_job(db: &Db, tenant: Id<Tenant>, id: Id<Job>) -> Result<Vec<String>, StoreError> {
    let rows = query(
        "SELECT id FROM links
         WHERE tenant_id = $1 AND job_ids LIKE $2 AND status NOT IN ('COMPLETED', 'EXPIRED') ORDER BY id LIMIT 3",
    );
    Ok(ids(rows.bind(tenant).bind(format!("%\"{id}\"%")).all(db).await?))
}
