//! What the world outside knows: every call with what was answered, and every status anybody saw.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use serde_json::{Value, json};
use tokio::time::sleep;

use crate::support::{Backend, Link, Reply};

/// A POST under a key of its own.
#[derive(Debug, Clone)]
pub struct Call {
    pub key: String,
    pub path: String,
    pub body: Value,
    /// What was answered, if anything was.
    pub answer: Option<(u16, Value)>,
}

/// The records of everybody outside.
pub struct Ledger {
    pub backend: Backend,
    pub jobs: [String; 2],
    calls: Mutex<Vec<Call>>,
    /// The statuses that were seen, by the link's id.
    seen: Mutex<BTreeMap<String, Vec<String>>>,
    is_over: AtomicBool,
}

/// Between two tries of somebody who got no answer.
const PAUSE: Duration = Duration::from_millis(10);

impl Ledger {
    pub fn new(backend: Backend, jobs: [String; 2]) -> Self {
        let (calls, seen, is_over) = (Mutex::default(), Mutex::default(), AtomicBool::new(false));
        Self { backend, jobs, calls, seen, is_over }
    }

    pub fn stop(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    pub fn goes_on(&self) -> bool {
        !self.is_over.load(Ordering::Relaxed)
    }

    pub fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap().clone()
    }

    pub fn seen(&self) -> BTreeMap<String, Vec<String>> {
        self.seen.lock().unwrap().clone()
    }

    /// Notes that a link's status was seen.
    pub fn saw(&self, link: &str, status: &str) {
        let mut seen = self.seen.lock().unwrap();
        let of_link = seen.entry(link.to_owned()).or_default();
        if of_link.last().is_none_or(|last| last != status) {
            of_link.push(status.to_owned());
        }
    }

    /// Makes a call until it is answered, or once only: the answer. Whatever comes of it is noted.
    pub async fn call(&self, mut call: Call, only_once: bool) -> Option<Value> {
        loop {
            let reply = self.backend.try_post(&call.path, &call.body, &call.key).await;
            call.answer = reply.ok().and_then(|reply| answer(&reply));
            if only_once || call.answer.is_some() {
                break;
            }
            sleep(PAUSE).await;
        }
        let told = call.answer.clone().map(|(_, told)| told);
        if let Some(told) = &told {
            self.saw(told["id"].as_str().unwrap(), told["status"].as_str().unwrap());
        }
        self.calls.lock().unwrap().push(call);
        told
    }

    /// Makes a link: its id and address, where they were told.
    pub async fn makes(&self, name: &str, job: &str, only_once: bool) -> Option<Link> {
        let body = json!({"external_id": name, "job_id": job, "metadata": {"name": name}});
        let call = Call { key: name.to_owned(), path: "/v1/links".to_owned(), body, answer: None };
        let told = self.call(call, only_once).await?;
        let text = |field: &str| told[field].as_str().unwrap().to_owned();
        Some(Link { id: text("id"), url: text("link_url") })
    }

    pub async fn revokes(&self, link: &Link) {
        let (key, path) = (format!("revoke-{}", link.id), format!("/v1/links/{}/revoke", link.id));
        self.call(Call { key, path, body: json!({}), answer: None }, false).await;
    }

    /// Looks at a link, if somebody answers.
    pub async fn looks_at(&self, link: &Link) {
        if let Ok(reply) = self.backend.try_get(&format!("/v1/links/{}", link.id)).await {
            self.saw(&link.id, reply.expect(200)["status"].as_str().unwrap());
        }
    }
}

/// What was answered for good; `None` for what asks to be repeated.
fn answer(reply: &Reply) -> Option<(u16, Value)> {
    match reply.status {
        200..300 => Some((reply.status, reply.json())),
        409 if reply.json()["code"] == "idempotency_key_in_flight" => None,
        503 => None,
        _ => panic!("nobody asked for {reply:?}"),
    }
}
