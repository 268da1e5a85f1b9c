//! Which prompts there are, and how a second factor reaches the customer.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

/// Which prompt it is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
    schemars::JsonSchema,
)]
#[schemars(rename = "ChallengeKind")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// Identifier and password on one page.
    Credentials,
    /// The identifier alone.
    Identifier,
    /// The password alone.
    Password,
    /// A code that arrived by some channel.
    OneTimeCode,
    /// How to receive or make a code.
    MfaMethod,
    /// Where to receive a code.
    Destination,
    /// One or several questions.
    SecurityQuestion,
    /// A phone number to enter or confirm.
    Phone,
    /// An e-mail address to enter or confirm.
    Email,
    /// Waits until the customer approves on another device, perhaps by a number to match.
    PushApproval,
    /// A yes or no: terms, a trusted device, another session to end.
    Confirm,
    /// Which person, organisation or profile to go on as.
    AccountChoice,
    /// What no other kind fits: the source's own fields, labels and options.
    Form,
    /// A link that the source mailed: opened elsewhere, or pasted here.
    MagicLink,
    /// Characters to read off a picture.
    Captcha,
    /// One of several pictures.
    ImageChoice,
    /// Which security question to answer.
    QuestionChoice,
    /// Some characters of a memorable word, or cells of a card.
    PartialSecret,
    /// Digits to give to a card reader, and what it answers.
    ChallengeResponse,
    /// Waits until a picture was scanned with the source's app.
    QrScan,
    /// A new password, by the source's rules.
    NewPassword,
    /// The source leaves the sign-in to another system, which cannot be relayed.
    Sso,
    /// The source wants a passkey, which cannot be relayed.
    Passkey,
    /// The source says to come back in a while.
    SourceHold,
}

impl Kind {
    /// Whether it asks who the customer is: a source that shows it again has forgotten the sign-in.
    pub fn identifies(self) -> bool {
        matches!(self, Self::Credentials | Self::Identifier | Self::Password)
    }

    /// Whether the source wants something that only the customer's own browser can do.
    pub fn is_out_of_reach(self) -> bool {
        matches!(self, Self::Sso | Self::Passkey)
    }
}

/// How a second factor reaches the customer.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Channel {
    Sms,
    Call,
    Email,
    Authenticator,
    /// The source's own app, which shows a code.
    App,
    /// The source's own app, which asks for approval.
    Push,
    /// A device that makes codes.
    Token,
    Backup,
}
