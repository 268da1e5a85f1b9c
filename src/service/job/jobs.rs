//! Job runs: made when a sign-in succeeds, written step by step by a worker.

use time::OffsetDateTime;

use crate::{
    app::App,
    domain::{
        id::Id,
        job::{Job, JobRun, Status},
        link::{Event, flow::Flow},
    },
    service::{ServiceError, link::links::record, webhook::events},
    store::{
        Tx,
        job::{
            artifacts::{self, StoredArtifact},
            job_runs::{self, StoredJobRun},
            jobs,
            workflow_runs::{self, StoredWorkflowRun},
            workflows,
        },
        link::{
            flows,
            links::{self, StoredLink},
        },
        tasks::{self, Claim},
    },
};

/// Makes the runs of a link's jobs, with a snapshot of what each will do, and begins the first; false when there is
/// nothing to do.
pub async fn start(
    app: &App,
    tx: &mut Tx,
    link: &StoredLink,
    flow: Id<Flow>,
    now: OffsetDateTime,
) -> Result<bool, ServiceError> {
    let mut has_work = false;
    for (job_id, position) in link.job_ids.iter().zip(0..) {
        let mut workflows = snapshot(app, tx, link, *job_id, now).await?;
        let status = match workflows.first_mut() {
            None => Status::Completed,
            Some(_) if has_work => Status::Pending,
            Some(first) => {
                first.status = Status::InProgress;
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
        };
        job_runs::insert(tx, &run, position).await?;
        events::job_run(tx, link, &run, now);
        for (mut workflow, position) in workflows.into_iter().zip(0..) {
            workflow.job_run_id = run.id;
            workflow_runs::insert(tx, &workflow, position).await?;
            events::workflow_run(tx, link, &workflow, now);
            has_work = true;
        }
    }
    Ok(has_work)
}

async fn snapshot(
    app: &App,
    tx: &mut Tx,
    link: &StoredLink,
    job: Id<Job>,
    now: OffsetDateTime,
) -> Result<Vec<StoredWorkflowRun>, ServiceError> {
    let broken = |what: String| ServiceError::Broken(format!("{what} of link {} is gone", link.id));
    let job = jobs::recall(tx, link.tenant_id, job).await?.ok_or_else(|| broken(job.to_string()))?;
    let mut runs = Vec::new();
    for id in job.workflow_ids {
        let workflow = workflows::recall(tx, link.tenant_id, id).await?.ok_or_else(|| broken(id.to_string()))?;
        runs.push(StoredWorkflowRun {
            id: app.id(),
            tenant_id: link.tenant_id,
            job_run_id: app.id(),
            workflow_id: id,
            status: Status::Pending,
            steps: workflow.steps,
            current_step: None,
            error: None,
            created_at: now,
            ended_at: None,
        });
    }
    Ok(runs)
}

/// Every run a sign-in started that is not at its end, with its unfinished workflow runs in order.
pub async fn unfinished(
    app: &App,
    flow: Id<Flow>,
) -> Result<Vec<(StoredJobRun, Vec<StoredWorkflowRun>)>, ServiceError> {
    let mut unfinished = Vec::new();
    for run in job_runs::of_flow(&app.db, flow).await? {
        if run.ended_at.is_none() {
            let mut workflows = workflow_runs::of_job_run(&app.db, run.id).await?;
            workflows.retain(|workflow| workflow.ended_at.is_none());
            unfinished.push((run, workflows));
        }
    }
    Ok(unfinished)
}

/// How the run of one workflow ended.
pub struct Ended {
    /// Where it stands, with its step and error.
    pub run: StoredWorkflowRun,
    /// What it brought home; kept only if it completed.
    pub artifacts: Vec<StoredArtifact>,
}

/// Writes how a workflow run ended, with what follows for its job run, the link and the task; false when the task has
/// gone into other hands, and then nothing is written.
pub async fn finish(app: &App, claim: &Claim, job_run: Id<JobRun>, ended: &Ended) -> Result<bool, ServiceError> {
    let mut tx = app.db.begin().await?;
    let Some(flow) = flows::find(&mut tx, claim.flow_id).await? else {
        return Ok(false);
    };
    let Some(mut link) = links::lock(&mut tx, flow.link_id).await? else {
        return Ok(false);
    };
    if !tasks::renew(&mut tx, claim, app.lease().until).await? {
        return Ok(false);
    }
    let mut settling = Settling { tx: &mut tx, link: &mut link, now: app.clock.now() };
    settling.end(ended).await?;
    let mut runs = job_runs::of_flow(&mut *settling.tx, claim.flow_id).await?;
    if let Some(run) = runs.iter_mut().find(|run| run.id == job_run) {
        settling.settle_job(run).await?;
    }
    match runs.iter_mut().find(|run| run.ended_at.is_none()) {
        Some(next) if next.status == Status::Pending => settling.begin(next).await?,
        Some(_) => {}
        None => settling.settle_link(claim, &runs).await?,
    }
    tx.commit().await?;
    app.bell.changed(claim.flow_id);
    Ok(true)
}

/// What follows from the end of a workflow run, on a locked link.
struct Settling<'a> {
    tx: &'a mut Tx,
    link: &'a mut StoredLink,
    now: OffsetDateTime,
}

impl Settling<'_> {
    async fn end(&mut self, ended: &Ended) -> Result<(), ServiceError> {
        self.write(&ended.run).await?;
        if ended.run.status == Status::Completed {
            for artifact in &ended.artifacts {
                artifacts::insert(self.tx, artifact).await?;
                events::artifact_created(self.tx, self.link, artifact, self.now);
            }
        }
        Ok(())
    }

    async fn write(&mut self, run: &StoredWorkflowRun) -> Result<(), ServiceError> {
        workflow_runs::update(self.tx, run).await?;
        events::workflow_run(self.tx, self.link, run, self.now);
        Ok(())
    }

    /// A failed workflow ends its job run, and those behind it never begin; without one the next begins, and the last
    /// ends it.
    async fn settle_job(&mut self, run: &mut StoredJobRun) -> Result<(), ServiceError> {
        let mut workflows = workflow_runs::of_job_run(&mut *self.tx, run.id).await?;
        let has_failed = workflows.iter().any(|workflow| workflow.status == Status::Failed);
        let mut open = workflows.iter_mut().filter(|workflow| workflow.ended_at.is_none());
        if has_failed {
            for workflow in open {
                workflow.status = Status::Failed;
                workflow.error = Some("not begun: an earlier workflow of the job failed".to_owned());
                workflow.ended_at = Some(self.now);
                self.write(workflow).await?;
            }
        } else if let Some(next) = open.next() {
            next.status = Status::InProgress;
            return self.write(next).await;
        }
        run.status = if has_failed { Status::Failed } else { Status::Completed };
        run.ended_at = Some(self.now);
        job_runs::update(self.tx, run.id, run.status, run.ended_at).await?;
        events::job_run(self.tx, self.link, run, self.now);
        Ok(())
    }

    /// The next job run begins, with its first workflow.
    async fn begin(&mut self, run: &mut StoredJobRun) -> Result<(), ServiceError> {
        run.status = Status::InProgress;
        job_runs::update(self.tx, run.id, run.status, None).await?;
        events::job_run(self.tx, self.link, run, self.now);
        for mut workflow in workflow_runs::of_job_run(&mut *self.tx, run.id).await?.into_iter().take(1) {
            workflow.status = Status::InProgress;
            self.write(&workflow).await?;
        }
        Ok(())
    }

    /// When every job run is at its end, so is the link, the task, and the need for the signed-in state.
    async fn settle_link(&mut self, claim: &Claim, runs: &[StoredJobRun]) -> Result<(), ServiceError> {
        let has_failed = runs.iter().any(|run| run.status == Status::Failed);
        let event = if has_failed { Event::JobFailed } else { Event::JobsCompleted };
        record(self.tx, self.link, event, self.now).await?;
        flows::set_checkpoint(self.tx, claim.flow_id, None).await?;
        tasks::finish(self.tx, claim).await?;
        Ok(())
    }
}
