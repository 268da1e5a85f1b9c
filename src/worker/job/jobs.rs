//! Running a job of a link, one workflow after another, each in a fresh session with the signed-in state.

use super::{running::Running, workflow::failed};
use crate::{
    app::App,
    domain::{
        id::Id,
        job::{
            JobRun, WorkflowStatus,
            failure::{Failure, Reason},
        },
        task::Claim,
    },
    service::{ServiceError, job::jobs, retried},
    worker::sign_in::{browser_sessions::BrowserSessions, source},
};

/// How often a job run is taken up again after a crash before it counts as failed.
const ATTEMPTS: i64 = 5;

/// Runs the workflows of a job run that have not ended.
pub async fn run(
    app: &App,
    sessions: &BrowserSessions,
    claim: &Claim,
    job_run: Id<JobRun>,
) -> Result<(), ServiceError> {
    let Some((job_run, workflows)) = jobs::unfinished(app, claim.share.tenant, job_run).await? else { return Ok(()) };
    let (source, session) = source::of_flow(app, job_run.flow_id, &claim.share).await?;
    let given = (job_run.link_id, job_run.job_id);
    let running = Running { app, sessions, claim, source: &source, flow: job_run.flow_id, given };
    for workflow in workflows {
        let ended = match &session {
            Some(session) if claim.attempt <= ATTEMPTS => Box::pin(running.workflow(session, workflow)).await?,
            kept => {
                let interrupted = format!("the run was interrupted {ATTEMPTS} times");
                let message = if kept.is_some() { &interrupted } else { "the signed-in session was lost" };
                Some(failed(app, workflow, &Failure::new(Reason::SessionLost, message)))
            }
        };
        let Some(ended) = ended else { break };
        let has_failed = ended.run.status == WorkflowStatus::Failed;
        if !retried(|| jobs::finish(app, claim, &job_run, &ended)).await? || has_failed {
            break;
        }
    }
    Ok(())
}
