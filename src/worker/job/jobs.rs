//! Running a job of a link, one workflow after another, each in a fresh session with the signed-in state.

use secrecy::SecretString;

use crate::{
    app::App,
    domain::{
        id::Id,
        job::{JobRun, Status, step::Step},
        task::Claim,
    },
    engine::workflow::{Extracted, Outcome, WorkflowRun},
    service::{
        ServiceError,
        job::jobs::{self, Ended},
        link::sealed,
        retried,
    },
    store::job::{artifacts::StoredArtifact, workflow_runs::StoredWorkflowRun},
    worker::sign_in::{
        browser_sessions::{BrowserSessions, OpenError},
        source::{self, Source},
    },
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
    let source = source::of_flow(&app.db, job_run.flow_id, &claim.share).await?;
    let session = sealed::checkpoint(app, &app.db, job_run.flow_id).await?.map(|checkpoint| checkpoint.page);
    for workflow in workflows {
        let ended = match &session {
            Some(session) if claim.attempt <= ATTEMPTS => {
                workflow_run(app, sessions, &source, session, workflow).await?
            }
            _ => failed(app, workflow, "the signed-in session was lost".to_owned()),
        };
        let has_failed = ended.run.status == Status::Failed;
        if !retried(|| jobs::finish(app, claim, &job_run, &ended)).await? || has_failed {
            break;
        }
    }
    Ok(())
}

async fn workflow_run(
    app: &App,
    sessions: &BrowserSessions,
    source: &Source,
    session: &SecretString,
    mut run: StoredWorkflowRun,
) -> Result<Ended, ServiceError> {
    let engine = run.steps.first().and_then(Step::engine);
    let page = match sessions.within(app, source, engine, session).await {
        Ok(page) => page,
        Err(OpenError::Ours(error)) => return Err(error),
        Err(OpenError::Theirs(error)) => return Ok(failed(app, run, error.to_string())),
    };
    let mut doing = WorkflowRun::new(page, source.login_url.clone());
    let mut artifacts = Vec::new();
    let steps = run.steps.clone();
    for (step, number) in steps.iter().zip(0..) {
        run.current_step = Some(number);
        match doing.step(step).await {
            Ok(Outcome::Done) => {}
            Ok(Outcome::Extracted(extracted)) => artifacts.push(artifact(app, &run, extracted)),
            Err(failure) => return Ok(failed(app, run, format!("step {number}: {}", failure.message))),
        }
    }
    run.status = Status::Completed;
    run.ended_at = Some(app.clock.now());
    Ok(Ended { run, artifacts })
}

fn failed(app: &App, mut run: StoredWorkflowRun, error: String) -> Ended {
    run.status = Status::Failed;
    run.error = Some(error);
    run.ended_at = Some(app.clock.now());
    Ended { run, artifacts: Vec::new() }
}

fn artifact(app: &App, run: &StoredWorkflowRun, Extracted { name, content }: Extracted) -> StoredArtifact {
    StoredArtifact {
        id: app.id(),
        tenant_id: run.tenant_id,
        workflow_run_id: run.id,
        name,
        content_type: "application/json".to_owned(),
        content: content.to_string(),
        created_at: app.clock.now(),
    }
}
