//! Samples of the prompts for codes, and of the choices on the way to one.

use time::Duration;

use super::{HOSTILE, LONG, NOW, State, changed, choice, refused, saying, state, tested, wrong};
use crate::{
    domain::{
        prompt::{
            challenge::{
                Again, Basis, Challenge, Channel, Choice, CodeFormat, Expiry, Field, Kind, Resend, Sensitivity,
            },
            form::Problem,
            refusal::Refusal,
        },
        source::source_text,
    },
    view::portal::Envelope,
};

fn bare(kind: Kind) -> Challenge {
    let fields = vec![Field::new("code", Sensitivity::OneTime)];
    Challenge { fields, ..Challenge::new(kind) }
}

/// Six digits; the next one may be asked for after `wait` seconds.
fn code(channel: Channel, wait: i64) -> Challenge {
    let available_at = NOW + Duration::seconds(wait);
    Challenge {
        channel: Some(channel),
        code_format: Some(CodeFormat { length: Some(6), letters: false }),
        resend: Some(Resend { available_at, sent: u8::from(wait > 0) }),
        can_go_back: true,
        source_message: Some("Check your phone\nWe sent a code to +44 •••• ••• 042.".to_owned()),
        ..bare(Kind::OneTimeCode)
    }
}

fn refused_with_other_ways() -> Challenge {
    let alternatives = vec![
        choice("call", "Call me on +44 •••• ••• 042", Some(Channel::Call)),
        choice("backup", "Use a backup code", Some(Channel::Backup)),
    ];
    let challenge = Challenge { alternatives, ..code(Channel::Email, 0) };
    refused(challenge, Refusal::MfaCodeInvalid, "That code is not right.")
}

fn alone(channel: Channel) -> Challenge {
    Challenge { resend: None, source_message: None, ..code(channel, 0) }
}

fn too_short(envelope: &mut Envelope) {
    envelope.invalid = vec![wrong("code", Problem::NotACode)];
}

pub(super) fn one_time_code() -> Vec<State> {
    let values = [("123456", "right"), ("111111", "wrong"), ("000000", "expired"), ("999999", "locks the account")]
        .map(|(value, outcome)| ("code", value, outcome));
    let wrong = |said| refused(code(Channel::Sms, 0), Refusal::MfaCodeInvalid, said);
    let letters = Some(CodeFormat { length: Some(8), letters: true });
    let expires = Some(Expiry { at: NOW + Duration::minutes(5), basis: Basis::Said });
    let long = format!("{LONG} {LONG} ").repeat(5);
    vec![
        state("sms", code(Channel::Sms, 0)),
        state("cooling-down", code(Channel::Sms, 25)),
        state("expires", Challenge { expires, ..code(Channel::Sms, 25) }),
        state("refused", refused_with_other_ways()),
        state("last-try", Challenge { tries_left: Some(1), ..wrong("Wrong code. 1 try left.") }),
        changed("invalid", code(Channel::Sms, 0), too_short),
        state("returned", Challenge { again: Some(Again::Forgotten), ..code(Channel::Sms, 25) }),
        state("authenticator", alone(Channel::Authenticator)),
        state("app", alone(Channel::App)),
        state("token", alone(Channel::Token)),
        state("call", code(Channel::Call, 0)),
        state("email", code(Channel::Email, 0)),
        state("backup", Challenge { code_format: letters, ..alone(Channel::Backup) }),
        state("unknown", bare(Kind::OneTimeCode)),
        state("long", Challenge { shortened: true, ..saying(code(Channel::Sms, 0), &long) }),
        state("hostile", saying(wrong(HOSTILE), HOSTILE)),
        state("test", tested(code(Channel::Sms, 0), &values)),
    ]
}

pub(super) fn challenge_response() -> Vec<State> {
    let shown = Some("8241 7730".to_owned());
    let said = "Put your card into the reader, press SIGN and type these digits.";
    let challenge = saying(Challenge { shown, ..bare(Kind::ChallengeResponse) }, said);
    let again = refused(challenge.clone(), Refusal::MfaCodeInvalid, "That is not what your reader shows.");
    vec![state("normal", challenge), state("refused", again)]
}

pub(super) fn mfa_method() -> Vec<State> {
    let choices = vec![
        Choice { recommended: true, ..choice("1", "Authenticator app", Some(Channel::Authenticator)) },
        choice("2", "Text message to +44 •••• ••• 042", Some(Channel::Sms)),
        choice("3", "Phone call to +44 •••• ••• 042", Some(Channel::Call)),
        choice("4", "Email to a••••@example.com", Some(Channel::Email)),
        choice("5", "Approve in the Northwind app", Some(Channel::Push)),
        choice("6", "Something else", None),
    ];
    let challenge = Challenge { choices, can_go_back: true, ..Challenge::new(Kind::MfaMethod) };
    let none = |envelope: &mut Envelope| {
        envelope.invalid = vec![wrong("choice", Problem::Missing)];
    };
    let failed = refused(challenge.clone(), Refusal::MfaDeliveryFailed, "We could not send your code.");
    vec![state("normal", challenge.clone()), changed("invalid", challenge, none), state("refused", failed)]
}

fn phones(count: u32) -> Vec<Choice> {
    let phone = |n: u32| format!("+44 •••• ••• {:03}", n * 7);
    let choice = |n: u32| choice(&n.to_string(), &phone(n), Some(Channel::Sms));
    (1..=count).map(choice).collect()
}

fn hostile() -> Vec<Choice> {
    let clean = |text| source_text::clean(text, source_text::LABEL).unwrap_or_default();
    vec![
        choice("1", &format!("{LONG}@example.com"), Some(Channel::Email)),
        choice("2", "<b>bold</b> & \"quoted\"", Some(Channel::Sms)),
        choice("3", "هاتف ينتهي بـ 042", Some(Channel::Sms)),
        choice("4", &clean(HOSTILE), None),
    ]
}

pub(super) fn destination() -> Vec<State> {
    let of = |choices| Challenge { choices, ..Challenge::new(Kind::Destination) };
    vec![
        state("two", of(phones(2))),
        state("one", of(phones(1))),
        state("twenty", of(phones(20))),
        state("shortened", Challenge { shortened: true, ..of(phones(100)) }),
        state("hostile", of(hostile())),
    ]
}
