//! The pages on which something is chosen.

use askama::Template;
use askama_web::WebTemplate;

use super::frame::Frame;
use crate::sandbox::{
    pictures::PICTURES,
    records::{destination::DESTINATIONS, organisation::ORGANISATIONS, question},
    script::{method::Method, prompt::Prompt},
    session::{Session, chosen},
};

const CONFIRM: &str = "Confirm that it is you";

/// The ways to confirm.
pub fn method(session: &Session) -> Choice {
    let voice = session.voice();
    let mut options: Vec<_> =
        session.behaviour().offered().into_iter().map(|method| method_option(session, method)).collect();
    for n in (1..=voice.options()).skip(options.len()) {
        options.push(Item {
            value: format!("option_{n}"),
            label: voice.fill("Option {n}", "n", &n),
            detail: String::new(),
        });
    }
    Choice {
        frame: Frame::of(CONFIRM, session),
        form: "choose-method",
        question: voice.say("How would you like to get your code?"),
        field: "method",
        options,
    }
}

/// Says where the code would go, unless that is asked or typed next.
fn method_option(session: &Session, method: Method) -> Item {
    let mut next = session.behaviour().prompts(Some(method)).into_iter();
    let is_asked = next.any(|prompt| matches!(prompt, Prompt::Phone | Prompt::Email | Prompt::Destination(_)));
    let detail = if is_asked || !method.is_sent() { String::new() } else { chosen::target(session, method) };
    Item { value: method.value().to_owned(), label: session.voice().say(method.label()), detail }
}

/// The phones on file.
pub fn destination(session: &Session, count: u16) -> Choice {
    let voice = session.voice();
    let options = (1..=count).zip(DESTINATIONS).map(|(n, number)| Item {
        value: n.to_string(),
        label: voice.say(number.label),
        detail: number.masked.to_owned(),
    });
    Choice {
        frame: Frame::of(CONFIRM, session),
        form: "choose-destination",
        question: voice.say("Which phone should we use?"),
        field: "destination",
        options: options.collect(),
    }
}

/// The organisations somebody may act for.
pub fn account(session: &Session, count: u16) -> Choice {
    let voice = session.voice();
    let options = (1..=count).zip(ORGANISATIONS).map(|(n, name)| Item::plain(&n, voice.show(name)));
    Choice {
        frame: Frame::of("Choose an organisation", session),
        form: "choose-account",
        question: voice.say("For whom do you want to sign in?"),
        field: "account",
        options: options.collect(),
    }
}

/// Yes and no.
pub fn trust(session: &Session) -> Choice {
    let voice = session.voice();
    Choice {
        frame: Frame::of("Remember this device", session),
        form: "trust",
        question: voice.say("Trust this device?"),
        field: "trust",
        options: vec![
            Item::plain(&"yes", voice.say("Yes, do not ask for a code here again")),
            Item::plain(&"no", voice.say("No, ask me every time")),
        ],
    }
}

/// The questions of which one is to be answered.
pub fn question(session: &Session) -> QuestionChoice {
    let voice = session.voice();
    let options = (1..).zip(question::in_round(1, question::CHOICES));
    QuestionChoice {
        frame: Frame::of("Security questions", session),
        options: options.map(|(n, question): (u16, _)| Item::plain(&n, voice.say(question.text))).collect(),
    }
}

/// Four pictures.
pub fn picture(session: &Session) -> Pictures {
    let voice = session.voice();
    Pictures {
        frame: Frame::of(CONFIRM, session),
        options: PICTURES.map(|picture| Item::plain(&picture.name, voice.say(picture.alt))).into(),
    }
}

/// The terms.
pub fn terms(session: &Session) -> Terms {
    Terms { frame: Frame::of("Our terms have changed", session) }
}

/// One of several options.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/choice.html")]
pub struct Choice {
    frame: Frame,
    form: &'static str,
    question: String,
    field: &'static str,
    options: Vec<Item>,
}

/// The page to choose a security question on.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/question.html")]
pub struct QuestionChoice {
    frame: Frame,
    options: Vec<Item>,
}

/// The page to choose a picture on.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/picture.html")]
pub struct Pictures {
    frame: Frame,
    options: Vec<Item>,
}

/// The page to accept the terms on.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/terms.html")]
pub struct Terms {
    frame: Frame,
}

/// An option of a page.
pub struct Item {
    value: String,
    label: String,
    detail: String,
}

impl Item {
    fn plain(value: &dyn ToString, label: String) -> Self {
        Self { value: value.to_string(), label, detail: String::new() }
    }
}
