//! Where a run was left: the page behind a step that may have changed something, for when its worker dies, or the one
//! that asks the customer, sealed; and the step in which it sent something last.

use crate::{
    app::App,
    domain::{id::Id, job::WorkflowRun},
    page::checkpoint::Checkpoint,
    service::ServiceError,
    store::{Tx, job::workflow_runs},
};

/// Where a step has led.
pub enum PageBehind {
    /// A page from which the run can go on.
    Kept(Box<Checkpoint>),
    /// A page that is not there again without doing again what led to it.
    Lost,
}

/// Keeps the page of a run in the place of an earlier one.
pub(in crate::service) async fn keep(
    app: &App,
    tx: &mut Tx,
    run: Id<WorkflowRun>,
    page: &PageBehind,
) -> Result<(), ServiceError> {
    let sealed = match page {
        PageBehind::Kept(page) => Some(app.vault.seal(&page.to_secret(), &row(run))),
        PageBehind::Lost => None,
    };
    Ok(workflow_runs::set_page(tx, run, sealed).await?)
}

/// Where a run was left.
#[derive(Default)]
pub struct LeftOff {
    /// The page from which it can go on, if one is kept.
    pub page: Option<Checkpoint>,
    /// The number of the last step in which it was about to send what may change something.
    pub wrote_in: Option<usize>,
}

/// Where a run was left.
pub async fn of_run(app: &App, run: Id<WorkflowRun>) -> Result<LeftOff, ServiceError> {
    let workflow_runs::LeftOff { page, wrote_in } = workflow_runs::left_off(&app.db, run).await?;
    let page = page.map(|sealed| app.vault.open(&sealed, &row(run))).transpose()?;
    let page = page.and_then(|page| Checkpoint::from_secret(&page));
    Ok(LeftOff { page, wrote_in: wrote_in.and_then(|step| step.try_into().ok()) })
}

fn row(run: Id<WorkflowRun>) -> String {
    format!("{run} page")
}
