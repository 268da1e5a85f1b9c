//! What this process is doing right now and must not begin a second time meanwhile.

use std::{
    collections::HashSet,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

/// The keys of what is under way; cheap to clone.
pub struct InFlight<K>(Arc<Mutex<HashSet<K>>>);

/// Something under way, until this is dropped.
pub struct InFlightGuard<K: Eq + Hash> {
    all: InFlight<K>,
    key: K,
}

impl<K: Eq + Hash + Clone> InFlight<K> {
    /// Begins something; `None` when it is under way already.
    pub fn begin(&self, key: K) -> Option<InFlightGuard<K>> {
        let is_new = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone());
        is_new.then(|| InFlightGuard { all: self.clone(), key })
    }
}

impl<K> Clone for InFlight<K> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K> Default for InFlight<K> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K: Eq + Hash> Drop for InFlightGuard<K> {
    fn drop(&mut self) {
        self.all.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}
