//! The only place that asks what time it is.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use time::{Duration, OffsetDateTime};

/// The time in UTC; a test may move it on.
#[derive(Clone, Default)]
pub struct Clock {
    /// Seconds.
    ahead: Arc<AtomicI64>,
}

impl Clock {
    /// What time it is.
    #[expect(clippy::disallowed_methods, reason = "this is the place the rule leads to")]
    pub fn now(&self) -> OffsetDateTime {
        OffsetDateTime::now_utc() + Duration::seconds(self.ahead.load(Ordering::Relaxed))
    }

    /// Moves this clock and all its clones on.
    pub fn advance(&self, by: Duration) {
        self.ahead.fetch_add(by.whole_seconds(), Ordering::Relaxed);
    }
}
