//! What the workflows of jobs will do, as their definitions say now.

use crate::{
    domain::{
        id::Id,
        job::{Job, permissions::promise::Promise, workflow::Workflow},
        tenant::Tenant,
    },
    store::{
        StoreError,
        sql::{
            query::{At, Lock, Query, query},
            stored::Reader,
        },
    },
};

#[derive(sqlx::FromRow)]
struct JobRow {
    workflow_ids: String,
}

#[derive(sqlx::FromRow)]
struct WorkflowRow {
    steps: String,
    permissions: Option<String>,
}

/// What the workflows of a tenant's jobs will do, taken together; in a transaction it stays so until its end.
pub async fn of_jobs(at: impl Into<At<'_>>, tenant: Id<Tenant>, jobs: &[Id<Job>]) -> Result<Promise, StoreError> {
    let (mut at, mut promise) = (at.into(), Promise::default());
    let is_held = matches!(at, At::Transaction(_));
    let held = |query: Query| if is_held { query.locking(Lock::Shared) } else { query };
    for job in jobs {
        let found = query("SELECT workflow_ids FROM jobs WHERE tenant_id = $1 AND id = $2").bind(tenant).bind(*job);
        let row: Option<JobRow> = held(found).opt(at.again()).await?;
        let Some(row) = row else { continue };
        let workflows: Vec<Id<Workflow>> = Reader(&job.to_string()).json("jobs.workflow_ids", &row.workflow_ids)?;
        for workflow in workflows {
            let found = query("SELECT steps, permissions FROM workflows WHERE tenant_id = $1 AND id = $2");
            let row: Option<WorkflowRow> = held(found.bind(tenant).bind(workflow)).opt(at.again()).await?;
            let Some(row) = row else { continue };
            let id = workflow.to_string();
            let steps: Vec<_> = Reader(&id).json("workflows.steps", &row.steps)?;
            let permissions = row.permissions.map(|text| Reader(&id).json("workflows.permissions", &text));
            promise.add(&steps, &permissions.transpose()?.unwrap_or_default());
        }
    }
    Ok(promise)
}
