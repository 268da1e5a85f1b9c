//! Wrong guesses at secrets: who has made too many in a minute makes none for a while. They are counted in this process's
//! memory, by the monotonic clock.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Wrong guesses of a minute that bring a pause.
const MOST: usize = 10;
const MINUTE: Duration = Duration::from_mins(1);
/// How long a pause is.
const PAUSE: Duration = Duration::from_mins(15);
/// From so many keys on, those that matter no more are dropped before another is added.
const MOST_KEYS: usize = 10_000;

/// Wrong guesses, counted for each key apart.
pub struct Guesses<K> {
    /// The wrong guesses of the last minute, or of the minute that brought a pause.
    wrong: Mutex<HashMap<K, Vec<Instant>>>,
}

impl<K> Default for Guesses<K> {
    fn default() -> Self {
        Self { wrong: Mutex::default() }
    }
}

impl<K: Hash + Eq> Guesses<K> {
    /// `Err` with the seconds that are left of a pause.
    pub fn check(&self, key: &K, now: Instant) -> Result<(), u64> {
        let wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(last) = wrong.get(key).filter(|times| times.len() >= MOST).and_then(|times| times.last()) else {
            return Ok(());
        };
        let left = (*last + PAUSE).saturating_duration_since(now);
        if left.is_zero() { Ok(()) } else { Err(left.as_secs() + 1) }
    }

    /// Counts a wrong guess.
    pub fn wrong(&self, key: K, now: Instant) {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        if wrong.len() >= MOST_KEYS {
            wrong.retain(|_, times| times.last().is_some_and(|last| *last + PAUSE > now));
        }
        let times = wrong.entry(key).or_default();
        times.retain(|time| *time + MINUTE > now);
        times.push(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_wrong_guesses_in_a_minute_bring_a_pause_and_nine_do_not() {
        let (guesses, now) = (Guesses::default(), Instant::now());
        for _ in 0..9 {
            guesses.wrong("a", now);
        }
        assert_eq!(guesses.check(&"a", now), Ok(()));
        guesses.wrong("a", now + MINUTE);
        assert_eq!(guesses.check(&"a", now + MINUTE), Ok(()), "the nine are of an earlier minute");
        for _ in 0..9 {
            guesses.wrong("a", now + MINUTE);
        }
        assert_eq!(guesses.check(&"a", now + MINUTE), Err(901));
        assert_eq!(guesses.check(&"b", now + MINUTE), Ok(()));
        assert!(guesses.check(&"a", now + PAUSE).is_err());
        assert_eq!(guesses.check(&"a", now + MINUTE + PAUSE), Ok(()));
        guesses.wrong("a", now + MINUTE + PAUSE);
        assert_eq!(guesses.check(&"a", now + MINUTE + PAUSE), Ok(()), "it begins anew");
    }
}
