//! Durable work: claims tasks, drives sign-ins and jobs, and sweeps up what time has ended.

pub mod delivery;
pub mod job;
pub mod sign_in;
mod sweep;

pub use delivery::deliveries::run as deliver;

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{Semaphore, mpsc::UnboundedReceiver, watch},
    task::JoinSet,
    time::{MissedTickBehavior, interval, sleep, timeout},
};

use self::{
    job::jobs,
    sign_in::{
        claim::{self, Brought},
        desk::Desk,
        login,
    },
};
use crate::{
    app::{App, Work},
    domain::{id::Id, link::flow::Flow, prompt::refusal::Refusal, task::Kind},
    service::{
        ServiceError,
        link::turns::{self, Outcome},
        whole,
    },
    store::tasks::{self, Claim},
};

/// How often the database is asked for tasks that nobody told us of, and for what time has ended.
const POLL: Duration = Duration::from_secs(1);
/// How often a task that takes long says that it is still in our hands; three times within a lease.
const RENEW: Duration = Duration::from_secs(3);
/// How long running tasks may go on once the server stops; what is not done then is taken up after the next start.
const DRAIN: Duration = Duration::from_secs(10);

/// Works until `stop` turns true, then lets running tasks come to their end.
pub async fn run(app: Arc<App>, mut heard: UnboundedReceiver<Work>, mut stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(app.config.workers.max(1)));
    let desk = Desk::new(&app, &places);
    let mut running = JoinSet::new();
    let mut poll = interval(POLL);
    poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while !*stop.borrow() {
        tokio::select! {
            _ = stop.changed() => break,
            Some(work) = heard.recv() => {
                running.spawn(take(Arc::clone(&app), Arc::clone(&desk), Arc::clone(&places), work));
            }
            _ = poll.tick() => {
                sweep::sweep(&app).await;
                desk.tidy(&app).await;
                app.meter.gather();
                for flow in due(&app, places.available_permits()).await {
                    running.spawn(take(Arc::clone(&app), Arc::clone(&desk), Arc::clone(&places), Work::Waiting(flow)));
                }
            }
            () = desk.give_way() => {}
            Some(_) = running.join_next() => {}
        }
    }
    let drained = timeout(DRAIN, async { while running.join_next().await.is_some() {} });
    if drained.await.is_err() {
        tracing::warn!(left = running.len(), "stopped before all tasks were done; they go on after the next start");
    }
}

/// The flows whose tasks nobody told us of, as many as there are hands free.
async fn due(app: &App, free: usize) -> Vec<Id<Flow>> {
    let limit = i64::try_from(free).unwrap_or(i64::MAX);
    tasks::due(&app.db, app.clock.now(), limit).await.unwrap_or_else(|error| {
        tracing::error!(%error, "the database could not be asked for tasks");
        Vec::new()
    })
}

async fn take(app: Arc<App>, desk: Arc<Desk>, places: Arc<Semaphore>, work: Work) {
    let Ok(_place) = places.acquire().await else {
        return;
    };
    let claimed = match work {
        Work::Claimed(claim) => Ok(Some((claim, None))),
        Work::Waiting(flow) => whole(|| claim::claim(&app, flow)).await,
    };
    let (claim, brought) = match claimed {
        Ok(Some(claimed)) => claimed,
        Ok(None) => return,
        Err(error) => return tracing::error!(%error, "a task could not be claimed"),
    };
    // In a task of its own, so that a panic ends this sign-in and not the worker.
    let done = tokio::spawn(keeping(Arc::clone(&app), desk, claim.clone(), brought)).await;
    app.meter.task(claim.kind.into(), if matches!(done, Ok(Ok(()))) { "done" } else { "failed" });
    let failure = match done {
        Ok(Ok(())) => return,
        Ok(Err(error)) if error.is_passing() => {
            return tracing::warn!(flow = %claim.flow_id, %error, "a task is taken up again when its lease has run out");
        }
        Ok(Err(error)) => error.to_string(),
        Err(panic) => panic.to_string(),
    };
    tracing::error!(flow = %claim.flow_id, kind = %claim.kind, error = failure, "a task failed");
    if claim.kind != Kind::Jobs {
        let refused = Outcome::Refused(Refusal::Internal.into());
        if let Err(error) = turns::advance(&app, &claim, &refused, &[]).await {
            tracing::error!(flow = %claim.flow_id, %error, "a failed task could not be ended; its lease will run out");
        }
    }
}

/// Does a task, and holds on to its lease meanwhile; stops when the task has gone into other hands.
async fn keeping(app: Arc<App>, desk: Arc<Desk>, claim: Claim, brought: Option<Brought>) -> Result<(), ServiceError> {
    let work = async {
        match claim.kind {
            Kind::Open | Kind::Answer | Kind::Poll => login::run(&app, &desk, &claim, brought).await,
            Kind::Jobs => jobs::run(&app, &desk, &claim).await,
        }
    };
    // Side by side: renewing may have to wait for what the work itself has locked.
    tokio::select! {
        biased;
        done = work => done,
        () = lost(&app, &claim) => {
            tracing::info!(flow = %claim.flow_id, "a task went into other hands or ended");
            Ok(())
        }
    }
}

/// Renews the lease of a task until it is no longer ours.
async fn lost(app: &App, claim: &Claim) {
    loop {
        sleep(RENEW).await;
        match renew(app, claim).await {
            Ok(true) => {}
            Ok(false) => return,
            // The lease lasts for some more tries; if it is lost, what we find is refused in the end.
            Err(error) => tracing::warn!(flow = %claim.flow_id, %error, "a lease could not be renewed"),
        }
    }
}

async fn renew(app: &App, claim: &Claim) -> Result<bool, ServiceError> {
    let mut tx = app.db.begin().await?;
    let is_ours = tasks::renew(&mut tx, claim, app.lease().until).await?;
    tx.commit().await?;
    Ok(is_ours)
}
