//! What a company may do with runs of its jobs: cancel one that has not ended, and have one that failed done again.

use super::jobs::{Settling, begin};
use crate::{
    app::App,
    domain::{
        id::Id,
        job::{JobRun, Status, WorkflowStatus, failure::Reason},
        link::{self, Event, Link, flow::Flow},
        task::Share,
        tenant::Tenant,
    },
    service::{ServiceError, job::waiting, status::record},
    store::{
        Tx,
        job::{
            job_runs::{self, StoredJobRun},
            workflow_runs,
        },
        link::{
            flows, link_pages,
            links::{self, StoredLink},
        },
        table, tasks,
    },
};

/// How an attempt to cancel a run ended.
pub enum Cancelled {
    Done(Box<StoredJobRun>),
    /// It has ended.
    TooLate(Status),
    /// The tenant has no such run.
    Missing,
}

/// Ends a job run that has not ended: its workflow runs fail as cancelled. Whoever does them stops within seconds, and
/// writes nothing any more.
pub async fn cancel(app: &App, tx: &mut Tx, tenant: Id<Tenant>, id: Id<JobRun>) -> Result<Cancelled, ServiceError> {
    let Some((mut link, mut run)) = locked(tx, tenant, id).await? else { return Ok(Cancelled::Missing) };
    if run.ended_at.is_some() {
        return Ok(Cancelled::TooLate(run.status));
    }
    end(app, tx, &mut link, &mut run, (Reason::Cancelled, "cancelled by the API")).await?;
    Ok(Cancelled::Done(Box::new(run)))
}

/// The customer does not want to answer what a job of a flow asks: the job fails.
pub async fn decline(app: &App, link: Id<Link>, flow: Id<Flow>) -> Result<(), ServiceError> {
    let mut tx = app.db.begin().await?;
    let Some(mut link) = links::lock(&mut tx, link).await? else { return Ok(()) };
    let Some(id) = waiting::waiting_job(&mut tx, flow).await? else { return Ok(()) };
    let Some(mut run) = table::find::<StoredJobRun>(&mut tx, link.tenant_id, id).await? else { return Ok(()) };
    let why = (Reason::CancelledByCustomer, "the customer did not want to answer");
    end(app, &mut tx, &mut link, &mut run, why).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends a run of a locked link that has not ended.
async fn end(
    app: &App,
    tx: &mut Tx,
    link: &mut StoredLink,
    run: &mut StoredJobRun,
    (reason, message): (Reason, &str),
) -> Result<(), ServiceError> {
    tasks::discard(tx, run.id).await?;
    waiting::close(app, tx, run.flow_id).await?;
    let share = share(app, link).await?;
    let now = app.clock.now();
    let mut settling = Settling { app, tx, link, now };
    let mut workflows = workflow_runs::of_job_run(&mut *settling.tx, run.id).await?;
    for workflow in workflows.iter_mut().filter(|workflow| workflow.ended_at.is_none()) {
        workflow.status = WorkflowStatus::Failed;
        workflow.reason = Some(reason);
        workflow.error = Some(message.to_owned());
        workflow.ended_at = Some(now);
        settling.write(workflow).await?;
    }
    settling.settle_job(run, workflows).await?;
    settling.go_on(&share, run).await
}

/// How an attempt to have a run done again ended.
pub enum Retried {
    /// The new run.
    Begun(Box<StoredJobRun>),
    /// Only a run that failed is done again, and once.
    NotFailed(Status),
    /// The signed-in session is not kept any more, or the link has gone on.
    NoSession,
    /// The tenant has no such run.
    Missing,
}

/// Makes a new run of the snapshot of one that failed, in the same session, and begins it.
pub async fn retry(app: &App, tx: &mut Tx, tenant: Id<Tenant>, id: Id<JobRun>) -> Result<Retried, ServiceError> {
    let Some((mut link, run)) = locked(tx, tenant, id).await? else { return Ok(Retried::Missing) };
    if run.status != Status::Failed || run.retried {
        return Ok(Retried::NotFailed(run.status));
    }
    let now = app.clock.now();
    let is_over = link.link.as_of(now).0.status != link::Status::Failed || link.link.last_flow != Some(run.flow_id);
    if is_over || flows::checkpoint(&mut *tx, run.flow_id).await?.is_none() {
        return Ok(Retried::NoSession);
    }
    let share = share(app, &link).await?;
    let mut new = StoredJobRun {
        id: app.id(),
        status: Status::Pending,
        created_at: now,
        ended_at: None,
        retry_of: Some(run.id),
        ..run.clone()
    };
    job_runs::insert_retry(tx, &new).await?;
    copy(app, tx, &run, &new).await?;
    flows::keep_session(tx, run.flow_id, None).await?;
    record(tx, &mut link, Event::Retried, now).await?;
    record(tx, &mut link, Event::SignedIn, now).await?;
    begin(&mut Settling { app, tx, link: &mut link, now }, &share, &mut new).await?;
    Ok(Retried::Begun(Box::new(new)))
}

/// The workflow runs of a run as they were made, for another.
async fn copy(app: &App, tx: &mut Tx, run: &StoredJobRun, new: &StoredJobRun) -> Result<(), ServiceError> {
    for old in workflow_runs::of_job_run(&mut *tx, run.id).await? {
        workflow_runs::insert_retry(tx, app.id(), old.id, (new.id, new.created_at)).await?;
    }
    Ok(())
}

/// A run with its link, which is locked.
async fn locked(
    tx: &mut Tx,
    tenant: Id<Tenant>,
    id: Id<JobRun>,
) -> Result<Option<(StoredLink, StoredJobRun)>, ServiceError> {
    let Some(run) = table::find::<StoredJobRun>(&mut *tx, tenant, id).await? else { return Ok(None) };
    let Some(link) = links::lock(tx, run.link_id).await? else { return Ok(None) };
    // As it is now that nobody else can change it.
    let run = table::find::<StoredJobRun>(tx, tenant, id).await?;
    Ok(run.map(|run| (link, run)))
}

async fn share(app: &App, link: &StoredLink) -> Result<Share, ServiceError> {
    let page = link_pages::by_token(&app.db, link.token_id).await?;
    let page = page.ok_or_else(|| ServiceError::Broken(format!("the source of {} is gone", link.id)))?;
    Ok(page.share())
}
