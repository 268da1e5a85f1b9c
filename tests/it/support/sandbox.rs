//! The source: the sandbox on a listener of its own, in the test's process, so that its ledger outlives every server.

use std::collections::BTreeMap;

use serde::Deserialize;
use tokio::{net::TcpListener, task::AbortHandle};

use super::{client, until};

/// A running sandbox.
pub struct Sandbox {
    pub address: String,
    serving: AbortHandle,
}

/// A form the sandbox received.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Entry {
    pub session: String,
    pub identifier: String,
    pub step: String,
    pub values: BTreeMap<String, String>,
}

impl Sandbox {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let serving = tokio::spawn(axum::serve(listener, vestibule::sandbox::router()).into_future());
        Self { address, serving: serving.abort_handle() }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Every form it received, oldest first.
    pub async fn ledger(&self) -> Vec<Entry> {
        let answer = client().get(self.url("/ledger")).send().await.unwrap();
        serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
    }

    /// What it received as one input, oldest first.
    pub async fn received(&self, input: &str) -> Vec<String> {
        let ledger = self.ledger().await;
        ledger.iter().filter_map(|entry| entry.values.get(input).cloned()).collect()
    }

    /// Waits until it has received so many forms.
    pub async fn has_received(&self, count: usize) {
        until("the source has the forms", async || (self.ledger().await.len() >= count).then_some(())).await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
