//! A flow as the customer sees it: begun, answered, and ended by a wish or by time.

use time::OffsetDateTime;

use super::{links::record, sealed};
use crate::{
    app::{App, Work},
    domain::{
        id::Id,
        link::{
            self, Link, Status,
            flow::{Event, Flow},
        },
        prompt::{
            answer::Answer,
            refusal::{Refusal, Refused},
        },
        task::Kind,
    },
    service::{ServiceError, webhook::events},
    store::{
        Tx,
        link::{
            flows::{self, StoredFlow},
            links::{self, StoredLink},
        },
        tasks::{self, Claim, Start},
    },
};

/// How an attempt to begin ended.
pub enum Begun {
    /// This browser's flow, new or resumed.
    Flow(Id<Flow>),
    /// A live flow belongs to another browser.
    Elsewhere,
    /// The link's status allows no flow now.
    Closed,
}

/// Begins a flow of a link in a browser, or resumes the one it has; `restart` takes over from another browser.
pub async fn begin(app: &App, link: Id<Link>, browser: &str, restart: bool) -> Result<Begun, ServiceError> {
    let mut tx = app.db.begin().await?;
    let Some(mut stored) = links::lock(&mut tx, link).await? else {
        return Ok(Begun::Closed);
    };
    let now = app.clock.now();
    if !is_open(&stored.link, now) {
        return Ok(Begun::Closed);
    }
    let earlier = live(&mut tx, &stored.link).await?;
    if let Some(earlier) = &earlier {
        let refusal = match earlier.flow.overdue(now) {
            Some(overdue) => overdue,
            None if earlier.browser == browser => return Ok(Begun::Flow(earlier.id)),
            None if restart => Refusal::FlowElsewhere,
            None => return Ok(Begun::Elsewhere),
        };
        end_live(app, &mut tx, &mut stored, refusal, now).await?;
    }
    let (flow, claim) = open(app, &mut tx, link, browser, now).await?;
    stored.link.last_flow = Some(flow);
    record(&mut tx, &mut stored, link::Event::Opened, now).await?;
    tx.commit().await?;
    if let Some(earlier) = earlier {
        app.bell.changed(earlier.id);
    }
    app.bell.work(Work::Claimed(claim));
    Ok(Begun::Flow(flow))
}

fn is_open(link: &Link, now: OffsetDateTime) -> bool {
    match link.as_of(now).0.status {
        Status::Created | Status::Accessed | Status::Authenticating | Status::Failed => true,
        Status::InProgress | Status::Completed | Status::Expired => false,
    }
}

/// A new flow, with the task to open its source already in this process's hands.
async fn open(
    app: &App,
    tx: &mut Tx,
    link_id: Id<Link>,
    browser: &str,
    now: OffsetDateTime,
) -> Result<(Id<Flow>, Claim), ServiceError> {
    let flow = StoredFlow {
        id: app.id(),
        link_id,
        browser: browser.to_owned(),
        flow: Flow::begin(now, app.patience()),
        challenge: None,
        refused: None,
    };
    flows::insert(tx, &flow, now).await?;
    let claim = Claim { id: app.id(), kind: Kind::Open, flow_id: flow.id, attempt: 1, answer: None };
    tasks::insert(tx, &claim, Start::Leased(&app.lease()), now).await?;
    Ok((flow.id, claim))
}

/// Takes the customer's answer to the prompt of a turn; an answer to any other turn changes nothing.
pub async fn answer(app: &App, visit: (Id<Link>, Id<Flow>), turn: u32, answer: &Answer) -> Result<(), ServiceError> {
    let (link, flow) = visit;
    let mut tx = app.db.begin().await?;
    let (Some(mut stored), Some(mut asked)) = (links::lock(&mut tx, link).await?, flows::find(&mut tx, flow).await?)
    else {
        return Ok(());
    };
    let now = app.clock.now();
    let is_late = !is_open(&stored.link, now) || asked.flow.overdue(now).is_some();
    let Ok(meaning) = asked.flow.apply(Event::Answered { turn }, now, app.patience()) else {
        return Ok(());
    };
    if is_late {
        return Ok(());
    }
    asked.challenge = None;
    flows::update(&mut tx, &asked, None).await?;
    if let Some(event) = meaning {
        record(&mut tx, &mut stored, event, now).await?;
    }
    let id = app.id();
    let sealed = sealed::seal_answer(app, id, answer);
    let task = Claim { id, kind: Kind::Answer, flow_id: flow, attempt: 0, answer: Some(sealed) };
    tasks::insert(&mut tx, &task, Start::At(now), now).await?;
    tx.commit().await?;
    app.bell.work(Work::Waiting(flow));
    app.bell.changed(flow);
    Ok(())
}

/// Gives the customer as much time for the prompt of a turn as at its beginning.
pub async fn extend(app: &App, visit: (Id<Link>, Id<Flow>), turn: u32) -> Result<(), ServiceError> {
    let (link, flow) = visit;
    let mut tx = app.db.begin().await?;
    let (Some(_), Some(mut asked)) = (links::lock(&mut tx, link).await?, flows::find(&mut tx, flow).await?) else {
        return Ok(());
    };
    let now = app.clock.now();
    let is_late = asked.flow.overdue(now).is_some();
    if !is_late && asked.flow.apply(Event::Extended { turn }, now, app.patience()).is_ok() {
        flows::update(&mut tx, &asked, None).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Ends a live flow for a reason: the customer's wish, or time.
pub async fn end(app: &App, link: Id<Link>, flow: Id<Flow>, refusal: Refusal) -> Result<(), ServiceError> {
    let mut tx = app.db.begin().await?;
    let Some(mut stored) = links::lock(&mut tx, link).await? else {
        return Ok(());
    };
    if stored.link.last_flow != Some(flow) {
        return Ok(());
    }
    let now = app.clock.now();
    end_live(app, &mut tx, &mut stored, refusal, now).await?;
    tx.commit().await?;
    app.bell.changed(flow);
    Ok(())
}

/// Ends a flow that has rested past its deadline, for the reason that follows from its stage.
pub async fn give_up(app: &App, link: Id<Link>, flow: Id<Flow>) -> Result<(), ServiceError> {
    match flows::find(&app.db, flow).await?.and_then(|found| found.flow.overdue(app.clock.now())) {
        Some(refusal) => end(app, link, flow, refusal).await,
        None => Ok(()),
    }
}

/// Ends the live flow of a locked link, with what that means for the link.
pub async fn end_live(
    app: &App,
    tx: &mut Tx,
    stored: &mut StoredLink,
    refusal: Refusal,
    now: OffsetDateTime,
) -> Result<(), ServiceError> {
    let Some(mut flow) = live(tx, &stored.link).await? else {
        return Ok(());
    };
    tasks::discard(tx, flow.id).await?;
    refuse(app, tx, stored, &mut flow, refusal.into(), now).await
}

async fn live(tx: &mut Tx, link: &Link) -> Result<Option<StoredFlow>, ServiceError> {
    let Some(id) = link.last_flow else {
        return Ok(None);
    };
    Ok(flows::find(tx, id).await?.filter(|flow| flow.flow.is_live()))
}

pub async fn refuse(
    app: &App,
    tx: &mut Tx,
    stored: &mut StoredLink,
    flow: &mut StoredFlow,
    refused: Refused,
    now: OffsetDateTime,
) -> Result<(), ServiceError> {
    // A link whose time came first is not FAILED by what a flow finds afterwards.
    let refused = if stored.link.is_due(now) { Refusal::LinkExpired.into() } else { refused };
    let meaning = flow.flow.apply(Event::Refused(refused.refusal), now, app.patience())?;
    flow.challenge = None;
    flow.refused = Some(sealed::seal_words(app, flow.id, refused));
    flows::update(tx, flow, Some(now)).await?;
    flows::set_checkpoint(tx, flow.id, None).await?;
    events::refused(tx, stored, flow, now);
    app.meter.flow_ended(flow.refused.as_ref().map(|refused| refused.refusal.code()));
    match meaning {
        Some(event) => record(tx, stored, event, now).await,
        None => Ok(()),
    }
}
