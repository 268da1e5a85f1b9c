//! The page behind a step that may have changed something. It is kept sealed with its run, which goes on from there after
//! its worker has died.

use secrecy::SecretString;

use crate::{
    app::App,
    domain::{id::Id, job::WorkflowRun},
    service::ServiceError,
    store::{Tx, job::workflow_runs},
};

/// Where a step that may have changed something has led.
pub enum PageBehind {
    /// A page from which the run can go on, as its engine writes it down.
    Kept(SecretString),
    /// A page that is not there again without doing again what led to it.
    Lost,
}

/// Keeps the page of a run in the place of an earlier one.
pub(super) async fn keep(app: &App, tx: &mut Tx, run: Id<WorkflowRun>, page: &PageBehind) -> Result<(), ServiceError> {
    let sealed = match page {
        PageBehind::Kept(page) => Some(app.vault.seal(page, &row(run))),
        PageBehind::Lost => None,
    };
    Ok(workflow_runs::set_page(tx, run, sealed).await?)
}

/// The page from which a run can go on, if one is kept.
pub async fn of_run(app: &App, run: Id<WorkflowRun>) -> Result<Option<SecretString>, ServiceError> {
    let Some(sealed) = workflow_runs::page(&app.db, run).await? else { return Ok(None) };
    Ok(Some(app.vault.open(&sealed, &row(run))?))
}

fn row(run: Id<WorkflowRun>) -> String {
    format!("{run} page")
}
