//! What a run asks the customer: put to the page of its flow, answered there, and given up when its time is over.

use time::Duration;

use super::sealed;
use crate::{
    app::App,
    domain::{
        id::Id,
        job::WorkflowStatus,
        link::{
            self,
            flow::{Event, Flow, Stage},
        },
        prompt::{answer::Answer, challenge::Challenge},
        task::{Claim, Work},
    },
    service::{
        ServiceError, events,
        job::{
            jobs,
            pages::{self, PageBehind},
            waiting::{close, waiting},
        },
    },
    store::{
        Tx,
        job::{
            artifacts::StoredArtifact,
            workflow_runs::{self, StoredWorkflowRun},
        },
        link::{
            flows::{self, Locked, Page},
            link_pages::LinkPage,
        },
        tasks::{self, NewTask, Start},
    },
};

/// What is asked, and the page that asks, from which the run goes on.
pub struct Asked<'a> {
    pub flow: Id<Flow>,
    pub challenge: &'a Challenge,
    pub page: &'a PageBehind,
    /// How long the customer has.
    pub time: Duration,
}

/// Stops a run for the customer: the prompt, the page and what was made are kept, and the task rests until the time is
/// over. Nothing is written when the task has gone into other hands.
pub async fn pause(
    app: &App,
    claim: &Claim,
    run: &StoredWorkflowRun,
    asked: &Asked<'_>,
    made: &[StoredArtifact],
) -> Result<(), ServiceError> {
    let mut tx = app.db.begin().await?;
    let Some(Locked { link, mut flow, .. }) = flows::lock(&mut tx, asked.flow).await? else { return Ok(()) };
    if !tasks::finish(&mut tx, claim).await? {
        return Ok(());
    }
    let (now, steady) = (app.clock.now(), app.clock.steady());
    flow.flow.apply(Event::AskedInJob { until: steady + asked.time }, steady, app.patience())?;
    flow.challenge = Some(sealed::seal_challenge(app, flow.id, asked.challenge));
    flows::update(&mut tx, &flow, Page::Stays, Some(now)).await?;
    workflow_runs::update(&mut tx, run).await?;
    pages::keep(app, &mut tx, run.id, asked.page).await?;
    for artifact in made {
        jobs::keep(app, &mut tx, &link, artifact, now).await?;
    }
    events::workflow_run(&mut tx, &link, run, now);
    events::challenge_presented(&mut tx, &link, &flow, asked.challenge, now);
    let task = NewTask { id: app.id(), work: Work::Jobs(run.job_run_id), share: claim.share.clone() };
    tasks::insert(&mut tx, task, Start::At(flow.flow.deadline), steady).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes the customer's answer to the prompt of a turn; an answer to any other turn changes nothing.
pub async fn answer(
    app: &App,
    page: &LinkPage,
    flow: Id<Flow>,
    turn: u32,
    answer: &Answer,
) -> Result<(), ServiceError> {
    let mut tx = app.db.begin().await?;
    let Some(Locked { link, flow: mut asked, .. }) = flows::lock(&mut tx, flow).await? else { return Ok(()) };
    let Some(mut run) = waiting(&mut tx, flow).await? else { return Ok(()) };
    let (now, steady) = (app.clock.now(), app.clock.steady());
    let is_late = link.link.status != link::Status::InProgress || asked.flow.deadline <= steady;
    if is_late || asked.flow.apply(Event::AnsweredInJob { turn }, steady, app.patience()).is_err() {
        return Ok(());
    }
    asked.challenge = None;
    flows::update(&mut tx, &asked, Page::Stays, Some(now)).await?;
    run.status = WorkflowStatus::InProgress;
    workflow_runs::update(&mut tx, &run).await?;
    let task = NewTask { id: app.id(), work: Work::Jobs(run.job_run_id), share: page.share() };
    let sealed = sealed::seal_answer(app, task.id, answer);
    tasks::insert(&mut tx, task, Start::Now(Some(sealed)), steady).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives the signed-in flow whose job asks something to the browser that comes with the link; whether one does.
pub async fn take_over(tx: &mut Tx, flow: Id<Flow>, browser: &str) -> Result<bool, ServiceError> {
    let asks = flows::find(&mut *tx, flow).await?.is_some_and(|flow| flow.flow.stage == Stage::AskingInJob);
    if asks {
        flows::set_browser(tx, flow, browser).await?;
    }
    Ok(asks)
}

/// Whether a flow still waits for the customer, and its task rests until the time is over; otherwise it asks no more.
pub async fn waits_on(app: &App, claim: &Claim, flow: Id<Flow>) -> Result<bool, ServiceError> {
    let mut tx = app.db.begin().await?;
    let Some(Locked { flow: asked, .. }) = flows::lock(&mut tx, flow).await? else { return Ok(false) };
    let waits = asked.flow.stage == Stage::AskingInJob && asked.flow.deadline > app.clock.steady();
    if waits {
        tasks::postpone(&mut tx, claim, asked.flow.deadline).await?;
    } else {
        close(app, &mut tx, flow).await?;
    }
    tx.commit().await?;
    Ok(waits)
}
