//! What the customer is told of a link's jobs: before the sign-in what will be done, then what is being done, and at the
//! end what was done.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};

use crate::{
    app::App,
    domain::{
        id::Id,
        job::{outcome::Counts, permissions::promise::Promise, progress::Progress},
        link::flow::Flow,
    },
    store::{
        StoreError,
        job::{progress, promises},
        link::{flows, link_pages::LinkPage},
    },
    view::{
        kit::layout::Layout,
        portal::{Before, Done},
    },
};

/// What will be done, and whether a flow that is under way was agreed to for less.
pub struct Terms {
    pub promise: Arc<Promise>,
    pub is_outdated: bool,
}

impl Terms {
    /// The terms of a link and its last flow, as the definitions are now.
    pub async fn of(app: &App, link_page: &LinkPage) -> Result<Self, StoreError> {
        let promise = promise(app, link_page).await?;
        let agreed = match &link_page.flow {
            Some(flow) => flows::agreed(&app.db, flow.id).await?,
            None => None,
        };
        let is_outdated = agreed.is_some_and(|agreed| !agreed.covers(&promise));
        Ok(Self { promise, is_outdated })
    }

    /// What the begin page says of a link that had a flow or not.
    pub const fn before(&self, has_flow: bool) -> Before {
        match (has_flow, self.is_outdated) {
            (false, _) => Before::Nothing,
            (true, false) => Before::Begun,
            (true, true) => Before::Outdated,
        }
    }
}

/// What a link's jobs will do: as it is remembered, if no definition has changed since.
async fn promise(app: &App, LinkPage { link, definitions, .. }: &LinkPage) -> Result<Arc<Promise>, StoreError> {
    if let Some(promise) = app.promises.find(link.tenant_id, &link.job_ids, *definitions) {
        return Ok(promise);
    }
    let promise = Arc::new(promises::of_jobs(&app.db, link.tenant_id, &link.job_ids).await?);
    app.promises.keep(link.tenant_id, &link.job_ids, *definitions, &promise);
    Ok(promise)
}

/// The page of a sign-in whose jobs run, for the browser that signed in.
pub async fn running(
    app: &App,
    layout: Layout,
    flow: Id<Flow>,
    return_url: Option<String>,
) -> Result<Response, StoreError> {
    // Asked first: what has changed since is then told as new.
    let place = progress::place(&app.db, flow).await?;
    let runs = progress::of_flow(&app.db, flow).await?;
    let events = format!("/f/{flow}/events?signed_in=true&at={place}");
    let page = Done::running(layout, Some(events), return_url).with(Progress::of(&runs).as_ref());
    Ok(page.into_response())
}

/// What was done in the session of a flow; `None` where there was nothing to do.
pub async fn done(app: &App, flow: Option<Id<Flow>>) -> Result<Option<Counts>, StoreError> {
    let Some(flow) = flow else { return Ok(None) };
    let runs = progress::of_flow(&app.db, flow).await?;
    Ok((!runs.is_empty()).then(|| runs.into_iter().map(|run| run.counts).sum()))
}
