//! Worker slots that are free while their tasks wait for a browser.

use std::sync::Arc;

use tokio::sync::Semaphore;

/// A worker slot that another task may use, until this is dropped.
pub(super) struct ReleasedSlot(Arc<Semaphore>);

impl ReleasedSlot {
    /// Releases one of `slots`.
    pub(super) fn new(slots: &Arc<Semaphore>) -> Self {
        slots.add_permits(1);
        Self(Arc::clone(slots))
    }
}

impl Drop for ReleasedSlot {
    /// Takes a slot back as soon as one is free; until then one more task than usual is at work.
    fn drop(&mut self) {
        let back = Arc::clone(&self.0).acquire_owned();
        // Without a runtime, the process is about to end.
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        runtime.spawn(async move {
            if let Ok(slot) = back.await {
                slot.forget();
            }
        });
    }
}
