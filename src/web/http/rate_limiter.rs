//! A rate limiter: so many calls a minute for each key, all at once or spread out. It counts in this process's memory, by
//! the monotonic clock, so that a change of the time of day makes nobody wait.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// What a quota is for.
const MINUTE: Duration = Duration::from_mins(1);

/// From so many keys on, those with a full quota are dropped before another is added.
const MOST: usize = 10_000;

/// One limit, counted for each key apart.
pub struct RateLimiter<K> {
    /// Calls a minute; 0 for no limit.
    pub quota: u32,
    /// When each key's quota is full again, where it is not full now.
    full_at: Mutex<HashMap<K, Instant>>,
}

/// What is left of a quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remaining {
    pub quota: u32,
    pub remaining: u32,
    /// Seconds until the next call is possible if there is none left, or until the quota is full.
    pub reset: u64,
}

impl<K: Hash + Eq> RateLimiter<K> {
    /// A limit of so many a minute.
    pub fn new(quota: u32) -> Self {
        Self { quota, full_at: Mutex::new(HashMap::new()) }
    }

    /// Whether a key is counted at all.
    pub fn knows(&self, key: &K) -> bool {
        self.all().contains_key(key)
    }

    /// Forgets what was counted for a key.
    pub fn forget(&self, key: &K) {
        self.all().remove(key);
    }

    /// What is left for a key; `Err` when nothing is.
    pub fn look(&self, key: &K, now: Instant) -> Result<Remaining, Remaining> {
        let full_at = self.all().get(key).copied().unwrap_or(now);
        let left = self.left(full_at.max(now) - now);
        if left.remaining == 0 && self.quota > 0 { Err(left) } else { Ok(left) }
    }

    /// Takes one call for a key: what is left then; `Err` when nothing was left.
    pub fn take(&self, key: K, now: Instant) -> Result<Remaining, Remaining> {
        let left = self.look(&key, now)?;
        let mut all = self.all();
        if all.len() >= MOST {
            all.retain(|_, full_at| *full_at > now);
        }
        let full_at = all.entry(key).or_insert(now);
        *full_at = (*full_at).max(now) + self.one();
        if self.quota == 0 { Ok(left) } else { Ok(self.left(*full_at - now)) }
    }

    /// How long it takes until one call is back.
    fn one(&self) -> Duration {
        MINUTE / self.quota.max(1)
    }

    /// What is left so long before the quota is full.
    fn left(&self, missing: Duration) -> Remaining {
        let used = missing.as_micros().div_ceil(self.one().as_micros().max(1));
        let remaining = self.quota.saturating_sub(u32::try_from(used).unwrap_or(u32::MAX));
        let all_but_one = self.one() * self.quota.saturating_sub(1);
        let wait = if remaining == 0 { missing.saturating_sub(all_but_one) } else { missing };
        Remaining { quota: self.quota, remaining, reset: wait.as_secs() + 1 }
    }

    fn all(&self) -> MutexGuard<'_, HashMap<K, Instant>> {
        self.full_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quota_can_be_used_at_once_and_comes_back_bit_by_bit() {
        let now = Instant::now();
        let limit = RateLimiter::new(3);
        for remaining in [2, 1, 0] {
            assert_eq!(limit.take("a", now).map(|left| left.remaining), Ok(remaining));
        }
        assert_eq!(limit.take("a", now).map_err(|left| left.reset), Err(21));
        assert_eq!(limit.take("b", now).map(|left| left.remaining), Ok(2));
        let later = now + Duration::from_secs(21);
        assert_eq!(limit.take("a", later).map(|left| left.remaining), Ok(0));
        assert!(limit.take("a", later).is_err());
        assert_eq!(limit.look(&"a", later + MINUTE).map(|left| left.remaining), Ok(3));
    }

    #[test]
    fn a_quota_of_nothing_is_no_limit() {
        let limit = RateLimiter::new(0);
        let now = Instant::now();
        assert!((0..100).all(|_| limit.take((), now).is_ok()));
    }
}
