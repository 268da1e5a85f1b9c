//! Running one workflow: its steps in turn, with what became of each written down.

use std::{future::pending, pin::pin, sync::Arc, time::Duration};

use serde_json::{Map, Value};
use tokio::{sync::mpsc::UnboundedReceiver, time::timeout};

use super::{
    asking::{Waiting, stopped_at},
    keeping::Keeping,
    resuming::Resumption,
    running::Running,
};
use crate::{
    app::App,
    crash,
    domain::{
        id::Id,
        job::{
            self, WorkflowStatus,
            failure::{Failure, Reason},
            outcome::{Ending, ItemOutcomes, StepOutcome},
            permissions::Downloads,
            step::{Kind, Step},
            workflow::lists_in_loops,
        },
    },
    engine::workflow::{Outcome, WorkflowRun},
    net::gate::{Announcement, Gate},
    page::{checkpoint::Checkpoint, recipe::memory::Memory},
    service::{
        ServiceError,
        job::{
            inputs,
            jobs::{self, Ended},
            pages::PageBehind,
        },
        retried,
    },
    store::job::{artifacts::StoredArtifact, workflow_runs::StoredWorkflowRun},
    worker::sign_in::browser_sessions::OpenError,
};

/// What a run may do, and is given.
struct Allowed {
    gate: Arc<Gate>,
    downloads: Downloads,
    inputs: Map<String, Value>,
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
        session: &Checkpoint,
        mut run: StoredWorkflowRun,
    ) -> Result<Option<Ended>, ServiceError> {
        match self.waiting(&run).await? {
            Waiting::Over => {}
            Waiting::On => return Ok(None),
            Waiting::TimedOut(failure) => return Ok(Some(failed(self.app, run, &failure))),
        }
        let (going_on, page) = match self.resumption(&mut run).await? {
            Ok(found) => found,
            Err(failure) => return Ok(Some(failed(self.app, run, &failure))),
        };
        let inputs = match inputs::of_run(self.app, self.given, run.inputs.as_ref()).await? {
            Ok(inputs) => inputs,
            Err(failure) => return Ok(Some(failed(self.app, run, &failure))),
        };
        let permissions = run.permissions.clone().unwrap_or_default();
        let downloads = permissions.downloads.clone().unwrap_or_default();
        let (gate, announcements) = Gate::announcing(permissions);
        let (id, allowed) = (run.id, Allowed { gate: Arc::new(gate), downloads, inputs });
        tokio::select! {
            ended = Box::pin(self.steps(session, run, (going_on, page.as_ref()), allowed)) => ended,
            left = self.announced(id, announcements) => left.map(|()| None),
        }
    }

    /// Writes that a step is about to send what may change something, whenever one is; ends when the task has gone into
    /// other hands.
    async fn announced(
        &self,
        run: Id<job::WorkflowRun>,
        mut announcements: UnboundedReceiver<Announcement>,
    ) -> Result<(), ServiceError> {
        while let Some(Announcement { step, written }) = announcements.recv().await {
            if !retried(|| jobs::about_to_write(self.app, self.claim, run, step)).await? {
                return Ok(());
            }
            crash::point("write announced");
            // A request that its page has given up needs no answer.
            let _ = written.send(());
        }
        pending().await
    }

    async fn steps(
        &self,
        session: &Checkpoint,
        mut run: StoredWorkflowRun,
        (going_on, kept): (Resumption, Option<&Checkpoint>),
        allowed: Allowed,
    ) -> Result<Option<Ended>, ServiceError> {
        let mut doing = match self.open(session, &run, (going_on, kept), allowed).await? {
            Ok(doing) => doing,
            Err(failure) => return Ok(Some(failed(self.app, run, &failure))),
        };
        let steps = run.steps.clone();
        for (step, number) in steps.iter().zip(0..).skip(going_on.at) {
            match self.step(&mut doing, &mut run, step, number).await {
                Ok(Ok(Next::GoOn)) => {}
                Ok(Ok(Next::End)) => break,
                Ok(Ok(Next::Leave)) => return Ok(None),
                Ok(Err(failure)) => {
                    let artifacts = doing.keeper().take();
                    return Ok(Some(Ended { artifacts, ..failed(self.app, run, &failure) }));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(Some(completed(self.app, run, doing.keeper().take())))
    }

    /// A run on the page that it begins on, on the one that it was cut off on, or on the one that asked, with what the
    /// customer answered.
    async fn open(
        &self,
        session: &Checkpoint,
        run: &StoredWorkflowRun,
        (going_on, kept): (Resumption, Option<&Checkpoint>),
        Allowed { gate, downloads, inputs }: Allowed,
    ) -> Result<Result<WorkflowRun<Keeping<'_>>, Failure>, ServiceError> {
        let page = match self.page(&session.page, run, (going_on.from, kept), gate).await {
            Ok(page) => page,
            Err(OpenError::Ours(error)) => return Err(error),
            Err(OpenError::Theirs(error)) => return Ok(Err(error.into())),
        };
        let keeping = Keeping::new(self.app, (self.claim, self.flow), run.clone());
        let mut doing = WorkflowRun::new(page, self.source.login_url.clone(), downloads, keeping)
            .needing(lists_in_loops(&run.steps))
            .with_inputs(inputs)
            .having_taken(run.outcomes.iter().filter_map(|outcome| outcome.files).sum());
        if stopped_at(run).is_some() {
            self.hand_over(&mut doing, kept.unwrap_or(session))?;
            return Ok(self.remember(&mut doing, run).await?.map(|()| doing));
        }
        Ok(self.lead_back(&mut doing, run, going_on).await?.map(|()| doing))
    }

    async fn step(
        &self,
        doing: &mut WorkflowRun<Keeping<'_>>,
        run: &mut StoredWorkflowRun,
        step: &Step,
        number: u32,
    ) -> Result<Result<Next, Failure>, ServiceError> {
        begin(run, number);
        let Some(outcome) = self.outcome(doing, run, step, number).await? else { return Ok(Ok(Next::Leave)) };
        let outcome = kept(outcome, number, doing.keeper()).await;
        crash::point("step done");
        if let Some(error) = doing.keeper().error() {
            return Err(error);
        }
        if doing.keeper().has_left() {
            return Ok(Ok(Next::Leave));
        }
        let counts = doing.take_counts();
        if step.may_change() || counts.writes > 0 {
            let page = page_behind(doing, &outcome).await;
            doing.keeper().hurry(page);
        }
        run.counts = run.counts + counts;
        if let Some(kept) = run.outcomes.last_mut() {
            // A step that has ended does not go on at an item any more.
            kept.items = doing.keeper().items().map(|items| ItemOutcomes { rows_hash: None, ..items });
            (kept.files, kept.bytes) = doing.keeper().took();
        }
        if let Ok(Outcome::Asks(question)) = outcome {
            return Ok(self.stop_for(doing, run, question).await?.map(|()| Next::Leave));
        }
        Ok(ended(run, number, outcome))
    }

    /// Does a step. Before one in which something may be changed, and before a loop, the run is written; before others
    /// that is done now and then, as they can be repeated. `None` when another worker has taken the task over.
    async fn outcome(
        &self,
        doing: &mut WorkflowRun<Keeping<'_>>,
        run: &StoredWorkflowRun,
        step: &Step,
        number: u32,
    ) -> Result<Option<Result<Outcome, Failure>>, ServiceError> {
        let mut pause = doing.keeper().pause();
        let is_safe = !step.may_change() && !doing.may_write() && !matches!(step.kind, Kind::ForEach(_));
        if !is_safe || pause.is_zero() {
            let (made, page) = (doing.keeper().take(), doing.keeper().take_page());
            if !retried(|| jobs::progress(self.app, self.claim, self.flow, run, (&made, page.as_ref()))).await? {
                return Ok(None);
            }
            doing.keeper().written();
            pause = Duration::MAX;
        }
        let made = doing.keeper().made();
        doing.keeper().begin_step(run);
        crash::point("step begun");
        let mut outcome = pin!(doing.step(step, number));
        if let Ok(outcome) = timeout(pause, &mut outcome).await {
            return Ok(Some(outcome));
        }
        // What earlier steps made goes with how they ended.
        let made = made.take();
        let written = retried(|| jobs::progress(self.app, self.claim, self.flow, run, (&made, None)));
        // The step goes on meanwhile: it may be at a transaction of its own, for which this one would wait.
        let (outcome, has_it) = tokio::join!(outcome, written);
        Ok(has_it?.then_some(outcome))
    }
}

/// Where a step has led that may have changed something; `None` of one that was skipped, or ended the run.
async fn page_behind(doing: &mut WorkflowRun<Keeping<'_>>, outcome: &Result<Outcome, Failure>) -> Option<PageBehind> {
    match outcome {
        Ok(Outcome::Skipped | Outcome::Asks(_) | Outcome::Stopped(_)) | Err(_) => None,
        Ok(Outcome::Done | Outcome::Extracted(_) | Outcome::Downloaded(_) | Outcome::Looped | Outcome::Failed(_)) => {
            let page = doing.lasting_page().await;
            let kept = |page| PageBehind::Kept(Box::new(Checkpoint { page, memory: Memory::default() }));
            Some(page.map_or(PageBehind::Lost, kept))
        }
    }
}

/// The run comes to a step; at one that had stopped for the customer, or was cut off in its middle, it is already.
fn begin(run: &mut StoredWorkflowRun, number: u32) {
    run.current_step = Some(number);
    if run.outcomes.last().is_none_or(|last| last.step != number) {
        run.outcomes.push(StepOutcome::begun(number));
    }
}

/// Writes into a run how one of its steps ended, and says what follows.
fn ended(run: &mut StoredWorkflowRun, number: u32, outcome: Result<Outcome, Failure>) -> Result<Next, Failure> {
    let Some(kept) = run.outcomes.last_mut() else { return Ok(Next::GoOn) };
    kept.outcome = Ending::Done;
    match outcome {
        Ok(Outcome::Done | Outcome::Downloaded(_) | Outcome::Looped | Outcome::Asks(_)) => {}
        Ok(Outcome::Skipped) => kept.outcome = Ending::Skipped,
        Ok(Outcome::Failed(failure)) => kept.fail(&failure),
        Ok(Outcome::Extracted(extracted)) => {
            (kept.records, kept.pages) = (extracted.count.try_into().ok(), extracted.pages.try_into().ok());
        }
        Ok(Outcome::Stopped(note)) => {
            run.note = Some(note);
            return Ok(Next::End);
        }
        Err(failure) => {
            kept.fail(&failure);
            return Err(Failure::new(failure.reason, format!("step {number}: {}", failure.message)));
        }
    }
    Ok(Next::GoOn)
}

/// How a step ended, with what it read written down; of an empty list nothing is.
async fn kept(outcome: Result<Outcome, Failure>, step: u32, keeping: &mut Keeping<'_>) -> Result<Outcome, Failure> {
    match outcome? {
        Outcome::Extracted(extracted) => {
            if extracted.count > 0 {
                keeping.add_records(step, &extracted).await?;
            }
            Ok(Outcome::Extracted(extracted))
        }
        outcome => Ok(outcome),
    }
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
    let was_empty = run.outcomes.iter().any(|outcome| outcome.records == Some(0));
    let has_made = |outcome: &StepOutcome| outcome.records.unwrap_or(0) + outcome.files.unwrap_or(0) > 0;
    let is_idle = run.counts.writes == 0 && !run.outcomes.iter().any(has_made);
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
