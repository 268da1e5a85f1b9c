//! The time, as the site knows it.

use time::OffsetDateTime;

/// The time; the one place where the site asks for it.
#[expect(clippy::disallowed_methods, reason = "somebody else's site has a clock of its own")]
pub fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

/// The time as a session keeps it.
pub fn unix_milliseconds(now: OffsetDateTime) -> i64 {
    now.unix_timestamp() * 1000 + i64::from(now.millisecond())
}
