//! Which fields a screen of each kind needs and may have.

use crate::domain::prompt::challenge::Kind;

/// Whether a prompt of this kind is answered by choosing.
pub(super) fn is_choice(kind: Kind) -> bool {
    match kind {
        Kind::MfaMethod
        | Kind::Destination
        | Kind::Confirm
        | Kind::AccountChoice
        | Kind::ImageChoice
        | Kind::QuestionChoice => true,
        Kind::Credentials
        | Kind::Identifier
        | Kind::Password
        | Kind::OneTimeCode
        | Kind::SecurityQuestion
        | Kind::Phone
        | Kind::Email
        | Kind::PushApproval
        | Kind::Form
        | Kind::MagicLink
        | Kind::Captcha
        | Kind::PartialSecret
        | Kind::ChallengeResponse
        | Kind::QrScan
        | Kind::NewPassword
        | Kind::Sso
        | Kind::Passkey
        | Kind::SourceHold => false,
    }
}

/// The fields without which a prompt of this kind cannot be answered.
pub(super) fn needs(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Credentials => &["identifier", "password"],
        Kind::Identifier => &["identifier"],
        Kind::Password | Kind::NewPassword => &["password"],
        Kind::OneTimeCode | Kind::ChallengeResponse => &["code"],
        Kind::SecurityQuestion => &["answer"],
        Kind::Phone => &["phone"],
        Kind::Email => &["email"],
        Kind::Captcha => &["captcha"],
        Kind::PartialSecret => &["char"],
        Kind::MfaMethod
        | Kind::Destination
        | Kind::Confirm
        | Kind::AccountChoice
        | Kind::ImageChoice
        | Kind::QuestionChoice
        | Kind::PushApproval
        | Kind::Form
        | Kind::MagicLink
        | Kind::QrScan
        | Kind::Sso
        | Kind::Passkey
        | Kind::SourceHold => &[],
    }
}

/// Names that forms and prompts use for themselves.
const RESERVED: &[&str] = &["turn", "csrf", "action", "choice", "alternative"];

/// Whether a prompt of this kind may have a field of this name.
pub(super) fn may_take(kind: Kind, name: &str) -> bool {
    let is_extra = may_ask_more(kind)
        && !RESERVED.contains(&name)
        && !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    needs(kind).contains(&name) || is_extra || (kind == Kind::NewPassword && name == "password_again")
}

/// Whether a prompt of this kind may have fields of the source's own beside those it needs.
fn may_ask_more(kind: Kind) -> bool {
    match kind {
        Kind::Credentials | Kind::Form | Kind::Identifier | Kind::Password | Kind::OneTimeCode | Kind::NewPassword => {
            true
        }
        Kind::MfaMethod
        | Kind::Destination
        | Kind::SecurityQuestion
        | Kind::Phone
        | Kind::Email
        | Kind::PushApproval
        | Kind::Confirm
        | Kind::AccountChoice
        | Kind::MagicLink
        | Kind::Captcha
        | Kind::ImageChoice
        | Kind::QuestionChoice
        | Kind::PartialSecret
        | Kind::ChallengeResponse
        | Kind::QrScan
        | Kind::Sso
        | Kind::Passkey
        | Kind::SourceHold => false,
    }
}
