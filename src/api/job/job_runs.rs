//! Runs of jobs.

use std::sync::Arc;

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    api::http::{
        error::Refused,
        key::Caller,
        list::{Listed, slice},
        problem::Problem,
        request::{Named, Query},
    },
    app::App,
    domain::{
        id::Id,
        job::{Job, JobRun, Status, WorkflowRun},
        link::Link,
        moment::{Moment, told},
    },
    store::job::{
        job_runs::{self, StoredJobRun},
        workflow_runs,
    },
};

/// A run as the API tells it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "JobRun")]
pub struct Told {
    id: Id<JobRun>,
    #[schemars(extend("const" = "job_run"))]
    object: &'static str,
    link_id: Id<Link>,
    job_id: Id<Job>,
    status: Status,
    created_at: Moment,
    ended_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    workflow_run_ids: Option<Vec<Id<WorkflowRun>>>,
}

impl From<StoredJobRun> for Told {
    fn from(stored: StoredJobRun) -> Self {
        Self {
            id: stored.id,
            object: "job_run",
            link_id: stored.link_id,
            job_id: stored.job_id,
            status: stored.status,
            created_at: told(stored.created_at),
            ended_at: stored.ended_at.map(told),
            workflow_run_ids: None,
        }
    }
}

/// `GET /v1/job-runs/{id}`
pub async fn find(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<JobRun>,
) -> Result<Json<Told>, Refused> {
    let run = job_runs::find(&app.db, tenant, id).await?.ok_or_else(|| Problem::not_found("job run"))?;
    let workflows = workflow_runs::of_job_run(&app.db, id).await?;
    let workflow_run_ids = Some(workflows.into_iter().map(|run| run.id).collect());
    Ok(Json(Told { workflow_run_ids, ..run.into() }))
}

/// The filters of the list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    limit: Option<u32>,
    cursor: Option<String>,
    /// Only those of this link.
    link_id: Option<Id<Link>>,
}

/// `GET /v1/job-runs`
pub async fn list(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Listed<Told>>, Refused> {
    let slice = slice(wanted.limit, wanted.cursor.as_deref())?;
    let limit = slice.limit;
    let rows = job_runs::list(&app.db, tenant, wanted.link_id, slice).await?;
    Ok(Json(Listed::new(rows, limit, |row| row.id, Told::from)))
}
