//! Finding a flow, and waiting for the source while the engine is at work.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::{Query, State},
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use futures_util::stream;
use tokio::time::{Instant, timeout_at};

use super::path::PathText;
use crate::{
    app::App,
    domain::{
        id::Id,
        link::flow::{Flow, Stage},
    },
    store::link::{
        flows::StoredFlow,
        link_pages::{self, LinkPage},
    },
    web::{
        error::{self, Failure},
        http::request,
        session::{Browser, language::LanguageChoice},
    },
};

/// How long a page is held back for a source that is about to answer.
pub const HOLD: Duration = Duration::from_secs(1);
/// How long a stream of events lasts before the page asks again by itself.
const STREAM: Duration = Duration::from_secs(25);
/// How often to look for what another node has written.
const LOOK: Duration = Duration::from_millis(500);

/// A flow and its link's page.
pub struct Found {
    pub link_page: LinkPage,
    pub flow: StoredFlow,
}

/// A flow by its id as it stands in the URL, if it belongs to this browser.
pub async fn find(app: &App, id: &str, browser: Option<&str>) -> Result<Option<Found>, Failure> {
    let (Ok(id), Some(browser)) = (id.parse::<Id<Flow>>(), browser) else {
        return Ok(None);
    };
    let link_page = link_pages::by_flow(&app.db, id, browser).await?;
    Ok(link_page.and_then(|link_page| {
        let flow = link_page.flow.clone()?;
        Some(Found { link_page, flow })
    }))
}

/// As [`find`], but waits up to `patience` for the engine to come to something.
/// A page that shows the prompt of a turn waits for the next one.
pub async fn settled(
    app: &App,
    id: &str,
    browser: Option<&str>,
    showing: Option<u32>,
    patience: Duration,
) -> Result<Option<Found>, Failure> {
    let end = Instant::now() + patience;
    // Subscribed before the first look, so that no change falls between the two.
    let mut changes = app.db.signals().flow_changes();
    loop {
        let found = find(app, id, browser).await?;
        let is_unsettled = found.as_ref().is_some_and(|found| match found.flow.flow.stage {
            Stage::Working => true,
            Stage::Asking => showing == Some(found.flow.flow.turn),
            Stage::SignedIn | Stage::Refused => false,
        });
        if !is_unsettled || Instant::now() >= end {
            return Ok(found);
        }
        let next_look = end.min(Instant::now() + LOOK);
        // A change of this flow, or the time to look again: both end here.
        while let Ok(Ok(changed)) = timeout_at(next_look, changes.recv()).await {
            if changed.to_string() == id {
                break;
            }
        }
    }
}

/// What a page that listens shows.
#[derive(serde::Deserialize)]
pub struct Showing {
    /// The turn of the prompt it shows; none while it shows that the source is at work.
    turn: Option<u32>,
}

/// `GET /f/{flow}/events`: one event as soon as there is something else to show.
pub async fn events(
    State(app): State<Arc<App>>,
    PathText(id): PathText,
    language: LanguageChoice,
    Query(showing): Query<Showing>,
    browser: Browser,
) -> Result<Response, Failure> {
    let browser = browser.of(&id);
    let Some(found) = find(&app, &id, browser.as_deref()).await? else {
        return Ok(error::missing(&app, &language));
    };
    request::is_about(found.link_page.link.tenant_id);
    let change = stream::once(async move {
        // Whatever came of the wait, the page is the one to look; when the server stops, at the next.
        tokio::select! {
            _ = settled(&app, &id, browser.as_deref(), showing.turn, STREAM) => {}
            () = app.stopping() => {}
        }
        Ok::<_, Infallible>(Event::default().event("changed").data("changed"))
    });
    Ok(Sse::new(change).keep_alive(KeepAlive::default()).into_response())
}
