//! The two ways on from an answer: a refusal, or the next prompt.

use time::OffsetDateTime;

use crate::sandbox::{
    clock::unix_milliseconds,
    script::{prompt::Prompt, refusal::Refusal},
    session::{Session, Stage},
};

/// Shows a refusal, on its own page if it has one.
pub fn refuse(session: &mut Session, refusal: &Refusal) {
    match refusal.page {
        Some(_) => session.stage = Stage::Stopped(refusal.code.to_owned()),
        None => session.warn(refusal.code, session.theme.language().say(refusal.says)),
    }
}

/// Goes to the prompt at `position`, sending what it may send, or into the account behind the last one.
pub fn move_to(session: &mut Session, position: usize, now: OffsetDateTime) {
    session.stage = Stage::Prompt(position);
    session.code_sent_at = unix_milliseconds(now);
    session.has_waited = false;
    match session.prompt() {
        None => session.stage = Stage::SignedIn,
        Some(Prompt::Identifier) => {
            let text = "Our sign-in is new. Please enter your user name and your password once more.";
            session.notify("new_sign_in", session.theme.language().say(text));
        }
        Some(_) => {}
    }
}
