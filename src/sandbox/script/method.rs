//! The ways a user can confirm that it is them.

use serde::{Deserialize, Serialize};

/// A way to confirm, mostly by a one-time code.
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
    /// A list of codes made in advance.
    Backup,
    /// A request on the phone.
    Push,
    /// A request on the phone, to be answered with a number.
    PushNumber,
    /// A link in an e-mail.
    Link,
    /// A card reader that answers a challenge.
    Reader,
    /// A picture to scan with an app.
    Qr,
}

impl Method {
    /// What the site offers without being asked to, in its order.
    pub const USUAL: [Self; 4] = [Self::Sms, Self::Email, Self::Call, Self::Totp];

    /// Every method.
    pub const ALL: [Self; 10] = [
        Self::Sms,
        Self::Email,
        Self::Call,
        Self::Totp,
        Self::Backup,
        Self::Push,
        Self::PushNumber,
        Self::Link,
        Self::Reader,
        Self::Qr,
    ];

    /// The value of the method's radio input.
    pub const fn value(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Email => "email",
            Self::Call => "call",
            Self::Totp => "totp",
            Self::Backup => "backup",
            Self::Push => "push",
            Self::PushNumber => "push_number",
            Self::Link => "link",
            Self::Reader => "reader",
            Self::Qr => "qr",
        }
    }

    /// What the site calls the method.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sms => "Text message",
            Self::Email => "E-mail",
            Self::Call => "Phone call",
            Self::Totp => "Authenticator app",
            Self::Backup => "Backup code",
            Self::Push => "Request on your phone",
            Self::PushNumber => "Request on your phone, with a number",
            Self::Link => "Link by e-mail",
            Self::Reader => "Card reader",
            Self::Qr => "Picture to scan",
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

    /// Whether the site sends the code to some address, so that it can grow old and be sent again.
    pub const fn is_sent(self) -> bool {
        matches!(self, Self::Sms | Self::Email | Self::Call)
    }
}
