//! The only place that asks what time it is.

use std::{
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicI64, Ordering},
    },
    time::Instant,
};

use time::{Duration, OffsetDateTime};

/// The most by which [`Clock::steady`] is moved at once, to follow a database's clock.
const MOVE: Duration = Duration::milliseconds(100);

/// The time of day in UTC, and the monotonic time; a test may let time pass, or change the time of day alone.
///
/// Servers on one database go by the database's clock, as leases and deadlines that one writes are read by others.
#[derive(Clone)]
pub struct Clock {
    /// The time of day when this clock was made, with the moment.
    origin: (OffsetDateTime, Instant),
    agreed: Arc<RwLock<Option<Agreed>>>,
    /// Seconds by which both times are ahead.
    passed: Arc<AtomicI64>,
    /// Seconds by which the time of day is ahead beside that.
    stepped: Arc<AtomicI64>,
}

/// How far a database's clock is ahead of this machine's, counted from this clock's origin.
#[derive(Clone, Copy)]
struct Agreed {
    /// As it was seen last.
    seen: Duration,
    /// As [`Clock::steady`] goes by it: near what was seen, without its jumps.
    steady: Duration,
}

impl Default for Clock {
    fn default() -> Self {
        Self::wrong_by(Duration::ZERO)
    }
}

impl Clock {
    /// The clock of a machine whose time of day is wrong.
    pub fn wrong_by(ahead: Duration) -> Self {
        Self {
            origin: (time_of_day() + ahead, Instant::now()),
            agreed: Arc::default(),
            passed: Arc::default(),
            stepped: Arc::new(AtomicI64::new(ahead.whole_seconds())),
        }
    }

    /// The time of day. It jumps when somebody sets the machine's clock, or the database's where one was agreed with.
    pub fn now(&self) -> OffsetDateTime {
        match self.agreed() {
            Some(agreed) => self.gone() + agreed.seen + self.passed(),
            None => time_of_day() + self.passed() + Duration::seconds(self.stepped.load(Ordering::Relaxed)),
        }
    }

    /// The time of day as it would be if nobody had set it since this clock was made: for leases, deadlines and pauses,
    /// which are stored and yet must not jump.
    pub fn steady(&self) -> OffsetDateTime {
        self.gone() + self.agreed().map_or(Duration::ZERO, |agreed| agreed.steady) + self.passed()
    }

    /// Goes by the clock of a database from now on, which says that it is this late. To be called again and again, as
    /// no two machines count seconds alike.
    pub fn agree(&self, there: OffsetDateTime) {
        let seen = there - self.gone();
        let steady = match self.agreed() {
            Some(before) => before.steady + (seen - before.steady).clamp(-MOVE, MOVE),
            None => seen,
        };
        *self.agreed.write().unwrap_or_else(PoisonError::into_inner) = Some(Agreed { seen, steady });
    }

    fn agreed(&self) -> Option<Agreed> {
        *self.agreed.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// This machine's time of day at the origin, and what has gone since.
    fn gone(&self) -> OffsetDateTime {
        let (time_of_day, since) = self.origin;
        time_of_day + since.elapsed()
    }

    /// The later of [`Self::now`] and [`Self::steady`]: for what is due by either.
    pub fn latest(&self) -> OffsetDateTime {
        self.now().max(self.steady())
    }

    /// The monotonic time, for what is measured and kept in this process's memory: it never jumps.
    pub fn instant(&self) -> Instant {
        Instant::now() + self.passed().unsigned_abs()
    }

    /// Lets time pass for this clock and all its clones.
    pub fn advance(&self, by: Duration) {
        self.passed.fetch_add(by.whole_seconds(), Ordering::Relaxed);
    }

    /// Sets the time of day forward or back for this clock and all its clones, as an administrator would.
    pub fn step(&self, by: Duration) {
        self.stepped.fetch_add(by.whole_seconds(), Ordering::Relaxed);
    }

    fn passed(&self) -> Duration {
        Duration::seconds(self.passed.load(Ordering::Relaxed))
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the place the rule leads to")]
fn time_of_day() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steady_clock_goes_on_however_the_time_of_day_is_set() {
        let clock = Clock::default();
        let before = clock.steady();
        for step in [Duration::minutes(10), Duration::days(-1), Duration::days(2)] {
            clock.step(step);
            let gone = clock.steady() - before;
            assert!(gone >= Duration::ZERO && gone < Duration::minutes(1), "{gone}");
        }
        clock.advance(Duration::hours(1));
        assert!(clock.steady() - before >= Duration::hours(1));
        assert!(clock.latest() - before >= Duration::days(1));
    }

    #[test]
    fn clocks_that_are_wrong_say_the_same_once_they_agree_with_a_database() {
        let (there, minute) = (time_of_day() - Duration::hours(3), Duration::minutes(1));
        for wrong in [Duration::minutes(10), Duration::minutes(-10), Duration::ZERO] {
            let clock = Clock::wrong_by(wrong);
            assert!((clock.now() - time_of_day() - wrong).abs() < minute);
            clock.agree(there);
            for told in [clock.now(), clock.steady(), clock.latest()] {
                assert!((told - there).abs() < minute, "{told} for {there}");
            }
        }
    }

    #[test]
    fn the_steady_clock_follows_a_databases_clock_without_its_jumps() {
        let (clock, there) = (Clock::default(), time_of_day());
        clock.agree(there);
        let before = clock.steady();
        clock.agree(there + Duration::minutes(10));
        assert!(clock.steady() - before < Duration::minutes(1));
        assert!(clock.now() - before > Duration::minutes(9));
        for _ in 0..6_000 {
            clock.agree(there + Duration::minutes(10));
        }
        assert!(clock.steady() - before > Duration::minutes(9));
    }
}
