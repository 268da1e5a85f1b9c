//! The pages as structs, each with the template of its name, and which of them a session is on.

use askama::Template;
use askama_web::WebTemplate;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};

use super::destination::{self, DESTINATIONS};
use super::frame::Frame;
use super::method::Method;
use super::prompt::Prompt;
use super::question::{self, Question};
use super::refusal::Refusal;
use super::session::{Session, Stage};
use super::theme::Theme;

/// The page a session is on, except inside the account.
pub fn of(session: &Session) -> Response {
    if let Some(prompt) = session.prompt() {
        return of_prompt(session, prompt);
    }
    if let Some(refusal) = session.stopped_by() {
        return problem(session, refusal);
    }
    let frame = Frame::of("Sign in", session);
    let identifier = session.identifier.clone();
    match (&session.stage, session.theme) {
        (Stage::Password, _) => Password { frame, identifier }.into_response(),
        (_, Theme::Classic) => Login { frame, identifier }.into_response(),
        (_, Theme::Stepwise) => Identifier { frame, identifier }.into_response(),
    }
}

fn of_prompt(session: &Session, prompt: Prompt) -> Response {
    match prompt {
        Prompt::Method => choose_method(session).into_response(),
        Prompt::Destination(count) => choose_destination(session, count).into_response(),
        Prompt::Phone => Phone { frame: Frame::of("Your phone number", session) }.into_response(),
        Prompt::Code(method) => code(session, method).into_response(),
        Prompt::Questions { round, rounds, count } => Questions {
            frame: Frame::of("Security questions", session),
            round,
            rounds,
            asked: question::in_round(round, count),
        }
        .into_response(),
    }
}

/// A refusal that fills a page, with its status.
pub fn problem(session: &Session, refusal: &Refusal) -> Response {
    let status = refusal.page.and_then(|status| StatusCode::from_u16(status).ok());
    let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if refusal.code == "source_changed" {
        let frame = Frame::of("Welcome to Northwind Home", session);
        return (status, Announcement { frame, says: refusal.says }).into_response();
    }
    let page = Problem { frame: Frame::of("We cannot go on", session), code: refusal.code, says: refusal.says };
    if matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
        return (status, [(RETRY_AFTER, "60")], page).into_response();
    }
    (status, page).into_response()
}

/// The answer to a form that another site made the browser send.
pub fn foreign_form(session: &Session) -> Response {
    let page = Problem {
        frame: Frame::of("We cannot go on", session),
        code: "foreign_form",
        says: "This form was not sent from our pages. Please go back and try again.",
    };
    (StatusCode::FORBIDDEN, page).into_response()
}

/// The answer to a path the site does not have.
pub fn not_found() -> Response {
    (StatusCode::NOT_FOUND, NotFound).into_response()
}

fn choose_method(session: &Session) -> Choice {
    let offered = session.behaviour().offered().into_iter();
    Choice {
        frame: Frame::of("Confirm that it is you", session),
        form: "choose-method",
        question: "How would you like to get your code?",
        field: "method",
        options: offered.map(|method| method_option(session, method)).collect(),
    }
}

/// Says where the code would go, unless that is asked or typed next.
fn method_option(session: &Session, method: Method) -> ChoiceOption {
    let mut next = session.behaviour().prompts(Some(method)).into_iter();
    let is_asked = next.any(|prompt| matches!(prompt, Prompt::Phone | Prompt::Destination(_)));
    let detail = if is_asked || !method.is_sent() { String::new() } else { destination::target(session, method) };
    ChoiceOption { value: method.value().to_owned(), label: method.label(), detail }
}

fn choose_destination(session: &Session, count: u16) -> Choice {
    let numbers = (1..=count).zip(DESTINATIONS);
    Choice {
        frame: Frame::of("Confirm that it is you", session),
        form: "choose-destination",
        question: "Which phone should we use?",
        field: "destination",
        options: numbers
            .map(|(n, number)| ChoiceOption {
                value: n.to_string(),
                label: number.label,
                detail: number.masked.to_owned(),
            })
            .collect(),
    }
}

fn code(session: &Session, method: Method) -> Code {
    Code {
        frame: Frame::of("Enter your code", session),
        lead: match method {
            Method::Sms | Method::Email => "We sent a 6-digit code to",
            Method::Call => "We are calling you with a 6-digit code on",
            Method::Totp => "Enter the 6-digit code from your",
        },
        channel: method.value(),
        target: destination::target(session, method),
        is_sent: method.is_sent(),
        is_chosen: session.behaviour().selects(),
    }
}

/// User name and password together.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/login.html")]
pub struct Login {
    frame: Frame,
    identifier: String,
}

/// The user name alone.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/identifier.html")]
pub struct Identifier {
    frame: Frame,
    identifier: String,
}

/// The password alone.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/password.html")]
pub struct Password {
    frame: Frame,
    identifier: String,
}

/// One of several options.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/choice.html")]
pub struct Choice {
    frame: Frame,
    form: &'static str,
    question: &'static str,
    field: &'static str,
    options: Vec<ChoiceOption>,
}

/// An option of a [`Choice`].
pub struct ChoiceOption {
    value: String,
    label: &'static str,
    detail: String,
}

/// A phone number.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/phone.html")]
pub struct Phone {
    frame: Frame,
}

/// A one-time code.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/code.html")]
pub struct Code {
    frame: Frame,
    lead: &'static str,
    channel: &'static str,
    target: String,
    is_sent: bool,
    is_chosen: bool,
}

/// A round of security questions.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/questions.html")]
pub struct Questions {
    frame: Frame,
    round: u16,
    rounds: u16,
    asked: Vec<Question>,
}

/// A refusal that ends the sign-in.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/problem.html")]
pub struct Problem {
    frame: Frame,
    code: &'static str,
    says: &'static str,
}

/// A page that has nothing of the site's other pages.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/announcement.html")]
pub struct Announcement {
    frame: Frame,
    says: &'static str,
}

/// A path that leads nowhere.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/not_found.html")]
pub struct NotFound;
