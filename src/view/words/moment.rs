//! A point in time as a person reads it. The server cannot know the person's time zone: pages say UTC, and the script,
//! where it runs, puts the local time in its place.

use time::{OffsetDateTime, UtcOffset, format_description::well_known::Rfc3339};

use super::{phrase::Phrase, texts::Words};

/// A point in time, for people and for scripts.
pub struct Moment {
    /// RFC 3339 in UTC, to the second.
    pub machine: String,
    pub said: Phrase,
}

impl Moment {
    pub fn new(words: &Words, at: OffsetDateTime) -> Self {
        let at = at.to_offset(UtcOffset::UTC);
        let month = words.say(&format!("month-{}", u8::from(at.month())));
        let said = words
            .say("date-and-time")
            .with("day", at.day().to_string().as_str())
            .with("month", &month)
            .with("year", at.year().to_string().as_str())
            .with("time", format!("{:02}:{:02}", at.hour(), at.minute()).as_str());
        Self { machine: machine(at), said }
    }
}

/// RFC 3339 in UTC, to the second.
pub fn machine(at: OffsetDateTime) -> String {
    let at = at.to_offset(UtcOffset::UTC);
    let whole = at.replace_nanosecond(0).unwrap_or(at);
    whole.format(&Rfc3339).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::view::words::texts::Texts;

    #[test]
    fn a_moment_is_said_in_utc() {
        let words = Texts::load().unwrap().words("en");
        let moment = Moment::new(&words, datetime!(2026-03-03 00:05:09.5 +01:00));
        assert_eq!(moment.said.to_string(), "2 March 2026, 23:05 UTC");
        assert_eq!(moment.machine, "2026-03-02T23:05:09Z");
    }
}
