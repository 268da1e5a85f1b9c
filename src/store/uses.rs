//! What uses an object that is to be deleted: up to three ids. Asked in the transaction that deletes it and has locked it;
//! whoever begins to use an object holds it ([`super::table::hold`]), and so waits for the deletion or delays it.

use super::{StoreError, Tx, sql::query::query};
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
pub async fn of_source(tx: &mut Tx, tenant: Id<Tenant>, id: Id<Source>) -> Result<Vec<String>, StoreError> {
    let rows = query(
        "SELECT id FROM jobs WHERE tenant_id = $1 AND source_id = $2 AND deleted_at IS NULL
         UNION ALL SELECT id FROM workflows WHERE tenant_id = $1 AND source_id = $2 AND deleted_at IS NULL
         LIMIT 3",
    );
    Ok(ids(rows.bind(tenant).bind(id).all(tx).await?))
}

/// Jobs that a workflow is part of.
pub async fn of_workflow(tx: &mut Tx, tenant: Id<Tenant>, id: Id<Workflow>) -> Result<Vec<String>, StoreError> {
    let rows = query(
        "SELECT id FROM jobs WHERE tenant_id = $1 AND workflow_ids LIKE $2 AND deleted_at IS NULL ORDER BY id LIMIT 3",
    );
    Ok(ids(rows.bind(tenant).bind(format!("%\"{id}\"%")).all(tx).await?))
}

/// Links that may still run a job.
pub async fn of_job(tx: &mut Tx, tenant: Id<Tenant>, id: Id<Job>) -> Result<Vec<String>, StoreError> {
    let rows = query(
        "SELECT id FROM links
         WHERE tenant_id = $1 AND job_ids LIKE $2 AND status NOT IN ('COMPLETED', 'EXPIRED') ORDER BY id LIMIT 3",
    );
    Ok(ids(rows.bind(tenant).bind(format!("%\"{id}\"%")).all(tx).await?))
}
