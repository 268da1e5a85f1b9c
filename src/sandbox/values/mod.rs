//! The values panel: what may be typed on the page that is shown, and what will come of it.
//!
//! Outcomes are not written down here; they are what the site itself makes of each value.

mod forms;

use time::{Duration, OffsetDateTime};

use super::{
    form::Form,
    records::persona::{PERSONAS, Phone},
    script::{
        behaviour::Behaviour,
        prompt::{NAMES, Prompt},
        refusal,
        words::WORDS,
    },
    session::{Session, Stage},
    sign_in::verify::{
        judge::{Verdict, judge},
        link,
    },
    speech::theme::Theme,
};

/// A value that does something on the page shown.
#[derive(Clone, Debug)]
pub struct TestValue {
    /// The name of the input it is for; `wait` is none, but a time in seconds.
    pub field: String,
    /// What to type or choose.
    pub value: String,
    /// What comes of it: `accepted`, `refused`, `expired` or `locked`.
    pub outcome: &'static str,
    /// The outcome in a sentence.
    pub note: &'static str,
}

/// What may be answered to one prompt.
#[derive(Clone, Debug)]
pub struct PromptValues {
    /// The last segment of the prompt's path.
    pub prompt: &'static str,
    /// A password that brings the prompt up.
    pub example: &'static str,
    /// The values, as the page of the prompt shows them to `user_good`.
    pub values: Vec<TestValue>,
}

/// The values for every prompt, as its page shows them.
pub fn of_every_prompt() -> Vec<PromptValues> {
    let all = WORDS.iter().flat_map(|word| {
        let mut session = Session::new(Theme::Classic);
        PERSONAS[0].identifier.clone_into(&mut session.identifier);
        word.example.clone_into(&mut session.words);
        let behaviour = session.behaviour();
        session.method = behaviour.offered().first().copied().filter(|_| behaviour.selects());
        let count = behaviour.prompts(session.method).len();
        (0..count).filter_map(move |position| {
            session.stage = Stage::Prompt(position);
            let prompt = session.prompt()?.name();
            Some(PromptValues { prompt, example: word.example, values: of(&session) })
        })
    });
    let all: Vec<_> = all.collect();
    NAMES.iter().filter_map(|name| all.iter().find(|found| found.prompt == *name).cloned()).collect()
}

/// The values for the page the session is on.
pub fn of(session: &Session) -> Vec<TestValue> {
    match (&session.stage, session.prompt()) {
        (Stage::Login, _) if session.theme == Theme::Stepwise => identifiers().collect(),
        (Stage::Login, _) => identifiers().chain(passwords()).collect(),
        (Stage::Password, _) => passwords().collect(),
        (_, Some(prompt)) => of_prompt(session, prompt),
        (Stage::Prompt(_) | Stage::SignedIn | Stage::Stopped(_), None) => Vec::new(),
    }
}

fn value(field: &str, value: impl Into<String>, outcome: &'static str, note: &'static str) -> TestValue {
    TestValue { field: field.to_owned(), value: value.into(), outcome, note }
}

fn identifiers() -> impl Iterator<Item = TestValue> {
    PERSONAS.iter().map(|persona| value("username", persona.identifier, "accepted", persona.about))
}

fn passwords() -> impl Iterator<Item = TestValue> {
    WORDS.iter().map(|word| {
        let is_refused = Behaviour::of(word.example).refuses_password().is_some();
        value("password", word.example, if is_refused { "refused" } else { "accepted" }, word.does)
    })
}

fn of_prompt(session: &Session, prompt: Prompt) -> Vec<TestValue> {
    let mut values = answers(session, prompt);
    values.extend(waits(session, prompt));
    if prompt == Prompt::Link {
        values.push(value("link", link::address(session), "accepted", "Accepted, here and in another browser."));
        values.push(value("link", link::expired_address(session), "expired", refusal::CODE_EXPIRED.says));
        values.push(value("link", link::wrong_address(session), "refused", refusal::CODE_INVALID.says));
    }
    if prompt == Prompt::Qr {
        values.push(value("action", "refresh", "accepted", "Shows another picture."));
    }
    if prompt.has_code_instead() {
        values.push(value("action", "another_way", "accepted", "Leads to another way."));
    }
    values
}

/// What comes of waiting on a page.
fn waits(session: &Session, prompt: Prompt) -> Option<TestValue> {
    let phone = session.persona().map_or(Phone::Approves, |persona| persona.phone);
    match (prompt, phone) {
        (Prompt::Hold(seconds), _) => {
            Some(value("wait", seconds.to_string(), "accepted", "The page goes on by itself."))
        }
        (Prompt::Push { .. } | Prompt::Qr, Phone::Approves) => {
            Some(value("wait", "3", "accepted", "The page goes on by itself."))
        }
        (Prompt::Push { .. } | Prompt::Qr, Phone::Denies) => {
            Some(value("wait", "2", "refused", refusal::PUSH_DENIED.says))
        }
        (Prompt::Push { .. } | Prompt::Qr, Phone::Ignores) => {
            Some(value("wait", "60", "refused", refusal::PUSH_TIMED_OUT.says))
        }
        _ => None,
    }
}

fn answers(session: &Session, prompt: Prompt) -> Vec<TestValue> {
    let sent_at = OffsetDateTime::UNIX_EPOCH + Duration::milliseconds(session.code_sent_at);
    let mut answers = Vec::new();
    for fields in forms::of(session, prompt) {
        let form = Form::from_iter(fields.clone());
        let verdict = judge(session, prompt, &form, sent_at);
        let values = fields.into_iter();
        answers.extend(values.map(|(field, typed)| value(&field, typed, outcome(verdict), note(verdict))));
    }
    answers
}

fn outcome(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Right => "accepted",
        Verdict::Refused(refusal) if *refusal == refusal::CODE_EXPIRED => "expired",
        Verdict::Refused(refusal) if *refusal == refusal::ACCOUNT_LOCKED => "locked",
        Verdict::Wrong(_) | Verdict::Refused(_) => "refused",
    }
}

fn note(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Right => "Accepted.",
        Verdict::Wrong(refusal) | Verdict::Refused(refusal) => refusal.says,
    }
}

#[cfg(test)]
mod tests;
