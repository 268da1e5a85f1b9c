//! The link that is mailed: whoever opens it confirms the session it is for, in whichever browser.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;

use super::judge::Verdict;
use super::settle;
use crate::sandbox::clock::{now, unix_milliseconds};
use crate::sandbox::form::Form;
use crate::sandbox::memory::Shared;
use crate::sandbox::pages;
use crate::sandbox::prompt::Prompt;
use crate::sandbox::refusal::{CODE_EXPIRED, CODE_INVALID, Refusal};
use crate::sandbox::session::{Session, Stage};
use crate::sandbox::visit::Visit;

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

/// `GET /{theme}/verify/link/{key}`.
pub async fn open(
    State(shared): State<Arc<Shared>>,
    Path((_, key)): Path<(String, String)>,
    mut visit: Visit,
) -> Response {
    let now = now();
    let at = unix_milliseconds(now);
    let refusal = refusal(&key);
    if refusal.is_none() && key != visit.session.id {
        shared.opened_links.put(&key, at, at);
        return visit.show(pages::link_opened(&visit.session));
    }
    match (&visit.session.stage, visit.session.prompt()) {
        (Stage::Prompt(position), Some(prompt @ Prompt::Link)) => {
            let position = *position;
            let verdict = refusal.map(wrong_key).or_else(|| says(&visit.session, at));
            visit.session.message = None;
            settle(&mut visit.session, position, prompt, &Form::default(), verdict.unwrap_or(Verdict::Right), now);
            visit.go_on()
        }
        (_, _) if refusal.is_none() => visit.go_on(),
        (_, _) => visit.show(pages::link_refused(&visit.session, refusal.unwrap_or(&CODE_INVALID))),
    }
}

fn wrong_key(refusal: &'static Refusal) -> Verdict {
    if *refusal == CODE_EXPIRED { Verdict::Refused(refusal) } else { Verdict::Wrong(refusal) }
}

/// What is wrong with a key by itself.
fn refusal(key: &str) -> Option<&'static Refusal> {
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
