//! What is kept sealed: challenges, answers on their way, pages as they were left. Each belongs to one row and opens
//! for no other.

use super::ServiceError;
use crate::{
    app::App,
    domain::{
        answer::Answer,
        challenge::Challenge,
        checkpoint::Checkpoint,
        flow::{Flow, Stage},
        id::Id,
        task::Task,
    },
    store::{
        At,
        flows::{self, StoredFlow},
        tasks::Claim,
    },
};

/// Seals the answer that a task is to bring to the source.
pub(super) fn seal_answer(app: &App, task: Id<Task>, answer: &Answer) -> String {
    app.vault.seal(&answer.to_secret(), &answer_row(task))
}

/// The answer a claim brought, if it brought one.
pub fn answer(app: &App, claim: &Claim) -> Result<Option<Answer>, ServiceError> {
    let Some(sealed) = &claim.answer else { return Ok(None) };
    let text = app.vault.open(sealed, &answer_row(claim.id))?;
    Answer::from_secret(&text).map(Some).ok_or_else(|| unreadable("answer", claim.flow_id))
}

/// Seals what a flow asks now.
pub(super) fn seal_challenge(app: &App, flow: Id<Flow>, challenge: &Challenge) -> String {
    app.vault.seal(&challenge.to_secret(), &challenge_row(flow))
}

/// What a flow asks now.
pub fn challenge(app: &App, flow: &StoredFlow) -> Result<Option<Challenge>, ServiceError> {
    let Some(sealed) = flow.challenge.as_ref().filter(|_| flow.flow.stage == Stage::Asking) else { return Ok(None) };
    let text = app.vault.open(sealed, &challenge_row(flow.id))?;
    Challenge::from_secret(&text).map(Some).ok_or_else(|| unreadable("challenge", flow.id))
}

/// Seals a page as it was left.
pub(super) fn seal_checkpoint(app: &App, flow: Id<Flow>, checkpoint: &Checkpoint) -> String {
    app.vault.seal(&checkpoint.to_secret(), &checkpoint_row(flow))
}

/// The page of a flow as it was left.
pub async fn checkpoint(app: &App, at: impl Into<At<'_>>, flow: Id<Flow>) -> Result<Option<Checkpoint>, ServiceError> {
    let Some(sealed) = flows::checkpoint(at, flow).await? else { return Ok(None) };
    let text = app.vault.open(&sealed, &checkpoint_row(flow))?;
    Checkpoint::from_secret(&text).map(Some).ok_or_else(|| unreadable("checkpoint", flow))
}

fn answer_row(task: Id<Task>) -> String {
    format!("{task} answer")
}

fn challenge_row(flow: Id<Flow>) -> String {
    format!("{flow} challenge")
}

fn checkpoint_row(flow: Id<Flow>) -> String {
    format!("{flow} checkpoint")
}

fn unreadable(what: &str, flow: Id<Flow>) -> ServiceError {
    ServiceError::Broken(format!("the {what} of {flow} cannot be read"))
}
