//! The only place that asks what time it is.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Instant,
};

use time::{Duration, OffsetDateTime};

/// The time of day in UTC, and the monotonic time; a test may let time pass, or change the time of day alone.
#[derive(Clone)]
pub struct Clock {
    /// The time of day when this clock was made, with the moment.
    origin: (OffsetDateTime, Instant),
    /// Seconds by which both times are ahead.
    passed: Arc<AtomicI64>,
    /// Seconds by which the time of day is ahead beside that.
    stepped: Arc<AtomicI64>,
}

impl Default for Clock {
    fn default() -> Self {
        Self { origin: (time_of_day(), Instant::now()), passed: Arc::default(), stepped: Arc::default() }
    }
}

impl Clock {
    /// The time of day. It jumps when somebody sets the machine's clock.
    pub fn now(&self) -> OffsetDateTime {
        time_of_day() + self.passed() + Duration::seconds(self.stepped.load(Ordering::Relaxed))
    }

    /// The time of day as it would be if nobody had set it since this clock was made: for leases, deadlines and pauses,
    /// which are stored and yet must not jump.
    pub fn steady(&self) -> OffsetDateTime {
        let (time_of_day, since) = self.origin;
        time_of_day + since.elapsed() + self.passed()
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
}
