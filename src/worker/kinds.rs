//! What a worker does for each kind of task: the only place where kinds are told apart.

use super::{
    icon,
    job::jobs,
    sign_in::{
        browser_sessions::BrowserSessions,
        claim,
        login::{self, Visit},
    },
};
use crate::{
    app::App,
    domain::{
        id::Id,
        job::JobRun,
        link::flow::Flow,
        prompt::refusal::Refusal,
        source::Source,
        task::{Claim, Work},
    },
    service::{
        ServiceError,
        link::{
            flows,
            turns::{self, Outcome},
        },
        source::icons,
    },
    store::Tx,
};

/// What a claimed task needs to be done.
pub enum Prepared {
    SignIn(Id<Flow>, Visit),
    Jobs(Id<JobRun>),
    Icon(Id<Source>),
}

impl From<Work> for Prepared {
    fn from(work: Work) -> Self {
        match work {
            Work::Open(flow) => Self::SignIn(flow, Visit::Open),
            Work::Answer(flow) => Self::SignIn(flow, Visit::Answer(None)),
            Work::Poll(flow) => Self::SignIn(flow, Visit::Poll),
            Work::Jobs(job_run) => Self::Jobs(job_run),
            Work::Icon(source) => Self::Icon(source),
        }
    }
}

impl Prepared {
    /// In the transaction that claims a task: takes what it carries, and counts the engine's time from now on.
    pub async fn in_claim(app: &App, tx: &mut Tx, claim: &Claim) -> Result<Self, ServiceError> {
        Ok(match claim.work.into() {
            Self::SignIn(flow, visit) => {
                flows::start(app, tx, flow).await?;
                let visit = match visit {
                    Visit::Answer(_) => Visit::Answer(claim::answer(app, tx, claim, flow).await?.map(Box::new)),
                    visit @ (Visit::Open | Visit::Poll) => visit,
                };
                Self::SignIn(flow, visit)
            }
            other @ (Self::Jobs(_) | Self::Icon(_)) => other,
        })
    }

    /// Does the task.
    pub async fn run(self, app: &App, sessions: &BrowserSessions, claim: &Claim) -> Result<(), ServiceError> {
        match self {
            Self::SignIn(flow, visit) => login::run(app, sessions, claim, flow, visit).await,
            Self::Jobs(job_run) => jobs::run(app, sessions, claim, job_run).await,
            Self::Icon(source) => icon::run(app, claim, source).await,
        }
    }
}

/// In the transaction that gives a task back: its flow waits for the engine.
pub async fn given_back(app: &App, tx: &mut Tx, claim: &Claim) -> Result<(), ServiceError> {
    match claim.work.into() {
        Prepared::SignIn(flow, _) => flows::wait(app, tx, flow).await,
        Prepared::Jobs(_) | Prepared::Icon(_) => Ok(()),
    }
}

/// Ends a task that failed: its flow is refused; a job run is taken up again when the lease has run out, and a
/// source stays without an icon.
pub async fn failed(app: &App, claim: &Claim) -> Result<(), ServiceError> {
    match claim.work.into() {
        Prepared::SignIn(flow, _) => {
            turns::advance(app, claim, flow, &Outcome::Refused(Refusal::Internal.into()), &[]).await
        }
        Prepared::Jobs(_) => Ok(()),
        Prepared::Icon(_) => icons::give_up(app, claim).await,
    }
}
