//! What follows from the definitions of a tenant, remembered from request to request and from task to task.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Values, each good for one number of its tenant's definitions. The number is read from the database whenever a value is
/// needed, so what another node has changed is not missed.
pub struct Remembered<K, V> {
    most: usize,
    known: Mutex<HashMap<K, (i64, V)>>,
}

impl<K: Eq + Hash, V: Clone> Remembered<K, V> {
    /// Remembers so many values at most; when there are more, all are read anew.
    pub fn new(most: usize) -> Self {
        Self { most, known: Mutex::default() }
    }

    /// A value, if it was made of these definitions.
    pub fn find(&self, key: &K, definitions: i64) -> Option<V> {
        let known = self.known();
        let (of, value) = known.get(key)?;
        (*of == definitions).then(|| value.clone())
    }

    /// Remembers a value. It was committed, and read after the number was, so it is never older than that.
    pub fn keep(&self, key: K, definitions: i64, value: V) {
        let mut known = self.known();
        if known.len() >= self.most {
            known.clear();
        }
        known.insert(key, (definitions, value));
    }

    fn known(&self) -> MutexGuard<'_, HashMap<K, (i64, V)>> {
        // A holder that panicked has put a whole value in or none.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_good_for_the_definitions_that_it_was_made_of() {
        let remembered = Remembered::new(2);
        remembered.keep("a", 7, 1);
        assert_eq!(
            (remembered.find(&"a", 7), remembered.find(&"a", 8), remembered.find(&"b", 7)),
            (Some(1), None, None)
        );
        remembered.keep("a", 8, 2);
        assert_eq!(remembered.find(&"a", 8), Some(2));
    }

    #[test]
    fn no_more_are_remembered_than_there_is_room_for() {
        let remembered = Remembered::new(2);
        for number in 0..5 {
            remembered.keep(number, 0, ());
        }
        let known = (0..5).filter(|number| remembered.find(number, 0).is_some()).count();
        assert!((1..=2).contains(&known), "{known}");
    }
}
