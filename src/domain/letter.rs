//! A letter: a mail that is to be sent.

use serde::{Deserialize, Serialize};
use time::Duration;

use super::id::Noun;

/// A mail, in plain text and in HTML.
#[derive(Clone, Serialize, Deserialize)]
pub struct Letter {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

impl Noun for Letter {
    const PREFIX: &'static str = "ltr";
}

/// How long after a try that failed the next follows: two seconds, then twice as long each time, a minute at most.
pub fn pause(attempts: i64) -> Duration {
    let doubled = 1_i64 << attempts.clamp(1, 6);
    Duration::seconds(doubled.min(60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_grows_and_stops_growing() {
        let pauses: Vec<i64> = (1..8).map(|attempts| pause(attempts).whole_seconds()).collect();
        assert_eq!(pauses, [2, 4, 8, 16, 32, 60, 60]);
    }
}
