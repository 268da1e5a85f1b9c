//! What uses an object that is to be deleted. Asked in the transaction that deletes it and has locked it; whoever begins to
//! use an object holds it ([`super::table::hold`]), and so waits for the deletion or delays it.

use super::{
    StoreError, Tx,
    identity::pools::StoredPool,
    job::{jobs::StoredJob, workflows::StoredWorkflow},
    source::sources::StoredSource,
    sql::query::{Query, query},
    table::Table,
};
use crate::domain::{
    id::Id,
    identity::Pool,
    job::{Job, workflow::Workflow},
    source::Source,
    tenant::Tenant,
};

/// A kind of object that others may use.
pub trait Used: Table {
    /// Selects the ids of up to three objects that use one.
    fn users(tenant: Id<Tenant>, id: Id<Self::Noun>) -> Query;
}

/// The ids of up to three objects that use this one, which is locked.
pub async fn of<T: Used>(tx: &mut Tx, tenant: Id<Tenant>, id: Id<T::Noun>) -> Result<Vec<String>, StoreError> {
    let rows: Vec<Row> = T::users(tenant, id).all(tx).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
}

/// Jobs and workflows for a source.
impl Used for StoredSource {
    fn users(tenant: Id<Tenant>, id: Id<Source>) -> Query {
        let users = query(
            "SELECT id FROM jobs WHERE tenant_id = $1 AND source_id = $2 AND deleted_at IS NULL
             UNION ALL SELECT id FROM workflows WHERE tenant_id = $1 AND source_id = $2 AND deleted_at IS NULL
             LIMIT 3",
        );
        users.bind(tenant).bind(id)
    }
}

/// Jobs that a workflow is part of.
impl Used for StoredWorkflow {
    fn users(tenant: Id<Tenant>, id: Id<Workflow>) -> Query {
        let users = query(
            "SELECT id FROM jobs
             WHERE tenant_id = $1 AND workflow_ids LIKE $2 AND deleted_at IS NULL ORDER BY id LIMIT 3",
        );
        users.bind(tenant).bind(format!("%\"{id}\"%"))
    }
}

/// Applications of a user pool.
impl Used for StoredPool {
    fn users(tenant: Id<Tenant>, id: Id<Pool>) -> Query {
        let users = query(
            "SELECT id FROM clients WHERE tenant_id = $1 AND pool_id = $2 AND deleted_at IS NULL ORDER BY id LIMIT 3",
        );
        users.bind(tenant).bind(id)
    }
}

/// Links that may still run a job.
impl Used for StoredJob {
    fn users(tenant: Id<Tenant>, id: Id<Job>) -> Query {
        let users = query(
            "SELECT id FROM links
             WHERE tenant_id = $1 AND job_ids LIKE $2 AND status NOT IN ('COMPLETED', 'EXPIRED') ORDER BY id LIMIT 3",
        );
        users.bind(tenant).bind(format!("%\"{id}\"%"))
    }
}
