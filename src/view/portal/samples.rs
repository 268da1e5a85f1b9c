//! The samples of the prompts, and all samples of all pages.

use std::collections::BTreeMap;

use time::{Duration, OffsetDateTime, macros::datetime};

use super::{
    Begin, Credentials, Destination, Done, Elsewhere, Email, Envelope, ErrorPage, Expired, Failed, Identifier,
    MfaMethod, NotFound, OneTimeCode, Password, Phone, Receipt, SecurityQuestion, Waiting, ask::Ask,
};
use crate::{
    domain::{
        challenge::{Challenge, Channel, Choice, CodeFormat, Field, Kind, Resend, Sensitivity, TestValue},
        form::{Invalid, Problem},
        id::Id,
        refusal::{Refusal, Refused},
        source_text,
    },
    view::{layout::Layout, sample::Sample},
};

/// The time at which samples take place.
pub const NOW: OffsetDateTime = datetime!(2026-03-03 14:05 UTC);

/// Every sample of every page: `page/state` and the document.
pub fn all(layout: &Layout) -> Result<Vec<(String, String)>, askama::Error> {
    let mut all = Vec::new();
    render::<Begin>("begin", layout, &mut all)?;
    render::<Credentials>("credentials", layout, &mut all)?;
    render::<Identifier>("identifier", layout, &mut all)?;
    render::<Password>("password", layout, &mut all)?;
    render::<OneTimeCode>("one_time_code", layout, &mut all)?;
    render::<MfaMethod>("mfa_method", layout, &mut all)?;
    render::<Destination>("destination", layout, &mut all)?;
    render::<SecurityQuestion>("security_question", layout, &mut all)?;
    render::<Phone>("phone", layout, &mut all)?;
    render::<Email>("email", layout, &mut all)?;
    render::<Waiting>("waiting", layout, &mut all)?;
    render::<Done>("done", layout, &mut all)?;
    render::<Receipt>("receipt", layout, &mut all)?;
    render::<Failed>("failed", layout, &mut all)?;
    render::<Expired>("expired", layout, &mut all)?;
    render::<NotFound>("not_found", layout, &mut all)?;
    render::<Elsewhere>("elsewhere", layout, &mut all)?;
    render::<ErrorPage>("error_page", layout, &mut all)?;
    Ok(all)
}

fn render<P: Sample>(page: &str, layout: &Layout, all: &mut Vec<(String, String)>) -> Result<(), askama::Error> {
    for (state, sample) in P::samples(layout) {
        all.push((format!("{page}/{state}"), sample.render()?));
    }
    Ok(())
}

fn ask(layout: &Layout, challenge: Challenge, change: impl FnOnce(&mut Envelope)) -> Ask {
    let mut envelope = Envelope::new(Id::new(NOW, 1), 3, "sample".to_owned(), NOW);
    change(&mut envelope);
    Ask::new(layout, challenge, envelope)
}

fn field(name: &str, sensitivity: Sensitivity) -> Field {
    Field { name: name.to_owned(), label: None, sensitivity, value: None }
}

fn choice(id: &str, label: &str, channel: Option<Channel>) -> Choice {
    Choice { id: id.to_owned(), label: label.to_owned(), channel }
}

fn refused(refusal: Refusal, said: &str) -> Option<Refused> {
    Some(Refused { refusal, source_message: source_text::clean(said, source_text::MESSAGE) })
}

fn missing(field: &str) -> Invalid {
    Invalid { field: field.to_owned(), problem: Problem::Missing }
}

fn tests(values: &[(&str, &str)]) -> Vec<TestValue> {
    let test = |(value, outcome): &(&str, &str)| TestValue { value: (*value).into(), outcome: (*outcome).into() };
    values.iter().map(test).collect()
}

fn credentials() -> Challenge {
    let fields = vec![field("identifier", Sensitivity::Identifier), field("password", Sensitivity::Secret)];
    Challenge { fields, ..Challenge::new(Kind::Credentials) }
}

fn with_extra_fields() -> Challenge {
    let number = Field { label: Some("Customer number".into()), ..field("tenant", Sensitivity::Public) };
    let pin = Field { label: Some("Branch PIN".into()), ..field("pin", Sensitivity::Secret) };
    let mut challenge = credentials();
    challenge.fields.extend([number, pin]);
    challenge
}

impl Sample for Credentials {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let page = |ask| Self { layout: layout.clone(), ask };
        let error = refused(Refusal::InvalidCredentials, "The user name or password you entered is incorrect.");
        let hostile = refused(Refusal::InvalidCredentials, "<script>alert(1)</script> \u{202e}gnp.exe \"><img src=x>");
        let wrong = |envelope: &mut Envelope| {
            envelope.kept = BTreeMap::from([("identifier".into(), "anna@example.com".into())]);
            envelope.invalid = vec![missing("password"), missing("tenant")];
        };
        let test = Layout { test: true, ..layout.clone() };
        let values = tests(&[
            ("user_good", "an account that works"),
            ("pass_good", "signs in"),
            ("mfa_sms", "asks for a code by text message"),
        ]);
        let tested = Challenge { test_values: values, ..credentials() };
        vec![
            ("normal", page(ask(layout, credentials(), |_| ()))),
            ("refused", page(ask(layout, Challenge { error, ..credentials() }, |_| ()))),
            ("invalid", page(ask(layout, with_extra_fields(), wrong))),
            ("lost", page(ask(layout, credentials(), |envelope| envelope.lost = true))),
            ("hostile", page(ask(layout, Challenge { error: hostile, ..credentials() }, |_| ()))),
            ("test", Self { ask: ask(&test, tested, |_| ()), layout: test }),
        ]
    }
}

impl Sample for Identifier {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let fields = vec![field("identifier", Sensitivity::Identifier)];
        let normal = Challenge { fields, ..Challenge::new(Kind::Identifier) };
        let error = refused(Refusal::AccountNotFound, "We couldn't find that account.");
        let refused = Challenge { error, ..normal.clone() };
        let page = |challenge| Self { layout: layout.clone(), ask: ask(layout, challenge, |_| ()) };
        vec![("normal", page(normal)), ("refused", page(refused))]
    }
}

impl Sample for Password {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let known = Field { value: Some("anna@example.com".into()), ..field("identifier", Sensitivity::Identifier) };
        let fields = vec![known, field("password", Sensitivity::Secret)];
        let normal = Challenge { fields, can_go_back: true, ..Challenge::new(Kind::Password) };
        let error = refused(Refusal::InvalidCredentials, "Falsches Passwort. Noch 2 Versuche.");
        let refused = Challenge { error, ..normal.clone() };
        let page = |challenge| Self { layout: layout.clone(), ask: ask(layout, challenge, |_| ()) };
        vec![("normal", page(normal)), ("refused", page(refused))]
    }
}

fn code(channel: Channel, wait: i64) -> Challenge {
    Challenge {
        fields: vec![field("code", Sensitivity::OneTime)],
        channel: Some(channel),
        code_format: Some(CodeFormat { length: Some(6), letters: false }),
        resend: Some(Resend { available_at: NOW + Duration::seconds(wait), sent: u8::from(wait > 0) }),
        can_go_back: true,
        source_message: Some("We sent a code to +44 •••• ••• 042.".to_owned()),
        ..Challenge::new(Kind::OneTimeCode)
    }
}

impl Sample for OneTimeCode {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let page = |challenge| Self { layout: layout.clone(), ask: ask(layout, challenge, |_| ()) };
        let error = refused(Refusal::MfaCodeInvalid, "That code is not right.");
        let bare = Challenge { fields: code(Channel::Sms, 0).fields, ..Challenge::new(Kind::OneTimeCode) };
        let app = Challenge { resend: None, source_message: None, ..code(Channel::Authenticator, 0) };
        let ways = vec![
            choice("call", "Call me on +44 •••• ••• 042", Some(Channel::Call)),
            choice("backup", "Use a backup code", Some(Channel::Backup)),
        ];
        let short = |envelope: &mut Envelope| {
            envelope.invalid = vec![Invalid { field: "code".to_owned(), problem: Problem::NotACode }];
        };
        let test = Layout { test: true, ..layout.clone() };
        let values =
            tests(&[("123456", "right"), ("111111", "wrong"), ("000000", "expired"), ("999999", "locks the account")]);
        let tested = Challenge { test_values: values, ..code(Channel::Sms, 0) };
        vec![
            ("sms", page(code(Channel::Sms, 0))),
            ("cooling-down", page(code(Channel::Sms, 25))),
            ("refused", page(Challenge { error, alternatives: ways, ..code(Channel::Email, 0) })),
            ("invalid", Self { layout: layout.clone(), ask: ask(layout, code(Channel::Sms, 0), short) }),
            ("app", page(app)),
            ("unknown", page(bare)),
            ("test", Self { ask: ask(&test, tested, |_| ()), layout: test }),
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
        let normal = Challenge { choices, can_go_back: true, ..Challenge::new(Kind::MfaMethod) };
        let page = |ask| Self { layout: layout.clone(), ask };
        let none = |envelope: &mut Envelope| envelope.invalid = vec![missing("choice")];
        vec![("normal", page(ask(layout, normal.clone(), |_| ()))), ("invalid", page(ask(layout, normal, none)))]
    }
}

impl Sample for Destination {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let page = |choices: Vec<Choice>| {
            let challenge = Challenge { choices, ..Challenge::new(Kind::Destination) };
            Self { layout: layout.clone(), ask: ask(layout, challenge, |_| ()) }
        };
        let phone = |n: u32| choice(&n.to_string(), &format!("+44 •••• ••• {:03}", n * 7), Some(Channel::Sms));
        let long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft@example.com";
        let hostile = vec![
            choice("1", long, Some(Channel::Email)),
            choice("2", "<b>bold</b> & \"quoted\"", Some(Channel::Sms)),
            choice("3", "هاتف ينتهي بـ 042", Some(Channel::Sms)),
        ];
        vec![
            ("two", page((1..=2).map(phone).collect())),
            ("one", page((1..=1).map(phone).collect())),
            ("twenty", page((1..=20).map(phone).collect())),
            ("hostile", page(hostile)),
        ]
    }
}

impl Sample for SecurityQuestion {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let question = |n: usize, label: &str| Field {
            label: Some(label.to_owned()),
            ..field(&format!("answer_{n}"), Sensitivity::Secret)
        };
        let page = |labels: &[&str], error| {
            let fields = labels.iter().enumerate().map(|(n, label)| question(n + 1, label)).collect();
            let challenge = Challenge { fields, error, ..Challenge::new(Kind::SecurityQuestion) };
            Self { layout: layout.clone(), ask: ask(layout, challenge, |_| ()) }
        };
        let two = ["What was the name of your first pet?", "In which town did your parents meet?"];
        vec![
            ("one", page(&two[..1], None)),
            ("two-refused", page(&two, refused(Refusal::SecurityAnswerWrong, "Your answers do not match."))),
        ]
    }
}

impl Sample for Phone {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let challenge =
            Challenge { fields: vec![field("phone", Sensitivity::Identifier)], ..Challenge::new(Kind::Phone) };
        let page = |ask| Self { layout: layout.clone(), ask };
        let wrong = |envelope: &mut Envelope| {
            envelope.kept = BTreeMap::from([("phone".to_owned(), "12".to_owned())]);
            envelope.invalid = vec![Invalid { field: "phone".to_owned(), problem: Problem::NotAPhone }];
        };
        vec![("normal", page(ask(layout, challenge.clone(), |_| ()))), ("invalid", page(ask(layout, challenge, wrong)))]
    }
}

impl Sample for Email {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let known = Field { value: Some("anna@example.com".into()), ..field("email", Sensitivity::Identifier) };
        let challenge = Challenge { fields: vec![known], can_go_back: true, ..Challenge::new(Kind::Email) };
        vec![("confirm", Self { layout: layout.clone(), ask: ask(layout, challenge, |_| ()) })]
    }
}
