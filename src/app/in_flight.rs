//! What this process is doing right now and must not begin a second time meanwhile.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

/// The names of what is under way; cheap to clone.
#[derive(Clone, Default)]
pub struct InFlight(Arc<Mutex<HashSet<String>>>);

/// Something under way, until this is dropped.
pub struct Held {
    all: InFlight,
    name: String,
}

impl InFlight {
    /// Begins something; `None` when it is under way already.
    pub fn begin(&self, name: String) -> Option<Held> {
        let is_new = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name.clone());
        is_new.then(|| Held { all: self.clone(), name })
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.all.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.name);
    }
}
