//! Following the events of a tab: its documents, its requests, its dialogs.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedReceiver;

use super::state::{DIALOGS, LONGEST_DIALOG, MEDIA_TYPES, OpenRequest, Served, TabState};
use crate::{
    domain::job::permissions::essence,
    engine::{
        arrival::Arrival,
        chrome::devtools::{Devtools, Event},
    },
};

/// Keeps the state of a tab up to date with its events.
pub(super) struct TabEvents {
    pub(super) devtools: Devtools,
    pub(super) session: String,
    pub(super) target: String,
    pub(super) state: Arc<Mutex<TabState>>,
}

impl TabEvents {
    /// Follows the events until the tab or the browser ends.
    pub(super) async fn follow(&self, mut events: UnboundedReceiver<Event>) {
        while let Some(Event { method, params }) = events.recv().await {
            match method.as_str() {
                "Inspector.targetCrashed" | "Inspector.detached" => return,
                "Fetch.requestPaused" if params["responseStatusCode"].is_u64() => self.pass(&params),
                "Fetch.requestPaused" => self.serve(&params),
                "Page.javascriptDialogOpening" => self.answer_dialog(&params),
                method if method.starts_with("Network.") => self.network_event(method, &params),
                method => self.page_event(method, &params),
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, TabState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_main(&self, params: &Value) -> bool {
        params["frameId"] == self.target.as_str()
    }

    fn page_event(&self, method: &str, params: &Value) {
        let mut state = self.state();
        match method {
            "Page.frameStartedNavigating" if self.is_main(params) && params["navigationType"] != "sameDocument" => {
                state.is_ready = false;
                state.redirects_at = None;
                state.active = Instant::now();
            }
            "Page.frameRequestedNavigation" if self.is_main(params) => state.leads = led_by(&state, params),
            "Page.frameNavigated" if params["frame"]["id"] == self.target.as_str() => {
                state.loader = text(&params["frame"]["loaderId"]);
                state.arrival = match state.coming.take() {
                    Some((loader, arrival)) if loader == state.loader => arrival,
                    _ => Arrival::default(),
                };
                state.url = text(&params["frame"]["url"]);
                state.failure = params["frame"]["unreachableUrl"].as_str().map(ToOwned::to_owned);
                state.is_ready = false;
                state.redirects_at = None;
                state.open.clear();
                state.sockets.clear();
                state.active = Instant::now();
            }
            "Page.domContentEventFired" | "Page.loadEventFired" => {
                state.is_ready = true;
                state.active = Instant::now();
            }
            // A navigation that came to nothing, such as a download, leaves the document that was there.
            "Page.frameStoppedLoading" if self.is_main(params) => state.is_ready = true,
            // A page that reloads itself waits for something; it is no redirect.
            "Page.frameScheduledNavigation" if self.is_main(params) && params["url"] != state.url.as_str() => {
                state.redirects_at = redirects_at(params);
            }
            // Its address is one that nobody has asked the source for.
            "Page.navigatedWithinDocument" if self.is_main(params) => {
                state.redirected = None;
                state.arrival = state.led_by_script(params["url"].as_str().unwrap_or_default());
            }
            "Page.frameClearedScheduledNavigation" if self.is_main(params) => state.redirects_at = None,
            _ => {}
        }
    }

    fn network_event(&self, method: &str, params: &Value) {
        let mut state = self.state();
        let id = text(&params["requestId"]);
        match method {
            "Network.requestWillBeSent" => self.request(&mut state, id, params),
            "Network.responseReceived" if state.documents.contains(&id) => {
                state.status =
                    params["response"]["status"].as_u64().and_then(|status| status.try_into().ok()).unwrap_or(0);
            }
            "Network.webSocketFrameSent" => {
                state.redirected = None;
                // What is sent while an answer is given may be the answer.
                if state.is_answering {
                    state.active = Instant::now();
                    state.open.insert(id, OpenRequest::over_socket());
                }
            }
            "Network.webSocketFrameReceived" if state.open.remove(&id).is_some() => state.active = Instant::now(),
            "Network.webSocketCreated" => drop(state.sockets.insert(id)),
            "Network.webSocketClosed" => {
                state.sockets.remove(&id);
                state.open.remove(&id);
            }
            "Network.loadingFinished" | "Network.loadingFailed" => {
                state.open.remove(&id);
                state.documents.remove(&id);
                state.active = Instant::now();
            }
            _ => {}
        }
    }

    /// A request is about to leave.
    fn request(&self, state: &mut TabState, id: String, params: &Value) {
        state.requests += 1;
        state.active = Instant::now();
        let reads = matches!(params["request"]["method"].as_str(), Some("GET" | "HEAD"));
        if params["type"] == "Document" && self.is_main(params) {
            state.documents.insert(id.clone());
            let is_redirected = reads && params["redirectResponse"].is_object();
            state.redirected = is_redirected.then(|| text(&params["loaderId"]));
            let arrival = match std::mem::take(&mut state.leads) {
                _ if is_redirected => Arrival::Led,
                _ if !reads => Arrival::Posted,
                leads => leads,
            };
            state.coming = Some((text(&params["loaderId"]), arrival));
        } else if !reads {
            state.redirected = None;
        }
        if !matches!(params["type"].as_str(), Some("EventSource" | "Ping" | "Media")) {
            state.open.insert(id, OpenRequest::new(params));
        }
    }

    /// Answers the request for a document that was fetched already, and lets every other go on.
    fn serve(&self, params: &Value) {
        let id = &params["requestId"];
        let served = self.is_main(params).then(|| self.state().served.take()).flatten();
        let (method, answer) = match served {
            Some(Served { status, html }) => ("Fetch.fulfillRequest", fulfilled(id, status, &html)),
            None => ("Fetch.continueRequest", json!({"requestId": id})),
        };
        self.answer_request(method, answer);
    }

    /// Lets the response for a document go on: one that the browser would show though it is no page is downloaded.
    fn pass(&self, params: &Value) {
        let id = &params["requestId"];
        let header = |name: &str| {
            let mut headers = params["responseHeaders"].as_array().into_iter().flatten();
            let found = headers.find(|header| header["name"].as_str().is_some_and(|it| it.eq_ignore_ascii_case(name)));
            found.and_then(|header| header["value"].as_str()).unwrap_or_default()
        };
        let media_type = header("content-type");
        {
            let mut state = self.state();
            if !media_type.is_empty() && state.media_types.len() < MEDIA_TYPES {
                state.media_types.insert(text(&params["request"]["url"]), media_type.to_owned());
            }
        }
        let is_file = self.is_main(params)
            && matches!(params["responseStatusCode"].as_u64(), Some(200..300))
            && !matches!(essence(media_type).as_str(), "" | "text/html" | "application/xhtml+xml")
            && header("content-disposition").is_empty();
        if !is_file {
            return self.answer_request("Fetch.continueRequest", json!({"requestId": id}));
        }
        let mut headers = params["responseHeaders"].as_array().cloned().unwrap_or_default();
        headers.push(json!({"name": "Content-Disposition", "value": "attachment"}));
        let status = &params["responseStatusCode"];
        let answer = json!({"requestId": id, "responseCode": status, "responseHeaders": headers});
        self.answer_request("Fetch.continueResponse", answer);
    }

    fn answer_request(&self, method: &'static str, answer: Value) {
        let (devtools, session) = (self.devtools.clone(), self.session.clone());
        tokio::spawn(async move {
            // A request that its page has given up needs no answer.
            let _ = devtools.call(Some(&session), method, answer).await;
        });
    }

    /// An alert is read and closed; a question is answered with no, as no person is there to agree. Leaving the page is
    /// confirmed.
    fn answer_dialog(&self, params: &Value) {
        let kind = params["type"].as_str().unwrap_or_default();
        let message = params["message"].as_str().unwrap_or_default();
        {
            let mut state = self.state();
            if kind == "alert" && state.dialogs.len() < DIALOGS {
                state.dialogs.push(message.chars().take(LONGEST_DIALOG).collect());
            }
            state.active = Instant::now();
        }
        let accept = matches!(kind, "alert" | "beforeunload");
        let (devtools, session) = (self.devtools.clone(), self.session.clone());
        tokio::spawn(async move {
            // A dialog that is gone already needs no answer.
            let _ = devtools.call(Some(&session), "Page.handleJavaScriptDialog", json!({"accept": accept})).await;
        });
    }
}

fn fulfilled(id: &Value, status: u16, html: &str) -> Value {
    let headers = json!([{"name": "Content-Type", "value": "text/html; charset=utf-8"}]);
    json!({"requestId": id, "responseCode": status, "responseHeaders": headers, "body": STANDARD.encode(html)})
}

/// How the document is arrived at to which a page leads.
fn led_by(state: &TabState, params: &Value) -> Arrival {
    match params["reason"].as_str().unwrap_or_default() {
        "anchorClick" => Arrival::Linked,
        "metaTagRefresh" | "httpHeaderRefresh" => Arrival::Led,
        "reload" => state.arrival,
        "scriptInitiated" => state.led_by_script(params["url"].as_str().unwrap_or_default()),
        _ => Arrival::Given,
    }
}

/// When a page redirects by itself; a longer delay is for a person to read the page first.
fn redirects_at(params: &Value) -> Option<Instant> {
    const LONGEST: f64 = 5.0;
    let delay = params["delay"].as_f64().filter(|delay| (0.0..=LONGEST).contains(delay))?;
    Some(Instant::now() + Duration::from_secs_f64(delay) + Duration::from_millis(200))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
