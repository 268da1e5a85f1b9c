//! A moment as programs are told it.

use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// RFC 3339 in UTC, to the microsecond.
pub fn told(time: OffsetDateTime) -> String {
    let text = time.replace_nanosecond(time.nanosecond() / 1_000 * 1_000).unwrap_or(time);
    text.format(&Rfc3339).expect("a time of this millennium can be written")
}
