//! Samples of the prompts for user name and password.

use super::{HOSTILE, LONG, State, changed, labelled, refused, saying, state, tested, wrong};
use crate::{
    domain::prompt::{
        challenge::{Again, Challenge, Field, Kind, Sensitivity},
        form::Problem,
        refusal::Refusal,
    },
    view::portal::Envelope,
};

const SAID: &str = "The user name or password you entered is incorrect.";

fn of(kind: Kind, fields: Vec<Field>) -> Challenge {
    Challenge { fields, ..Challenge::new(kind) }
}

fn both() -> Challenge {
    let identifier = Field::new("identifier", Sensitivity::Identifier);
    of(Kind::Credentials, vec![identifier, Field::new("password", Sensitivity::Secret)])
}

fn with_extra_fields() -> Challenge {
    let mut challenge = both();
    challenge.fields.push(labelled("tenant", "Customer number", Sensitivity::Public));
    challenge.fields.push(labelled("pin", "Branch PIN", Sensitivity::Secret));
    challenge
}

fn two_are_missing(envelope: &mut Envelope) {
    envelope.kept.insert("identifier".to_owned(), "anna@example.com".to_owned());
    envelope.invalid = ["password", "tenant"].map(|name| wrong(name, Problem::Missing)).into();
}

pub(super) fn credentials() -> Vec<State> {
    let again = |said: &str| refused(both(), Refusal::InvalidCredentials, said);
    let values = [
        ("identifier", "user_good", "an account that works"),
        ("password", "pass_good", "signs in"),
        ("password", "mfa_sms", "asks for a code by text message"),
        ("password", "mfa_email", "asks for a code by email"),
        ("password", "mfa_call", "asks for a code by call"),
        ("password", "mfa_totp", "asks for a code from an app"),
        ("password", "mfa_push", "waits for an approval"),
        ("password", "error_account_locked", "answers with this error"),
    ];
    let mut hostile = again(HOSTILE);
    hostile.fields.push(labelled("tenant", HOSTILE, Sensitivity::Public));
    let mut long = again(&format!("{LONG} {LONG}"));
    long.fields.push(labelled("tenant", LONG, Sensitivity::Public));
    vec![
        state("normal", both()),
        state("refused", again(SAID)),
        state("silent", again("")),
        state("last-try", Challenge { tries_left: Some(1), ..again(SAID) }),
        changed("invalid", with_extra_fields(), two_are_missing),
        state("lost", Challenge { again: Some(Again::AnswerLost), ..both() }),
        state("long", long),
        state("hostile", hostile),
        state("test", tested(both(), &values)),
    ]
}

pub(super) fn identifier() -> Vec<State> {
    let challenge = of(Kind::Identifier, vec![Field::new("identifier", Sensitivity::Identifier)]);
    let again = refused(challenge.clone(), Refusal::AccountNotFound, "We couldn't find that account.");
    vec![state("normal", challenge), state("refused", again)]
}

pub(super) fn password() -> Vec<State> {
    let challenge = Challenge {
        identifier: Some("anna@example.com".to_owned()),
        can_go_back: true,
        ..of(Kind::Password, vec![Field::new("password", Sensitivity::Secret)])
    };
    let again = refused(challenge.clone(), Refusal::InvalidCredentials, "Falsches Passwort. Noch 2 Versuche.");
    let again = Challenge { tries_left: Some(2), source_lang: Some("de".to_owned()), ..again };
    let alone = Challenge { identifier: None, ..challenge.clone() };
    vec![state("normal", challenge), state("refused", again), state("alone", alone)]
}

pub(super) fn new_password() -> Vec<State> {
    let fields = ["password", "password_again"].map(|name| Field::new(name, Sensitivity::Secret)).to_vec();
    let policy = "At least 12 characters, with a digit. Not one that you used before.";
    let challenge = saying(of(Kind::NewPassword, fields), policy);
    let again = refused(challenge.clone(), Refusal::AnswerRefused, "This password is too short.");
    let differ = |envelope: &mut Envelope| {
        envelope.invalid = vec![wrong("password_again", Problem::NotTheSame)];
    };
    vec![state("normal", challenge.clone()), state("refused", again), changed("invalid", challenge, differ)]
}
