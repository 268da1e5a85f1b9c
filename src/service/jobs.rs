//! Job runs: made when a sign-in succeeds, written step by step by a worker.

use time::OffsetDateTime;

use super::{ServiceError, links::record};
use crate::{
    app::App,
    domain::{
        flow::Flow,
        id::Id,
        job::{Job, JobRun, Status},
        link::Event,
    },
    store::{
        Tx,
        artifacts::{self, StoredArtifact},
        flows, job_runs,
        job_runs::StoredJobRun,
        jobs,
        links::{self, StoredLink},
        tasks::{self, Claim},
        workflow_runs::{self, StoredWorkflowRun},
        workflows,
    },
};

/// Makes the runs of a link's jobs, with a snapshot of what each will do; false when there is nothing to do.
pub(super) async fn start(
    app: &App,
    tx: &mut Tx,
    link: &StoredLink,
    flow: Id<Flow>,
    now: OffsetDateTime,
) -> Result<bool, ServiceError> {
    let mut has_work = false;
    for (job_id, position) in link.job_ids.iter().zip(0..) {
        let workflows = snapshot(app, tx, link, *job_id, now).await?;
        let status = if workflows.is_empty() { Status::Completed } else { Status::Pending };
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
        for (mut workflow, position) in workflows.into_iter().zip(0..) {
            workflow.job_run_id = run.id;
            workflow_runs::insert(tx, &workflow, position).await?;
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
    let now = app.clock.now();
    workflow_runs::update(&mut tx, &ended.run).await?;
    if ended.run.status == Status::Completed {
        for artifact in &ended.artifacts {
            artifacts::insert(&mut tx, artifact).await?;
        }
    }
    settle_job(&mut tx, job_run, now).await?;
    settle_link(&mut tx, claim, &mut link, now).await?;
    tx.commit().await?;
    app.bell.changed(claim.flow_id);
    Ok(true)
}

/// A failed workflow ends its job run, and those behind it never begin; without one the last ends it.
async fn settle_job(tx: &mut Tx, job_run: Id<JobRun>, now: OffsetDateTime) -> Result<(), ServiceError> {
    let mut workflows = workflow_runs::of_job_run(&mut *tx, job_run).await?;
    let has_failed = workflows.iter().any(|workflow| workflow.status == Status::Failed);
    if has_failed {
        for workflow in workflows.iter_mut().filter(|workflow| workflow.ended_at.is_none()) {
            workflow.status = Status::Failed;
            workflow.error = Some("not begun: an earlier workflow of the job failed".to_owned());
            workflow.ended_at = Some(now);
            workflow_runs::update(tx, workflow).await?;
        }
    }
    let is_over = workflows.iter().all(|workflow| workflow.ended_at.is_some());
    let (status, ended_at) = match (has_failed, is_over) {
        (true, _) => (Status::Failed, Some(now)),
        (false, true) => (Status::Completed, Some(now)),
        (false, false) => (Status::InProgress, None),
    };
    Ok(job_runs::update(tx, job_run, status, ended_at).await?)
}

/// When every job run is at its end, so is the link, the task, and the need for the signed-in state.
async fn settle_link(
    tx: &mut Tx,
    claim: &Claim,
    link: &mut StoredLink,
    now: OffsetDateTime,
) -> Result<(), ServiceError> {
    let runs = job_runs::of_flow(&mut *tx, claim.flow_id).await?;
    if runs.iter().any(|run| run.ended_at.is_none()) {
        return Ok(());
    }
    let has_failed = runs.iter().any(|run| run.status == Status::Failed);
    let event = if has_failed { Event::JobFailed } else { Event::JobsCompleted };
    record(tx, link, event, now).await?;
    flows::set_checkpoint(tx, claim.flow_id, None).await?;
    tasks::finish(tx, claim).await?;
    Ok(())
}
