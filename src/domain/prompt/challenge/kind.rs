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

/// What a prompt does in the course of a sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Asks who the customer is, or for the password.
    Identifies,
    /// Asks for something that proves it: a code, an answer, an approval elsewhere.
    SecondFactor,
    /// Asks for where to reach the customer.
    Contact,
    /// Asks for something that proves nothing.
    Other,
}

impl Kind {
    /// What a prompt of this kind does in the course of a sign-in.
    pub const fn purpose(self) -> Purpose {
        match self {
            Self::Credentials | Self::Identifier | Self::Password => Purpose::Identifies,
            Self::OneTimeCode
            | Self::MfaMethod
            | Self::Destination
            | Self::SecurityQuestion
            | Self::PushApproval
            | Self::MagicLink
            | Self::ImageChoice
            | Self::QuestionChoice
            | Self::PartialSecret
            | Self::ChallengeResponse
            | Self::QrScan
            | Self::Sso
            | Self::Passkey
            | Self::SourceHold => Purpose::SecondFactor,
            Self::Phone | Self::Email => Purpose::Contact,
            Self::Confirm | Self::AccountChoice | Self::Form | Self::Captcha | Self::NewPassword => Purpose::Other,
        }
    }

    /// How an answer to a prompt of this kind proves who the customer is, once the source knows a name.
    pub const fn proof(self) -> Proof {
        match self {
            Self::OneTimeCode | Self::ChallengeResponse | Self::PartialSecret => Proof::Typed,
            Self::MagicLink => Proof::TypedOrElsewhere,
            Self::PushApproval => Proof::Elsewhere,
            Self::QrScan => Proof::ElsewhereWithName,
            Self::Credentials
            | Self::Identifier
            | Self::Password
            | Self::MfaMethod
            | Self::Destination
            | Self::SecurityQuestion
            | Self::Phone
            | Self::Email
            | Self::Confirm
            | Self::AccountChoice
            | Self::Form
            | Self::Captcha
            | Self::ImageChoice
            | Self::QuestionChoice
            | Self::NewPassword
            | Self::Sso
            | Self::Passkey
            | Self::SourceHold => Proof::None,
        }
    }

    /// Whether it asks who the customer is: a source that shows it again has forgotten the sign-in.
    pub fn identifies(self) -> bool {
        self.purpose() == Purpose::Identifies
    }

    /// Whether the source wants something that only the customer's own browser can do.
    pub const fn is_out_of_reach(self) -> bool {
        match self {
            Self::Sso | Self::Passkey => true,
            Self::Credentials
            | Self::Identifier
            | Self::Password
            | Self::OneTimeCode
            | Self::MfaMethod
            | Self::Destination
            | Self::SecurityQuestion
            | Self::Phone
            | Self::Email
            | Self::PushApproval
            | Self::Confirm
            | Self::AccountChoice
            | Self::Form
            | Self::MagicLink
            | Self::Captcha
            | Self::ImageChoice
            | Self::QuestionChoice
            | Self::PartialSecret
            | Self::ChallengeResponse
            | Self::QrScan
            | Self::NewPassword
            | Self::SourceHold => false,
        }
    }

    /// Whether a source may let a customer pass by without an answer, where its page offers that.
    pub const fn may_be_skipped(self) -> bool {
        match self {
            Self::Phone | Self::Email | Self::NewPassword | Self::SecurityQuestion | Self::Form => true,
            Self::Credentials
            | Self::Identifier
            | Self::Password
            | Self::OneTimeCode
            | Self::MfaMethod
            | Self::Destination
            | Self::PushApproval
            | Self::Confirm
            | Self::AccountChoice
            | Self::MagicLink
            | Self::Captcha
            | Self::ImageChoice
            | Self::QuestionChoice
            | Self::PartialSecret
            | Self::ChallengeResponse
            | Self::QrScan
            | Self::Sso
            | Self::Passkey
            | Self::SourceHold => false,
        }
    }
}

/// How an answer proves who the customer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    None,
    /// By what is typed.
    Typed,
    /// By something done elsewhere, which the source sees by itself.
    Elsewhere,
    /// By either.
    TypedOrElsewhere,
    /// By something done elsewhere that names the customer as well.
    ElsewhereWithName,
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
