//! The windows of a browser's contexts, as they open and close.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde_json::{Value, json};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

use super::downloads::Downloads;
use crate::engine::chrome::devtools::{Devtools, Event};

/// The most windows of a context at the same time.
const MOST_WINDOWS: usize = 4;

/// A change of a context's windows, with the target of the window.
pub enum Window {
    Opened(String),
    Closed(String),
}

/// The subscribers to the windows of each context; cheap to clone.
#[derive(Clone, Default)]
pub(super) struct Windows(Arc<Mutex<HashMap<String, UnboundedSender<Window>>>>);

impl Windows {
    /// The changes of a context's windows from now on.
    pub(super) fn subscribe(&self, context: &str) -> UnboundedReceiver<Window> {
        let (sender, windows) = mpsc::unbounded_channel();
        self.subscribers().insert(context.to_owned(), sender);
        windows
    }

    /// Ends the subscription to a context.
    pub(super) fn unsubscribe(&self, context: &str) {
        self.subscribers().remove(context);
    }

    fn subscribers(&self) -> MutexGuard<'_, HashMap<String, UnboundedSender<Window>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn publish(&self, context: &str, window: Window) {
        if let Some(subscriber) = self.subscribers().get(context) {
            // A context that is about to be dropped does not receive any more.
            let _ = subscriber.send(window);
        }
    }
}

/// Publishes the windows of contexts, and closes at once what is too many: a page may open some at any time, also while
/// no task uses it.
pub(super) async fn track(
    devtools: Devtools,
    mut events: UnboundedReceiver<Event>,
    windows: Windows,
    downloads: Downloads,
) {
    // By window, as the event of a closed one does not name its context.
    let mut contexts = HashMap::new();
    while let Some(event) = events.recv().await {
        let Event { method, params } = &event;
        match method.as_str() {
            "Target.targetCreated" => {
                let [target, context] = ["targetId", "browserContextId"].map(|name| text(&params["targetInfo"][name]));
                contexts.insert(target.clone(), context.clone());
                if contexts.values().filter(|other| **other == context).count() > MOST_WINDOWS {
                    tokio::spawn(close(devtools.clone(), target));
                } else {
                    windows.publish(&context, Window::Opened(target));
                }
            }
            "Target.targetDestroyed" => {
                let target = text(&params["targetId"]);
                if let Some(context) = contexts.remove(&target) {
                    windows.publish(&context, Window::Closed(target));
                }
            }
            _ => downloads.publish(&event),
        }
    }
}

/// Closes a window; one that is gone need not be closed.
async fn close(devtools: Devtools, target: String) {
    let _ = devtools.call(None, "Target.closeTarget", json!({"targetId": target})).await;
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
