//! What is kept sealed: challenges, answers on their way, pages as they were left, the words of refusals. Each belongs to
//! one row and opens for no other.

use secrecy::ExposeSecret;

use crate::{
    app::App,
    domain::{
        id::{Id, Noun},
        link::flow::{Flow, Stage},
        prompt::{answer::Answer, challenge::Challenge, refusal::Refused},
        task::{Claim, Task},
    },
    page::checkpoint::Checkpoint,
    service::ServiceError,
    store::link::flows::StoredFlow,
};

/// Seals the answer that a task is to bring to a run that waits for it.
pub fn seal_answer(app: &App, task: Id<Task>, answer: &Answer) -> String {
    app.vault.seal(&answer.to_secret(), &answer_row(task))
}

/// The answer a task carried, if it still did when it was claimed.
pub fn answer(app: &App, claim: &Claim) -> Result<Option<Answer>, ServiceError> {
    let Some(sealed) = &claim.payload else { return Ok(None) };
    let text = app.vault.open(sealed, &answer_row(claim.id))?;
    Answer::from_secret(&text).map(Some).ok_or_else(|| unreadable("answer", claim.id))
}

/// Seals what a flow asks now.
pub fn seal_challenge(app: &App, flow: Id<Flow>, challenge: &Challenge) -> String {
    app.vault.seal(&challenge.to_secret(), &challenge_row(flow))
}

/// What a flow asks now.
pub fn challenge(app: &App, flow: &StoredFlow) -> Result<Option<Challenge>, ServiceError> {
    let asks = matches!(flow.flow.stage, Stage::Asking | Stage::AskingInJob);
    let Some(sealed) = flow.challenge.as_ref().filter(|_| asks) else { return Ok(None) };
    let text = app.vault.open(sealed, &challenge_row(flow.id))?;
    Challenge::from_secret(&text).map(Some).ok_or_else(|| unreadable("challenge", flow.id))
}

/// Seals what the source said when it refused a flow: it may say what was typed.
pub fn seal_words(app: &App, flow: Id<Flow>, refused: Refused) -> Refused {
    let seal = |words: String| app.vault.seal(&words.into(), &words_row(flow));
    Refused { source_message: refused.source_message.map(seal), ..refused }
}

/// Why a flow was refused; without the source's words where their key has gone.
pub fn refused(app: &App, flow: &StoredFlow) -> Option<Refused> {
    let refused = flow.refused.clone()?;
    let open = |sealed: String| app.vault.open(&sealed, &words_row(flow.id)).ok();
    let words = refused.source_message.and_then(open).map(|words| words.expose_secret().to_owned());
    Some(Refused { source_message: words, ..refused })
}

/// Seals a page as it was left.
pub fn seal_checkpoint(app: &App, flow: Id<Flow>, checkpoint: &Checkpoint) -> String {
    app.vault.seal(&checkpoint.to_secret(), &checkpoint_row(flow))
}

/// The page of a flow as it was left.
pub fn checkpoint(app: &App, flow: Id<Flow>, sealed: &str) -> Result<Checkpoint, ServiceError> {
    let text = app.vault.open(sealed, &checkpoint_row(flow))?;
    Checkpoint::from_secret(&text).ok_or_else(|| unreadable("checkpoint", flow))
}

pub(super) fn answer_row(task: Id<Task>) -> String {
    format!("{task} answer")
}

fn challenge_row(flow: Id<Flow>) -> String {
    format!("{flow} challenge")
}

fn words_row(flow: Id<Flow>) -> String {
    format!("{flow} refusal")
}

fn checkpoint_row(flow: Id<Flow>) -> String {
    format!("{flow} checkpoint")
}

fn unreadable<N: Noun>(what: &str, of: Id<N>) -> ServiceError {
    ServiceError::Broken(format!("the {what} of {of} cannot be read"))
}
