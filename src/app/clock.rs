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
#[derive(Clone, Default)]
pub struct Clock {
    /// Seconds by which both times are ahead.
    passed: Arc<AtomicI64>,
    /// Seconds by which the time of day is ahead beside that.
    stepped: Arc<AtomicI64>,
}

impl Clock {
    /// The time of day. It jumps when somebody sets the machine's clock.
    #[expect(clippy::disallowed_methods, reason = "this is the place the rule leads to")]
    pub fn now(&self) -> OffsetDateTime {
        let ahead = self.passed.load(Ordering::Relaxed) + self.stepped.load(Ordering::Relaxed);
        OffsetDateTime::now_utc() + Duration::seconds(ahead)
    }

    /// The monotonic time, for what is measured and kept in this process's memory: it never jumps.
    pub fn instant(&self) -> Instant {
        Instant::now() + Duration::seconds(self.passed.load(Ordering::Relaxed)).unsigned_abs()
    }

    /// Lets time pass for this clock and all its clones.
    pub fn advance(&self, by: Duration) {
        self.passed.fetch_add(by.whole_seconds(), Ordering::Relaxed);
    }

    /// Sets the time of day forward or back for this clock and all its clones, as an administrator would.
    pub fn step(&self, by: Duration) {
        self.stepped.fetch_add(by.whole_seconds(), Ordering::Relaxed);
    }
}
