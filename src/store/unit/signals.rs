//! What was committed in this process, told to those who wait for it: workers, the deliverer, open pages. Other nodes
//! find the same in the database.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::{Notify, broadcast};

use crate::domain::{
    id::Id,
    link::flow::Flow,
    task::{Claim, Share, Task},
};

/// The most tasks that are remembered until a worker takes them; further ones are found in the database, unless they are
/// in this process's hands already.
const MOST_READY: usize = 4096;
/// The most changes of flows that a page that waits may be behind.
const CHANGES: usize = 1024;
/// Of how many flows it is known that this process is at work on them, and for how long that is believed: whatever else
/// ends them is found in the database.
const MOST_AT_WORK: usize = 4096;
const AT_WORK: Duration = Duration::from_secs(2);

/// Something that was committed.
pub enum Signal {
    /// A task can be worked on now.
    Task(Ready),
    /// There are deliveries to make.
    Deliveries,
    /// There are letters to send.
    Letters,
    /// A flow or its link has changed.
    Flow(Id<Flow>),
    /// This process is at work on a flow of a browser, until it changes.
    AtWork(Id<Flow>, String),
}

/// A task that can be worked on now.
pub struct Ready {
    pub id: Id<Task>,
    pub share: Share,
    /// Where it is in this process's hands already.
    pub claim: Option<Claim>,
}

/// Where this process signals what it has committed.
pub struct Signals {
    ready: Mutex<Vec<Ready>>,
    has_ready: Notify,
    has_deliveries: Notify,
    has_letters: Notify,
    flows: broadcast::Sender<Id<Flow>>,
    at_work: Mutex<HashMap<Id<Flow>, (String, Instant)>>,
}

impl Default for Signals {
    fn default() -> Self {
        let (flows, _) = broadcast::channel(CHANGES);
        Self {
            ready: Mutex::default(),
            has_ready: Notify::new(),
            has_deliveries: Notify::new(),
            has_letters: Notify::new(),
            flows,
            at_work: Mutex::default(),
        }
    }
}

impl Signals {
    pub(super) fn send(&self, signal: Signal) {
        match signal {
            Signal::Task(task) => {
                let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
                if ready.len() < MOST_READY || task.claim.is_some() {
                    ready.push(task);
                }
                self.has_ready.notify_one();
            }
            Signal::Deliveries => self.has_deliveries.notify_one(),
            Signal::Letters => self.has_letters.notify_one(),
            Signal::Flow(flow) => {
                // Before those who wait hear of it: whoever begins to wait now finds it no more.
                self.at_work().remove(&flow);
                // Without a receiver no page waits.
                drop(self.flows.send(flow));
            }
            Signal::AtWork(flow, browser) => {
                let mut at_work = self.at_work();
                if at_work.len() >= MOST_AT_WORK {
                    at_work.retain(|_, (_, since)| since.elapsed() < AT_WORK);
                }
                if at_work.len() < MOST_AT_WORK {
                    at_work.insert(flow, (browser, Instant::now()));
                }
            }
        }
    }

    fn at_work(&self) -> MutexGuard<'_, HashMap<Id<Flow>, (String, Instant)>> {
        self.at_work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this process is at work on a flow of this browser, so that there is nothing to see before it changes.
    pub fn is_at_work(&self, flow: Id<Flow>, browser: &str) -> bool {
        self.at_work().get(&flow).is_some_and(|(of, since)| of == browser && since.elapsed() < AT_WORK)
    }

    /// Waits for tasks that can be worked on, and takes them; for one waiter.
    pub async fn tasks(&self) -> Vec<Ready> {
        self.has_ready.notified().await;
        self.left()
    }

    /// Takes the tasks that can be worked on, where nobody waits for them any more.
    pub fn left(&self) -> Vec<Ready> {
        std::mem::take(&mut *self.ready.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits until there are deliveries to make; for one waiter.
    pub async fn deliveries(&self) {
        self.has_deliveries.notified().await;
    }

    /// Waits until there are letters to send; for one waiter.
    pub async fn letters(&self) {
        self.has_letters.notified().await;
    }

    /// The changes of flows from now on.
    pub fn flow_changes(&self) -> broadcast::Receiver<Id<Flow>> {
        self.flows.subscribe()
    }
}
