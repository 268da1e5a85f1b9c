//! Job runs: made when a sign-in succeeds, written step by step by a worker.

use std::slice;

use time::OffsetDateTime;

use crate::{
    app::App,
    domain::{
        id::Id,
        job::{JobRun, Status, WorkflowRun, WorkflowStatus, failure::Reason, outcome::Counts},
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
            plans::Plan,
            workflow_runs::{self, StoredWorkflowRun},
            workflows::StoredWorkflow,
        },
        link::{
            flows::{self, Locked},
            links::{self, StoredLink},
        },
        table,
        tasks::{self, NewTask, Start},
        unit::Signal,
    },
};

/// Makes the runs of a link's jobs, with a snapshot of what each will do, and begins the first, which needs a task: that
/// run with its workflow runs; `None` when there is nothing to do.
pub async fn start(
    app: &App,
    tx: &mut Tx,
    link: &StoredLink,
    flow: Id<Flow>,
    plan: &Plan,
    now: OffsetDateTime,
) -> Result<Option<(StoredJobRun, Vec<StoredWorkflowRun>)>, ServiceError> {
    let mut begun = None;
    for ((job, workflows), position) in plan.jobs.iter().zip(0..) {
        let status = match (workflows.is_empty(), &begun) {
            (true, _) => Status::Completed,
            (false, Some(_)) => Status::Pending,
            (false, None) => Status::InProgress,
        };
        let run = StoredJobRun {
            id: app.id(),
            tenant_id: link.tenant_id,
            link_id: link.id,
            flow_id: flow,
            job_id: job.id,
            status,
            created_at: now,
            ended_at: workflows.is_empty().then_some(now),
            retry_of: None,
            retried: false,
        };
        job_runs::insert(tx, &run, position).await?;
        events::job_run(tx, link, &run, None, now);
        let mut made = Vec::new();
        for (workflow, position) in workflows.iter().zip(0..) {
            let is_first = begun.is_none() && made.is_empty();
            let status = if is_first { WorkflowStatus::InProgress } else { WorkflowStatus::Pending };
            let workflow_run = snapshot(app, &run, workflow, status);
            workflow_runs::insert(tx, &workflow_run, position).await?;
            events::workflow_run(tx, link, &workflow_run, now);
            made.push(workflow_run);
        }
        if begun.is_none() && !made.is_empty() {
            begun = Some((run, made));
        }
    }
    Ok(begun)
}

/// A run of a workflow as it is now.
fn snapshot(app: &App, job_run: &StoredJobRun, workflow: &StoredWorkflow, status: WorkflowStatus) -> StoredWorkflowRun {
    StoredWorkflowRun {
        id: app.id(),
        tenant_id: job_run.tenant_id,
        job_run_id: job_run.id,
        workflow_id: workflow.id,
        status,
        reason: None,
        note: None,
        outcomes: Vec::new(),
        steps: workflow.steps.clone(),
        permissions: workflow.permissions.clone(),
        inputs: workflow.inputs.clone(),
        counts: Counts::default(),
        current_step: None,
        error: None,
        created_at: job_run.created_at,
        ended_at: None,
    }
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

/// Writes how far a workflow run has come, with the artifacts that it has made and the page behind a step that may have
/// changed something. False when another worker has taken the task over; then nothing is written.
pub async fn progress(
    app: &App,
    claim: &Claim,
    flow: Id<Flow>,
    run: &StoredWorkflowRun,
    (made, page): (&[StoredArtifact], Option<&PageBehind>),
) -> Result<bool, ServiceError> {
    let mut tx = app.db.begin().await?;
    let locked = if made.is_empty() { None } else { flows::lock(&mut tx, flow).await? };
    if !tasks::renew(&mut tx, claim, app.lease().until).await? {
        return Ok(false);
    }
    for artifact in made {
        let Some(Locked { link, .. }) = &locked else { return Ok(false) };
        keep(app, &mut tx, link, artifact, app.clock.now()).await?;
    }
    workflow_runs::update(&mut tx, run).await?;
    if let Some(page) = page {
        pages::keep(app, &mut tx, run.id, page).await?;
    }
    tx.signal(Signal::Flow(flow));
    tx.commit().await?;
    Ok(true)
}

/// Writes that a run is about to send in a step what may change something. False when another worker has taken the task
/// over.
pub async fn about_to_write(app: &App, claim: &Claim, run: Id<WorkflowRun>, step: u32) -> Result<bool, ServiceError> {
    let mut tx = app.db.begin().await?;
    if !tasks::renew(&mut tx, claim, app.lease().until).await? {
        return Ok(false);
    }
    workflow_runs::set_wrote_in(&mut tx, run, step).await?;
    tx.commit().await?;
    Ok(true)
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

/// Writes how a workflow run ended, with what follows for its job run, those of its workflow runs that come behind, the
/// next job run, the link and the task; false when the task has gone into other hands, and then nothing is written.
/// Whoever has the task is the only one who writes these runs.
pub async fn finish(
    app: &App,
    claim: &Claim,
    job_run: &StoredJobRun,
    ended: &Ended,
    behind: &[StoredWorkflowRun],
) -> Result<bool, ServiceError> {
    let mut tx = app.db.begin().await?;
    let Some(mut link) = links::lock(&mut tx, job_run.link_id).await? else { return Ok(false) };
    let is_ours = if !behind.is_empty() && ended.run.status != WorkflowStatus::Failed {
        tasks::renew(&mut tx, claim, app.lease().until).await?
    } else {
        tasks::finish(&mut tx, claim).await?
    };
    if !is_ours {
        return Ok(false);
    }
    let mut run = job_run.clone();
    let mut settling = Settling { app, tx: &mut tx, link: &mut link, now: app.clock.now() };
    settling.end(ended).await?;
    let workflows = [slice::from_ref(&ended.run), behind].concat();
    settling.settle_job(&mut run, workflows).await?;
    if run.ended_at.is_some() {
        settling.go_on(&claim.share, &run).await?;
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

    /// What becomes of a job run whose workflow runs stand so: a failed one ends it, and those behind that never begin;
    /// without one the next begins, and the last ends it.
    pub async fn settle_job(
        &mut self,
        run: &mut StoredJobRun,
        mut workflows: Vec<StoredWorkflowRun>,
    ) -> Result<(), ServiceError> {
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
    pub async fn go_on(&mut self, share: &Share, run: &StoredJobRun) -> Result<(), ServiceError> {
        let flow = run.flow_id;
        if self.link.job_ids.len() == 1 {
            return self.settle_link(flow, slice::from_ref(run)).await;
        }
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
    Ok(tasks::insert(settling.tx, task, Start::Leased(&lease, None), now).await?)
}
