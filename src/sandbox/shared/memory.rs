//! What the process remembers for an hour, beside the sessions, which their cookies carry.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How long a note is kept, in milliseconds.
const LIFETIME: i64 = 60 * 60 * 1000;

/// How many notes are kept; the oldest make room.
const KEPT: usize = 10_000;

/// Notes by key, in Unix milliseconds of when they were written.
#[derive(Debug)]
pub struct Memory<T>(Mutex<HashMap<String, (i64, T)>>);

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Copy> Memory<T> {
    /// The note under this key, unless it is too old.
    pub fn get(&self, key: &str, now: i64) -> Option<T> {
        let notes = self.notes();
        notes.get(key).filter(|(at, _)| now - at < LIFETIME).map(|(_, note)| *note)
    }

    /// Writes a note in the place of the one under the same key.
    pub fn put(&self, key: &str, note: T, now: i64) {
        let mut notes = self.notes();
        if notes.len() >= KEPT && !notes.contains_key(key) {
            make_room(&mut notes, now);
        }
        notes.insert(key.to_owned(), (now, note));
    }

    /// Drops the note under this key.
    pub fn forget(&self, key: &str) {
        self.notes().remove(key);
    }

    fn notes(&self) -> MutexGuard<'_, HashMap<String, (i64, T)>> {
        // A poisoned lock guards whole notes all the same.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn make_room<T>(notes: &mut HashMap<String, (i64, T)>, now: i64) {
    notes.retain(|_, (at, _)| now - *at < LIFETIME);
    if notes.len() < KEPT {
        return;
    }
    let oldest = notes.iter().min_by_key(|(_, (at, _))| *at).map(|(key, _)| key.clone());
    if let Some(key) = oldest {
        notes.remove(&key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_forgotten_after_an_hour() {
        let memory = Memory::default();
        memory.put("a", 1, 0);
        assert_eq!(memory.get("a", LIFETIME - 1), Some(1));
        assert_eq!(memory.get("a", LIFETIME), None);
        memory.put("b", 1, 0);
        memory.forget("b");
        assert_eq!(memory.get("b", 0), None);
    }

    #[test]
    fn the_oldest_note_makes_room_for_the_newest() {
        let memory = Memory::default();
        for at in 0..=i64::try_from(KEPT).unwrap() {
            memory.put(&at.to_string(), (), at);
        }
        assert_eq!(memory.notes().len(), KEPT);
        assert_eq!(memory.get("0", 0), None);
    }
}
