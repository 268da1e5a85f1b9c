//! The questions between the password and the account.

use super::method::Method;
use super::refusal::After;

/// What the site asks between the password and the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    /// Which way the code should come.
    Method,
    /// A phone number to send codes to.
    Phone,
    /// Which of so many known phone numbers.
    Destination(u16),
    /// The one-time code that came this way.
    Code(Method),
    /// One page of security questions.
    Questions {
        /// Which page, counted from 1.
        round: u16,
        /// Of how many pages.
        rounds: u16,
        /// How many questions are on it.
        count: u16,
    },
}

impl Prompt {
    /// The last segment of the prompt's path.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Method => "method",
            Self::Phone => "phone",
            Self::Destination(_) => "destination",
            Self::Code(_) => "code",
            Self::Questions { .. } => "questions",
        }
    }

    /// Which refusals fit an answer to this prompt.
    pub const fn after(self) -> After {
        match self {
            Self::Method | Self::Phone | Self::Destination(_) => After::Choice,
            Self::Code(_) => After::Code,
            Self::Questions { .. } => After::Question,
        }
    }
}
