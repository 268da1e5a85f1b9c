//! The prompts after the password: what each accepts, and what a wrong answer does.

pub mod judge;
pub mod link;
mod resend;
pub mod waiting;

use time::OffsetDateTime;

use super::advance::{move_to, refuse};
use crate::sandbox::{
    clock::unix_milliseconds,
    form::Form,
    records::{destination, organisation, question},
    script::{
        method::Method,
        prompt::Prompt,
        refusal::{self, Refusal},
    },
    session::{Session, Stage},
};

pub use judge::judge;
pub use resend::{seconds_to_expiry, seconds_to_wait};

use judge::Verdict;

/// Reads the form of the prompt at `position`.
pub fn answer(session: &mut Session, position: usize, form: &Form, now: OffsetDateTime) {
    let Some(prompt) = session.prompt() else {
        return;
    };
    match form.get("action") {
        "resend" if prompt.can_resend() => resend::send(session, prompt, now),
        "refresh" if prompt == Prompt::Qr => new_picture(session, now),
        "another_way" if session.other_way().is_some() => go_another_way(session, position, now),
        _ if prompt.waits() => waiting::look(session, None, now),
        _ => settle(session, position, prompt, form, judge(session, prompt, form, now), now),
    }
}

/// Does what the site made of an answer.
fn settle(session: &mut Session, position: usize, prompt: Prompt, form: &Form, verdict: Verdict, now: OffsetDateTime) {
    match verdict {
        Verdict::Right => pass(session, position, prompt, form, now),
        Verdict::Wrong(refusal) => count_failure(session, refusal),
        Verdict::Refused(refusal) => refuse(session, refusal),
    }
    if prompt == Prompt::Captcha && session.stage == Stage::Prompt(position) {
        session.pictures = session.pictures.wrapping_add(1);
    }
}

fn pass(session: &mut Session, position: usize, prompt: Prompt, form: &Form, now: OffsetDateTime) {
    if let Some(refusal) = session.behaviour().refuses_after(prompt) {
        return refuse(session, refusal);
    }
    remember(session, prompt, form);
    move_to(session, position + 1, now);
}

fn remember(session: &mut Session, prompt: Prompt, form: &Form) {
    match prompt {
        Prompt::Method => {
            session.method = Method::chosen(form.get("method"));
            session.destination = None;
            session.phone.clear();
            session.email.clear();
        }
        Prompt::Destination(count) => {
            session.destination = destination::chosen(form.get("destination"), count);
        }
        Prompt::Phone => form.get("phone").trim().clone_into(&mut session.phone),
        Prompt::Email => form.get("email").trim().clone_into(&mut session.email),
        Prompt::Account(_) => session.account = destination::chosen(form.get("account"), organisation::MOST),
        Prompt::QuestionChoice => session.question = destination::chosen(form.get("question"), question::CHOICES),
        _ => {}
    }
}

fn count_failure(session: &mut Session, refusal: &Refusal) {
    session.failures = session.failures.saturating_add(1);
    let allowed = session.behaviour().lock_after();
    match allowed.map(|allowed| allowed.saturating_sub(session.failures)) {
        None => refuse(session, refusal),
        Some(0) => refuse(session, &refusal::ACCOUNT_LOCKED),
        Some(left) => {
            refuse(session, refusal);
            session.warn_of_lock(left);
        }
    }
}

fn new_picture(session: &mut Session, now: OffsetDateTime) {
    session.pictures = session.pictures.wrapping_add(1);
    session.code_sent_at = unix_milliseconds(now);
    session.has_waited = false;
}

/// Back to the methods where they were chosen from, otherwise to a code by text message.
fn go_another_way(session: &mut Session, position: usize, now: OffsetDateTime) {
    let prompts = session.behaviour().prompts(None);
    let method = prompts.iter().position(|prompt| *prompt == Prompt::Method);
    let was_chosen = session.method.is_some() && is_of_a_method(session);
    if let Some(method) = method.filter(|method| was_chosen && *method < position) {
        session.method = None;
        session.stage = Stage::Prompt(method);
    } else {
        session.code_instead = Some(position);
        move_to(session, position, now);
    }
}

fn is_of_a_method(session: &Session) -> bool {
    session.prompt().is_some_and(Prompt::is_of_a_method)
}

#[cfg(test)]
mod tests;
