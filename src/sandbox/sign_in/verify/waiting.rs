//! Pages that wait for something that happens elsewhere: each look at them may lead on.

use time::OffsetDateTime;

use super::{judge::Verdict, link, resend::age, settle};
use crate::sandbox::{
    form::Form,
    records::persona::Phone,
    script::{
        prompt::Prompt,
        refusal::{PUSH_DENIED, PUSH_TIMED_OUT},
    },
    session::{Session, Stage},
};

/// How long a phone takes to say yes, in milliseconds.
const APPROVED_AFTER: i64 = 3_000;

/// How long a phone takes to say no, in milliseconds.
const DENIED_AFTER: i64 = 2_000;

/// How long the site waits for a phone, in milliseconds.
const GIVEN_UP_AFTER: i64 = 60_000;

/// Looks whether the wait is over; a link mailed may have been opened in another browser.
pub fn look(session: &mut Session, opened_at: Option<i64>, now: OffsetDateTime) {
    let (Stage::Prompt(position), Some(prompt), false) = (&session.stage, session.prompt(), session.has_waited) else {
        return;
    };
    let position = *position;
    let verdict = match prompt {
        Prompt::Push { .. } | Prompt::Qr => phone_says(session, age(session, now)),
        Prompt::Hold(seconds) => (age(session, now) >= i64::from(seconds) * 1000).then_some(Verdict::Right),
        Prompt::Link => opened_at.and_then(|at| link::says(session, at)),
        _ => None,
    };
    if let Some(verdict) = verdict {
        session.message = None;
        session.has_waited = true;
        settle(session, position, prompt, &Form::default(), verdict, now);
    }
}

fn phone_says(session: &Session, age: i64) -> Option<Verdict> {
    let phone = session.persona().map_or(Phone::Approves, |persona| persona.phone);
    let (after, verdict) = match phone {
        Phone::Approves => (APPROVED_AFTER, Verdict::Right),
        Phone::Denies => (DENIED_AFTER, Verdict::Refused(&PUSH_DENIED)),
        Phone::Ignores => (GIVEN_UP_AFTER, Verdict::Refused(&PUSH_TIMED_OUT)),
    };
    let refusal = session.prompt().and_then(|prompt| session.behaviour().refuses(prompt.after()));
    (age >= after).then(|| refusal.map_or(verdict, Verdict::Refused))
}
