//! Taking a task into our hands. What its answer tries on an account is counted in the same transaction, so that none
//! reaches the source uncounted.

use super::source::{self, Source};
use crate::{
    app::App,
    crash,
    domain::{id::Id, link::flow::Flow, prompt::answer::Answer, source::lock_out::Tried},
    page::checkpoint::Checkpoint,
    service::{
        ServiceError,
        link::sealed,
        source::accounts::{self, Try},
    },
    store::{
        Tx,
        tasks::{self, Claim},
    },
};

/// An answer that left the database with its task, and where it is to be given.
pub struct Brought {
    pub source: Source,
    pub checkpoint: Checkpoint,
    pub answer: Answer,
    pub permit: Permit,
}

/// Whether an answer may be given to the source.
pub enum Permit {
    /// It may, with what was counted for it.
    Given(Option<Try>),
    /// It is the last that may be wrong, and the customer does not know that yet.
    AfterWarning,
    Exceeded(Tried),
}

/// Takes the task of a flow, if nobody else has it.
pub async fn claim(app: &App, flow: Id<Flow>) -> Result<Option<(Claim, Option<Brought>)>, ServiceError> {
    let mut tx = app.db.begin().await?;
    let Some(claim) = tasks::claim(&mut tx, flow, &app.lease(), app.clock.now()).await? else { return Ok(None) };
    let brought = match sealed::answer(app, &claim)? {
        Some(answer) => bring(app, &mut tx, &claim, answer).await?,
        None => None,
    };
    tx.commit().await?;
    crash::point("task claimed");
    Ok(Some((claim, brought)))
}

/// `None` where there is no page to answer on.
async fn bring(app: &App, tx: &mut Tx, claim: &Claim, answer: Answer) -> Result<Option<Brought>, ServiceError> {
    let Some(checkpoint) = sealed::checkpoint(app, &mut *tx, claim.flow_id).await? else { return Ok(None) };
    let source = source::of_flow(&mut *tx, claim.flow_id).await?;
    let permit = permit(app, tx, &source, &checkpoint, &answer).await?;
    Ok(Some(Brought { source, checkpoint, answer, permit }))
}

async fn permit(
    app: &App,
    tx: &mut Tx,
    source: &Source,
    checkpoint: &Checkpoint,
    answer: &Answer,
) -> Result<Permit, ServiceError> {
    let memory = &checkpoint.memory;
    let identifier = answer.field("identifier").or(memory.identifier.as_deref());
    let (Some(tried), Some(identifier)) = (Tried::with(answer), identifier) else { return Ok(Permit::Given(None)) };
    let host = source.host();
    let Some(spent) = accounts::spend(app, tx, &source.account(&host, identifier), tried, 0).await? else {
        return Ok(Permit::Exceeded(tried));
    };
    if spent.left == 0 && !memory.warned {
        accounts::give_back(tx, &spent).await?;
        return Ok(Permit::AfterWarning);
    }
    Ok(Permit::Given(Some(spent)))
}
