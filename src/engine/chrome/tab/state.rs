//! The state of a tab, as its events tell it.

use std::{
    collections::{HashMap, HashSet},
    time::{Duration, Instant},
};

use serde_json::Value;
use url::Url;

use crate::engine::arrival::Arrival;

/// A request that takes longer than this waits for something; the page does not wait for it.
const BACKGROUND: Duration = Duration::from_secs(4);
/// As [`BACKGROUND`], for a request that sends something: the source may think about a password for a while.
const THINKING: Duration = Duration::from_secs(20);
/// As [`BACKGROUND`], for a script that makes the page.
const MAKING: Duration = Duration::from_secs(10);
/// The most documents whose types are kept.
pub(super) const MEDIA_TYPES: usize = 50;
/// The most messages of dialogs that are kept, and how much of each.
pub(super) const DIALOGS: usize = 3;
pub(super) const LONGEST_DIALOG: usize = 500;

/// The state of a tab.
pub struct TabState {
    /// The document of the main frame, and where it was found.
    pub loader: String,
    pub(super) url: String,
    /// The status it came with.
    pub status: u16,
    /// The document that the source redirected to, by its loader, as long as nothing was sent since: to ask for its
    /// address again repeats nothing that was given to the page before.
    pub(super) redirected: Option<String>,
    /// How it was arrived at.
    pub arrival: Arrival,
    /// How the next document will be, as far as what leads there tells.
    pub leads: Arrival,
    /// The document that was asked for last, by its loader, and how it is arrived at.
    pub(super) coming: Option<(String, Arrival)>,
    /// Why it is not the one that was asked for.
    pub failure: Option<String>,
    /// Whether the document is complete but for what it loads.
    pub is_ready: bool,
    /// When it redirects by itself.
    pub(super) redirects_at: Option<Instant>,
    /// How many requests the tab has made.
    pub requests: usize,
    pub active: Instant,
    /// What dialogs said since the last action.
    pub dialogs: Vec<String>,
    /// Whether an answer is given to the page.
    pub is_answering: bool,
    pub(super) open: HashMap<String, OpenRequest>,
    pub(super) sockets: HashSet<String>,
    pub(super) documents: HashSet<String>,
    /// The frames of other origins that may be read, in the order in which they were written.
    pub frames: Vec<Option<String>>,
    /// The document that answers the next request for one.
    pub(super) served: Option<Served>,
    /// While files are taken: the types of the documents that came, by their addresses.
    pub media_types: HashMap<String, String>,
    /// The isolated world that has our script loaded.
    pub world: Value,
}

/// A document that was fetched without the browser.
pub(super) struct Served {
    pub(super) status: u16,
    pub(super) html: String,
}

/// A request that is not answered yet.
pub struct OpenRequest {
    since: Instant,
    /// How long the page waits for it.
    patience: Duration,
}

impl OpenRequest {
    pub fn new(params: &Value) -> Self {
        let patience = match params["type"].as_str() {
            _ if params["request"]["method"] != "GET" => THINKING,
            Some("Script") => MAKING,
            _ => BACKGROUND,
        };
        Self { since: Instant::now(), patience }
    }

    /// A message over a socket that a response is expected to.
    pub fn over_socket() -> Self {
        Self { since: Instant::now(), patience: BACKGROUND }
    }

    fn is_waited_for(&self) -> bool {
        self.since.elapsed() <= self.patience
    }
}

impl TabState {
    pub fn new() -> Self {
        Self {
            loader: String::new(),
            url: String::new(),
            status: 200,
            redirected: None,
            arrival: Arrival::default(),
            leads: Arrival::default(),
            coming: None,
            failure: None,
            is_ready: true,
            redirects_at: None,
            requests: 0,
            active: Instant::now(),
            dialogs: Vec::new(),
            is_answering: false,
            open: HashMap::new(),
            sockets: HashSet::new(),
            documents: HashSet::new(),
            frames: Vec::new(),
            served: None,
            media_types: HashMap::new(),
            world: Value::Null,
        }
    }

    /// Where the document of the main frame was found.
    pub fn url(&self) -> Url {
        Url::parse(&self.url).unwrap_or_else(|_| blank())
    }

    /// How a document at `url` is arrived at to which a script leads: an address without a query has nothing of what
    /// was typed, and that of the page itself repeats what is there.
    pub(super) fn led_by_script(&self, url: &str) -> Arrival {
        let (there, here) = (without_fragment(url), without_fragment(&self.url));
        match there {
            same if same == here => self.arrival,
            other if other.contains('?') => Arrival::Given,
            _ => Arrival::Led,
        }
    }

    /// Whether the source redirected to the document, and nothing was sent since.
    pub fn is_redirected(&self) -> bool {
        self.redirected.as_ref() == Some(&self.loader)
    }

    /// Whether the page has open sockets, over which it may send at any time.
    pub fn has_sockets(&self) -> bool {
        !self.sockets.is_empty()
    }

    /// Whether the tab has loaded everything that it waits for, and asked for nothing more in this time.
    pub fn is_quiet(&self, quiet: Duration) -> bool {
        self.is_ready
            && self.active.elapsed() >= quiet
            && self.redirects_at.is_none_or(|when| when < Instant::now())
            && !self.open.values().any(OpenRequest::is_waited_for)
    }

    /// Whether a response to something that was sent, or a script that makes the page, is outstanding.
    pub fn awaits_response(&self) -> bool {
        self.open.values().any(|open| open.patience > BACKGROUND && open.is_waited_for())
    }
}

fn without_fragment(url: &str) -> &str {
    url.split('#').next().unwrap_or_default()
}

/// The address of a page that was not opened yet.
pub fn blank() -> Url {
    Url::parse("about:blank").expect("about:blank is a URL")
}
