//! How long permits were held lately, by whom.

use std::{
    collections::HashMap,
    hash::Hash,
    time::{Duration, Instant},
};

/// After so long half of what was used is forgotten.
const HALF_LIFE: Duration = Duration::from_secs(10);
/// How many are remembered before those who used next to nothing are forgotten.
const MANY: usize = 256;
/// So much is next to nothing.
const LITTLE: Duration = Duration::from_millis(1);

/// The time that each of some keys held permits, of which half is forgotten every ten seconds.
pub(super) struct Usage<K> {
    of: HashMap<K, Used>,
    crowded_at: usize,
}

#[derive(Clone, Copy)]
struct Used {
    time: Duration,
    until: Instant,
}

impl<K> Default for Usage<K> {
    fn default() -> Self {
        Self { of: HashMap::new(), crowded_at: MANY }
    }
}

impl Used {
    fn at(self, now: Instant) -> Duration {
        let passed = now.saturating_duration_since(self.until);
        self.time.mul_f64(0.5_f64.powf(passed.as_secs_f64() / HALF_LIFE.as_secs_f64()))
    }
}

impl<K: Eq + Hash + Clone> Usage<K> {
    /// Counts a permit that was held for so long until `now`.
    pub(super) fn add(&mut self, key: &K, held: Duration, now: Instant) {
        let time = self.of(key, now) + held;
        self.of.insert(key.clone(), Used { time, until: now });
        if self.of.len() > self.crowded_at {
            self.of.retain(|_, used| used.at(now) > LITTLE);
            self.crowded_at = MANY.max(2 * self.of.len());
        }
    }

    /// What is remembered of a key.
    pub(super) fn of(&self, key: &K, now: Instant) -> Duration {
        self.of.get(key).map_or(Duration::ZERO, |used| used.at(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_what_was_used_is_forgotten_after_ten_seconds() {
        let (mut usage, now) = (Usage::default(), Instant::now());
        usage.add(&"a", Duration::from_secs(4), now);
        assert_eq!(usage.of(&"a", now), Duration::from_secs(4));
        assert_eq!(usage.of(&"a", now + HALF_LIFE), Duration::from_secs(2));
        usage.add(&"a", Duration::from_secs(1), now + HALF_LIFE);
        assert_eq!(usage.of(&"a", now + HALF_LIFE), Duration::from_secs(3));
        assert_eq!(usage.of(&"b", now), Duration::ZERO);
    }

    #[test]
    fn those_who_used_next_to_nothing_are_not_remembered_for_ever() {
        let (mut usage, now) = (Usage::default(), Instant::now());
        for key in 0..10_000 {
            usage.add(&key, Duration::from_millis(1), now + HALF_LIFE * key);
        }
        assert!(usage.of.len() <= 2 * MANY);
    }
}
