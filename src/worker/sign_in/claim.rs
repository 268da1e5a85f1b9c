//! The answer that a task carries. What it tries on an account is counted in the transaction that claims the task, so that
//! none reaches the source uncounted.

use super::source::{self, Source};
use crate::{
    app::App,
    domain::{id::Id, link::flow::Flow, prompt::answer::Answer, source::lock_out::Tried, task::Claim},
    page::checkpoint::Checkpoint,
    service::{
        ServiceError,
        link::sealed,
        source::accounts::{self, Try},
    },
    store::Tx,
};

/// An answer that left the database with its task, and where it is to be given.
pub struct ClaimedAnswer {
    pub source: Source,
    pub checkpoint: Checkpoint,
    pub answer: Answer,
    pub lock_out: LockOutCheck,
}

/// Whether an answer may be given to the source, which may lock the account after too many wrong ones.
pub enum LockOutCheck {
    /// It may, with what was counted for it.
    Passed(Option<Try>),
    /// It is the last that may be wrong, and the customer does not know that yet.
    WarnFirst,
    Exceeded(Tried),
}

/// The answer of a task that is being claimed; `None` when an earlier claim took it, or there is no page to answer on.
pub async fn answer(
    app: &App,
    tx: &mut Tx,
    claim: &Claim,
    flow: Id<Flow>,
) -> Result<Option<ClaimedAnswer>, ServiceError> {
    let Some(answer) = sealed::answer(app, claim)? else { return Ok(None) };
    let Some(checkpoint) = sealed::checkpoint(app, &mut *tx, flow).await? else { return Ok(None) };
    let source = source::of_flow(&mut *tx, flow, &claim.share).await?;
    let lock_out = check(app, tx, &source, &checkpoint, &answer).await?;
    Ok(Some(ClaimedAnswer { source, checkpoint, answer, lock_out }))
}

async fn check(
    app: &App,
    tx: &mut Tx,
    source: &Source,
    checkpoint: &Checkpoint,
    answer: &Answer,
) -> Result<LockOutCheck, ServiceError> {
    let memory = &checkpoint.memory;
    let identifier = answer.field("identifier").or(memory.identifier.as_deref());
    let (Some(tried), Some(identifier)) = (Tried::with(answer), identifier) else {
        return Ok(LockOutCheck::Passed(None));
    };
    let host = source.host();
    let Some(spent) = accounts::spend(app, tx, &source.account(&host, identifier), tried, 0).await? else {
        return Ok(LockOutCheck::Exceeded(tried));
    };
    if spent.left == 0 && !memory.warned {
        accounts::give_back(tx, &spent).await?;
        return Ok(LockOutCheck::WarnFirst);
    }
    Ok(LockOutCheck::Passed(Some(spent)))
}
