//! Runs of workflows.

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
        job::{
            JobRun, Status, WorkflowRun,
            workflow::{Step, Workflow},
        },
        moment::{Moment, told},
    },
    store::job::workflow_runs::{self, StoredWorkflowRun},
};

/// A run as the API tells it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WorkflowRun")]
pub struct Told {
    id: Id<WorkflowRun>,
    #[schemars(extend("const" = "workflow_run"))]
    object: &'static str,
    job_run_id: Id<JobRun>,
    workflow_id: Id<Workflow>,
    status: Status,
    current_step: Option<u32>,
    error: Option<String>,
    /// The steps as they were when the run was made.
    steps: Vec<Step>,
    created_at: Moment,
    ended_at: Option<Moment>,
}

impl From<StoredWorkflowRun> for Told {
    fn from(stored: StoredWorkflowRun) -> Self {
        Self {
            id: stored.id,
            object: "workflow_run",
            job_run_id: stored.job_run_id,
            workflow_id: stored.workflow_id,
            status: stored.status,
            current_step: stored.current_step,
            error: stored.error,
            steps: stored.steps,
            created_at: told(stored.created_at),
            ended_at: stored.ended_at.map(told),
        }
    }
}

/// `GET /v1/workflow-runs/{id}`
pub async fn find(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<WorkflowRun>,
) -> Result<Json<Told>, Refused> {
    let run = workflow_runs::find(&app.db, tenant, id).await?.ok_or_else(|| Problem::not_found("workflow run"))?;
    Ok(Json(run.into()))
}

/// The filters of the list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    limit: Option<u32>,
    cursor: Option<String>,
    /// Only those of this run of a job.
    job_run_id: Option<Id<JobRun>>,
}

/// `GET /v1/workflow-runs`
pub async fn list(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Listed<Told>>, Refused> {
    let slice = slice(wanted.limit, wanted.cursor.as_deref())?;
    let limit = slice.limit;
    let rows = workflow_runs::list(&app.db, tenant, wanted.job_run_id, slice).await?;
    Ok(Json(Listed::new(rows, limit, |row| row.id, Told::from)))
}
