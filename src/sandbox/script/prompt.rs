//! The questions between the password and the account.

use super::method::Method;
use super::refusal::After;

/// What the site asks between the password and the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    /// The user name once more.
    Identifier,
    /// The password once more.
    Password,
    /// The characters in a picture.
    Captcha,
    /// The name of the company.
    Tenant,
    /// Which way the code should come.
    Method,
    /// A phone number to send codes to.
    Phone,
    /// An e-mail address to send codes to.
    Email,
    /// Which of so many known phone numbers.
    Destination(u16),
    /// The one-time code that came this way.
    Code(Method),
    /// A yes on the phone.
    Push {
        /// Whether a number is to be chosen there.
        numbered: bool,
    },
    /// A click on a link that was mailed.
    Link,
    /// The code with which a card reader answers a challenge.
    Reader,
    /// A picture to scan.
    Qr,
    /// One page of security questions.
    Questions {
        /// Which page, counted from 1.
        round: u16,
        /// Of how many pages.
        rounds: u16,
        /// How many questions are on it.
        count: u16,
    },
    /// Which security question to answer.
    QuestionChoice,
    /// The security question that was chosen.
    ChosenQuestion,
    /// Which of four pictures is the user's.
    Image,
    /// Three characters of a memorable word.
    Partial,
    /// A password in place of the old one.
    NewPassword,
    /// To come back in so many seconds.
    Hold(u16),
    /// To sign in with another site.
    Sso,
    /// To sign in with a key in the device.
    Passkey,
    /// Which of so many organisations.
    Account(u16),
    /// To accept the terms.
    Terms,
    /// Whether to remember the device.
    Trust,
    /// Some details, in a form that is like no other.
    Details,
}

/// The last segments of all prompts' paths.
pub const NAMES: [&str; 25] = [
    "identifier",
    "password",
    "captcha",
    "tenant",
    "method",
    "phone",
    "email",
    "destination",
    "code",
    "push",
    "link",
    "reader",
    "qr",
    "questions",
    "question",
    "picture",
    "partial",
    "new-password",
    "hold",
    "sso",
    "passkey",
    "account",
    "terms",
    "trust",
    "details",
];

impl Prompt {
    /// What the site asks of a user who confirms this way.
    pub const fn of_method(method: Method) -> Self {
        match method {
            Method::Sms | Method::Email | Method::Call | Method::Totp | Method::Backup => Self::Code(method),
            Method::Push => Self::Push { numbered: false },
            Method::PushNumber => Self::Push { numbered: true },
            Method::Link => Self::Link,
            Method::Reader => Self::Reader,
            Method::Qr => Self::Qr,
        }
    }

    /// The last segment of the prompt's path.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Identifier => "identifier",
            Self::Password => "password",
            Self::Captcha => "captcha",
            Self::Tenant => "tenant",
            Self::Method => "method",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Destination(_) => "destination",
            Self::Code(_) => "code",
            Self::Push { .. } => "push",
            Self::Link => "link",
            Self::Reader => "reader",
            Self::Qr => "qr",
            Self::Questions { .. } | Self::ChosenQuestion => "questions",
            Self::QuestionChoice => "question",
            Self::Image => "picture",
            Self::Partial => "partial",
            Self::NewPassword => "new-password",
            Self::Hold(_) => "hold",
            Self::Sso => "sso",
            Self::Passkey => "passkey",
            Self::Account(_) => "account",
            Self::Terms => "terms",
            Self::Trust => "trust",
            Self::Details => "details",
        }
    }

    /// Which refusals fit an answer to this prompt.
    pub const fn after(self) -> After {
        match self {
            Self::Method | Self::Phone | Self::Email | Self::Destination(_) => After::Choice,
            Self::Code(_) | Self::Link | Self::Reader => After::Code,
            Self::Push { .. } | Self::Qr => After::Push,
            Self::Questions { .. } | Self::ChosenQuestion | Self::Image | Self::Partial => After::Question,
            Self::Captcha => After::Captcha,
            Self::Tenant => After::Tenant,
            Self::Terms => After::Terms,
            Self::Identifier
            | Self::Password
            | Self::QuestionChoice
            | Self::NewPassword
            | Self::Hold(_)
            | Self::Sso
            | Self::Passkey
            | Self::Account(_)
            | Self::Trust
            | Self::Details => After::Nothing,
        }
    }

    /// Whether the page waits for something that happens elsewhere, and looks again by itself.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Push { .. } | Self::Link | Self::Qr | Self::Hold(_))
    }

    /// Whether something can be sent once more.
    pub const fn can_resend(self) -> bool {
        match self {
            Self::Code(method) => method.is_sent(),
            Self::Push { .. } | Self::Link => true,
            _ => false,
        }
    }

    /// Whether a code by text message is always offered instead.
    pub const fn has_code_instead(self) -> bool {
        matches!(self, Self::Push { .. } | Self::Qr | Self::Sso | Self::Passkey)
    }

    /// Whether the user may have come here by choosing a method.
    pub const fn is_of_a_method(self) -> bool {
        matches!(self, Self::Code(_) | Self::Push { .. } | Self::Link | Self::Reader | Self::Qr)
    }
}
