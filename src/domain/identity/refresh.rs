//! What becomes of a refresh token that is presented: every use replaces it. An answer may be lost on its way and two tabs
//! may refresh at once, so a replaced token is answered with its successor again for a short time, and for as long as
//! nothing that came of it was used; later it is a sign that somebody else has it too.

use time::{Duration, OffsetDateTime};

/// How long after its replacement a token is answered with its successor whatever was used meanwhile: two tabs, or a
/// request that was sent again.
pub const LEEWAY: Duration = Duration::seconds(30);

/// How a presented token stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Presented {
    /// When it was replaced.
    pub consumed_at: Option<OffsetDateTime>,
    /// Whether its successor was replaced, or the successor's access token used.
    pub is_successor_used: bool,
}

/// What to do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Replace it.
    Rotate,
    /// Answer with what replaced it.
    Repeat,
    /// Somebody else has it: the grant ends.
    Reused,
}

impl Presented {
    pub fn decide(self, now: OffsetDateTime) -> Decision {
        match self.consumed_at {
            None => Decision::Rotate,
            Some(at) if now < at + LEEWAY || !self.is_successor_used => Decision::Repeat,
            Some(_) => Decision::Reused,
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_replaced_token_is_repeated_while_that_is_harmless() {
        let at = datetime!(2026-01-01 00:00 UTC);
        let decide = |consumed_at, is_successor_used, now| Presented { consumed_at, is_successor_used }.decide(now);
        assert_eq!(decide(None, false, at), Decision::Rotate);
        assert_eq!(decide(Some(at), true, at + Duration::seconds(5)), Decision::Repeat);
        assert_eq!(decide(Some(at), false, at + Duration::days(9)), Decision::Repeat);
        assert_eq!(decide(Some(at), true, at + Duration::hours(1)), Decision::Reused);
    }
}
