//! The run of a flow that waits for the customer.

use crate::{
    app::App,
    domain::{
        id::Id,
        job::{JobRun, WorkflowStatus},
        link::flow::{Event, Flow},
    },
    service::ServiceError,
    store::{
        Tx,
        job::{
            job_runs,
            workflow_runs::{self, StoredWorkflowRun},
        },
        link::flows::{self, Page},
    },
};

/// A flow whose job has ended asks no more; its link is locked.
pub async fn close(app: &App, tx: &mut Tx, flow: Id<Flow>) -> Result<(), ServiceError> {
    let Some(mut asked) = flows::find(&mut *tx, flow).await? else { return Ok(()) };
    if asked.flow.apply(Event::GaveUpInJob, app.clock.steady(), app.patience()).is_ok() {
        asked.challenge = None;
        flows::update(tx, &asked, Page::Stays, Some(app.clock.now())).await?;
    }
    Ok(())
}

/// The run of a flow that waits for the customer.
pub async fn waiting(tx: &mut Tx, flow: Id<Flow>) -> Result<Option<StoredWorkflowRun>, ServiceError> {
    for job in job_runs::of_flow(&mut *tx, flow).await? {
        let runs = workflow_runs::of_job_run(&mut *tx, job.id).await?;
        if let Some(run) = runs.into_iter().find(|run| run.status == WorkflowStatus::AwaitingUserInput) {
            return Ok(Some(run));
        }
    }
    Ok(None)
}

/// The job run of a flow that waits for the customer.
pub async fn waiting_job(tx: &mut Tx, flow: Id<Flow>) -> Result<Option<Id<JobRun>>, ServiceError> {
    Ok(waiting(tx, flow).await?.map(|run| run.job_run_id))
}
