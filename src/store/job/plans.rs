//! What the jobs of links will do, as their definitions say now.

use super::{jobs::StoredJob, workflows::StoredWorkflow};
use crate::{
    domain::{
        id::Id,
        job::{Job, permissions::promise::Promise},
        tenant::Tenant,
    },
    store::{StoreError, sql::query::At, table},
};

/// Jobs with their workflows, and what those promise taken together.
#[derive(Default)]
pub struct Plan {
    pub jobs: Vec<(StoredJob, Vec<StoredWorkflow>)>,
    pub promise: Promise,
}

/// The plan of a tenant's jobs, deleted since or not.
pub async fn of_jobs(at: impl Into<At<'_>>, tenant: Id<Tenant>, jobs: &[Id<Job>]) -> Result<Plan, StoreError> {
    let (mut at, mut plan) = (at.into(), Plan::default());
    for id in jobs {
        let Some(job) = table::recall::<StoredJob>(at.again(), tenant, *id).await? else { continue };
        let mut workflows = Vec::new();
        for id in &job.workflow_ids {
            let Some(workflow) = table::recall::<StoredWorkflow>(at.again(), tenant, *id).await? else { continue };
            plan.promise.add(&workflow.steps, &workflow.permissions.clone().unwrap_or_default());
            workflows.push(workflow);
        }
        plan.jobs.push((job, workflows));
    }
    Ok(plan)
}
