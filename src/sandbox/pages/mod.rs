//! Which page a session is on, and the pages that belong to no prompt.

mod choices;
pub mod frame;
mod login;
mod prompts;
mod waits;

use askama::Template;
use askama_web::WebTemplate;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use time::OffsetDateTime;

use super::{
    pages::frame::Frame,
    script::{prompt::Prompt, refusal::Refusal},
    session::{Session, Stage},
    speech::theme::Theme,
};

/// The page a session is on, except inside the account.
pub fn of(session: &Session, now: OffsetDateTime) -> Response {
    if let Some(prompt) = session.prompt() {
        return of_prompt(session, prompt, now);
    }
    if let Some(refusal) = session.stopped_by() {
        return problem(session, refusal);
    }
    match (&session.stage, session.theme) {
        (Stage::Password, _) => login::password(session).into_response(),
        (_, Theme::Stepwise) => login::identifier(session).into_response(),
        (_, Theme::Classic | Theme::German | Theme::App) => login::both(session).into_response(),
    }
}

fn of_prompt(session: &Session, prompt: Prompt, now: OffsetDateTime) -> Response {
    match prompt {
        Prompt::Identifier => login::identifier_once_more(session).into_response(),
        Prompt::Password => login::password(session).into_response(),
        Prompt::Captcha => prompts::captcha(session).into_response(),
        Prompt::Tenant => prompts::tenant(session).into_response(),
        Prompt::Method => choices::method(session).into_response(),
        Prompt::Destination(count) => choices::destination(session, count).into_response(),
        Prompt::Account(count) => choices::account(session, count).into_response(),
        Prompt::QuestionChoice => choices::question(session).into_response(),
        Prompt::Image => choices::picture(session).into_response(),
        Prompt::Trust => choices::trust(session).into_response(),
        Prompt::Terms => choices::terms(session).into_response(),
        Prompt::Phone => prompts::phone(session).into_response(),
        Prompt::Email => prompts::email(session).into_response(),
        Prompt::Code(method) => prompts::code(session, method, now).into_response(),
        Prompt::Reader => prompts::reader(session).into_response(),
        Prompt::Questions { .. } | Prompt::ChosenQuestion => prompts::questions(session, prompt).into_response(),
        Prompt::Partial => prompts::partial(session).into_response(),
        Prompt::NewPassword => prompts::new_password(session).into_response(),
        Prompt::Details => prompts::details(session).into_response(),
        Prompt::Push { numbered } => waits::push(session, numbered).into_response(),
        Prompt::Link => waits::link(session).into_response(),
        Prompt::Qr => waits::qr(session).into_response(),
        Prompt::Hold(seconds) => waits::hold(session, seconds, now).into_response(),
        Prompt::Sso => waits::sso(session).into_response(),
        Prompt::Passkey => waits::passkey(session).into_response(),
    }
}

/// A refusal that fills a page, with its status.
pub fn problem(session: &Session, refusal: &Refusal) -> Response {
    let status = refusal.page.and_then(|status| StatusCode::from_u16(status).ok());
    let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let says = session.voice().say(refusal.says);
    if refusal.code == "source_changed" {
        let frame = Frame::of("Welcome to Northwind Home", session);
        return (status, Announcement { frame, says }).into_response();
    }
    let page = Problem { frame: Frame::of("We cannot go on", session), code: refusal.code, says };
    if matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
        return (status, [(RETRY_AFTER, "60")], page).into_response();
    }
    (status, page).into_response()
}

/// The answer to a form that another site made the browser send.
pub fn foreign_form(session: &Session) -> Response {
    let says = session.voice().say("This form was not sent from our pages. Please go back and try again.");
    let page = Problem { frame: Frame::of("We cannot go on", session), code: "foreign_form", says };
    (StatusCode::FORBIDDEN, page).into_response()
}

/// The answer to a link that was opened in another browser than the one that waits.
pub fn link_opened(session: &Session) -> impl IntoResponse {
    let says = session.voice().say("You have confirmed the sign-in. Go back to the window where you started it.");
    Notice { frame: Frame::of("Thank you", session), kind: "notice", code: "link_opened", says }
}

/// The answer to a link that is not right, opened where nothing waits for it.
pub fn link_refused(session: &Session, refusal: &Refusal) -> impl IntoResponse {
    let says = session.voice().say(refusal.says);
    let frame = Frame::of("We cannot go on", session);
    (StatusCode::FORBIDDEN, Notice { frame, kind: "error", code: refusal.code, says })
}

/// Where another company would ask for its password.
pub fn other_company(session: &Session) -> impl IntoResponse {
    let says = session.voice().say("Contoso ID is a made-up company, too; there is nothing to sign in to.");
    Notice { frame: Frame::of("Contoso ID", session), kind: "notice", code: "other_company", says }
}

/// The answer to a path the site does not have.
pub fn not_found() -> Response {
    (StatusCode::NOT_FOUND, NotFound).into_response()
}

/// A refusal that ends the sign-in.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/problem.html")]
struct Problem {
    frame: Frame,
    code: &'static str,
    says: String,
}

/// A page beside the sign-in that just tells.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/notice.html")]
struct Notice {
    frame: Frame,
    kind: &'static str,
    code: &'static str,
    says: String,
}

/// A page that has nothing of the site's other pages.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/announcement.html")]
struct Announcement {
    frame: Frame,
    says: String,
}

/// A path that leads nowhere.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/not_found.html")]
struct NotFound;
