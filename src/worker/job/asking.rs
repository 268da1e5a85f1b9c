//! A run that stops for the customer, and goes on from the page that asked.

use std::sync::Arc;

use secrecy::SecretString;

use super::{keeping::Keeping, running::Running};
use crate::{
    domain::job::{
        WorkflowStatus,
        failure::{Failure, Reason},
        outcome::Ending,
        step::{Ask, Kind, Step},
    },
    engine::{
        AnyPage,
        workflow::{Given, Question, WorkflowRun},
    },
    net::gate::Gate,
    page::checkpoint::Checkpoint,
    service::{
        ServiceError,
        job::pages::PageBehind,
        link::{asks, sealed},
        retried,
    },
    store::job::workflow_runs::StoredWorkflowRun,
    worker::sign_in::browser_sessions::OpenError,
};

/// The number of the `ask` at which a run has stopped.
pub fn stopped_at(run: &StoredWorkflowRun) -> Option<usize> {
    let last = run.outcomes.last().filter(|last| last.outcome == Ending::Begun)?;
    let number = usize::try_from(last.step).ok()?;
    let is_asked = matches!(run.steps.get(number)?.kind, Kind::Ask(_)) && last.asked > 0;
    is_asked.then_some(number)
}

/// What is to be done with a run that waits for the customer.
pub enum Waiting {
    /// It does not wait, or not any more.
    Over,
    /// Nobody answered in time.
    TimedOut(Failure),
    /// It waits on, and the task with it.
    On,
}

impl Running<'_> {
    /// Whether a run still waits for the customer.
    pub async fn waiting(&self, run: &StoredWorkflowRun) -> Result<Waiting, ServiceError> {
        if run.status != WorkflowStatus::AwaitingUserInput {
            return Ok(Waiting::Over);
        }
        if retried(|| asks::waits_on(self.app, self.claim, self.flow)).await? {
            return Ok(Waiting::On);
        }
        let number = run.current_step.unwrap_or_default();
        let message = format!("step {number}: the customer did not answer in time");
        Ok(Waiting::TimedOut(Failure::new(Reason::TimedOut, message)))
    }

    /// The page of a run that begins, or goes on from a step: the one that it was left on, where that is kept, or else a
    /// blank one in the signed-in session.
    pub async fn page(
        &self,
        session: &SecretString,
        run: &StoredWorkflowRun,
        (from, kept): (usize, Option<&Checkpoint>),
        gate: Arc<Gate>,
    ) -> Result<AnyPage, OpenError> {
        if let Some(kept) = kept {
            return self.sessions.resume(self.app, self.source, &kept.page, gate).await;
        }
        // The engine that was at work at the step from which the run goes on.
        let engine = run.steps.iter().take(from.saturating_add(1)).rev().find_map(Step::engine);
        let needs_page = run.steps.get(from).is_some_and(|step| !step.brings_its_page());
        self.sessions.within(self.app, self.source, (engine, needs_page), session, gate).await
    }

    /// Hands the customer's answer to a run that had stopped for it on this page.
    pub fn hand_over(&self, doing: &mut WorkflowRun<Keeping<'_>>, page: &Checkpoint) -> Result<(), ServiceError> {
        let given = sealed::answer(self.app, self.claim)?.map_or(Given::Lost, Given::Answer);
        doing.give(page.memory.clone(), given);
        Ok(())
    }

    /// Stops a run for the customer; a failure where the source refused too many answers.
    pub async fn stop_for(
        &self,
        doing: &mut WorkflowRun<Keeping<'_>>,
        run: &mut StoredWorkflowRun,
        question: Question,
    ) -> Result<Result<(), Failure>, ServiceError> {
        let timeout = run.current_step.and_then(|step| run.steps.get(usize::try_from(step).ok()?)?.timeout);
        let Some(outcome) = run.outcomes.last_mut() else { return Ok(Ok(())) };
        if outcome.asked >= Ask::MOST_ANSWERS {
            let message = format!("the source refused {} answers of the customer", outcome.asked);
            let failure = Failure::new(Reason::AnswerRefused, message);
            outcome.fail(&failure);
            return Ok(Err(failure));
        }
        outcome.asked += 1;
        outcome.outcome = Ending::Begun;
        let page = match doing.checkpoint().await {
            Ok(page) => page,
            Err(failure) => return Ok(Err(failure)),
        };
        run.status = WorkflowStatus::AwaitingUserInput;
        let time = time::Duration::seconds(timeout.unwrap_or(Ask::USUAL_TIME).into());
        let page = PageBehind::Kept(Box::new(Checkpoint { page, memory: question.memory }));
        let asked = asks::Asked { flow: self.flow, challenge: &question.challenge, page: &page, time };
        let made = doing.keeper().take();
        retried(|| asks::pause(self.app, self.claim, run, &asked, &made)).await?;
        Ok(Ok(()))
    }
}
