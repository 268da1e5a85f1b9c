//! The ways the site can bring a one-time code to its user.

use serde::{Deserialize, Serialize};

/// A way to get a one-time code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// A text message.
    Sms,
    /// An e-mail.
    Email,
    /// A phone call that reads the code out.
    Call,
    /// An authenticator app, which needs nothing sent.
    Totp,
}

impl Method {
    /// Every method, in the order the site offers them.
    pub const ALL: [Self; 4] = [Self::Sms, Self::Email, Self::Call, Self::Totp];

    /// The value of the method's radio input.
    pub const fn value(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Email => "email",
            Self::Call => "call",
            Self::Totp => "totp",
        }
    }

    /// What the site calls the method.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sms => "Text message",
            Self::Email => "E-mail",
            Self::Call => "Phone call",
            Self::Totp => "Authenticator app",
        }
    }

    /// The method whose radio input has this value.
    pub fn chosen(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.value() == value)
    }

    /// Whether the code travels to a phone number.
    pub const fn uses_phone(self) -> bool {
        matches!(self, Self::Sms | Self::Call)
    }

    /// Whether the site sends the code, so that it can grow old and be sent again.
    pub const fn is_sent(self) -> bool {
        !matches!(self, Self::Totp)
    }
}
