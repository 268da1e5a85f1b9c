//! The link that is mailed: whoever opens it confirms the session it is for, in whichever browser.

use time::OffsetDateTime;

use super::{judge::Verdict, settle};
use crate::sandbox::{
    clock::unix_milliseconds,
    form::Form,
    script::{
        prompt::Prompt,
        refusal::{CODE_EXPIRED, CODE_INVALID, Refusal},
    },
    session::Session,
};

/// What ends the key of a link that was right once.
const OLD: &str = "-old";

/// The whole address of the link for a session.
pub fn address(session: &Session) -> String {
    format!("{}/{}/verify/link/{}", session.origin, session.theme.name(), session.id)
}

/// The whole address of a link that has expired.
pub fn expired_address(session: &Session) -> String {
    address(session) + OLD
}

/// The whole address of a link that never was right.
pub fn wrong_address(session: &Session) -> String {
    format!("{}/{}/verify/link/nonsense", session.origin, session.theme.name())
}

/// Takes the opened link as the answer to the prompt at `position`; `refusal` is what is wrong with its key.
pub fn answer(session: &mut Session, position: usize, refusal: Option<&'static Refusal>, now: OffsetDateTime) {
    let verdict = refusal.map(wrong_key).or_else(|| says(session, unix_milliseconds(now)));
    session.message = None;
    settle(session, position, Prompt::Link, &Form::default(), verdict.unwrap_or(Verdict::Right), now);
}

fn wrong_key(refusal: &'static Refusal) -> Verdict {
    if *refusal == CODE_EXPIRED { Verdict::Refused(refusal) } else { Verdict::Wrong(refusal) }
}

/// What is wrong with a key by itself.
pub fn refusal(key: &str) -> Option<&'static Refusal> {
    let is_id = |text: &str| text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    match key.strip_suffix(OLD) {
        Some(id) if is_id(id) => Some(&CODE_EXPIRED),
        None if is_id(key) => None,
        _ => Some(&CODE_INVALID),
    }
}

/// What the site makes of the right link, opened at this time; a time before it was sent says nothing.
pub fn says(session: &Session, opened_at: i64) -> Option<Verdict> {
    let behaviour = session.behaviour();
    let age = opened_at.checked_sub(session.code_sent_at).filter(|age| *age >= 0)?;
    let is_too_old = behaviour.code_lifetime().is_some_and(|seconds| age >= i64::from(seconds) * 1000);
    let refusal = behaviour.refuses(Prompt::Link.after()).or(is_too_old.then_some(&CODE_EXPIRED));
    Some(refusal.map_or(Verdict::Right, Verdict::Refused))
}
