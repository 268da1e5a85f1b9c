//! The source: the sandbox on a listener of its own, in the test's process, so that its ledger outlives every server.

use std::collections::BTreeMap;

use axum::{
    extract::{Request, State},
    http::Method,
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use serde::Deserialize;
use tokio::{net::TcpListener, sync::watch, task::AbortHandle};

use super::{client, until};

/// A running sandbox.
pub struct Sandbox {
    pub address: String,
    holds: watch::Sender<bool>,
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

impl Entry {
    /// The step and what was typed or chosen there in one line, such as `code otp=123456`.
    pub fn told(&self) -> String {
        let typed = self.values.iter().filter(|(name, value)| (name.as_str(), value.as_str()) != ("action", "submit"));
        let typed: Vec<_> = typed.map(|(name, value)| format!("{name}={value}")).collect();
        format!("{} {}", self.step, typed.join("&"))
    }
}

impl Sandbox {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (holds, held) = watch::channel(false);
        let router = vestibule::sandbox::router().layer(from_fn_with_state(held, hold));
        let serving = tokio::spawn(axum::serve(listener, router).into_future());
        Self { address, holds, serving: serving.abort_handle() }
    }

    /// Reads forms from now on and answers none of them, or answers them again.
    pub fn holds_answers(&self, holds: bool) {
        self.holds.send_replace(holds);
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

async fn hold(State(mut held): State<watch::Receiver<bool>>, request: Request, next: Next) -> Response {
    let is_form = request.method() == Method::POST;
    let answer = next.run(request).await;
    if is_form {
        // An error means that the sandbox is gone.
        let _ = held.wait_for(|held| !held).await;
    }
    answer
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
