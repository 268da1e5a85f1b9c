//! Running a job of a link, one workflow after another, each in a fresh session with the signed-in state.

use std::collections::VecDeque;

use super::{running::Running, workflow::failed};
use crate::{
    app::{App, Begun},
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
    begun: Option<Begun>,
) -> Result<(), ServiceError> {
    let (job_run, workflows, visit) = match begun {
        Some(Begun { visit, run, workflows }) => (run, workflows, Some(visit)),
        None => match jobs::unfinished(app, claim.share.tenant, job_run).await? {
            Some((run, workflows)) => (run, workflows, None),
            None => return Ok(()),
        },
    };
    let (source, session) = source::of_flow(app, job_run.flow_id, &claim.share, visit).await?;
    let given = (job_run.link_id, job_run.job_id);
    let running = Running { app, sessions, claim, source: &source, flow: job_run.flow_id, given };
    let mut left = VecDeque::from(workflows);
    while let Some(workflow) = left.pop_front() {
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
        let behind = left.make_contiguous();
        if !retried(|| jobs::finish(app, claim, &job_run, &ended, behind)).await? || has_failed {
            break;
        }
        // It has begun with that.
        if let Some(next) = behind.first_mut() {
            next.status = WorkflowStatus::InProgress;
        }
    }
    Ok(())
}
