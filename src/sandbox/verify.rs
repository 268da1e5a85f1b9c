//! The prompts after the password: what each accepts, and what a wrong answer does.

use time::OffsetDateTime;

use super::destination;
use super::form::Form;
use super::method::Method;
use super::prompt::Prompt;
use super::question;
use super::refusal::{self, Refusal};
use super::session::{Session, Stage};
use super::sign_in::{move_to, refuse, unix_milliseconds};

/// The right code, for every method.
pub const RIGHT_CODE: &str = "123456";
/// The code that was right once.
pub const EXPIRED_CODE: &str = "000000";
/// A wrong code, as any other is.
pub const WRONG_CODE: &str = "111111";
/// The code that locks the account.
pub const LOCKING_CODE: &str = "999999";

/// How long after one code the next can be had.
const RESEND_AFTER_SECONDS: i64 = 5;

/// What the site makes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// On to the next prompt.
    Right,
    /// Asked again, and counted.
    Wrong(&'static Refusal),
    /// Asked again, or stopped, without being counted.
    Refused(&'static Refusal),
}

/// Reads the form of the prompt at `position`.
pub fn answer(session: &mut Session, position: usize, form: &Form, now: OffsetDateTime) {
    let Some(prompt) = session.prompt() else {
        return;
    };
    match (form.get("action"), prompt) {
        ("resend", Prompt::Code(method)) if method.is_sent() => resend(session, method, now),
        ("another_way", Prompt::Code(_)) if session.behaviour().selects() => choose_again(session),
        _ => match judge(session, prompt, form, now) {
            Verdict::Right => {
                remember(session, prompt, form);
                move_to(session, position + 1, now);
            }
            Verdict::Wrong(refusal) => count_failure(session, refusal),
            Verdict::Refused(refusal) => refuse(session, refusal),
        },
    }
}

/// What the site makes of an answer to `prompt`, without doing it yet.
pub fn judge(session: &Session, prompt: Prompt, form: &Form, now: OffsetDateTime) -> Verdict {
    if let Some(refusal) = session.behaviour().refuses(prompt.after()) {
        return Verdict::Refused(refusal);
    }
    match prompt {
        Prompt::Method => offered(Method::chosen(form.get("method")).is_some()),
        Prompt::Destination(count) => offered(destination::chosen(form.get("destination"), count).is_some()),
        Prompt::Phone if destination::is_phone(form.get("phone").trim()) => Verdict::Right,
        Prompt::Phone => Verdict::Refused(&refusal::PHONE_INVALID),
        Prompt::Code(method) => judge_code(session, method, form.get("otp"), now),
        Prompt::Questions { round, count, .. } => {
            let mut questions = question::in_round(round, count).into_iter();
            if questions.all(|question| form.get(&question.name).trim() == question.answer) {
                Verdict::Right
            } else {
                Verdict::Wrong(&refusal::ANSWER_WRONG)
            }
        }
    }
}

fn offered(is_offered: bool) -> Verdict {
    if is_offered { Verdict::Right } else { Verdict::Refused(&refusal::METHOD_UNSUPPORTED) }
}

fn judge_code(session: &Session, method: Method, typed: &str, now: OffsetDateTime) -> Verdict {
    let code: String = typed.split_whitespace().collect();
    match code.as_str() {
        RIGHT_CODE if method.is_sent() && is_too_old(session, now) => Verdict::Refused(&refusal::CODE_EXPIRED),
        RIGHT_CODE => Verdict::Right,
        EXPIRED_CODE => Verdict::Refused(&refusal::CODE_EXPIRED),
        LOCKING_CODE => Verdict::Refused(&refusal::ACCOUNT_LOCKED),
        _ => Verdict::Wrong(&refusal::CODE_INVALID),
    }
}

fn is_too_old(session: &Session, now: OffsetDateTime) -> bool {
    let lifetime = session.behaviour().code_lifetime();
    lifetime.is_some_and(|seconds| code_age(session, now) >= i64::from(seconds) * 1000)
}

fn code_age(session: &Session, now: OffsetDateTime) -> i64 {
    unix_milliseconds(now).saturating_sub(session.code_sent_at)
}

fn remember(session: &mut Session, prompt: Prompt, form: &Form) {
    match prompt {
        Prompt::Method => {
            session.method = Method::chosen(form.get("method"));
            session.destination = None;
            session.phone.clear();
        }
        Prompt::Destination(count) => {
            session.destination = destination::chosen(form.get("destination"), count);
        }
        Prompt::Phone => form.get("phone").trim().clone_into(&mut session.phone),
        Prompt::Code(_) | Prompt::Questions { .. } => {}
    }
}

fn count_failure(session: &mut Session, refusal: &Refusal) {
    session.failures = session.failures.saturating_add(1);
    let allowed = session.behaviour().lock_after();
    match allowed.map(|allowed| allowed.saturating_sub(session.failures)) {
        None => refuse(session, refusal),
        Some(0) => refuse(session, &refusal::ACCOUNT_LOCKED),
        Some(1) => session.warn(refusal.code, format!("{} You have 1 attempt left.", refusal.says)),
        Some(left) => session.warn(refusal.code, format!("{} You have {left} attempts left.", refusal.says)),
    }
}

fn resend(session: &mut Session, method: Method, now: OffsetDateTime) {
    if let Some(refusal) = session.behaviour().refuses(refusal::After::Resend) {
        return refuse(session, refusal);
    }
    let wait = RESEND_AFTER_SECONDS * 1000 - code_age(session, now);
    if wait > 0 {
        let seconds = (wait + 999) / 1000;
        let text = format!("Please wait {seconds} seconds before asking for another code.");
        return session.warn(refusal::RESEND_TOO_SOON.code, text);
    }
    session.code_sent_at = unix_milliseconds(now);
    let target = destination::target(session, method);
    let text = match method {
        Method::Call => format!("We are calling {target} with a new code."),
        Method::Sms | Method::Email | Method::Totp => format!("We sent a new code to {target}."),
    };
    session.notify("code_sent", text);
}

fn choose_again(session: &mut Session) {
    session.method = None;
    let prompts = session.behaviour().prompts(None);
    if let Some(position) = prompts.iter().position(|prompt| *prompt == Prompt::Method) {
        session.stage = Stage::Prompt(position);
    }
}

#[cfg(test)]
mod tests;
