//! What is heard of a tab: its documents, its requests, its dialogs.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedReceiver;
use url::Url;

use super::{
    blank,
    devtools::{Devtools, Event},
};

/// A request that takes longer than this waits for something; the page does not wait for it.
const BACKGROUND: Duration = Duration::from_secs(4);
/// As [`BACKGROUND`], for a request that sends something: the source may think about a password for a while.
const THINKING: Duration = Duration::from_secs(20);
/// As [`BACKGROUND`], for a script that makes the page.
const MAKING: Duration = Duration::from_secs(10);
/// The most messages of dialogs that are kept, and how much of each.
const DIALOGS: usize = 3;
const LONGEST_DIALOG: usize = 500;

/// What was heard of a tab.
pub(super) struct Heard {
    /// The document of the main frame, and where it was found.
    pub(super) loader: String,
    url: String,
    /// The status it came with.
    pub(super) status: u16,
    /// Why it is not the one that was asked for.
    pub(super) failure: Option<String>,
    /// Whether the document is complete but for what it loads.
    pub(super) is_ready: bool,
    /// Where it leads by itself, and when.
    pub(super) leads: Option<Instant>,
    /// How many requests the tab has made.
    pub(super) requests: usize,
    pub(super) active: Instant,
    /// What dialogs said since the last action.
    pub(super) dialogs: Vec<String>,
    /// Whether an answer is given to the page.
    pub(super) is_answering: bool,
    open: HashMap<String, Open>,
    sockets: HashSet<String>,
    documents: HashSet<String>,
    /// The world that has our script.
    pub(super) world: Value,
}

/// A request that is not answered yet.
struct Open {
    since: Instant,
    /// How long the page waits for it.
    patience: Duration,
}

impl Open {
    fn new(params: &Value) -> Self {
        let patience = match params["type"].as_str() {
            _ if params["request"]["method"] != "GET" => THINKING,
            Some("Script") => MAKING,
            _ => BACKGROUND,
        };
        Self { since: Instant::now(), patience }
    }

    fn is_waited_for(&self) -> bool {
        self.since.elapsed() <= self.patience
    }
}

impl Heard {
    pub(super) fn new() -> Self {
        Self {
            loader: String::new(),
            url: String::new(),
            status: 200,
            failure: None,
            is_ready: true,
            leads: None,
            requests: 0,
            active: Instant::now(),
            dialogs: Vec::new(),
            is_answering: false,
            open: HashMap::new(),
            sockets: HashSet::new(),
            documents: HashSet::new(),
            world: Value::Null,
        }
    }

    /// Where the document of the main frame was found.
    pub(super) fn url(&self) -> Url {
        Url::parse(&self.url).unwrap_or_else(|_| blank())
    }

    /// Whether the page holds lines open on which it goes on speaking.
    pub(super) fn has_sockets(&self) -> bool {
        !self.sockets.is_empty()
    }

    /// Whether the tab has loaded everything that it waits for, and asked for nothing more in this time.
    pub(super) fn is_quiet(&self, quiet: Duration) -> bool {
        self.is_ready
            && self.active.elapsed() >= quiet
            && self.leads.is_none_or(|when| when < Instant::now())
            && !self.open.values().any(Open::is_waited_for)
    }

    /// Whether the source thinks about something that was sent, or brings what makes the page.
    pub(super) fn is_owed(&self) -> bool {
        self.open.values().any(|open| open.patience > BACKGROUND && open.is_waited_for())
    }
}

/// Where the events of a tab end up.
pub(super) struct Ear {
    pub(super) devtools: Devtools,
    pub(super) session: String,
    pub(super) target: String,
    pub(super) heard: Arc<Mutex<Heard>>,
}

impl Ear {
    /// Hears until the tab or the browser ends.
    pub(super) async fn hear(&self, mut events: UnboundedReceiver<Event>) {
        while let Some(Event { method, params }) = events.recv().await {
            match method.as_str() {
                "Inspector.targetCrashed" | "Inspector.detached" => return,
                "Page.javascriptDialogOpening" => self.answer_dialog(&params),
                method if method.starts_with("Network.") => self.hear_network(method, &params),
                method => self.hear_page(method, &params),
            }
        }
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_main(&self, params: &Value) -> bool {
        params["frameId"] == self.target.as_str()
    }

    fn hear_page(&self, method: &str, params: &Value) {
        let mut heard = self.heard();
        match method {
            "Page.frameStartedNavigating" if self.is_main(params) && params["navigationType"] != "sameDocument" => {
                heard.is_ready = false;
                heard.leads = None;
                heard.active = Instant::now();
            }
            "Page.frameNavigated" if params["frame"]["id"] == self.target.as_str() => {
                heard.loader = text(&params["frame"]["loaderId"]);
                heard.url = text(&params["frame"]["url"]);
                heard.failure = params["frame"]["unreachableUrl"].as_str().map(ToOwned::to_owned);
                heard.is_ready = false;
                heard.leads = None;
                heard.open.clear();
                heard.sockets.clear();
                heard.active = Instant::now();
            }
            "Page.domContentEventFired" | "Page.loadEventFired" => {
                heard.is_ready = true;
                heard.active = Instant::now();
            }
            // A navigation that came to nothing, such as a download, leaves the document that was there.
            "Page.frameStoppedLoading" if self.is_main(params) => heard.is_ready = true,
            // A page that loads itself again waits for something; it leads nowhere.
            "Page.frameScheduledNavigation" if self.is_main(params) && params["url"] != heard.url.as_str() => {
                heard.leads = leads(params);
            }
            "Page.frameClearedScheduledNavigation" if self.is_main(params) => heard.leads = None,
            _ => {}
        }
    }

    fn hear_network(&self, method: &str, params: &Value) {
        let mut heard = self.heard();
        let id = text(&params["requestId"]);
        match method {
            "Network.requestWillBeSent" => {
                heard.requests += 1;
                heard.active = Instant::now();
                if params["type"] == "Document" && self.is_main(params) {
                    heard.documents.insert(id.clone());
                }
                if !matches!(params["type"].as_str(), Some("EventSource" | "Ping" | "Media")) {
                    heard.open.insert(id, Open::new(params));
                }
            }
            "Network.responseReceived" if heard.documents.contains(&id) => {
                heard.status =
                    params["response"]["status"].as_u64().and_then(|status| status.try_into().ok()).unwrap_or(0);
            }
            // What is said over a line of its own while an answer is given may be the answer.
            "Network.webSocketFrameSent" if heard.is_answering => {
                heard.active = Instant::now();
                heard.open.insert(id, Open { since: Instant::now(), patience: BACKGROUND });
            }
            "Network.webSocketFrameReceived" if heard.open.remove(&id).is_some() => heard.active = Instant::now(),
            "Network.webSocketCreated" => drop(heard.sockets.insert(id)),
            "Network.webSocketClosed" => {
                heard.sockets.remove(&id);
                heard.open.remove(&id);
            }
            "Network.loadingFinished" | "Network.loadingFailed" => {
                heard.open.remove(&id);
                heard.documents.remove(&id);
                heard.active = Instant::now();
            }
            _ => {}
        }
    }

    /// What a page only tells is read and closed; to what it asks we say no: nobody is there to agree. Leaving is no
    /// question, we know that we leave.
    fn answer_dialog(&self, params: &Value) {
        let kind = params["type"].as_str().unwrap_or_default();
        let message = params["message"].as_str().unwrap_or_default();
        {
            let mut heard = self.heard();
            if kind == "alert" && heard.dialogs.len() < DIALOGS {
                heard.dialogs.push(message.chars().take(LONGEST_DIALOG).collect());
            }
            heard.active = Instant::now();
        }
        let accept = matches!(kind, "alert" | "beforeunload");
        let (devtools, session) = (self.devtools.clone(), self.session.clone());
        tokio::spawn(async move {
            // A dialog that is gone already needs no answer.
            let _ = devtools.call(Some(&session), "Page.handleJavaScriptDialog", json!({"accept": accept})).await;
        });
    }
}

/// When a page leads on by itself; what takes longer is for a person to read the page first.
fn leads(params: &Value) -> Option<Instant> {
    const LONGEST: f64 = 5.0;
    let delay = params["delay"].as_f64().filter(|delay| (0.0..=LONGEST).contains(delay))?;
    Some(Instant::now() + Duration::from_secs_f64(delay) + Duration::from_millis(200))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
