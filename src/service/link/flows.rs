//! A flow as the customer sees it: begun, answered, and ended by a wish or by time.

use time::OffsetDateTime;

use super::{
    answers::{self, Taken},
    asks, sealed,
};
use crate::{
    app::{App, Handed},
    domain::{
        id::Id,
        job::permissions::promise::{Agreement, Promise},
        link::{
            self, Link, Status,
            flow::{Event, Flow, Stage},
        },
        prompt::{
            form::Form,
            refusal::{Refusal, Refused},
        },
        task::{Share, Work},
        tenant::Tenant,
    },
    service::{ServiceError, events, job::plans, status::record},
    store::{
        Tx,
        link::{
            flows::{self, Locked, Page, StoredFlow},
            link_pages::LinkPage,
            links::{self, StoredLink},
            visits::{self, Visit},
        },
        tasks::{self, NewTask, Start},
        unit::Signal,
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
    /// More would be done than the customer was told.
    Outdated,
}

/// Whoever wants to begin a flow, as flows remember browsers.
pub struct Bid {
    /// The browser as the live flow of the link remembers it, if it is that flow's.
    pub current: Option<String>,
    /// The browser as the flow is to remember it from now on.
    pub renewed: String,
    /// What the customer was shown that will be done, as its digest; none where a page without it leads here.
    pub shown: Option<String>,
}

/// Begins a flow of a link in a browser, or resumes the one it has; `restart` takes over from another browser.
pub async fn begin(app: &App, page: &LinkPage, bid: &Bid, restart: bool) -> Result<Begun, ServiceError> {
    let plan = plans::of_link(app, &app.db, &page.link, page.definitions).await?;
    let agreed = plan.promise.agreement();
    let mut tx = app.db.begin().await?;
    let Some((mut stored, visit)) = visits::lock_link(&mut tx, page.link.id).await? else {
        return Ok(Begun::Closed);
    };
    let now = app.clock.now();
    if !is_open(&stored.link, now) {
        return take_over(tx, &stored.link, bid).await;
    }
    let has_grown = has_grown(&mut tx, &stored.link, &plan.promise).await?;
    if bid.shown.as_ref().map_or(has_grown, |shown| *shown != agreed.digest()) {
        return Ok(Begun::Outdated);
    }
    if let Some(earlier) = live(&mut tx, &stored.link).await? {
        let refusal = match earlier.flow.overdue(app.clock.steady()) {
            Some(overdue) => overdue,
            None if earlier.browser == bid.renewed => return Ok(Begun::Flow(earlier.id)),
            None if Some(&earlier.browser) == bid.current.as_ref() => {
                flows::set_browser(&mut tx, earlier.id, &bid.renewed).await?;
                flows::set_agreed(&mut tx, earlier.id, &agreed).await?;
                tx.commit().await?;
                return Ok(Begun::Flow(earlier.id));
            }
            None if restart || has_grown => Refusal::FlowElsewhere,
            None => return Ok(Begun::Elsewhere),
        };
        end_live(app, &mut tx, &mut stored, refusal, now).await?;
    }
    if let Some(last) = stored.link.last_flow {
        // A new sign-in has a session of its own.
        flows::set_checkpoint(&mut tx, last, None).await?;
    }
    let opening = Opening { share: page.share(), browser: &bid.renewed, agreed: &agreed, now };
    let flow = opening.open(app, &mut tx, &mut stored, visit).await?;
    tx.commit().await?;
    Ok(Begun::Flow(flow))
}

/// Whether more is promised now than what the last flow was agreed to for.
async fn has_grown(tx: &mut Tx, link: &Link, promise: &Promise) -> Result<bool, ServiceError> {
    let Some(flow) = link.last_flow else { return Ok(false) };
    Ok(flows::agreed(tx, flow).await?.is_some_and(|before| !before.covers(promise)))
}

/// A browser that comes while a job asks the customer takes the flow over.
async fn take_over(mut tx: Tx, link: &Link, bid: &Bid) -> Result<Begun, ServiceError> {
    let Some(flow) = link.last_flow.filter(|_| link.status == Status::InProgress) else {
        return Ok(Begun::Closed);
    };
    if !asks::take_over(&mut tx, flow, &bid.renewed).await? {
        return Ok(Begun::Closed);
    }
    tx.commit().await?;
    Ok(Begun::Flow(flow))
}

fn is_open(link: &Link, now: OffsetDateTime) -> bool {
    match link.as_of(now).0.status {
        Status::Created | Status::Accessed | Status::Authenticating | Status::Failed => true,
        Status::InProgress | Status::Completed | Status::Expired => false,
    }
}

/// A flow that is to be opened.
struct Opening<'a> {
    share: Share,
    browser: &'a str,
    agreed: &'a Agreement,
    now: OffsetDateTime,
}

impl Opening<'_> {
    /// Adds the flow to a link, with what that means for its status, and the task to open its source.
    async fn open(
        self,
        app: &App,
        tx: &mut Tx,
        stored: &mut StoredLink,
        visit: Visit,
    ) -> Result<Id<Flow>, ServiceError> {
        let flow = StoredFlow {
            id: app.id(),
            link_id: stored.id,
            browser: self.browser.to_owned(),
            flow: Flow::begin(app.clock.steady(), app.patience()),
            challenge: None,
            refused: None,
        };
        flows::insert(tx, &flow, self.agreed, self.now).await?;
        let before = stored.link.status;
        stored.link.last_flow = Some(flow.id);
        record(tx, stored, link::Event::Opened, self.now).await?;
        if stored.link.status == before {
            links::set_flow(tx, stored).await?;
        }
        let task = NewTask { id: app.id(), work: Work::Open(flow.id), share: self.share };
        hand_over(app, tx, &flow, task, (None, visit)).await?;
        Ok(flow.id)
    }
}

/// Adds a flow's task, in this process's hands from its beginning, with something sealed that it may carry and what its
/// visit begins with. Nothing of the flow is written after it: the worker may be at its end before anything else happens.
async fn hand_over(
    app: &App,
    tx: &mut Tx,
    flow: &StoredFlow,
    task: NewTask,
    (payload, visit): (Option<String>, Visit),
) -> Result<(), ServiceError> {
    app.handed.put(task.id, Handed::Visit(visit));
    tx.signal(Signal::AtWork(flow.id, flow.browser.clone()));
    Ok(tasks::insert(tx, task, Start::Leased(&app.lease(), payload), app.clock.steady()).await?)
}

/// Takes what a browser's form answers to the prompt of a turn, with a task that brings it to the source: in this process's
/// hands already where a worker is free. An answer to any other turn changes nothing. The tenant; `None` where the flow is
/// not this browser's, where a job asks, and where the form is no answer.
pub async fn answer(
    app: &App,
    flow: Id<Flow>,
    browser: &str,
    (turn, form): (u32, &Form),
) -> Result<Option<Id<Tenant>>, ServiceError> {
    let mut tx = app.db.begin().await?;
    let Some((locked, visit)) = visits::lock(&mut tx, flow).await? else { return Ok(None) };
    let Locked { mut link, flow: mut asked, has_task, .. } = locked;
    if asked.browser != browser || asked.flow.stage == Stage::AskingInJob {
        return Ok(None);
    }
    let (tenant, now, steady) = (link.tenant_id, app.clock.now(), app.clock.steady());
    let challenge = sealed::challenge(app, &asked)?;
    let is_late = !is_open(&link.link, now) || asked.flow.overdue(steady).is_some();
    let meaning = asked.flow.apply(Event::Answered { turn }, steady, app.patience());
    let (Some(challenge), Ok(meaning)) = (challenge, meaning) else { return Ok(Some(tenant)) };
    let Ok(answer) = challenge.answer(form) else { return Ok(None) };
    if is_late {
        return Ok(Some(tenant));
    }
    let lock_out = answers::count(app, &mut tx, (flow, &visit), &answer).await?;
    asked.challenge = None;
    let share = Share { tenant, host: visit.definition.host() };
    let task = NewTask { id: app.id(), work: Work::Answer(flow), share };
    let sealed = Some(answers::seal(app, task.id, &Taken { answer, lock_out }));
    let is_begun = app.workers.has(&task.share);
    if is_begun {
        asked.flow.deadline = steady + app.patience().engine;
    }
    flows::update(&mut tx, &asked, Page::Stays, None).await?;
    if let Some(event) = meaning {
        record(&mut tx, &mut link, event, now).await?;
    }
    if has_task {
        // A prompt that was waited for is so no more.
        tasks::discard(&mut tx, flow).await?;
    }
    if is_begun {
        hand_over(app, &mut tx, &asked, task, (sealed, visit)).await?;
    } else {
        tasks::insert(&mut tx, task, Start::Now(sealed), steady).await?;
    }
    tx.commit().await?;
    Ok(Some(tenant))
}

/// Gives the customer as much time for the prompt of a turn as at its beginning, and keeps what was typed so far where it
/// may be shown again.
pub async fn extend(app: &App, flow: Id<Flow>, turn: u32, typed: &Form) -> Result<(), ServiceError> {
    let mut tx = app.db.begin().await?;
    let Some(Locked { flow: mut asked, .. }) = flows::lock(&mut tx, flow).await? else { return Ok(()) };
    let now = app.clock.steady();
    let is_late = asked.flow.overdue(now).is_some();
    if !is_late && asked.flow.apply(Event::Extended { turn }, now, app.patience()).is_ok() {
        if let Some(mut challenge) = sealed::challenge(app, &asked)? {
            challenge.keep(typed);
            asked.challenge = Some(sealed::seal_challenge(app, flow, &challenge));
        }
        flows::update(&mut tx, &asked, Page::Stays, None).await?;
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
    Ok(())
}

/// Counts the engine's time for a flow from now on: a task of it has been claimed.
pub async fn start(app: &App, tx: &mut Tx, flow: Id<Flow>) -> Result<(), ServiceError> {
    Ok(flows::start(tx, flow, app.clock.steady() + app.patience().engine).await?)
}

/// Lets a flow whose task was given back wait for the engine.
pub async fn wait(app: &App, tx: &mut Tx, flow: Id<Flow>) -> Result<(), ServiceError> {
    let patience = app.patience();
    Ok(flows::wait(tx, flow, app.clock.steady() + patience.queue + patience.engine).await?)
}

/// Ends a flow that has rested past its deadline, for the reason that follows from its stage.
pub async fn give_up(app: &App, link: Id<Link>, flow: Id<Flow>) -> Result<(), ServiceError> {
    match flows::find(&app.db, flow).await?.and_then(|found| found.flow.overdue(app.clock.steady())) {
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
    for (task, answer) in tasks::withdraw(tx, flow.id).await? {
        answers::give_back(app, tx, task, &answer).await?;
    }
    refuse(app, tx, stored, &mut flow, refusal.into(), now).await
}

async fn live(tx: &mut Tx, link: &Link) -> Result<Option<StoredFlow>, ServiceError> {
    let Some(id) = link.last_flow else {
        return Ok(None);
    };
    Ok(flows::find(tx, id).await?.filter(|flow| flow.flow.is_live()))
}

/// Ends a live flow of a locked link for a reason, with what that means for the link.
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
    let meaning = flow.flow.apply(Event::Refused(refused.refusal), app.clock.steady(), app.patience())?;
    flow.challenge = None;
    flow.refused = Some(sealed::seal_words(app, flow.id, refused));
    flows::update(tx, flow, Page::Goes, Some(now)).await?;
    events::refused(tx, stored, flow, now);
    app.meter.flow_ended(flow.refused.as_ref().map(|refused| refused.refusal.code()));
    match meaning {
        Some(event) => record(tx, stored, event, now).await,
        None => Ok(()),
    }
}
