//! What the jobs of a link will do: as it is remembered, if no definition has changed since.

use std::sync::Arc;

use crate::{
    app::App,
    store::{
        At, StoreError,
        job::plans::{self, Plan},
        link::links::StoredLink,
    },
};

/// The plan of a link's jobs, as of a number of its tenant's definitions.
pub async fn of_link(
    app: &App,
    at: impl Into<At<'_>>,
    link: &StoredLink,
    definitions: i64,
) -> Result<Arc<Plan>, StoreError> {
    let jobs = (link.tenant_id, link.job_ids.clone());
    if let Some(plan) = app.plans.find(&jobs, definitions) {
        return Ok(plan);
    }
    let at = at.into();
    // What a transaction reads may not be committed yet.
    let is_committed = matches!(at, At::Database(_));
    let plan = Arc::new(plans::of_jobs(at, link.tenant_id, &link.job_ids).await?);
    if is_committed {
        app.plans.keep(jobs, definitions, Arc::clone(&plan));
    }
    Ok(plan)
}
