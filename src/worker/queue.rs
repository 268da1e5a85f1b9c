//! The queue of tasks in this process: each waits for a permit of its share, is claimed, done, and its lease kept meanwhile.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{
    task::JoinSet,
    time::{sleep, timeout},
};

use super::{kinds, sign_in::browser_sessions::BrowserSessions};
use crate::{
    app::{App, InFlight, LEASE},
    crash,
    domain::{
        id::Id,
        task::{Claim, Task},
    },
    service::{ServiceError, retried},
    store::{tasks, unit::Ready},
};

/// How often a task that takes long renews its lease; three times within one.
const RENEW: Duration = Duration::from_secs(3);
/// How long a lease must last at least when its task is begun: it is renewed in time, even if that fails once.
const BEGIN: Duration = Duration::from_secs(6);
/// How long running tasks may go on once the server stops; what is not done then is taken up after the next start.
const DRAIN: Duration = Duration::from_secs(10);

/// Tasks that wait for a permit here or are being done.
pub struct Queue {
    shared: Arc<Shared>,
    running: JoinSet<()>,
}

struct Shared {
    app: Arc<App>,
    sessions: Arc<BrowserSessions>,
    /// What is here already is not taken a second time, whatever its lease says.
    tasks: InFlight<Id<Task>>,
}

impl Queue {
    /// An empty queue.
    pub fn new(app: Arc<App>, sessions: Arc<BrowserSessions>) -> Self {
        let shared = Shared { app, sessions, tasks: InFlight::default() };
        Self { shared: Arc::new(shared), running: JoinSet::new() }
    }

    /// Takes a task in, unless it is here already.
    pub fn add(&mut self, ready: Ready) {
        if let Some(guard) = self.shared.tasks.begin(ready.id) {
            let shared = Arc::clone(&self.shared);
            self.running.spawn(async move {
                shared.take(ready).await;
                drop(guard);
            });
        }
    }

    /// Takes in what waits in the database without having been signalled here: as much as can be begun, beside what waits
    /// here already and is found again.
    pub async fn add_due(&mut self) {
        let app = &self.shared.app;
        let limit = i64::try_from(app.workers.free() + app.workers.waiting()).unwrap_or(i64::MAX);
        match tasks::due(&app.db, app.clock.steady(), limit).await {
            Ok(due) => due.into_iter().for_each(|ready| self.add(ready)),
            Err(error) => tracing::error!(%error, "the database could not be asked for tasks"),
        }
    }

    /// Waits until some task is done; for ever when there is none.
    pub async fn forget_done(&mut self) {
        if self.running.join_next().await.is_none() {
            std::future::pending::<()>().await;
        }
    }

    /// Lets what is being done come to its end.
    pub async fn drain(mut self) {
        let drained = timeout(DRAIN, async { while self.running.join_next().await.is_some() {} });
        if drained.await.is_err() {
            let left = self.running.len();
            tracing::warn!(left, "stopped before all tasks were done; they go on after the next start");
        }
    }
}

/// Gives back a task that nobody has begun, so that it does not wait until its lease has run out.
pub async fn give_back(app: &App, claim: &Claim) {
    let given_back = retried(|| async {
        let mut tx = app.db.begin().await?;
        if tasks::give_back(&mut tx, claim, app.clock.steady()).await? {
            kinds::given_back(app, &mut tx, claim).await?;
            tx.commit().await?;
        }
        Ok(())
    });
    if let Err(error) = given_back.await {
        tracing::warn!(task = %claim.id, %error, "a task waits until its lease has run out");
    }
}

impl Shared {
    async fn take(self: Arc<Self>, ready: Ready) {
        let Ready { id, share, claim } = ready;
        let permit = self.app.workers.try_acquire(Some(&share));
        let is_held = |claim: &Claim| permit.is_some() && claim.until - self.app.clock.steady() > BEGIN;
        let claim = match claim {
            // Its lease has run out nearly, or would while it waits.
            Some(claim) if !is_held(&claim) => {
                give_back(&self.app, &claim).await;
                None
            }
            claim => claim,
        };
        let Some(permit) = (match permit {
            Some(permit) => Some(permit),
            None => self.app.workers.acquire(Some(&share)).await,
        }) else {
            return;
        };
        let claimed = match claim {
            Some(claim) => Ok(Some(claim)),
            None => retried(|| self.claim(id)).await,
        };
        match claimed {
            Ok(Some(claim)) => Arc::clone(&self).work(claim).await,
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "a task could not be claimed"),
        }
        drop(permit);
    }

    async fn claim(&self, id: Id<Task>) -> Result<Option<Claim>, ServiceError> {
        let app = &self.app;
        let mut tx = app.db.begin().await?;
        let Some(claim) = tasks::claim(&mut tx, id, &app.lease(), app.clock.steady()).await? else { return Ok(None) };
        kinds::claimed(app, &mut tx, &claim).await?;
        tx.commit().await?;
        crash::point("task claimed");
        Ok(Some(claim))
    }

    async fn work(self: Arc<Self>, claim: Claim) {
        let subject = claim.work.subject();
        let kind = claim.work.kind();
        let done = self.do_while_leased(&claim).await;
        self.app.meter.task(kind.into(), if matches!(done, Ok(Ok(()))) { "done" } else { "failed" });
        let failure = match done {
            Ok(Ok(())) => return,
            Ok(Err(error)) if error.is_transient() => {
                return tracing::warn!(subject, %error, "a task is taken up again when its lease has run out");
            }
            Ok(Err(error)) => error.to_string(),
            Err(panic) => panic,
        };
        tracing::error!(subject, %kind, error = failure, "a task failed");
        if let Err(error) = kinds::failed(&self.app, &claim).await {
            tracing::error!(subject, %error, "a failed task could not be ended; its lease will run out");
        }
    }

    /// Does a task and keeps its lease; stops when the lease is lost. Each is a task of the runtime, so that neither keeps
    /// the other waiting, and a panic ends the task and not the worker.
    async fn do_while_leased(self: &Arc<Self>, claim: &Claim) -> Result<Result<(), ServiceError>, String> {
        let mut doing = JoinSet::new();
        let (shared, own) = (Arc::clone(self), claim.clone());
        doing.spawn(async move { kinds::run(&shared.app, &shared.sessions, &own).await });
        tokio::select! {
            biased;
            Some(done) = doing.join_next() => done.map_err(|panic| panic.to_string()),
            why = self.lose(claim) => {
                tracing::info!(subject = claim.work.subject(), "{why}");
                Ok(Ok(()))
            }
        }
    }

    /// Renews the lease of a task until it is lost, and says how.
    async fn lose(&self, claim: &Claim) -> &'static str {
        let mut renewed = Instant::now();
        loop {
            sleep(RENEW).await;
            match self.renew(claim).await {
                Ok(true) => renewed = Instant::now(),
                Ok(false) => return "a task went into other hands or ended",
                Err(error) if renewed.elapsed() >= LEASE.unsigned_abs() => {
                    tracing::warn!(task = %claim.id, %error, "a lease could not be renewed");
                    return "the lease of a task ran out; it is left to whoever claims it";
                }
                Err(error) => tracing::warn!(task = %claim.id, %error, "a lease could not be renewed yet"),
            }
        }
    }

    async fn renew(&self, claim: &Claim) -> Result<bool, ServiceError> {
        let mut tx = self.app.db.begin().await?;
        let is_ours = tasks::renew(&mut tx, claim, self.app.lease().until).await?;
        tx.commit().await?;
        Ok(is_ours)
    }
}
