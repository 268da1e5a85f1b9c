//! Who held permits for how long lately: a sum that decays exponentially.

use std::{
    collections::HashMap,
    hash::Hash,
    time::{Duration, Instant},
};

/// The time after which a past use counts half.
const HALF_LIFE: Duration = Duration::from_secs(10);
/// The number of entries above which negligible ones are removed.
const PRUNE_ABOVE: usize = 256;
/// An entry of at most so much is negligible.
const NEGLIGIBLE: Duration = Duration::from_millis(1);

/// For how long each key held permits; what is past counts half after every ten seconds.
pub(super) struct Usage<K> {
    entries: HashMap<K, Entry>,
    prune_above: usize,
}

#[derive(Clone, Copy)]
struct Entry {
    sum: Duration,
    /// When the sum was right.
    updated_at: Instant,
}

impl<K> Default for Usage<K> {
    fn default() -> Self {
        Self { entries: HashMap::new(), prune_above: PRUNE_ABOVE }
    }
}

impl Entry {
    fn at(self, now: Instant) -> Duration {
        let passed = now.saturating_duration_since(self.updated_at);
        self.sum.mul_f64(0.5_f64.powf(passed.as_secs_f64() / HALF_LIFE.as_secs_f64()))
    }
}

impl<K: Eq + Hash + Clone> Usage<K> {
    /// Adds a permit that was held for the time `held`, until `now`.
    pub(super) fn add(&mut self, key: &K, held: Duration, now: Instant) {
        let sum = self.of(key, now) + held;
        self.entries.insert(key.clone(), Entry { sum, updated_at: now });
        if self.entries.len() > self.prune_above {
            self.entries.retain(|_, entry| entry.at(now) > NEGLIGIBLE);
            self.prune_above = PRUNE_ABOVE.max(2 * self.entries.len());
        }
    }

    /// The decayed sum of a key.
    pub(super) fn of(&self, key: &K, now: Instant) -> Duration {
        self.entries.get(key).map_or(Duration::ZERO, |entry| entry.at(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_past_use_counts_half_after_ten_seconds() {
        let (mut usage, now) = (Usage::default(), Instant::now());
        usage.add(&"a", Duration::from_secs(4), now);
        assert_eq!(usage.of(&"a", now), Duration::from_secs(4));
        assert_eq!(usage.of(&"a", now + HALF_LIFE), Duration::from_secs(2));
        usage.add(&"a", Duration::from_secs(1), now + HALF_LIFE);
        assert_eq!(usage.of(&"a", now + HALF_LIFE), Duration::from_secs(3));
        assert_eq!(usage.of(&"b", now), Duration::ZERO);
    }

    #[test]
    fn negligible_entries_are_removed() {
        let (mut usage, now) = (Usage::default(), Instant::now());
        for key in 0..10_000 {
            usage.add(&key, Duration::from_millis(1), now + HALF_LIFE * key);
        }
        assert!(usage.entries.len() <= 2 * PRUNE_ABOVE);
    }
}
