//! Accounts that are locked after wrong answers in whatever session, as the process counts them.

use time::OffsetDateTime;

use super::advance::refuse;
use crate::sandbox::{
    clock::unix_milliseconds,
    form::Form,
    records::persona,
    script::refusal::{ACCOUNT_LOCKED, INVALID_CREDENTIALS},
    session::{Session, Stage},
    shared::memory::Memory,
    sign_in,
};

/// Reads the form of the session's current page, unless the account behind it is locked.
pub fn answer(session: &mut Session, form: &Form, now: OffsetDateTime, wrong_answers: &Memory<u16>) {
    let typed = form.get("username").trim();
    let identifier = if typed.is_empty() { session.identifier.clone() } else { typed.to_owned() };
    let Some(most) = persona::find(&identifier).and_then(|persona| persona.locks_after) else {
        return sign_in::answer(session, form, now);
    };
    let at = unix_milliseconds(now);
    let count = wrong_answers.get(&identifier, at).unwrap_or(0);
    if count >= most {
        session.identifier = identifier;
        session.message = None;
        return refuse(session, &ACCOUNT_LOCKED);
    }
    let failures = session.failures;
    sign_in::answer(session, form, now);
    if session.stopped_by() == Some(&ACCOUNT_LOCKED) {
        wrong_answers.put(&identifier, most, at);
    } else if session.stage == Stage::SignedIn {
        wrong_answers.forget(&identifier);
    } else if session.failures > failures || is_wrong_password(session) {
        wrong_answers.put(&identifier, count + 1, at);
        warn(session, most - count - 1);
    }
}

fn is_wrong_password(session: &Session) -> bool {
    let asks_password = matches!(session.stage, Stage::Login | Stage::Password);
    asks_password && session.message.as_ref().is_some_and(|message| message.code == INVALID_CREDENTIALS.code)
}

fn warn(session: &mut Session, left: u16) {
    if left == 0 {
        session.message = None;
        return refuse(session, &ACCOUNT_LOCKED);
    }
    let is_warned = session.message.as_ref().is_some_and(|message| message.attempts_left.is_some());
    // A word that counts as well has said its number already.
    if !is_warned {
        session.warn_of_lock(left);
    }
}
