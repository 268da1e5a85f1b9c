//! The gate that every request of a workflow's run passes: what its permissions do not allow is not sent.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use url::Url;

use crate::domain::job::permissions::{Asked, Permissions, Verdict};

/// How many denied requests are kept by name; further ones are only counted.
const MOST_NAMED: usize = 20;

/// A gate with what passed it.
#[derive(Debug)]
pub struct Gate {
    permissions: Permissions,
    passed: Mutex<Passed>,
    /// Whether what is sent is held back for now, whatever the permissions say.
    holds_writes: AtomicBool,
}

/// What passed a gate, and what did not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passed {
    /// Requests that read.
    pub reads: u64,
    /// Requests that may have changed something, by their entries in the permissions.
    pub writes: BTreeMap<usize, u64>,
    /// Requests that were held back.
    pub denied: u64,
    /// Method and address of the first of them.
    pub denied_requests: Vec<String>,
}

impl Gate {
    /// A gate that lets through what these permissions allow.
    pub fn new(permissions: Permissions) -> Self {
        Self { permissions, passed: Mutex::default(), holds_writes: AtomicBool::new(false) }
    }

    /// Holds back what may change something, or lets it through again as far as the permissions allow it.
    pub fn hold_writes(&self, is_held: bool) {
        self.holds_writes.store(is_held, Ordering::Relaxed);
    }

    /// Decides about a request that is about to be sent, and counts it; the name of one that is held back.
    pub fn pass(&self, asked: Asked<'_>) -> Result<(), String> {
        let mut passed = self.passed();
        match self.permissions.decide(asked) {
            Verdict::Read => passed.reads += 1,
            Verdict::Write(entry) if !self.holds_writes.load(Ordering::Relaxed) => {
                *passed.writes.entry(entry).or_default() += 1;
            }
            Verdict::Write(_) | Verdict::Denied => {
                let name = name(asked);
                passed.denied += 1;
                if passed.denied_requests.len() < MOST_NAMED {
                    passed.denied_requests.push(name.clone());
                }
                return Err(name);
            }
        }
        Ok(())
    }

    /// What has passed so far.
    pub fn so_far(&self) -> Passed {
        self.passed().clone()
    }

    fn passed(&self) -> MutexGuard<'_, Passed> {
        // A holder that panicked has counted or not; both are consistent.
        self.passed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Method and address, without the query: it may hold what was typed.
fn name(asked: Asked<'_>) -> String {
    let method = if asked.is_socket { "a socket to" } else { asked.method };
    let mut url: Url = asked.url.clone();
    url.set_query(None);
    url.set_fragment(None);
    format!("{method} {url}")
}
