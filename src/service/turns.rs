//! What a worker found at the source, written in one transaction with all that follows from it.

use time::OffsetDateTime;

use super::{ServiceError, flows::refuse, jobs, links::record, sealed};
use crate::{
    app::{App, Work},
    domain::{
        challenge::Challenge,
        checkpoint::Checkpoint,
        flow::Event,
        link,
        refusal::{Refusal, Refused},
        task::Kind,
    },
    store::{
        Tx,
        flows::{self, StoredFlow},
        links::{self, StoredLink},
        tasks::{self, Claim},
    },
};

/// What a worker found.
pub enum Outcome {
    /// A prompt, and the page as it was left.
    Asks(Box<Challenge>, Checkpoint),
    /// The source accepted the sign-in; the page carries the session.
    SignedIn(Checkpoint),
    Refused(Refused),
}

/// Writes what a worker found, unless the task has gone into other hands meanwhile.
pub async fn advance(app: &App, claim: &Claim, outcome: Outcome) -> Result<(), ServiceError> {
    let mut tx = app.db.begin().await?;
    let Some(mut flow) = flows::find(&mut tx, claim.flow_id).await? else { return Ok(()) };
    let Some(mut link) = links::lock(&mut tx, flow.link_id).await? else { return Ok(()) };
    if !tasks::finish(&mut tx, claim).await? {
        return Ok(());
    }
    let mut turn = Turn { app, tx: &mut tx, link: &mut link, flow: &mut flow, now: app.clock.now() };
    let work = turn.take(outcome).await?;
    tx.commit().await?;
    if let Some(claim) = work {
        app.bell.work(Work::Claimed(claim));
    }
    app.bell.changed(claim.flow_id);
    Ok(())
}

/// One turn of a flow whose link is locked.
struct Turn<'a> {
    app: &'a App,
    tx: &'a mut Tx,
    link: &'a mut StoredLink,
    flow: &'a mut StoredFlow,
    now: OffsetDateTime,
}

impl Turn<'_> {
    /// Applies an outcome; the work that follows from it is in this process's hands.
    async fn take(&mut self, outcome: Outcome) -> Result<Option<Claim>, ServiceError> {
        match outcome {
            Outcome::Asks(challenge, checkpoint) => self.ask(&challenge, &checkpoint).await?,
            Outcome::SignedIn(session) if !self.link.link.is_due(self.now) => return self.sign_in(&session).await,
            Outcome::SignedIn(_) => self.refuse(Refusal::LinkExpired.into()).await?,
            Outcome::Refused(refused) => self.refuse(refused).await?,
        }
        Ok(None)
    }

    async fn refuse(&mut self, refused: Refused) -> Result<(), ServiceError> {
        refuse(self.app, self.tx, self.link, self.flow, refused, self.now).await
    }

    async fn ask(&mut self, challenge: &Challenge, checkpoint: &Checkpoint) -> Result<(), ServiceError> {
        self.flow.flow.apply(Event::Asked, self.now, self.app.patience())?;
        self.flow.challenge = Some(sealed::seal_challenge(self.app, self.flow.id, challenge));
        flows::update(self.tx, self.flow, None).await?;
        self.keep(checkpoint).await
    }

    async fn sign_in(&mut self, session: &Checkpoint) -> Result<Option<Claim>, ServiceError> {
        let meaning = self.flow.flow.apply(Event::SignedIn, self.now, self.app.patience())?;
        flows::update(self.tx, self.flow, Some(self.now)).await?;
        if let Some(event) = meaning {
            record(self.tx, self.link, event, self.now).await?;
        }
        if !jobs::start(self.app, self.tx, self.link, self.flow.id, self.now).await? {
            flows::set_checkpoint(self.tx, self.flow.id, None).await?;
            record(self.tx, self.link, link::Event::JobsCompleted, self.now).await?;
            return Ok(None);
        }
        self.keep(session).await?;
        let claim = Claim { id: self.app.id(), kind: Kind::Jobs, flow_id: self.flow.id, attempt: 1, answer: None };
        tasks::insert(self.tx, &claim, Some(&self.app.lease()), self.now).await?;
        Ok(Some(claim))
    }

    async fn keep(&mut self, checkpoint: &Checkpoint) -> Result<(), ServiceError> {
        let sealed = sealed::seal_checkpoint(self.app, self.flow.id, checkpoint);
        Ok(flows::set_checkpoint(self.tx, self.flow.id, Some(sealed)).await?)
    }
}
