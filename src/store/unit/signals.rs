//! What was committed in this process, told to those who wait for it: workers, the deliverer, open pages. Other nodes
//! find the same in the database.

use std::sync::{Mutex, PoisonError};

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
            // Without a receiver no page waits.
            Signal::Flow(flow) => drop(self.flows.send(flow)),
        }
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
