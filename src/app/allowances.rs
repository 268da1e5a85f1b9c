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

/// From so many addresses on, those whose challenges have all expired are dropped.
const MOST_ADDRESSES: usize = 10_000;

/// The counters.
#[derive(Default)]
pub struct Allowances {
    /// Tokens that a user gets.
    pub tokens: Quota<Id<User>>,
    /// Promotion codes that a user gets.
    pub promotion_codes: Quota<Id<User>>,
    /// Wrong codes of any kind, by address.
    pub codes: Guesses<IpAddr>,
    /// Challenges that wait to be signed.
    pub challenges: OpenChallenges,
    /// Events that say of a pool that something was too much.
    pub told: Quota<(Id<Pool>, &'static str)>,
}

/// Challenges that were not used yet, by the address that asked for them.
#[derive(Default)]
pub struct OpenChallenges(Mutex<Open>);

#[derive(Default)]
struct Open {
    /// The hashes of an address's challenges with the time at which each expires, oldest first.
    of_address: HashMap<IpAddr, VecDeque<(String, Instant)>>,
    /// Which address asked for a challenge, by its hash.
    asked_by: HashMap<String, IpAddr>,
    /// How many addresses were left when the expired challenges of all of them were last dropped.
    left: usize,
}

impl Open {
    /// Drops the expired challenges of all addresses, each time that these have become twice as many.
    fn tidy(&mut self, now: Instant) {
        if self.of_address.len() < (2 * self.left).max(MOST_ADDRESSES) {
            return;
        }
        let asked_by = &mut self.asked_by;
        self.of_address.retain(|_, open| {
            drop_expired(open, asked_by, now);
            !open.is_empty()
        });
        self.left = self.of_address.len();
    }
}

/// Drops the expired challenges of an address.
fn drop_expired(open: &mut VecDeque<(String, Instant)>, asked_by: &mut HashMap<String, IpAddr>, now: Instant) {
    while let Some((hash, _)) = open.pop_front_if(|(_, end)| *end <= now) {
        asked_by.remove(&hash);
    }
}

impl OpenChallenges {
    /// Adds a challenge that lives so long, if the address has fewer than `most`; `Err` with the seconds until the oldest
    /// of them expires. There is no limit where `most` is 0.
    pub fn add(&self, from: IpAddr, hash: &str, (most, life): (u32, Duration), now: Instant) -> Result<(), u64> {
        if most == 0 {
            return Ok(());
        }
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.tidy(now);
        let Open { of_address, asked_by, .. } = &mut *all;
        let open = of_address.entry(from).or_default();
        drop_expired(open, asked_by, now);
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        if let Some((_, end)) = open.front().filter(|_| open.len() >= most) {
            return Err(end.saturating_duration_since(now).as_secs() + 1);
        }
        open.push_back((hash.to_owned(), now + life));
        asked_by.insert(hash.to_owned(), from);
        Ok(())
    }

    /// Forgets a challenge that was used, whoever used it.
    pub fn used(&self, hash: &str) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Open { of_address, asked_by, .. } = &mut *all;
        let Some(from) = asked_by.remove(hash) else { return };
        if let Some(open) = of_address.get_mut(&from) {
            open.retain(|(known, _)| known != hash);
            if open.is_empty() {
                of_address.remove(&from);
            }
        }
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

    #[test]
    fn of_what_is_used_or_expired_nothing_is_left() {
        let (open, now) = (OpenChallenges::default(), Instant::now());
        let limit = (2, Duration::from_mins(5));
        let address = |number: u32| IpAddr::from(Ipv4Addr::from(number));
        let left = || {
            let all = open.0.lock().unwrap();
            (all.of_address.len(), all.asked_by.len())
        };
        for number in 0..10_000 {
            open.add(address(number), &number.to_string(), limit, now).unwrap();
        }
        open.used("17");
        open.used("17");
        assert_eq!(left(), (9_999, 9_999));
        open.add(address(17), "17", limit, now).unwrap();
        open.add(address(18), "again", limit, now + Duration::from_mins(6)).unwrap();
        assert_eq!(left(), (1, 1));
        open.used("again");
        assert_eq!(left(), (0, 0));
    }
}
