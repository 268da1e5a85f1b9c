//! Samples of the prompts for codes, and of the choices on the way to one.

use time::Duration;

use super::{Destination, MfaMethod, NOW, OneTimeCode, ask, choice, field, first, refused, tested, wrong};
use crate::{
    domain::{
        challenge::{Challenge, Channel, Choice, CodeFormat, Kind, Resend, Sensitivity},
        form::Problem,
        refusal::Refusal,
    },
    view::{layout::Layout, portal::Envelope, sample::Sample},
};

fn bare() -> Challenge {
    let fields = vec![field("code", Sensitivity::OneTime)];
    Challenge { fields, ..Challenge::new(Kind::OneTimeCode) }
}

/// Six digits; the next one may be asked for after `wait` seconds.
fn code(channel: Channel, wait: i64) -> Challenge {
    let available_at = NOW + Duration::seconds(wait);
    Challenge {
        channel: Some(channel),
        code_format: Some(CodeFormat { length: Some(6), letters: false }),
        resend: Some(Resend { available_at, sent: u8::from(wait > 0) }),
        can_go_back: true,
        source_message: Some("We sent a code to +44 •••• ••• 042.".to_owned()),
        ..bare()
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

fn from_app() -> Challenge {
    let code = code(Channel::Authenticator, 0);
    Challenge { resend: None, source_message: None, ..code }
}

fn too_short(envelope: &mut Envelope) {
    envelope.invalid = vec![wrong("code", Problem::NotACode)];
}

impl Sample for OneTimeCode {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let page = |challenge, change: fn(&mut Envelope)| {
            let ask = ask(layout, challenge, change);
            Self { layout: layout.clone(), ask }
        };
        let values = [("123456", "right"), ("111111", "wrong"), ("000000", "expired"), ("999999", "locks the account")];
        let (test, with_values) = tested(layout, code(Channel::Sms, 0), &values);
        let test = Self { ask: ask(&test, with_values, first), layout: test };
        vec![
            ("sms", page(code(Channel::Sms, 0), first)),
            ("cooling-down", page(code(Channel::Sms, 25), first)),
            ("refused", page(refused_with_other_ways(), first)),
            ("invalid", page(code(Channel::Sms, 0), too_short)),
            ("app", page(from_app(), first)),
            ("unknown", page(bare(), first)),
            ("test", test),
        ]
    }
}

impl Sample for MfaMethod {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let choices = vec![
            choice("1", "Text message to +44 •••• ••• 042", Some(Channel::Sms)),
            choice("2", "Phone call to +44 •••• ••• 042", Some(Channel::Call)),
            choice("3", "Email to a••••@example.com", Some(Channel::Email)),
            choice("4", "Authenticator app", Some(Channel::Authenticator)),
            choice("5", "Something else", None),
        ];
        let kind = Challenge::new(Kind::MfaMethod);
        let challenge = Challenge { choices, can_go_back: true, ..kind };
        let page = |change: fn(&mut Envelope)| {
            let ask = ask(layout, challenge.clone(), change);
            Self { layout: layout.clone(), ask }
        };
        let none = |envelope: &mut Envelope| {
            envelope.invalid = vec![wrong("choice", Problem::Missing)];
        };
        vec![("normal", page(first)), ("invalid", page(none))]
    }
}

fn phones(count: u32) -> Vec<Choice> {
    let phone = |n: u32| format!("+44 •••• ••• {:03}", n * 7);
    let choice = |n: u32| choice(&n.to_string(), &phone(n), Some(Channel::Sms));
    (1..=count).map(choice).collect()
}

fn hostile() -> Vec<Choice> {
    let long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
    vec![
        choice("1", &format!("{long}@example.com"), Some(Channel::Email)),
        choice("2", "<b>bold</b> & \"quoted\"", Some(Channel::Sms)),
        choice("3", "هاتف ينتهي بـ 042", Some(Channel::Sms)),
    ]
}

impl Sample for Destination {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let page = |choices| {
            let challenge = Challenge { choices, ..Challenge::new(Kind::Destination) };
            let ask = ask(layout, challenge, first);
            Self { layout: layout.clone(), ask }
        };
        vec![
            ("two", page(phones(2))),
            ("one", page(phones(1))),
            ("twenty", page(phones(20))),
            ("hostile", page(hostile())),
        ]
    }
}
