//! The gate that every request of a workflow's run passes: what its permissions do not allow is not sent.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
};

use tokio::sync::{mpsc, oneshot};
use url::Url;

use crate::domain::job::permissions::{Asked, Permissions, Verdict};

/// How many denied requests are kept by name; further ones are only counted.
const MOST_NAMED: usize = 20;

/// A gate with what passed it.
#[derive(Debug)]
pub struct Gate {
    permissions: Permissions,
    passed: Mutex<Passed>,
    /// The step that is under way.
    step: AtomicU32,
    /// Whether it is written down that this step may change something.
    is_announced: AtomicBool,
    /// Who is told of the first request that may change something, before it is sent.
    told: Option<mpsc::UnboundedSender<Announcement>>,
    /// Whether what is sent is held back for now, whatever the permissions say.
    holds_writes: AtomicBool,
}

/// A request that may change something is about to be sent, and waits until that is written down.
#[derive(Debug)]
pub struct Announcement {
    /// The step that is under way.
    pub step: u32,
    /// Lets the request go; one that is dropped holds it back.
    pub written: oneshot::Sender<()>,
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
        Self {
            permissions,
            passed: Mutex::default(),
            step: AtomicU32::new(0),
            is_announced: AtomicBool::new(false),
            told: None,
            holds_writes: AtomicBool::new(false),
        }
    }

    /// The same, which announces what may change something before it lets it through.
    pub fn announcing(permissions: Permissions) -> (Self, mpsc::UnboundedReceiver<Announcement>) {
        let (told, announcements) = mpsc::unbounded_channel();
        (Self { told: Some(told), ..Self::new(permissions) }, announcements)
    }

    /// A step begins, of which it may be written down already that it may change something.
    pub fn begin_step(&self, step: u32, is_announced: bool) {
        self.step.store(step, Ordering::Relaxed);
        self.is_announced.store(is_announced, Ordering::Relaxed);
    }

    async fn announce(&self) -> bool {
        let Some(told) = self.told.as_ref().filter(|_| !self.is_announced.load(Ordering::Relaxed)) else { return true };
        let (step, (written, is_written)) = (self.step.load(Ordering::Relaxed), oneshot::channel());
        let is_written = told.send(Announcement { step, written }).is_ok() && is_written.await.is_ok();
        if is_written && self.step.load(Ordering::Relaxed) == step {
            self.is_announced.store(true, Ordering::Relaxed);
        }
        is_written
    }

    /// Holds back what may change something, or lets it through again as far as the permissions allow it.
    pub fn hold_writes(&self, is_held: bool) {
        self.holds_writes.store(is_held, Ordering::Relaxed);
    }

    /// Decides about a request that is about to be sent, and counts it; the name of one that is held back.
    pub async fn pass(&self, asked: Asked<'_>) -> Result<(), String> {
        let verdict = self.permissions.decide(asked);
        let is_held = self.holds_writes.load(Ordering::Relaxed);
        let is_allowed = match verdict {
            Verdict::Read => true,
            Verdict::Write(_) => !is_held && self.announce().await,
            Verdict::Denied => false,
        };
        let mut passed = self.passed();
        match verdict {
            Verdict::Read => passed.reads += 1,
            Verdict::Write(entry) if is_allowed => *passed.writes.entry(entry).or_default() += 1,
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

    /// Whether it lets anything through that may change something.
    pub const fn lets_writes(&self) -> bool {
        !self.permissions.write.is_empty()
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
