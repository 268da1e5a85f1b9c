//! The pages on which something is typed.

use askama::Template;
use askama_web::WebTemplate;
use time::OffsetDateTime;

use super::frame::Frame;
use crate::sandbox::{
    script::{method::Method, prompt::Prompt},
    session::{Session, chosen},
    sign_in::verify::{
        judge::{POSITIONS, characters},
        seconds_to_expiry, seconds_to_wait,
    },
};

const CONFIRM: &str = "Confirm that it is you";

/// The regions of the details form.
const REGIONS: [(&str, &str); 4] = [("north", "North"), ("east", "East"), ("south", "South"), ("west", "West")];

/// The roles of the details form.
const ROLES: [(&str, &str); 2] = [("owner", "Owner"), ("employee", "Employee")];

/// A phone number.
pub fn phone(session: &Session) -> Phone {
    Phone { frame: Frame::of("Your phone number", session) }
}

/// An e-mail address.
pub fn email(session: &Session) -> Email {
    Email { frame: Frame::of("Your e-mail address", session) }
}

/// The characters in a picture.
pub fn captcha(session: &Session) -> Captcha {
    Captcha { frame: Frame::of("Are you a person?", session), number: session.pictures }
}

/// The name of a company.
pub fn tenant(session: &Session) -> Tenant {
    Tenant { frame: Frame::of("Your company", session) }
}

/// A one-time code.
pub fn code(session: &Session, method: Method, now: OffsetDateTime) -> Code {
    let voice = session.voice();
    let (lead, inputmode) = match method {
        Method::Call => ("We are calling you with a 6-digit code on", "numeric"),
        Method::Totp => ("Enter the 6-digit code from your", "numeric"),
        Method::Backup => ("Enter a code like wxyz-9876 from your", "text"),
        _ => ("We sent a 6-digit code to", "numeric"),
    };
    Code {
        frame: Frame::of("Enter your code", session),
        lead: voice.say(lead),
        channel: method.value(),
        target: chosen::target(session, method),
        inputmode,
        label: voice.label("Code"),
        expires: seconds_to_expiry(session, now).filter(|_| method.is_sent()),
        wait: Some(seconds_to_wait(session, now)).filter(|seconds| *seconds > 0 && method.is_sent()),
    }
}

/// The answer of a card reader.
pub fn reader(session: &Session) -> Reader {
    Reader { frame: Frame::of("Use your card reader", session), challenge: "4821 7730" }
}

/// One page of security questions.
pub fn questions(session: &Session, prompt: Prompt) -> Questions {
    let (round, rounds) = match prompt {
        Prompt::Questions { round, rounds, .. } => (round, rounds),
        _ => (1, 1),
    };
    let voice = session.voice();
    let asked = chosen::questions(session, prompt).into_iter();
    let lead = "Please answer to confirm that it is you. Page {n} of {rounds}.";
    Questions {
        frame: Frame::of("Security questions", session),
        lead: voice.fill(lead, "n", &round).replace("{rounds}", &rounds.to_string()),
        inputs: asked.map(|question| Input { name: question.name, label: voice.label(question.text) }).collect(),
    }
}

/// Some characters of a memorable word.
pub fn partial(session: &Session) -> Partial {
    let voice = session.voice();
    let inputs = characters().into_iter().zip(POSITIONS);
    let input = |((name, _), position)| Input { name, label: voice.fill("Character {n}", "n", &position) };
    Partial { frame: Frame::of(CONFIRM, session), inputs: inputs.map(input).collect() }
}

/// A new password.
pub fn new_password(session: &Session) -> NewPassword {
    NewPassword { frame: Frame::of("Your password has expired", session) }
}

/// A form that is like no other.
pub fn details(session: &Session) -> Details {
    let voice = session.voice();
    let input = |(value, label): (&str, &'static str)| Input { name: value.to_owned(), label: voice.say(label) };
    Details {
        frame: Frame::of("A few details", session),
        regions: REGIONS.map(input).into(),
        roles: ROLES.map(input).into(),
    }
}

/// The page for a phone number.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/phone.html")]
pub struct Phone {
    frame: Frame,
}

/// The page for an e-mail address.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/email.html")]
pub struct Email {
    frame: Frame,
}

/// The page for the characters in a picture.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/captcha.html")]
pub struct Captcha {
    frame: Frame,
    number: u16,
}

/// The page for the name of a company.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/tenant.html")]
pub struct Tenant {
    frame: Frame,
}

/// The page for a one-time code.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/code.html")]
pub struct Code {
    frame: Frame,
    lead: String,
    channel: &'static str,
    target: String,
    inputmode: &'static str,
    label: String,
    expires: Option<i64>,
    wait: Option<i64>,
}

/// The page for the answer of a card reader.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/reader.html")]
pub struct Reader {
    frame: Frame,
    challenge: &'static str,
}

/// The page for a round of security questions.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/questions.html")]
pub struct Questions {
    frame: Frame,
    lead: String,
    inputs: Vec<Input>,
}

/// The page for characters of a memorable word.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/partial.html")]
pub struct Partial {
    frame: Frame,
    inputs: Vec<Input>,
}

/// The page for a new password.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/new_password.html")]
pub struct NewPassword {
    frame: Frame,
}

/// The page for details.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/details.html")]
pub struct Details {
    frame: Frame,
    regions: Vec<Input>,
    roles: Vec<Input>,
}

/// An input, or a value of one, and what stands beside it.
pub struct Input {
    name: String,
    label: String,
}
