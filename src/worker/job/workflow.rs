//! Running one workflow: its steps in turn, with what became of each written down.

use std::sync::Arc;

use secrecy::SecretString;

use crate::{
    app::App,
    domain::{
        job::{
            WorkflowStatus,
            artifact::Kind,
            failure::{Failure, Reason},
            outcome::{Ending, StepOutcome},
            step::Step,
        },
        task::Claim,
    },
    engine::workflow::{Extracted, Outcome, WorkflowRun},
    net::gate::Gate,
    service::{
        ServiceError,
        job::{
            artifacts::{self, NewArtifact},
            jobs::{self, Ended},
        },
        retried,
    },
    store::job::{artifacts::StoredArtifact, permissions, workflow_runs::StoredWorkflowRun},
    worker::sign_in::{
        browser_sessions::{BrowserSessions, OpenError},
        source::Source,
    },
};

/// What runs a workflow has from the job it belongs to.
pub struct Running<'a> {
    pub app: &'a App,
    pub sessions: &'a BrowserSessions,
    pub claim: &'a Claim,
    pub source: &'a Source,
}

/// How one of the steps ended for the run.
enum Next {
    GoOn,
    End,
    /// The task has gone into other hands.
    Leave,
}

impl Running<'_> {
    /// Runs a workflow in the session that a checkpoint describes; `None` when the task has gone into other hands.
    pub async fn workflow(
        &self,
        session: &SecretString,
        mut run: StoredWorkflowRun,
    ) -> Result<Option<Ended>, ServiceError> {
        if let Some(failure) = interrupted(&mut run) {
            return Ok(Some(failed(self.app, run, &failure)));
        }
        let engine = run.steps.first().and_then(Step::engine);
        let gate = Arc::new(Gate::new(permissions::of_run(&self.app.db, run.id).await?));
        let page = match self.sessions.within(self.app, self.source, engine, session, gate).await {
            Ok(page) => page,
            Err(OpenError::Ours(error)) => return Err(error),
            Err(OpenError::Theirs(error)) => return Ok(Some(failed(self.app, run, &error.into()))),
        };
        let mut doing = WorkflowRun::new(page, self.source.login_url.clone());
        let mut made = Vec::new();
        let steps = run.steps.clone();
        for (step, number) in steps.iter().zip(0..) {
            match self.step(&mut doing, &mut run, step, number, &mut made).await {
                Ok(Ok(Next::GoOn)) => {}
                Ok(Ok(Next::End)) => break,
                Ok(Ok(Next::Leave)) => return Ok(None),
                Ok(Err(failure)) => return Ok(Some(failed(self.app, run, &failure))),
                Err(error) => return Err(error),
            }
        }
        Ok(Some(completed(self.app, run, made)))
    }

    async fn step(
        &self,
        doing: &mut WorkflowRun,
        run: &mut StoredWorkflowRun,
        step: &Step,
        number: u32,
        made: &mut Vec<StoredArtifact>,
    ) -> Result<Result<Next, Failure>, ServiceError> {
        run.current_step = Some(number);
        run.outcomes.push(StepOutcome::begun(number));
        if !retried(|| jobs::progress(self.app, self.claim, run)).await? {
            return Ok(Ok(Next::Leave));
        }
        let outcome = doing.step(step).await;
        let Some(kept) = run.outcomes.last_mut() else { return Ok(Ok(Next::GoOn)) };
        kept.outcome = Ending::Done;
        Ok(match outcome {
            Ok(Outcome::Done) => Ok(Next::GoOn),
            Ok(Outcome::Skipped) => {
                kept.outcome = Ending::Skipped;
                Ok(Next::GoOn)
            }
            Ok(Outcome::Failed(failure)) => {
                kept.fail(&failure);
                Ok(Next::GoOn)
            }
            Ok(Outcome::Extracted(extracted)) => {
                (kept.records, kept.pages) = (extracted.count.try_into().ok(), extracted.pages.try_into().ok());
                made.extend(artifact(self.app, run, number, extracted).await?);
                Ok(Next::GoOn)
            }
            Ok(Outcome::Stopped(note)) => {
                run.note = Some(note);
                Ok(Next::End)
            }
            Err(failure) => {
                kept.fail(&failure);
                Err(Failure::new(failure.reason, format!("step {number}: {}", failure.message)))
            }
        })
    }
}

/// Whether an earlier worker that died may have changed something at the source, so that nobody begins again; otherwise
/// the run begins anew.
fn interrupted(run: &mut StoredWorkflowRun) -> Option<Failure> {
    let changed = |outcome: &StepOutcome| {
        let step = usize::try_from(outcome.step).ok().and_then(|step| run.steps.get(step));
        step.is_some_and(Step::may_change) && !matches!(outcome.outcome, Ending::Skipped)
    };
    let Some(last) = run.outcomes.iter().rposition(changed) else {
        run.outcomes.clear();
        return None;
    };
    let outcome = run.outcomes.get_mut(last)?;
    if outcome.outcome == Ending::Begun {
        outcome.outcome = Ending::Unknown;
        let message = format!("step {}: it was interrupted, and may have been done", outcome.step);
        return Some(Failure::new(Reason::OutcomeUnknown, message));
    }
    let message = format!("the run was interrupted behind step {}, which is not done twice", outcome.step);
    Some(Failure::new(Reason::SessionLost, message))
}

/// The run has failed.
pub fn failed(app: &App, mut run: StoredWorkflowRun, failure: &Failure) -> Ended {
    run.status = WorkflowStatus::Failed;
    run.reason = Some(failure.reason);
    run.error = Some(failure.message.clone());
    run.ended_at = Some(app.clock.now());
    Ended { run, artifacts: Vec::new() }
}

/// The run has ended well; as one that did nothing where it neither made nor changed anything.
fn completed(app: &App, mut run: StoredWorkflowRun, artifacts: Vec<StoredArtifact>) -> Ended {
    let has_changed = run.outcomes.iter().any(|outcome| {
        let step = usize::try_from(outcome.step).ok().and_then(|step| run.steps.get(step));
        outcome.outcome == Ending::Done && step.is_some_and(Step::may_change)
    });
    let was_empty = run.outcomes.iter().any(|outcome| outcome.records == Some(0));
    let is_idle = artifacts.is_empty() && !has_changed;
    let reason = match &run.note {
        Some(_) if is_idle => Some(Reason::Stopped),
        None if is_idle && was_empty => Some(Reason::NothingFound),
        _ => None,
    };
    run.status = if reason.is_some() { WorkflowStatus::CompletedWithNoActionTaken } else { WorkflowStatus::Completed };
    run.reason = reason;
    run.ended_at = Some(app.clock.now());
    Ended { run, artifacts }
}

/// What was read, as an artifact; of an empty list there is none.
async fn artifact(
    app: &App,
    run: &StoredWorkflowRun,
    step: u32,
    extracted: Extracted,
) -> Result<Option<StoredArtifact>, ServiceError> {
    if extracted.count == 0 {
        return Ok(None);
    }
    let new = NewArtifact {
        tenant: run.tenant_id,
        run: run.id,
        place: step.to_string(),
        kind: Kind::ExtractedData,
        name: extracted.name,
        media_type: "application/json".to_owned(),
    };
    let mut writing = artifacts::begin(app, new).await?;
    writing.write(extracted.content.to_string().as_bytes()).await?;
    Ok(Some(writing.finish().await?))
}
