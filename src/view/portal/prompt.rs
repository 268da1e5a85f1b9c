//! The prompts: a page for each kind of challenge.

use askama::{DynTemplate, Template};
use askama_web::WebTemplate;

use super::ask::{Ask, Envelope};
use crate::{
    domain::challenge::{Challenge, Kind},
    view::layout::Layout,
};

/// Asks for identifier and password together.
#[derive(Template, WebTemplate)]
#[template(path = "portal/credentials.html")]
pub struct Credentials {
    pub layout: Layout,
    pub ask: Ask,
}

/// Asks for the identifier alone.
#[derive(Template, WebTemplate)]
#[template(path = "portal/identifier.html")]
pub struct Identifier {
    pub layout: Layout,
    pub ask: Ask,
}

/// Asks for the password of the identifier it shows.
#[derive(Template, WebTemplate)]
#[template(path = "portal/password.html")]
pub struct Password {
    pub layout: Layout,
    pub ask: Ask,
}

/// Asks for a code that arrived by some channel.
#[derive(Template, WebTemplate)]
#[template(path = "portal/one_time_code.html")]
pub struct OneTimeCode {
    pub layout: Layout,
    pub ask: Ask,
}

/// Asks how to receive or make a code.
#[derive(Template, WebTemplate)]
#[template(path = "portal/mfa_method.html")]
pub struct MfaMethod {
    pub layout: Layout,
    pub ask: Ask,
}

/// Asks where to receive a code.
#[derive(Template, WebTemplate)]
#[template(path = "portal/destination.html")]
pub struct Destination {
    pub layout: Layout,
    pub ask: Ask,
}

/// Asks one or several security questions.
#[derive(Template, WebTemplate)]
#[template(path = "portal/security_question.html")]
pub struct SecurityQuestion {
    pub layout: Layout,
    pub ask: Ask,
}

/// Asks for a phone number.
#[derive(Template, WebTemplate)]
#[template(path = "portal/phone.html")]
pub struct Phone {
    pub layout: Layout,
    pub ask: Ask,
}

/// Asks for an email address.
#[derive(Template, WebTemplate)]
#[template(path = "portal/email.html")]
pub struct Email {
    pub layout: Layout,
    pub ask: Ask,
}

/// The page of any challenge.
#[derive(Template, WebTemplate)]
#[template(source = "{{ self.page()|safe }}", ext = "html")]
pub enum Prompt {
    Credentials(Credentials),
    Identifier(Identifier),
    Password(Password),
    OneTimeCode(OneTimeCode),
    MfaMethod(MfaMethod),
    Destination(Destination),
    SecurityQuestion(SecurityQuestion),
    Phone(Phone),
    Email(Email),
}

impl Prompt {
    fn page(&self) -> &(dyn DynTemplate + 'static) {
        match self {
            Self::Credentials(page) => page,
            Self::Identifier(page) => page,
            Self::Password(page) => page,
            Self::OneTimeCode(page) => page,
            Self::MfaMethod(page) => page,
            Self::Destination(page) => page,
            Self::SecurityQuestion(page) => page,
            Self::Phone(page) => page,
            Self::Email(page) => page,
        }
    }
}

/// The page that shows a challenge.
pub fn prompt(layout: Layout, challenge: Challenge, envelope: Envelope) -> Prompt {
    let kind = challenge.kind;
    let ask = Ask::new(&layout, challenge, envelope);
    match kind {
        Kind::Credentials => Prompt::Credentials(Credentials { layout, ask }),
        Kind::Identifier => Prompt::Identifier(Identifier { layout, ask }),
        Kind::Password => Prompt::Password(Password { layout, ask }),
        Kind::OneTimeCode => Prompt::OneTimeCode(OneTimeCode { layout, ask }),
        Kind::MfaMethod => Prompt::MfaMethod(MfaMethod { layout, ask }),
        Kind::Destination => Prompt::Destination(Destination { layout, ask }),
        Kind::SecurityQuestion => Prompt::SecurityQuestion(SecurityQuestion { layout, ask }),
        Kind::Phone => Prompt::Phone(Phone { layout, ask }),
        Kind::Email => Prompt::Email(Email { layout, ask }),
    }
}
