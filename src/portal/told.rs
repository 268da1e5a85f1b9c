//! What the customer is told of a link's jobs: before the sign-in what will be done, then what is being done, and at the
//! end what was done.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};

use crate::{
    app::App,
    domain::{
        id::Id,
        job::{outcome::Counts, progress::Progress},
        link::flow::Flow,
    },
    service::job::plans,
    store::{
        StoreError,
        job::{plans::Plan, progress},
        link::{flows, link_pages::LinkPage},
    },
    view::{
        kit::layout::Layout,
        portal::{Before, Done},
    },
};

/// What will be done, and whether a flow that is under way was agreed to for less.
pub struct Terms {
    pub plan: Arc<Plan>,
    pub is_outdated: bool,
}

impl Terms {
    /// The terms of a link and its last flow, as the definitions are now.
    pub async fn of(app: &App, link_page: &LinkPage) -> Result<Self, StoreError> {
        let plan = plans::of_link(app, &app.db, &link_page.link, link_page.definitions).await?;
        let agreed = match &link_page.flow {
            Some(flow) => flows::agreed(&app.db, flow.id).await?,
            None => None,
        };
        let is_outdated = agreed.is_some_and(|agreed| !agreed.covers(&plan.promise));
        Ok(Self { plan, is_outdated })
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

/// The page of a sign-in whose jobs run, for the browser that signed in.
pub async fn running(
    app: &App,
    layout: Layout,
    link_page: &LinkPage,
    flow: Id<Flow>,
    return_url: Option<String>,
) -> Result<Response, StoreError> {
    // The place was asked first: what has changed since is then told as new.
    let runs = progress::of_flow(&app.db, flow).await?;
    let events = format!("/f/{flow}/events?signed_in=true&at={}", link_page.place);
    let page = Done::running(layout, Some(events), return_url).with(Progress::of(&runs).as_ref());
    Ok(page.into_response())
}

/// What was done in the session of a flow; `None` where there was nothing to do.
pub async fn done(app: &App, flow: Option<Id<Flow>>) -> Result<Option<Counts>, StoreError> {
    let Some(flow) = flow else { return Ok(None) };
    let runs = progress::of_flow(&app.db, flow).await?;
    Ok((!runs.is_empty()).then(|| runs.into_iter().map(|run| run.counts).sum()))
}
