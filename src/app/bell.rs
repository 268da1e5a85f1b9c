//! Rings when there is work for this process, and when a flow has changed.

use tokio::sync::{broadcast, mpsc};

use crate::{
    domain::{id::Id, link::flow::Flow},
    store::tasks::Claim,
};

/// Work that this process made itself and need not find by asking the database.
pub enum Work {
    /// A task that is in our hands already.
    Claimed(Claim),
    /// A task that waits to be claimed.
    Waiting(Id<Flow>),
}

/// Tells workers of work and pages of changes, within this process; other nodes find both in the database.
pub struct Bell {
    work: mpsc::UnboundedSender<Work>,
    changes: broadcast::Sender<Id<Flow>>,
}

impl Bell {
    /// A bell, and where the workers hear it.
    pub fn new() -> (Self, mpsc::UnboundedReceiver<Work>) {
        let (work, heard) = mpsc::unbounded_channel();
        let (changes, _) = broadcast::channel(1024);
        (Self { work, changes }, heard)
    }

    /// There is work; call it after the commit.
    pub fn work(&self, work: Work) {
        // Without workers (they have stopped) the task waits in the database.
        let _ = self.work.send(work);
    }

    /// A flow has changed; call it after the commit.
    pub fn changed(&self, flow: Id<Flow>) {
        // Nobody may be waiting.
        let _ = self.changes.send(flow);
    }

    /// Hears of every change from now on.
    pub fn changes(&self) -> broadcast::Receiver<Id<Flow>> {
        self.changes.subscribe()
    }
}
