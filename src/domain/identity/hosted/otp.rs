//! Codes that are mailed: six digits, few tries, a short life.

use time::{Duration, OffsetDateTime};

/// How many wrong tries end a code.
pub const TRIES: i64 = 5;
/// How long after a code the next may be asked for.
pub const COOLDOWN: Duration = Duration::seconds(60);
/// How long a code is good for.
pub const LIFE: Duration = Duration::minutes(10);

/// Six digits of a random number.
pub fn digits(random: u64) -> String {
    // 2^64 is no multiple of a million: one digit string is likelier than another by one in 10^13.
    format!("{:06}", random % 1_000_000)
}

/// A code as somebody types it, with the spaces that some put in; `None` where it cannot be one.
pub fn read(text: &str) -> Option<String> {
    let code: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').take(7).collect();
    (code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())).then_some(code)
}

/// Seconds until the next code may be asked for.
pub fn wait(sent_at: OffsetDateTime, now: OffsetDateTime) -> u32 {
    let left = (sent_at + COOLDOWN - now).whole_seconds().clamp(0, COOLDOWN.whole_seconds());
    u32::try_from(left).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_code_has_six_digits_and_may_be_typed_with_spaces() {
        assert_eq!((digits(7), digits(u64::MAX)), ("000007".to_owned(), "551615".to_owned()));
        for (text, code) in [("123456", Some("123456")), (" 123 456 ", Some("123456")), ("123-456", Some("123456"))] {
            assert_eq!(read(text).as_deref(), code, "{text}");
        }
        for text in ["", "12345", "1234567", "12345a", "１２３４５６"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_next_code_may_be_asked_for_after_a_minute() {
        let sent = datetime!(2026-01-01 00:00 UTC);
        assert_eq!(wait(sent, sent), 60);
        assert_eq!(wait(sent, sent + Duration::seconds(59)), 1);
        assert_eq!(wait(sent, sent + Duration::hours(1)), 0);
        // A clock that was set back makes nobody wait longer.
        assert_eq!(wait(sent, sent - Duration::hours(1)), 60);
    }
}
