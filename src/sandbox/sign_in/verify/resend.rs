//! Sending a code, a link or a request once more.

use time::OffsetDateTime;

use crate::sandbox::{
    clock::unix_milliseconds,
    records::destination,
    script::{
        method::Method,
        prompt::Prompt,
        refusal::{After, RESEND_TOO_SOON},
    },
    session::{Session, chosen},
    sign_in::advance::refuse,
};

/// How long after one code the next can be had.
const RESEND_AFTER_SECONDS: i64 = 5;

/// How long ago the last code was sent, in milliseconds.
pub fn age(session: &Session, now: OffsetDateTime) -> i64 {
    unix_milliseconds(now).saturating_sub(session.code_sent_at)
}

/// How many seconds remain until the next code can be had.
pub fn seconds_to_wait(session: &Session, now: OffsetDateTime) -> i64 {
    let wait = RESEND_AFTER_SECONDS * 1000 - age(session, now);
    // A request that was answered need not be waited for.
    if session.has_waited { 0 } else { (wait.max(0) + 999) / 1000 }
}

/// How many seconds the last code remains good, if it expires at all.
pub fn seconds_to_expiry(session: &Session, now: OffsetDateTime) -> Option<i64> {
    let lifetime = session.behaviour().code_lifetime()?;
    Some((i64::from(lifetime) * 1000 - age(session, now)).max(0) / 1000)
}

/// Sends another one.
pub fn send(session: &mut Session, prompt: Prompt, now: OffsetDateTime) {
    if let Some(refusal) = session.behaviour().refuses(After::Resend) {
        return refuse(session, refusal);
    }
    let language = session.theme.language();
    let seconds = seconds_to_wait(session, now);
    if seconds > 0 {
        let text = language.fill("Please wait {n} seconds before asking for another code.", "n", &seconds);
        return session.warn(RESEND_TOO_SOON.code, text);
    }
    session.code_sent_at = unix_milliseconds(now);
    session.has_waited = false;
    let (code, text, target) = match prompt {
        Prompt::Push { .. } => ("push_sent", "We sent a new request to {target}.", destination::DEVICE.to_owned()),
        Prompt::Link => ("link_sent", "We sent a new link to {target}.", chosen::target(session, Method::Email)),
        Prompt::Code(Method::Call) => {
            ("code_sent", "We are calling {target} with a new code.", chosen::target(session, Method::Call))
        }
        Prompt::Code(method) => ("code_sent", "We sent a new code to {target}.", chosen::target(session, method)),
        _ => return,
    };
    session.notify(code, language.fill(text, "target", &target));
}
