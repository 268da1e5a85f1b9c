//! Job runs: made when a sign-in succeeds, written step by step by a worker.

use time::OffsetDateTime;

use crate::{
    app::App,
    domain::{
        id::Id,
        job::{Job, JobRun, Status, WorkflowStatus, failure::Reason, outcome::Counts},
        link::{Event, flow::Flow},
        task::{Claim, Share, Work},
        tenant::Tenant,
    },
    service::{
        ServiceError, events,
        job::{
            artifacts,
            pages::{self, PageBehind},
            sessions,
        },
        status::record,
    },
    store::{
        Tx,
        job::{
            artifacts::StoredArtifact,
            job_runs::{self, StoredJobRun},
            jobs::StoredJob,
            permissions,
            workflow_runs::{self, StoredWorkflowRun},
            workflows::StoredWorkflow,
        },
        link::links::{self, StoredLink},
        table,
        tasks::{self, NewTask, Start},
    },
};

/// Makes the runs of a link's jobs, with a snapshot of what each will do, and begins the first, which needs a task; `None`
/// when there is nothing to do.
pub async fn start(
    app: &App,
    tx: &mut Tx,
    link: &StoredLink,
    flow: Id<Flow>,
    now: OffsetDateTime,
) -> Result<Option<Id<JobRun>>, ServiceError> {
    let mut begun = None;
    for (job_id, position) in link.job_ids.iter().zip(0..) {
        let mut workflows = snapshot(app, tx, link, *job_id, now).await?;
        let status = match workflows.first_mut() {
            None => Status::Completed,
            Some(_) if begun.is_some() => Status::Pending,
            Some(first) => {
                first.status = WorkflowStatus::InProgress;
                Status::InProgress
            }
        };
        let run = StoredJobRun {
            id: app.id(),
            tenant_id: link.tenant_id,
            link_id: link.id,
            flow_id: flow,
            job_id: *job_id,
            status,
            created_at: now,
            ended_at: workflows.is_empty().then_some(now),
            retry_of: None,
            retried: false,
        };
        job_runs::insert(tx, &run, position).await?;
        events::job_run(tx, link, &run, None, now);
        for (mut workflow, position) in workflows.into_iter().zip(0..) {
            workflow.job_run_id = run.id;
            workflow_runs::insert(tx, &workflow, position).await?;
            permissions::keep(tx, workflow.id, workflow.workflow_id).await?;
            events::workflow_run(tx, link, &workflow, now);
            begun = begun.or(Some(run.id));
        }
    }
    Ok(begun)
}

async fn snapshot(
    app: &App,
    tx: &mut Tx,
    link: &StoredLink,
    job: Id<Job>,
    now: OffsetDateTime,
) -> Result<Vec<StoredWorkflowRun>, ServiceError> {
    let broken = |what: String| ServiceError::Broken(format!("{what} of link {} is gone", link.id));
    let job = table::recall::<StoredJob>(tx, link.tenant_id, job).await?.ok_or_else(|| broken(job.to_string()))?;
    let mut runs = Vec::new();
    for id in job.workflow_ids {
        let workflow =
            table::recall::<StoredWorkflow>(tx, link.tenant_id, id).await?.ok_or_else(|| broken(id.to_string()))?;
        runs.push(StoredWorkflowRun {
            id: app.id(),
            tenant_id: link.tenant_id,
            job_run_id: app.id(),
            workflow_id: id,
            status: WorkflowStatus::Pending,
            reason: None,
            note: None,
            outcomes: Vec::new(),
            steps: workflow.steps,
            counts: Counts::default(),
            current_step: None,
            error: None,
            created_at: now,
            ended_at: None,
        });
    }
    Ok(runs)
}

/// A job run of a tenant with those of its workflow runs that have not ended, in their order; `None` when it has ended.
pub async fn unfinished(
    app: &App,
    tenant: Id<Tenant>,
    job_run: Id<JobRun>,
) -> Result<Option<(StoredJobRun, Vec<StoredWorkflowRun>)>, ServiceError> {
    let run = table::find::<StoredJobRun>(&app.db, tenant, job_run).await?.filter(|run| run.ended_at.is_none());
    let Some(run) = run else { return Ok(None) };
    let mut workflows = workflow_runs::of_job_run(&app.db, job_run).await?;
    workflows.retain(|workflow| workflow.ended_at.is_none());
    Ok(Some((run, workflows)))
}

/// How the run of one workflow ended.
pub struct Ended {
    /// Where it stands, with its step and error.
    pub run: StoredWorkflowRun,
    /// The artifacts it made that are not committed yet.
    pub artifacts: Vec<StoredArtifact>,
}

/// Writes how far a workflow run has come, and keeps what it has made and, where its last step may have changed something,
/// the page behind that; false when the task has gone into other hands, and then nothing is written.
pub async fn progress(
    app: &App,
    claim: &Claim,
    run: &StoredWorkflowRun,
    (made, page): (&[StoredArtifact], Option<&PageBehind>),
) -> Result<bool, ServiceError> {
    let mut tx = app.db.begin().await?;
    let link = if made.is_empty() { None } else { lock_link(&mut tx, run).await? };
    if !tasks::renew(&mut tx, claim, app.lease().until).await? {
        return Ok(false);
    }
    for artifact in made {
        let Some(link) = &link else { return Ok(false) };
        keep(app, &mut tx, link, artifact, app.clock.now()).await?;
    }
    workflow_runs::update(&mut tx, run).await?;
    if let Some(page) = page {
        pages::keep(app, &mut tx, run.id, page).await?;
    }
    job_runs::signal(&mut tx, run.job_run_id).await?;
    tx.commit().await?;
    Ok(true)
}

/// The link that a workflow run belongs to, locked.
async fn lock_link(tx: &mut Tx, run: &StoredWorkflowRun) -> Result<Option<StoredLink>, ServiceError> {
    let job_run = table::recall::<StoredJobRun>(tx, run.tenant_id, run.job_run_id).await?;
    match job_run {
        Some(job_run) => Ok(links::lock(tx, job_run.link_id).await?),
        None => Ok(None),
    }
}

/// Keeps an artifact, and tells of it where it is new.
pub async fn keep(
    app: &App,
    tx: &mut Tx,
    link: &StoredLink,
    artifact: &StoredArtifact,
    now: OffsetDateTime,
) -> Result<(), ServiceError> {
    if artifacts::keep(app, tx, artifact).await? {
        events::artifact_created(tx, link, artifact, now);
    }
    Ok(())
}

/// Writes how a workflow run ended, with what follows for its job run, the next one, the link and the task; false when the
/// task has gone into other hands, and then nothing is written.
pub async fn finish(app: &App, claim: &Claim, job_run: &StoredJobRun, ended: &Ended) -> Result<bool, ServiceError> {
    let mut tx = app.db.begin().await?;
    let Some(mut link) = links::lock(&mut tx, job_run.link_id).await? else { return Ok(false) };
    if !tasks::renew(&mut tx, claim, app.lease().until).await? {
        return Ok(false);
    }
    let mut run = job_run.clone();
    let mut settling = Settling { app, tx: &mut tx, link: &mut link, now: app.clock.now() };
    settling.end(ended).await?;
    settling.settle_job(&mut run).await?;
    if run.ended_at.is_some() {
        tasks::finish(settling.tx, claim).await?;
        settling.go_on(&claim.share, run.flow_id).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// What follows from the end of a workflow run, on a locked link.
pub(super) struct Settling<'a> {
    pub app: &'a App,
    pub tx: &'a mut Tx,
    pub link: &'a mut StoredLink,
    pub now: OffsetDateTime,
}

impl Settling<'_> {
    async fn end(&mut self, ended: &Ended) -> Result<(), ServiceError> {
        self.write(&ended.run).await?;
        for artifact in &ended.artifacts {
            keep(self.app, self.tx, self.link, artifact, self.now).await?;
        }
        Ok(())
    }

    pub async fn write(&mut self, run: &StoredWorkflowRun) -> Result<(), ServiceError> {
        workflow_runs::update(self.tx, run).await?;
        events::workflow_run(self.tx, self.link, run, self.now);
        Ok(())
    }

    /// A failed workflow ends its job run, and those behind it never begin; without one the next begins, and the last
    /// ends it.
    pub async fn settle_job(&mut self, run: &mut StoredJobRun) -> Result<(), ServiceError> {
        let mut workflows = workflow_runs::of_job_run(&mut *self.tx, run.id).await?;
        let failed = workflows.iter().find(|workflow| workflow.status == WorkflowStatus::Failed);
        let (has_failed, error) = (failed.is_some(), failed.and_then(|workflow| workflow.error.clone()));
        let mut open = workflows.iter_mut().filter(|workflow| workflow.ended_at.is_none());
        if has_failed {
            for workflow in open {
                workflow.status = WorkflowStatus::Failed;
                workflow.reason = Some(Reason::NotBegun);
                workflow.error = Some("not begun: an earlier workflow of the job failed".to_owned());
                workflow.ended_at = Some(self.now);
                self.write(workflow).await?;
            }
        } else if let Some(next) = open.next() {
            next.status = WorkflowStatus::InProgress;
            return self.write(next).await;
        }
        run.status = if has_failed { Status::Failed } else { Status::Completed };
        run.ended_at = Some(self.now);
        job_runs::update(self.tx, run.id, run.status, run.ended_at).await?;
        events::job_run(self.tx, self.link, run, error.as_deref(), self.now);
        Ok(())
    }

    /// The next job run begins, unless one is at it; when every job run is at its end, so is the link.
    pub async fn go_on(&mut self, share: &Share, flow: Id<Flow>) -> Result<(), ServiceError> {
        let mut runs = job_runs::of_flow(&mut *self.tx, flow).await?;
        match runs.iter_mut().find(|run| run.ended_at.is_none()) {
            Some(next) if next.status != Status::Pending => Ok(()),
            Some(next) => begin(self, share, next).await,
            None => self.settle_link(flow, &runs).await,
        }
    }

    /// The link is done or failed.
    async fn settle_link(&mut self, flow: Id<Flow>, runs: &[StoredJobRun]) -> Result<(), ServiceError> {
        let has_failed = runs.iter().any(|run| run.status == Status::Failed);
        let event = if has_failed { Event::JobFailed } else { Event::JobsCompleted };
        record(self.tx, self.link, event, self.now).await?;
        sessions::settle(self.app, self.tx, flow, has_failed).await
    }
}

/// A job run begins, with its first workflow and a task of its own in this process's hands.
pub(super) async fn begin(
    settling: &mut Settling<'_>,
    share: &Share,
    run: &mut StoredJobRun,
) -> Result<(), ServiceError> {
    run.status = Status::InProgress;
    job_runs::update(settling.tx, run.id, run.status, None).await?;
    events::job_run(settling.tx, settling.link, run, None, settling.now);
    for mut workflow in workflow_runs::of_job_run(&mut *settling.tx, run.id).await?.into_iter().take(1) {
        workflow.status = WorkflowStatus::InProgress;
        settling.write(&workflow).await?;
    }
    let task = NewTask { id: settling.app.id(), work: Work::Jobs(run.id), share: share.clone() };
    let (lease, now) = (settling.app.lease(), settling.app.clock.steady());
    Ok(tasks::insert(settling.tx, task, Start::Leased(&lease), now).await?)
}
