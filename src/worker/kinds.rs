//! What a worker does for each kind of task: the only place where kinds are told apart.

use super::{
    icon,
    job::jobs,
    sign_in::{
        browser_sessions::BrowserSessions,
        login::{self, Visit},
    },
};
use crate::{
    app::{App, Handed},
    domain::{
        prompt::refusal::Refusal,
        task::{Claim, Work},
    },
    service::{
        ServiceError,
        link::{
            answers, flows,
            turns::{self, Outcome},
        },
        source::icons,
    },
    store::Tx,
};

/// In the transaction that claims a task: counts the engine's time for its flow from now on.
pub async fn claimed(app: &App, tx: &mut Tx, claim: &Claim) -> Result<(), ServiceError> {
    match claim.work {
        Work::Open(flow) | Work::Answer(flow) | Work::Poll(flow) => flows::start(app, tx, flow).await,
        Work::Jobs(_) | Work::Icon(_) => Ok(()),
    }
}

/// In the transaction that gives a task back: its flow waits for the engine.
pub async fn given_back(app: &App, tx: &mut Tx, claim: &Claim) -> Result<(), ServiceError> {
    match claim.work {
        Work::Open(flow) | Work::Answer(flow) | Work::Poll(flow) => flows::wait(app, tx, flow).await,
        Work::Jobs(_) | Work::Icon(_) => Ok(()),
    }
}

/// Does a task.
pub async fn run(app: &App, sessions: &BrowserSessions, claim: &Claim) -> Result<(), ServiceError> {
    let (begins_with, begun) = match app.handed.take(claim) {
        Some(Handed::Visit(visit)) => (Some(visit), None),
        Some(Handed::Jobs(begun)) => (None, Some(*begun)),
        None => (None, None),
    };
    let (flow, visit) = match claim.work {
        Work::Open(flow) => (flow, Visit::Open),
        Work::Answer(flow) => (flow, Visit::Answer(answers::carried(app, claim)?.map(Box::new))),
        Work::Poll(flow) => (flow, Visit::Poll),
        Work::Jobs(job_run) => return jobs::run(app, sessions, claim, job_run, begun).await,
        Work::Icon(source) => return icon::run(app, claim, source).await,
    };
    login::run(app, sessions, claim, flow, (visit, begins_with)).await
}

/// Ends a task that failed: its flow is refused; a job run is taken up again when the lease has run out, and a
/// source stays without an icon.
pub async fn failed(app: &App, claim: &Claim) -> Result<(), ServiceError> {
    match claim.work {
        Work::Open(flow) | Work::Answer(flow) | Work::Poll(flow) => {
            turns::advance(app, claim, flow, &Outcome::Refused(Refusal::Internal.into()), &[]).await
        }
        Work::Jobs(_) => Ok(()),
        Work::Icon(_) => icons::give_up(app, claim).await,
    }
}
