//! A number of permits that tenants and source hosts share fairly.
//!
//! Whoever holds the fewest permits comes first, and among equals whoever held permits for the shortest time lately.
//! Nobody may take what would leave too few for others: a tenant takes another permit only while it holds fewer than
//! three times what is free, a host while it holds fewer than one and a half times that. What is idle is thereby lent,
//! and a newcomer finds something free however many hang elsewhere. A host on which steps run into their time limit is
//! met with fewer at once, until it answers again.

mod usage;

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

use self::usage::Usage;
use crate::domain::{id::Id, task::Share, tenant::Tenant};

/// How many halves of what is free a tenant may hold.
const TENANT: usize = 6;
/// How many halves of what is free a host may hold.
const HOST: usize = 3;
/// How many at once still try a host that hangs, so that it is noticed when it answers again.
const PROBES: usize = 2;
/// For so long after a step at it ran into its time limit a host counts as slow.
const LATELY: Duration = Duration::from_mins(2);

/// Permits for a limited number of things at once; cheap to clone.
#[derive(Clone)]
pub struct Capacity(Arc<Mutex<State>>);

struct State {
    total: usize,
    used: usize,
    tenants: HashMap<Id<Tenant>, usize>,
    hosts: HashMap<String, usize>,
    /// How long tenants and hosts held permits lately.
    tenants_used: Usage<Id<Tenant>>,
    hosts_used: Usage<String>,
    /// The hosts that hang.
    slow: HashMap<String, Slow>,
    waiting: VecDeque<Waiter>,
}

struct Slow {
    /// How many at once are let through to it.
    limit: usize,
    hung_at: Instant,
}

struct Waiter {
    share: Option<Share>,
    granted: oneshot::Sender<Permit>,
}

/// The right to do one thing, until it is dropped.
pub struct Permit {
    capacity: Capacity,
    /// Whose share it counts against, if anybody's.
    share: Option<Share>,
    /// When the share got it.
    since: Instant,
}

/// A permit that others may use while its holder waits for something else, until this is dropped.
pub struct Lent {
    capacity: Capacity,
    share: Option<Share>,
}

impl Capacity {
    /// So many permits, at least one.
    pub fn new(total: usize) -> Self {
        Self(Arc::new(Mutex::new(State {
            total: total.max(1),
            used: 0,
            tenants: HashMap::new(),
            hosts: HashMap::new(),
            tenants_used: Usage::default(),
            hosts_used: Usage::default(),
            slow: HashMap::new(),
            waiting: VecDeque::new(),
        })))
    }

    /// A permit, if there is one for this share now.
    pub fn try_acquire(&self, share: Option<&Share>) -> Option<Permit> {
        let mut state = self.state();
        // Whoever still waits after the last change may not have one, so nobody is passed over.
        state.allows(share).then(|| {
            state.take(share);
            self.permit(share)
        })
    }

    /// Whether there is a permit for this share now.
    pub fn has(&self, share: &Share) -> bool {
        self.state().allows(Some(share))
    }

    /// Waits for a permit. `None` only when all permits are gone for good, which ends with the process.
    pub async fn acquire(&self, share: Option<&Share>) -> Option<Permit> {
        let (granted, permit) = oneshot::channel();
        self.state().waiting.push_back(Waiter { share: share.cloned(), granted });
        self.grant();
        permit.await.ok()
    }

    /// Lets others use one of this share's permits.
    pub fn lend(&self, share: Option<&Share>) -> Lent {
        self.state().give(share);
        self.grant();
        Lent { capacity: self.clone(), share: share.cloned() }
    }

    /// How many permits nobody holds.
    pub fn free(&self) -> usize {
        self.state().free()
    }

    /// How many wait for a permit.
    pub fn waiting(&self) -> usize {
        self.state().waiting.iter().filter(|waiter| !waiter.granted.is_closed()).count()
    }

    /// A step at a host ran into its time limit: half as many are let through at once from now on.
    pub fn hung(&self, host: &str) {
        let mut state = self.state();
        let held = state.hosts.get(host).copied().unwrap_or_default();
        let limit = state.slow.get(host).map_or(held, |slow| slow.limit);
        state.slow.insert(host.to_owned(), Slow { limit: (limit / 2).max(PROBES), hung_at: Instant::now() });
    }

    /// A step at a host came to its end: one more is let through at once, until there is no limit any more.
    pub fn answered(&self, host: &str) {
        let mut state = self.state();
        let total = state.total;
        let Some(slow) = state.slow.get_mut(host) else { return };
        slow.limit += 1;
        if slow.limit >= total {
            state.slow.remove(host);
        }
        drop(state);
        self.grant();
    }

    /// Whether a step at a host ran into its time limit lately, and not enough have come to their end since.
    pub fn is_slow(&self, host: &str) -> bool {
        self.state().slow.get(host).is_some_and(|slow| slow.hung_at.elapsed() < LATELY)
    }

    /// Gives what is free to those who wait.
    fn grant(&self) {
        let mut state = self.state();
        let mut granted = Vec::new();
        while let Some(waiter) = state.next() {
            state.take(waiter.share.as_ref());
            granted.push((waiter.granted, self.permit(waiter.share.as_ref())));
        }
        drop(state);
        // A permit whose waiter has gone is dropped here, and granted to the next.
        for (waiter, permit) in granted {
            drop(waiter.send(permit));
        }
    }

    fn permit(&self, share: Option<&Share>) -> Permit {
        Permit { capacity: self.clone(), share: share.cloned(), since: Instant::now() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Permit {
    /// Counts a permit that was taken for nobody yet against a share; false when the share may not have it now.
    pub fn charge(&mut self, share: Option<&Share>) -> bool {
        let mut state = self.capacity.state();
        state.give(self.share.as_ref());
        let is_allowed = state.allows(share);
        if is_allowed {
            self.share = share.cloned();
            // The time before is nobody's.
            self.since = Instant::now();
        }
        state.take(self.share.as_ref());
        is_allowed
    }
}

impl State {
    fn free(&self) -> usize {
        self.total.saturating_sub(self.used)
    }

    /// What a share's tenant and host hold.
    fn held(&self, share: &Share) -> (usize, usize) {
        let tenant = self.tenants.get(&share.tenant).copied().unwrap_or_default();
        (tenant, self.hosts.get(&share.host).copied().unwrap_or_default())
    }

    fn allows(&self, share: Option<&Share>) -> bool {
        let free = self.free();
        let Some(share) = share else { return free > 0 };
        let (tenant, host) = self.held(share);
        let most = self.slow.get(&share.host).map_or(usize::MAX, |slow| slow.limit);
        2 * tenant < TENANT * free && 2 * host < HOST * free && host < most
    }

    /// Takes out of the line whoever may have a permit and holds the fewest; among equals who held them for the shortest
    /// time lately, then who came first.
    fn next(&mut self) -> Option<Waiter> {
        let now = Instant::now();
        let allowed = self.waiting.iter().enumerate().filter(|(_, waiter)| self.allows(waiter.share.as_ref()));
        let (index, _) = allowed.min_by_key(|(_, waiter)| {
            let Some(share) = &waiter.share else { return (0, Duration::ZERO) };
            let (tenant, host) = self.held(share);
            let used = self.tenants_used.of(&share.tenant, now).max(self.hosts_used.of(&share.host, now));
            (tenant.max(host), used)
        })?;
        self.waiting.remove(index)
    }

    /// Remembers for how long a share held a permit.
    fn note(&mut self, share: Option<&Share>, held: Duration) {
        let (Some(share), now) = (share, Instant::now()) else { return };
        self.tenants_used.add(&share.tenant, held, now);
        self.hosts_used.add(&share.host, held, now);
    }

    fn take(&mut self, share: Option<&Share>) {
        self.used += 1;
        if let Some(share) = share {
            *self.tenants.entry(share.tenant).or_default() += 1;
            *self.hosts.entry(share.host.clone()).or_default() += 1;
        }
    }

    fn give(&mut self, share: Option<&Share>) {
        self.used = self.used.saturating_sub(1);
        if let Some(share) = share {
            give_one(&mut self.tenants, &share.tenant);
            give_one(&mut self.hosts, &share.host);
        }
    }
}

fn give_one<K: Eq + std::hash::Hash>(held: &mut HashMap<K, usize>, key: &K) {
    if let Some(count) = held.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            held.remove(key);
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut state = self.capacity.state();
        state.note(self.share.as_ref(), self.since.elapsed());
        state.give(self.share.as_ref());
        drop(state);
        self.capacity.grant();
    }
}

impl Drop for Lent {
    /// Its holder goes on at once; for as long as all are in use, there is one more at work.
    fn drop(&mut self) {
        self.capacity.state().take(self.share.as_ref());
    }
}

#[cfg(test)]
mod tests;
