//! How often a source takes wrong answers before it locks an account, and how far we go.

use serde::{Deserialize, Serialize};
use time::Duration;

use crate::domain::prompt::{answer::Answer, refusal::Refusal};

/// What a source does after wrong answers, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LockOut {
    /// After how many it locks the account; at least 2.
    pub after: u16,
    /// For how many minutes it remembers them.
    #[serde(default = "usual_minutes")]
    pub minutes: u16,
}

const fn usual_minutes() -> u16 {
    15
}

impl Default for LockOut {
    /// What most sources do, for those of which nothing is known.
    fn default() -> Self {
        Self { after: 5, minutes: usual_minutes() }
    }
}

impl LockOut {
    /// No wrong answer counts for longer.
    pub const LONGEST_MEMORY: Duration = Duration::DAY;

    /// How many wrong answers we let through: the one that would lock the account is never given here.
    pub fn cut_off(self) -> u16 {
        self.after.saturating_sub(1).max(1)
    }

    /// How long wrong answers count.
    pub fn memory(self) -> Duration {
        Duration::minutes(self.minutes.into())
    }
}

/// What is tried on an account; sources count them apart, and so do we.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tried {
    Password,
    /// A code, or an answer that only the customer knows.
    Factor,
}

impl Tried {
    /// What an answer tries, if anything in it is a secret that a source counts when it is wrong.
    pub fn with(answer: &Answer) -> Option<Self> {
        let has = |name| answer.field(name).is_some();
        if has("password") {
            // A new password is a password too; its page has a second field for it.
            return (!has("password_again")).then_some(Self::Password);
        }
        ["code", "answer_1", "char_1"].into_iter().any(has).then_some(Self::Factor)
    }

    /// Its name in the keyed hash of an account.
    pub fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Factor => "factor",
        }
    }

    /// Why a flow ends when there are no tries left.
    pub fn exceeded(self) -> Refusal {
        match self {
            Self::Password => Refusal::LoginAttemptsExceeded,
            Self::Factor => Refusal::MfaAttemptsExceeded,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn we_stop_one_before_the_source_does() {
        assert_eq!(LockOut::default().cut_off(), 4);
        assert_eq!(LockOut { after: 2, minutes: 1 }.cut_off(), 1);
        assert_eq!(LockOut { after: 0, minutes: 1 }.cut_off(), 1);
    }
}
