//! The values panel: what may be typed on the page that is shown, and what will come of it.
//!
//! Outcomes are not written down here; they are what the site itself makes of each value.

use time::{Duration, OffsetDateTime};

use super::behaviour::Behaviour;
use super::destination;
use super::form::Form;
use super::persona;
use super::prompt::Prompt;
use super::question;
use super::refusal;
use super::session::{Session, Stage};
use super::theme::Theme;
use super::verify::{self, EXPIRED_CODE, LOCKING_CODE, RIGHT_CODE, Verdict, WRONG_CODE};
use super::words::WORDS;

/// A value that does something on the page shown.
#[derive(Clone, Debug)]
pub struct TestValue {
    /// The name of the input it is for.
    pub field: String,
    /// What to type or choose.
    pub value: String,
    /// What comes of it: `accepted`, `refused`, `expired` or `locked`.
    pub outcome: &'static str,
    /// The outcome in a sentence.
    pub note: &'static str,
}

/// The values for the page the session is on.
pub fn of(session: &Session) -> Vec<TestValue> {
    match (&session.stage, session.prompt()) {
        (Stage::Login, _) if session.theme == Theme::Stepwise => vec![identifier()],
        (Stage::Login, _) => [identifier()].into_iter().chain(passwords()).collect(),
        (Stage::Password, _) => passwords().collect(),
        (_, Some(prompt)) => answers(session, prompt),
        (Stage::Prompt(_) | Stage::SignedIn | Stage::Stopped(_), None) => Vec::new(),
    }
}

fn identifier() -> TestValue {
    TestValue {
        field: "username".to_owned(),
        value: persona::GOOD.identifier.to_owned(),
        outcome: "accepted",
        note: "The user name of every example.",
    }
}

fn passwords() -> impl Iterator<Item = TestValue> {
    WORDS.iter().map(|word| TestValue {
        field: "password".to_owned(),
        value: word.example.to_owned(),
        outcome: match Behaviour::of(word.example).refuses_password() {
            Some(_) => "refused",
            None => "accepted",
        },
        note: word.does,
    })
}

fn answers(session: &Session, prompt: Prompt) -> Vec<TestValue> {
    let sent_at = OffsetDateTime::UNIX_EPOCH + Duration::milliseconds(session.code_sent_at);
    let mut answers = Vec::new();
    for fields in forms(session, prompt) {
        let form = Form::from_iter(fields.clone());
        let verdict = verify::judge(session, prompt, &form, sent_at);
        answers.extend(fields.into_iter().map(|(field, value)| TestValue {
            field,
            value,
            outcome: outcome(verdict),
            note: note(verdict),
        }));
    }
    answers
}

/// Whole forms worth sending; only the questions fill more than one field.
fn forms(session: &Session, prompt: Prompt) -> Vec<Vec<(String, String)>> {
    let each = |field: &str, values: Vec<String>| {
        let form = |value| vec![(field.to_owned(), value)];
        values.into_iter().map(form).collect()
    };
    match prompt {
        Prompt::Method => {
            let offered = session.behaviour().offered();
            each("method", offered.iter().map(|method| method.value().to_owned()).collect())
        }
        Prompt::Destination(count) => each("destination", (1..=count).map(|n| n.to_string()).collect()),
        Prompt::Phone => each("phone", vec![destination::EXAMPLE.to_owned()]),
        Prompt::Code(_) => {
            let codes = [RIGHT_CODE, EXPIRED_CODE, WRONG_CODE, LOCKING_CODE];
            each("otp", codes.map(str::to_owned).to_vec())
        }
        Prompt::Questions { round, count, .. } => {
            let questions = question::in_round(round, count).into_iter();
            vec![questions.map(|question| (question.name, question.answer)).collect()]
        }
    }
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
mod tests {
    use super::*;

    fn outcomes(password: &str) -> Vec<(String, &'static str)> {
        let mut session = Session::new(Theme::Classic);
        "user_good".clone_into(&mut session.identifier);
        password.clone_into(&mut session.words);
        session.stage = Stage::Prompt(0);
        let values = of(&session).into_iter();
        values.map(|value| (value.value, value.outcome)).collect()
    }

    #[test]
    fn the_code_page_lists_all_four_outcomes() {
        assert_eq!(
            outcomes("mfa_sms"),
            [("123456", "accepted"), ("000000", "expired"), ("111111", "refused"), ("999999", "locked")]
                .map(|(value, outcome)| (value.to_owned(), outcome))
        );
    }

    #[test]
    fn an_error_word_shows_in_the_outcomes() {
        let listed = outcomes("mfa_sms+error_mfa_code_invalid");
        assert!(listed.iter().all(|(_, outcome)| *outcome == "refused"));
    }

    #[test]
    fn everything_else_that_is_listed_is_accepted() {
        for password in ["mfa_questions_2_3", "mfa_select", "mfa_phone", "mfa_destination_9"] {
            let listed = outcomes(password);
            assert!(!listed.is_empty());
            assert!(listed.iter().all(|(_, outcome)| *outcome == "accepted"), "{password}");
        }
    }
}
