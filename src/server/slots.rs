//! The slots for connections: how many there may be, in total and from one address, and which gives way when there is
//! no more room. A connection is busy while a request on it is answered; otherwise it waits, and the one that has waited
//! longest gives way.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::Notify,
    time::{Instant, sleep_until},
};

/// How long a connection may wait: for the rest of a head, and for the first byte of the next request.
#[derive(Clone, Copy)]
pub struct Waits {
    pub head: Duration,
    pub idle: Duration,
}

/// All slots.
pub struct Slots {
    /// In total.
    most: usize,
    /// From one address; 0 for no such limit.
    most_each: usize,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    next: u64,
    all: HashMap<u64, Arc<Occupant>>,
    each: HashMap<IpAddr, usize>,
}

/// A connection, as its slot knows it.
pub struct Occupant {
    address: IpAddr,
    begun: Instant,
    /// Requests that are being answered.
    busy: AtomicUsize,
    /// Since when it waits for what it waits for now, in milliseconds after its beginning.
    waits_since: AtomicU64,
    /// Whether it waits for the rest of a head, and not for a new one.
    in_head: AtomicBool,
    has_changed: Notify,
    gives_way: Notify,
}

/// A slot that is taken until this is dropped.
pub struct Slot {
    slots: Arc<Slots>,
    number: u64,
    pub occupant: Arc<Occupant>,
}

/// A request that is being answered until this is dropped.
pub struct Busy(Arc<Occupant>);

impl Slots {
    /// So many slots in total, and so many for one address (0: as many as there are).
    pub fn new(most: usize, most_each: usize) -> Arc<Self> {
        Arc::new(Self { most, most_each, taken: Mutex::default() })
    }

    /// Takes a slot, for which another connection may have to go; `None` when all that could go are busy.
    pub fn take(self: &Arc<Self>, address: IpAddr) -> Option<Slot> {
        let mut taken = self.taken();
        if self.most_each > 0 && taken.each.get(&address).is_some_and(|each| *each >= self.most_each) {
            taken.make_room(|occupant| occupant.address == address)?;
        }
        if taken.all.len() >= self.most {
            taken.make_room(|_| true)?;
        }
        let occupant = Arc::new(Occupant::new(address));
        let number = taken.next;
        taken.next += 1;
        taken.all.insert(number, Arc::clone(&occupant));
        *taken.each.entry(address).or_default() += 1;
        Some(Slot { slots: Arc::clone(self), number, occupant })
    }

    /// Has the connection go that has waited longest, if one waits.
    pub fn make_room(&self) -> bool {
        self.taken().make_room(|_| true).is_some()
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Taken {
    fn make_room(&mut self, may_go: impl Fn(&Occupant) -> bool) -> Option<()> {
        let waiting = self.all.iter().filter(|(_, occupant)| !occupant.is_busy() && may_go(occupant));
        let number = *waiting.min_by_key(|(number, occupant)| (occupant.waits_since(), **number))?.0;
        self.remove(number)?.gives_way.notify_one();
        Some(())
    }

    fn remove(&mut self, number: u64) -> Option<Arc<Occupant>> {
        let occupant = self.all.remove(&number)?;
        if let Some(each) = self.each.get_mut(&occupant.address) {
            *each -= 1;
            if *each == 0 {
                self.each.remove(&occupant.address);
            }
        }
        Some(occupant)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.slots.taken().remove(self.number);
    }
}

impl Occupant {
    fn new(address: IpAddr) -> Self {
        Self {
            address,
            begun: Instant::now(),
            busy: AtomicUsize::new(0),
            waits_since: AtomicU64::new(0),
            // A connection is opened to send something at once.
            in_head: AtomicBool::new(true),
            has_changed: Notify::new(),
            gives_way: Notify::new(),
        }
    }

    /// Marks the beginning of a request's answer.
    pub fn begin(self: &Arc<Self>) -> Busy {
        self.busy.fetch_add(1, Ordering::Relaxed);
        Busy(Arc::clone(self))
    }

    /// Notes that bytes have arrived.
    pub fn hears(&self) {
        if !self.is_busy() && !self.in_head.swap(true, Ordering::Relaxed) {
            self.waits_anew();
        }
    }

    fn is_busy(&self) -> bool {
        self.busy.load(Ordering::Relaxed) > 0
    }

    fn waits_since(&self) -> Instant {
        self.begun + Duration::from_millis(self.waits_since.load(Ordering::Relaxed))
    }

    fn waits_anew(&self) {
        let since = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.waits_since.store(since, Ordering::Relaxed);
        self.has_changed.notify_one();
    }

    /// Waits until the connection has to give its slot to another.
    pub async fn gives_way(&self) {
        self.gives_way.notified().await;
    }

    /// Waits until the connection has waited longer than it may.
    pub async fn has_waited(&self, waits: Waits) {
        loop {
            if self.is_busy() {
                self.has_changed.notified().await;
                continue;
            }
            let wait = if self.in_head.load(Ordering::Relaxed) { waits.head } else { waits.idle };
            let end = self.waits_since() + wait;
            if Instant::now() >= end {
                return;
            }
            tokio::select! {
                () = sleep_until(end) => {}
                () = self.has_changed.notified() => {}
            }
        }
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        if self.0.busy.fetch_sub(1, Ordering::Relaxed) == 1 {
            self.0.in_head.store(false, Ordering::Relaxed);
            self.0.waits_anew();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    fn address(last: u8) -> IpAddr {
        Ipv4Addr::new(192, 0, 2, last).into()
    }

    #[test]
    fn the_longest_waiting_gives_way_and_the_busy_do_not() {
        let slots = Slots::new(3, 0);
        let all: Vec<Slot> = (1..=3).filter_map(|last| slots.take(address(last))).collect();
        let busy: Vec<Busy> = [0, 2].iter().map(|&index: &usize| all[index].occupant.begin()).collect();
        let fourth = slots.take(address(4));
        assert!(fourth.is_some());
        let numbers = |slots: &Slots| {
            let mut numbers: Vec<u64> = slots.taken().all.keys().copied().collect();
            numbers.sort_unstable();
            numbers
        };
        assert_eq!(numbers(&slots), [0, 2, 3]);
        let _busy = fourth.map(|slot| (slot.occupant.begin(), slot));
        assert!(slots.take(address(5)).is_none(), "all are busy");
        drop(busy);
        assert!(slots.take(address(5)).is_some());
    }

    #[test]
    fn an_address_makes_room_only_among_its_own() {
        let slots = Slots::new(10, 2);
        let other = slots.take(address(1));
        let own: Vec<_> = (0..2).map(|_| slots.take(address(2)).map(|slot| (slot.occupant.begin(), slot))).collect();
        assert!(slots.take(address(2)).is_none());
        assert!(slots.take(address(3)).is_some());
        drop(own);
        assert!(slots.take(address(2)).is_some());
        assert_eq!(slots.taken().each.get(&address(1)), Some(&1));
        drop(other);
        assert_eq!(slots.taken().each.get(&address(1)), None);
    }
}
