//! Finding a flow, and waiting for the source while the engine is at work.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::{Query, State},
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use futures_util::{StreamExt, future::ready, stream};
use time::OffsetDateTime;
use tokio::time::{Instant, timeout_at};

use super::path::PathText;
use crate::{
    app::App,
    domain::{
        id::Id,
        link::{
            Status,
            flow::{Flow, Stage},
        },
    },
    store::link::{
        flows::StoredFlow,
        link_pages::{self, LinkPage},
    },
    web::{
        error::{self, PageError},
        http::request,
        session::{Browser, language::LanguageChoice},
    },
};

/// How long a page is held back for a source that is about to answer.
pub const HOLD: Duration = Duration::from_secs(1);
/// How long a stream of events lasts before the page asks again by itself.
const STREAM: Duration = Duration::from_secs(25);
/// How long a browser waits before it opens a stream again.
const RECONNECT: Duration = Duration::from_millis(500);
/// How often to look for what another node has written.
const LOOK: Duration = Duration::from_millis(500);
/// The same where nothing is expected soon: only the customer moves the prompt on, or a job takes its time.
const RARE_LOOK: Duration = Duration::from_secs(3);

/// A flow and its link's page.
pub struct FlowPage {
    pub link_page: LinkPage,
    pub flow: StoredFlow,
}

/// A flow by its id as it stands in the URL, if it belongs to this browser.
pub async fn find(app: &App, id: &str, browser: Option<&str>) -> Result<Option<FlowPage>, PageError> {
    let (Ok(id), Some(browser)) = (id.parse::<Id<Flow>>(), browser) else {
        return Ok(None);
    };
    let Some(link_page) = link_pages::by_flow(&app.db, id, browser).await? else { return Ok(None) };
    let Some(flow) = link_page.flow.clone() else { return Ok(None) };
    Ok(Some(FlowPage { link_page, flow }))
}

/// As [`find`], but waits up to `patience` until there is something else to show than what is `shown`.
pub async fn settled(
    app: &App,
    id: &str,
    browser: Option<&str>,
    shown: &Shown,
    patience: Duration,
) -> Result<Option<FlowPage>, PageError> {
    let end = Instant::now() + patience;
    // Subscribed before the first look, so that no change falls between the two.
    let mut changes = app.db.signals().flow_changes();
    let mut is_worth_a_look = !is_at_work(app, id, browser);
    loop {
        if is_worth_a_look {
            let found = find(app, id, browser).await?;
            let is_as_shown = found.as_ref().is_some_and(|found| shown.is_still(found, app.clock.steady()));
            if !is_as_shown || Instant::now() >= end || app.is_stopping() {
                return Ok(found);
            }
        }
        is_worth_a_look = true;
        let next_look = end.min(Instant::now() + if shown.idle || shown.signed_in { RARE_LOOK } else { LOOK });
        // A change of this flow, changes that were missed, the time to look again, or a stop of the server: all end here.
        while Instant::now() < next_look && !app.is_stopping() {
            let tick = next_look.min(Instant::now() + LOOK);
            match timeout_at(tick, changes.recv()).await {
                Ok(Ok(flow)) if flow.to_string() != id => {}
                Ok(_) => break,
                Err(_) => {}
            }
        }
    }
}

/// Whether this process is at work on the flow and hears of the end, so that looking now would show nothing.
fn is_at_work(app: &App, id: &str, browser: Option<&str>) -> bool {
    let (Ok(id), Some(browser)) = (id.parse(), browser) else { return false };
    app.db.signals().is_at_work(id, browser)
}

/// What a page that listens shows.
#[derive(Clone, Default, serde::Deserialize)]
pub struct Shown {
    /// The turn of the prompt it shows; none while it shows that the source is at work.
    turn: Option<u32>,
    /// Whether only the customer moves the prompt on.
    #[serde(default)]
    idle: bool,
    /// Whether it shows that the jobs after the sign-in run.
    #[serde(default)]
    signed_in: bool,
    /// How far the jobs were then.
    #[serde(default)]
    at: String,
}

impl Shown {
    /// Whether the page would show the same again.
    fn is_still(&self, found: &FlowPage, now: OffsetDateTime) -> bool {
        match found.flow.flow.stage {
            Stage::Working => true,
            Stage::Asking => self.turn == Some(found.flow.flow.turn) && found.flow.flow.overdue(now).is_none(),
            Stage::AskingInJob => {
                self.turn == Some(found.flow.flow.turn) && found.link_page.link.link.status == Status::InProgress
            }
            Stage::SignedIn => {
                self.signed_in
                    && found.link_page.link.link.status == Status::InProgress
                    && self.at == found.link_page.place
            }
            Stage::Refused => false,
        }
    }
}

/// `GET /f/{flow}/events`: one event as soon as there is something else to show; the stream ends without one where
/// nothing changed, and the browser opens it again.
pub async fn events(
    State(app): State<Arc<App>>,
    PathText(id): PathText,
    language: LanguageChoice,
    Query(shown): Query<Shown>,
    browser: Browser,
) -> Result<Response, PageError> {
    let browser = browser.of(&id);
    let Some(found) = find(&app, &id, browser.as_deref()).await? else {
        return Ok(error::missing(&app, &language));
    };
    request::is_about(found.link_page.link.tenant_id);
    // Sent at once, so that the page knows that somebody listens, and when to come back.
    let open = stream::once(ready(Ok::<_, Infallible>(Event::default().retry(RECONNECT).comment("open"))));
    let change = stream::once(async move {
        // When the server stops, the page hears of it at the next one.
        let found = tokio::select! {
            found = settled(&app, &id, browser.as_deref(), &shown, STREAM) => found,
            () = app.stopping() => return None,
        };
        let is_same = matches!(&found, Ok(Some(found)) if shown.is_still(found, app.clock.steady()));
        (!is_same).then(|| Ok(Event::default().event("changed").data("changed")))
    });
    let events = open.chain(change.filter_map(ready));
    Ok(Sse::new(events).keep_alive(KeepAlive::default()).into_response())
}
