//! The downloads of a browser, as its events tell them.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde_json::Value;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

use crate::engine::chrome::devtools::Event;

/// What happens to a download; the browser does not say of which context it is.
pub struct Download {
    pub id: String,
    pub change: Change,
}

/// How a download goes on.
pub enum Change {
    Begun {
        url: String,
        name: String,
    },
    /// So many bytes are there.
    Received(u64),
    Done(u64),
    /// It was given up, or broke.
    Ended,
}

/// The contexts that take files; cheap to clone.
#[derive(Clone, Default)]
pub(super) struct Downloads(Arc<Mutex<HashMap<String, UnboundedSender<Download>>>>);

impl Downloads {
    /// The downloads of the browser from now on.
    pub(super) fn subscribe(&self, context: &str) -> UnboundedReceiver<Download> {
        let (sender, downloads) = mpsc::unbounded_channel();
        self.subscribers().insert(context.to_owned(), sender);
        downloads
    }

    /// Ends the subscription of a context.
    pub(super) fn unsubscribe(&self, context: &str) {
        self.subscribers().remove(context);
    }

    /// Tells every context what an event says of a download.
    pub(super) fn publish(&self, Event { method, params }: &Event) {
        for subscriber in self.subscribers().values() {
            let Some(download) = Download::of(method, params) else { return };
            // A context that is about to be dropped does not receive any more.
            let _ = subscriber.send(download);
        }
    }

    fn subscribers(&self) -> MutexGuard<'_, HashMap<String, UnboundedSender<Download>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Download {
    fn of(method: &str, params: &Value) -> Option<Self> {
        let text = |name: &str| params[name].as_str().unwrap_or_default().to_owned();
        let change = match (method, params["state"].as_str()) {
            ("Browser.downloadWillBegin", _) => Change::Begun { url: text("url"), name: text("suggestedFilename") },
            ("Browser.downloadProgress", Some("inProgress")) => Change::Received(received(params)),
            ("Browser.downloadProgress", Some("completed")) => Change::Done(received(params)),
            ("Browser.downloadProgress", _) => Change::Ended,
            _ => return None,
        };
        Some(Self { id: text("guid"), change })
    }
}

/// The browser writes numbers of bytes as it writes all numbers: with a point.
fn received(params: &Value) -> u64 {
    let bytes = &params["receivedBytes"];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of bytes")]
    bytes.as_u64().or_else(|| bytes.as_f64().map(|bytes| bytes as u64)).unwrap_or_default()
}
