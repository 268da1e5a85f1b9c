//! Runs of workflows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    api::http::{error::ApiError, object::Object, scope::RunsRead},
    app::App,
    domain::{
        id::Id,
        job::{
            JobRun, WorkflowRun, WorkflowStatus,
            failure::Reason,
            outcome::{Counts, StepOutcome},
            step::Step,
            workflow::Workflow,
        },
        moment::Moment,
    },
    store::job::workflow_runs::StoredWorkflowRun,
};

/// A run as the API shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WorkflowRun")]
pub struct WorkflowRunResponse {
    id: Id<WorkflowRun>,
    #[schemars(extend("const" = "workflow_run"))]
    object: &'static str,
    job_run_id: Id<JobRun>,
    workflow_id: Id<Workflow>,
    status: WorkflowStatus,
    /// Why it ended as it did.
    reason: Option<Reason>,
    current_step: Option<u32>,
    /// What it did so far.
    counts: Counts,
    /// What went wrong, for developers.
    error: Option<String>,
    /// What the `stop` says that ended it.
    note: Option<String>,
    /// How its steps ended so far.
    outcomes: Vec<StepOutcome>,
    /// The steps as they were when the run was made.
    steps: Vec<Step>,
    created_at: Moment,
    ended_at: Option<Moment>,
}

impl From<StoredWorkflowRun> for WorkflowRunResponse {
    fn from(stored: StoredWorkflowRun) -> Self {
        Self {
            id: stored.id,
            object: "workflow_run",
            job_run_id: stored.job_run_id,
            workflow_id: stored.workflow_id,
            status: stored.status,
            current_step: stored.current_step,
            counts: stored.counts,
            reason: stored.reason,
            note: stored.note,
            outcomes: stored.outcomes,
            error: stored.error,
            steps: stored.steps,
            created_at: Moment::from(stored.created_at),
            ended_at: stored.ended_at.map(Moment::from),
        }
    }
}

/// The filter of the list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkflowRunFilter {
    /// Only runs of this job run.
    job_run_id: Option<Id<JobRun>>,
}

impl From<WorkflowRunFilter> for Option<Id<JobRun>> {
    fn from(filter: WorkflowRunFilter) -> Self {
        filter.job_run_id
    }
}

impl Object for WorkflowRun {
    const NAME: &'static str = "workflow run";
    type Read = RunsRead;
    type Stored = StoredWorkflowRun;
    type Filter = WorkflowRunFilter;
    type Response = WorkflowRunResponse;

    fn response(_: &App, stored: StoredWorkflowRun) -> Result<WorkflowRunResponse, ApiError> {
        Ok(stored.into())
    }
}
