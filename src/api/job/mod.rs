//! Workflows, jobs, their runs and artifacts.

mod artifacts;
mod job_runs;
mod jobs;
mod workflow_runs;
mod workflows;

use super::http::{
    call::Calls,
    object::{delete, find, list},
};
use crate::domain::job::{Artifact, Job, JobRun, WorkflowRun, workflow::Workflow};

/// The calls about workflows, jobs and what they did.
pub fn calls(calls: Calls) -> Calls {
    calls
        .get("/workflows", "list_workflows", "List workflows", list::<Workflow>)
        .post("/workflows", "create_workflow", "Make a workflow", workflows::create)
        .get("/workflows/{id}", "get_workflow", "Get a workflow", find::<Workflow>)
        .patch("/workflows/{id}", "update_workflow", "Change a workflow", workflows::update)
        .delete("/workflows/{id}", "delete_workflow", "Delete a workflow", delete::<Workflow>)
        .get("/jobs", "list_jobs", "List jobs", list::<Job>)
        .post("/jobs", "create_job", "Make a job", jobs::create)
        .get("/jobs/{id}", "get_job", "Get a job", find::<Job>)
        .patch("/jobs/{id}", "update_job", "Change a job", jobs::update)
        .delete("/jobs/{id}", "delete_job", "Delete a job", delete::<Job>)
        .get("/job-runs", "list_job_runs", "List runs of jobs", list::<JobRun>)
        .get("/job-runs/{id}", "get_job_run", "Get a run of a job", job_runs::find)
        .post("/job-runs/{id}/cancel", "cancel_job_run", "Cancel a run of a job", job_runs::cancel)
        .post("/job-runs/{id}/retry", "retry_job_run", "Do a failed run of a job again", job_runs::retry)
        .get("/workflow-runs", "list_workflow_runs", "List runs of workflows", list::<WorkflowRun>)
        .get("/workflow-runs/{id}", "get_workflow_run", "Get a run of a workflow", find::<WorkflowRun>)
        .get("/artifacts", "list_artifacts", "List artifacts", list::<Artifact>)
        .get("/artifacts/{id}", "get_artifact", "Get an artifact", find::<Artifact>)
        .delete("/artifacts/{id}", "delete_artifact", "Delete an artifact", artifacts::delete)
        .get(
            "/artifacts/{id}/content",
            "get_artifact_content",
            "Get an artifact's content at its signed address",
            artifacts::content,
        )
}
