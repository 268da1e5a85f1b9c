//! Which texts a kind of prompt uses where kinds differ. Every kind is named, so a new one must be thought of here.

use crate::domain::prompt::challenge::Kind;

/// The keys of the texts that differ between kinds.
pub struct KindWords {
    /// Above what the customer needs large.
    pub shown: &'static str,
    /// On the button that asks the source for another one.
    pub resend: &'static str,
    /// Whether title and introduction depend on the channel.
    pub by_channel: bool,
    /// The start of the keys for a prompt that shows a number to match.
    pub with_number: Option<&'static str>,
}

impl KindWords {
    /// The keys for a kind.
    pub fn of(kind: Kind) -> Self {
        let usual = Self { shown: "shown-number", resend: "prompt-resend", by_channel: false, with_number: None };
        match kind {
            Kind::OneTimeCode => Self { resend: "code-resend", by_channel: true, ..usual },
            Kind::PushApproval => Self { with_number: Some("prompt-push_approval-number"), ..usual },
            Kind::ChallengeResponse => Self { shown: "shown-challenge", ..usual },
            Kind::MagicLink => Self { resend: "prompt-resend-link", ..usual },
            Kind::QrScan => Self { resend: "prompt-resend-picture", ..usual },
            Kind::Credentials
            | Kind::Identifier
            | Kind::Password
            | Kind::MfaMethod
            | Kind::Destination
            | Kind::SecurityQuestion
            | Kind::Phone
            | Kind::Email
            | Kind::Confirm
            | Kind::AccountChoice
            | Kind::Form
            | Kind::Captcha
            | Kind::ImageChoice
            | Kind::QuestionChoice
            | Kind::PartialSecret
            | Kind::NewPassword
            | Kind::Sso
            | Kind::Passkey
            | Kind::SourceHold => usual,
        }
    }
}
