//! A quota whose size is said with each use: so many in so much time for each key, all at once or spread out. It counts in
//! this process's memory, by the monotonic clock.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// From so many keys on, those with a full quota are dropped before another is added.
const MOST: usize = 10_000;

/// One quota, counted for each key apart.
pub struct Quota<K> {
    /// When each key's quota is full again, where it is not full now.
    full_at: Mutex<HashMap<K, Instant>>,
}

impl<K> Default for Quota<K> {
    fn default() -> Self {
        Self { full_at: Mutex::default() }
    }
}

impl<K: Hash + Eq> Quota<K> {
    /// Takes one of `most` in `time`; `Err` with the seconds until one is back when none is left. A quota of 0 is none.
    pub fn take(&self, key: K, (most, time): (u32, Duration), now: Instant) -> Result<(), u64> {
        if most == 0 {
            return Ok(());
        }
        let one = time / most;
        let mut all = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.retain(|_, full_at| *full_at > now);
        }
        let full_at = all.entry(key).or_insert(now);
        let missing = (*full_at).saturating_duration_since(now);
        if missing + one > time {
            return Err((missing + one).saturating_sub(time).as_secs() + 1);
        }
        *full_at = (*full_at).max(now) + one;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quota_can_be_used_at_once_and_comes_back_bit_by_bit() {
        let (quota, now) = (Quota::default(), Instant::now());
        let (most, hour) = (3, Duration::from_hours(1));
        assert!((0..3).all(|_| quota.take("a", (most, hour), now).is_ok()));
        assert_eq!(quota.take("a", (most, hour), now), Err(1201));
        assert_eq!(quota.take("b", (most, hour), now), Ok(()));
        assert_eq!(quota.take("a", (most, hour), now + Duration::from_mins(20)), Ok(()));
        assert!(quota.take("a", (most, hour), now + Duration::from_mins(20)).is_err());
    }
}
