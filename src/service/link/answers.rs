//! A customer's answer on its way to the source. What it tries on an account is counted in the transaction that takes it,
//! so that none reaches the source uncounted.

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::sealed;
use crate::{
    app::App,
    domain::{
        id::Id,
        link::flow::Flow,
        prompt::answer::Answer,
        source::lock_out::Tried,
        task::{Claim, Task},
    },
    service::{
        ServiceError,
        source::accounts::{self, Account, Try},
    },
    store::{Tx, link::visits::Visit},
};

/// An answer, and whether it may be given.
#[derive(Serialize, Deserialize)]
pub struct Taken {
    pub answer: Answer,
    pub lock_out: LockOutCheck,
}

/// Whether an answer may be given to the source, which may lock the account after too many wrong ones.
#[derive(Serialize, Deserialize)]
pub enum LockOutCheck {
    /// It may, with what was counted for it.
    Passed(Option<Try>),
    /// It is the last that may be wrong, and the customer does not know that yet.
    WarnFirst,
    Exceeded(Tried),
}

/// Counts what an answer to a flow tries on the account.
pub async fn count(
    app: &App,
    tx: &mut Tx,
    (flow, visit): (Id<Flow>, &Visit),
    answer: &Answer,
) -> Result<LockOutCheck, ServiceError> {
    let passed = Ok(LockOutCheck::Passed(None));
    let Some(tried) = Tried::with(answer) else { return passed };
    let Some(checkpoint) = &visit.checkpoint else { return passed };
    let memory = sealed::checkpoint(app, flow, checkpoint)?.memory;
    let Some(identifier) = answer.field("identifier").or(memory.identifier.as_deref()) else { return passed };
    let (host, lock_out) = (visit.definition.host(), visit.definition.lock_out.unwrap_or_default());
    let account = Account { host: &host, identifier, lock_out };
    let Some(spent) = accounts::spend(app, tx, &account, tried, 0).await? else {
        return Ok(LockOutCheck::Exceeded(tried));
    };
    if spent.left == 0 && !memory.warned {
        accounts::give_back(tx, &spent).await?;
        return Ok(LockOutCheck::WarnFirst);
    }
    Ok(LockOutCheck::Passed(Some(spent)))
}

/// Seals an answer for the task that is to bring it to the source.
pub fn seal(app: &App, task: Id<Task>, taken: &Taken) -> String {
    let text = serde_json::to_string(taken).expect("an answer and a try are texts and numbers");
    app.vault.seal(&SecretString::from(text), &sealed::answer_row(task))
}

/// The answer that a task carries; `None` where an earlier claim got it.
pub fn carried(app: &App, claim: &Claim) -> Result<Option<Taken>, ServiceError> {
    claim.payload.as_ref().map_or(Ok(None), |sealed| open(app, claim.id, sealed))
}

/// Takes back what was counted for an answer that was never given.
pub async fn give_back(app: &App, tx: &mut Tx, task: Id<Task>, sealed: &str) -> Result<(), ServiceError> {
    match open(app, task, sealed) {
        Ok(Some(Taken { lock_out: LockOutCheck::Passed(Some(spent)), .. })) => accounts::give_back(tx, &spent).await,
        _ => Ok(()),
    }
}

/// One that an earlier version has sealed otherwise counts as lost.
fn open(app: &App, task: Id<Task>, sealed: &str) -> Result<Option<Taken>, ServiceError> {
    let text = app.vault.open(sealed, &sealed::answer_row(task))?;
    Ok(serde_json::from_str(text.expose_secret()).ok())
}
