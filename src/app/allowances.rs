//! How often users and addresses may do something, counted in this process's memory for all faces together.

use std::{
    collections::{HashMap, VecDeque},
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::{guesses::Guesses, quota::Quota};
use crate::domain::{
    id::Id,
    identity::{Pool, User},
};

/// From so many addresses on, those whose challenges have all expired are dropped before another is added.
const MOST_ADDRESSES: usize = 10_000;

/// The counters.
#[derive(Default)]
pub struct Allowances {
    /// Tokens that a user gets.
    pub tokens: Quota<Id<User>>,
    /// Wrong codes of any kind, by address.
    pub codes: Guesses<IpAddr>,
    /// Challenges that wait to be signed.
    pub challenges: OpenChallenges,
    /// Events that say of a pool that something was too much.
    pub told: Quota<(Id<Pool>, &'static str)>,
}

/// Challenges that were not used yet, by the address that asked for them.
#[derive(Default)]
pub struct OpenChallenges {
    /// The hashes of an address's challenges with the time at which each expires, oldest first.
    open: Mutex<HashMap<IpAddr, VecDeque<(String, Instant)>>>,
}

impl OpenChallenges {
    /// Adds a challenge that lives so long, if the address has fewer than `most`; `Err` with the seconds until the oldest
    /// of them expires. There is no limit where `most` is 0.
    pub fn add(&self, from: IpAddr, hash: &str, (most, life): (u32, Duration), now: Instant) -> Result<(), u64> {
        if most == 0 {
            return Ok(());
        }
        let mut all = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_ADDRESSES {
            all.retain(|_, open| open.back().is_some_and(|(_, end)| *end > now));
        }
        let open = all.entry(from).or_default();
        open.retain(|(_, end)| *end > now);
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        if let Some((_, end)) = open.front().filter(|_| open.len() >= most) {
            return Err(end.saturating_duration_since(now).as_secs() + 1);
        }
        open.push_back((hash.to_owned(), now + life));
        Ok(())
    }

    /// Forgets a challenge that was used, whoever used it.
    pub fn used(&self, hash: &str) {
        let mut all = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, open| {
            open.retain(|(known, _)| known != hash);
            !open.is_empty()
        });
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn an_address_has_so_many_open_challenges_until_one_is_used_or_expires() {
        let (open, now) = (OpenChallenges::default(), Instant::now());
        let limit = (2, Duration::from_mins(5));
        let (here, there) = (IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv4Addr::BROADCAST));
        assert_eq!(open.add(here, "a", limit, now), Ok(()));
        assert_eq!(open.add(here, "b", limit, now + Duration::from_mins(1)), Ok(()));
        assert_eq!(open.add(here, "c", limit, now + Duration::from_mins(2)), Err(181));
        assert_eq!(open.add(there, "d", limit, now), Ok(()));
        open.used("a");
        assert_eq!(open.add(here, "c", limit, now + Duration::from_mins(2)), Ok(()));
        assert_eq!(open.add(here, "e", limit, now + Duration::from_mins(6)), Ok(()), "one has expired");
        assert_eq!(open.add(here, "f", (0, Duration::from_mins(5)), now), Ok(()), "without a limit");
    }
}
