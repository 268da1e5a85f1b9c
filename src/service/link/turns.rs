//! What a worker found at the source, written in one transaction with all that follows from it.

use std::sync::Arc;

use time::{Duration, OffsetDateTime};

use super::{flows::refuse, sealed};
use crate::{
    app::{App, Begun, Handed},
    crash,
    domain::{
        id::Id,
        link::{
            self,
            flow::{Event, Flow},
        },
        prompt::{
            challenge::Challenge,
            refusal::{Refusal, Refused},
        },
        source::Definition,
        task::{Claim, Kind, Work},
    },
    page::checkpoint::Checkpoint,
    service::{
        ServiceError, events,
        job::{jobs, plans},
        retried,
        source::accounts::{self, Try, Verdict},
        status::record,
    },
    store::{
        Tx,
        link::{
            flows::{self, Locked, Page, StoredFlow},
            visits::Visit,
        },
        tasks::{self, NewTask, Start},
    },
};

/// When a source that could not be asked is asked again.
const AFTER_TROUBLE: Duration = Duration::seconds(10);

/// What a worker found.
pub enum Outcome {
    /// A prompt, and the page as it was left.
    Asks(Box<Challenge>, Checkpoint),
    /// The source of this definition accepted the sign-in; the page carries the session.
    SignedIn(Checkpoint, Arc<Definition>),
    Refused(Refused),
}

/// Writes what a worker found for a flow, unless the task has gone into other hands meanwhile.
/// `tries` are those that were made on the way.
pub async fn advance(
    app: &App,
    claim: &Claim,
    flow: Id<Flow>,
    outcome: &Outcome,
    tries: &[Try],
) -> Result<(), ServiceError> {
    crash::point("before advance");
    retried(|| advance_once(app, claim, flow, outcome, tries)).await
}

async fn advance_once(
    app: &App,
    claim: &Claim,
    flow: Id<Flow>,
    outcome: &Outcome,
    tries: &[Try],
) -> Result<(), ServiceError> {
    let mut tx = app.db.begin().await?;
    let Some(mut locked) = flows::lock(&mut tx, flow).await? else { return Ok(()) };
    let now = app.clock.now();
    if let Some((due, checkpoint)) = still_waits(app, claim, &locked.flow, outcome)? {
        return rest(app, tx, claim, flow, due, Some(checkpoint)).await;
    }
    if !tasks::finish(&mut tx, claim).await? {
        return Ok(());
    }
    for spent in tries {
        accounts::settle(&mut tx, spent, outcome.verdict()).await?;
    }
    let mut advance = Advance { app, tx: &mut tx, claim, locked: &mut locked, now };
    if claim.work.kind() == Kind::Poll {
        advance.go_on().await?;
    }
    advance.take(outcome).await?;
    tx.commit().await?;
    crash::point("after advance");
    Ok(())
}

impl Outcome {
    /// What it says about a secret that was tried.
    fn verdict(&self) -> Verdict {
        let refused = match self {
            Self::SignedIn(..) => return Verdict::Accepted,
            Self::Asks(challenge, _) => challenge.error.as_ref(),
            Self::Refused(refused) => Some(refused),
        };
        match refused {
            None => Verdict::Accepted,
            Some(refused) if refused.refusal.counts() => Verdict::Wrong,
            Some(_) => Verdict::Unsaid,
        }
    }
}

/// When to look again at a prompt that shows what it showed before, and the page as it was left.
fn still_waits<'o>(
    app: &App,
    claim: &Claim,
    flow: &StoredFlow,
    outcome: &'o Outcome,
) -> Result<Option<(OffsetDateTime, &'o Checkpoint)>, ServiceError> {
    let Outcome::Asks(challenge, checkpoint) = outcome else { return Ok(None) };
    if claim.work.kind() != Kind::Poll {
        return Ok(None);
    }
    let shown = sealed::challenge(app, flow)?;
    let is_same = shown.is_some_and(|shown| challenge.looks_like(&shown));
    Ok(challenge.look_again(app.clock.steady()).filter(|_| is_same).map(|due| (due, checkpoint)))
}

/// Lets a prompt wait on; also when the source could not be asked just now.
pub async fn wait_on(app: &App, claim: &Claim, flow: Id<Flow>) -> Result<(), ServiceError> {
    let tx = app.db.begin().await?;
    rest(app, tx, claim, flow, app.clock.steady() + AFTER_TROUBLE, None).await
}

async fn rest(
    app: &App,
    mut tx: Tx,
    claim: &Claim,
    flow: Id<Flow>,
    due: OffsetDateTime,
    checkpoint: Option<&Checkpoint>,
) -> Result<(), ServiceError> {
    if tasks::postpone(&mut tx, claim, due).await? {
        if let Some(checkpoint) = checkpoint {
            let sealed = sealed::seal_checkpoint(app, flow, checkpoint);
            flows::set_checkpoint(&mut tx, flow, Some(sealed)).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// What follows from an outcome, for a locked flow.
struct Advance<'a> {
    app: &'a App,
    tx: &'a mut Tx,
    claim: &'a Claim,
    locked: &'a mut Locked,
    now: OffsetDateTime,
}

impl Advance<'_> {
    async fn take(&mut self, outcome: &Outcome) -> Result<(), ServiceError> {
        match outcome {
            Outcome::Asks(challenge, checkpoint) => self.ask(challenge, checkpoint).await,
            Outcome::SignedIn(session, at) if !self.locked.link.link.is_due(self.now) => {
                self.sign_in(session, at).await
            }
            Outcome::SignedIn(..) => self.refuse(Refusal::LinkExpired.into()).await,
            Outcome::Refused(refused) => self.refuse(refused.clone()).await,
        }
    }

    async fn refuse(&mut self, refused: Refused) -> Result<(), ServiceError> {
        let Locked { link, flow, .. } = &mut *self.locked;
        refuse(self.app, self.tx, link, flow, refused, self.now).await
    }

    /// The prompt was answered elsewhere, which is an answer all the same.
    async fn go_on(&mut self) -> Result<(), ServiceError> {
        let flow = &mut self.locked.flow.flow;
        match flow.apply(Event::Awaited, self.app.clock.steady(), self.app.patience())? {
            Some(event) => record(self.tx, &mut self.locked.link, event, self.now).await,
            None => Ok(()),
        }
    }

    async fn ask(&mut self, challenge: &Challenge, checkpoint: &Checkpoint) -> Result<(), ServiceError> {
        let steady = self.app.clock.steady();
        let Locked { link, flow, .. } = &mut *self.locked;
        flow.flow.apply(Event::Asked, steady, self.app.patience())?;
        flow.challenge = Some(sealed::seal_challenge(self.app, flow.id, challenge));
        let page = sealed::seal_checkpoint(self.app, flow.id, checkpoint);
        flows::update(self.tx, flow, Page::IsNow(page), None).await?;
        events::challenge_presented(self.tx, link, flow, challenge, self.now);
        if let Some(due) = challenge.look_again(steady) {
            let poll = self.task(Work::Poll(self.locked.flow.id));
            tasks::insert(self.tx, poll, Start::At(due), steady).await?;
        }
        Ok(())
    }

    /// The jobs begin, or there are none and the link is done.
    async fn sign_in(&mut self, session: &Checkpoint, definition: &Arc<Definition>) -> Result<(), ServiceError> {
        let Locked { link, flow, agreed, definitions, .. } = &mut *self.locked;
        let plan = plans::of_link(self.app, &mut *self.tx, link, *definitions).await?;
        if agreed.as_ref().is_some_and(|agreed| !agreed.covers(&plan.promise)) {
            return self.refuse(Refusal::ConsentOutdated.into()).await;
        }
        let meaning = flow.flow.apply(Event::SignedIn, self.app.clock.steady(), self.app.patience())?;
        self.app.meter.flow_ended(None);
        if let Some(event) = meaning {
            record(self.tx, link, event, self.now).await?;
        }
        let Some((run, workflows)) = jobs::start(self.app, self.tx, link, flow.id, &plan, self.now).await? else {
            flows::update(self.tx, flow, Page::Goes, Some(self.now)).await?;
            return record(self.tx, link, link::Event::JobsCompleted, self.now).await;
        };
        let sealed = sealed::seal_checkpoint(self.app, flow.id, session);
        flows::update(self.tx, flow, Page::IsNow(sealed.clone()), Some(self.now)).await?;
        let (definition, identifier) = (Arc::clone(definition), link.identifier.clone());
        let visit = Visit { definition, identifier, checkpoint: Some(sealed) };
        let task = self.task(Work::Jobs(run.id));
        self.app.handed.put(task.id, Handed::Jobs(Box::new(Begun { visit, run, workflows })));
        Ok(tasks::insert(self.tx, task, Start::Leased(&self.app.lease(), None), self.app.clock.steady()).await?)
    }

    /// A task that takes the same share as the one that led to it.
    fn task(&self, work: Work) -> NewTask {
        NewTask { id: self.app.id(), work, share: self.claim.share.clone() }
    }
}
