//! The sentence the site shows above a form, saying what the last one led to.

use serde::{Deserialize, Serialize};

/// A sentence above a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Whether it tells of an error or just tells.
    pub kind: MessageKind,
    /// A stable code for the sentence.
    pub code: String,
    /// The sentence.
    pub text: String,
    /// How many more wrong answers the account takes, if that is counted.
    pub attempts_left: Option<u16>,
}

/// The two looks of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// The form was refused.
    Error,
    /// The form did what it should.
    Notice,
}

impl MessageKind {
    /// The class of the message's paragraph, beside `flash`.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Notice => "notice",
        }
    }

    /// How a screen reader should announce it.
    pub const fn role(self) -> &'static str {
        match self {
            Self::Error => "alert",
            Self::Notice => "status",
        }
    }
}
