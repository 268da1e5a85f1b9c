//! Runs of jobs.

use std::sync::Arc;

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    api::http::{
        auth::Caller,
        error::ApiError,
        object::Object,
        post::{Action, Created, Done},
        problem::{Code, Problem},
        request::PathId,
        scope::{RunsRead, RunsWrite},
    },
    app::App,
    domain::{
        id::Id,
        job::{Job, JobRun, Status, WorkflowRun},
        link::Link,
        moment::Moment,
    },
    service::job::runs::{self, Cancelled, Retried},
    store::{
        job::{job_runs::StoredJobRun, workflow_runs},
        table,
    },
};

/// A run as the API shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "JobRun")]
pub struct JobRunResponse {
    id: Id<JobRun>,
    #[schemars(extend("const" = "job_run"))]
    object: &'static str,
    link_id: Id<Link>,
    job_id: Id<Job>,
    status: Status,
    created_at: Moment,
    ended_at: Option<Moment>,
    /// The run that this one does again.
    retry_of: Option<Id<JobRun>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    workflow_run_ids: Option<Vec<Id<WorkflowRun>>>,
}

impl From<StoredJobRun> for JobRunResponse {
    fn from(stored: StoredJobRun) -> Self {
        Self {
            id: stored.id,
            object: "job_run",
            link_id: stored.link_id,
            job_id: stored.job_id,
            status: stored.status,
            created_at: Moment::from(stored.created_at),
            ended_at: stored.ended_at.map(Moment::from),
            retry_of: stored.retry_of,
            workflow_run_ids: None,
        }
    }
}

/// `GET /v1/job-runs/{id}`
pub async fn find(
    State(app): State<Arc<App>>,
    caller: Caller<RunsRead>,
    PathId(id): PathId<JobRun>,
) -> Result<Json<JobRunResponse>, ApiError> {
    let run = table::find::<StoredJobRun>(&app.db, caller.tenant, id).await?.ok_or_else(JobRun::missing)?;
    let workflows = workflow_runs::of_job_run(&app.db, id).await?;
    let workflow_run_ids = Some(workflows.into_iter().map(|run| run.id).collect());
    Ok(Json(JobRunResponse { workflow_run_ids, ..run.into() }))
}

/// `POST /v1/job-runs/{id}/cancel`
pub async fn cancel(
    State(app): State<Arc<App>>,
    caller: Caller<RunsWrite>,
    PathId(id): PathId<JobRun>,
    Action { mut once }: Action,
) -> Result<Done<JobRunResponse>, ApiError> {
    let mut tx = once.begin(&app).await?;
    match runs::cancel(&app, &mut tx, caller.tenant, id).await? {
        Cancelled::Done(run) => once.done(&app, tx, &JobRunResponse::from(*run)).await,
        Cancelled::Missing => Err(JobRun::missing().into()),
        Cancelled::TooLate(status) => Err(Problem::conflict(Code::RunHasEnded, format!("The run is {status}.")).into()),
    }
}

/// `POST /v1/job-runs/{id}/retry`
pub async fn retry(
    State(app): State<Arc<App>>,
    caller: Caller<RunsWrite>,
    PathId(id): PathId<JobRun>,
    Action { mut once }: Action,
) -> Result<Created<JobRunResponse>, ApiError> {
    let mut tx = once.begin(&app).await?;
    let not = |detail: String| Problem::conflict(Code::RunNotRetryable, detail);
    match runs::retry(&app, &mut tx, caller.tenant, id).await? {
        Retried::Begun(run) => once.created(&app, tx, &JobRunResponse::from(*run)).await,
        Retried::Missing => Err(JobRun::missing().into()),
        Retried::NotFailed(Status::Failed) => Err(not("The run was retried already.".to_owned()).into()),
        Retried::NotFailed(status) => Err(not(format!("The run is {status}; only one that failed is retried.")).into()),
        Retried::NoSession => Err(not("The signed-in session is not kept any more.".to_owned()).into()),
    }
}

/// The filter of the list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JobRunFilter {
    /// Only runs of this link.
    link_id: Option<Id<Link>>,
}

impl From<JobRunFilter> for Option<Id<Link>> {
    fn from(filter: JobRunFilter) -> Self {
        filter.link_id
    }
}

impl Object for JobRun {
    const NAME: &'static str = "job run";
    type Read = RunsRead;
    type Stored = StoredJobRun;
    type Filter = JobRunFilter;
    type Response = JobRunResponse;

    fn response(_: &App, stored: StoredJobRun) -> Result<JobRunResponse, ApiError> {
        Ok(stored.into())
    }
}
