//! Samples of the prompts for user name and password.

use super::{Credentials, Identifier, Password, ask, field, first, refused, tested, wrong};
use crate::{
    domain::{
        challenge::{Challenge, Field, Kind, Sensitivity},
        form::Problem,
        refusal::Refusal,
    },
    view::{layout::Layout, portal::Envelope, sample::Sample},
};

const SAID: &str = "The user name or password you entered is incorrect.";
const HOSTILE: &str = "<script>alert(1)</script> \u{202e}gnp.exe \"><img src=x>";

fn of(kind: Kind, fields: Vec<Field>) -> Challenge {
    Challenge { fields, ..Challenge::new(kind) }
}

fn credentials() -> Challenge {
    let identifier = field("identifier", Sensitivity::Identifier);
    of(Kind::Credentials, vec![identifier, field("password", Sensitivity::Secret)])
}

fn with_extra_fields() -> Challenge {
    let mut challenge = credentials();
    for (name, label, sensitivity) in
        [("tenant", "Customer number", Sensitivity::Public), ("pin", "Branch PIN", Sensitivity::Secret)]
    {
        let label = Some(label.to_owned());
        challenge.fields.push(Field { label, ..field(name, sensitivity) });
    }
    challenge
}

fn two_are_missing(envelope: &mut Envelope) {
    let (name, value) = ("identifier".to_owned(), "anna@example.com".to_owned());
    envelope.kept.insert(name, value);
    envelope.invalid = ["password", "tenant"].map(|name| wrong(name, Problem::Missing)).into();
}

impl Sample for Credentials {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let page = |challenge, change: fn(&mut Envelope)| {
            let ask = ask(layout, challenge, change);
            Self { layout: layout.clone(), ask }
        };
        let again = |said| refused(credentials(), Refusal::InvalidCredentials, said);
        let values = [
            ("user_good", "an account that works"),
            ("pass_good", "signs in"),
            ("mfa_sms", "asks for a code by text message"),
        ];
        let (test, with_values) = tested(layout, credentials(), &values);
        let test = Self { ask: ask(&test, with_values, first), layout: test };
        vec![
            ("normal", page(credentials(), first)),
            ("refused", page(again(SAID), first)),
            ("silent", page(again(""), first)),
            ("invalid", page(with_extra_fields(), two_are_missing)),
            ("lost", page(credentials(), |envelope| envelope.lost = true)),
            ("hostile", page(again(HOSTILE), first)),
            ("test", test),
        ]
    }
}

impl Sample for Identifier {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let challenge = of(Kind::Identifier, vec![field("identifier", Sensitivity::Identifier)]);
        let said = "We couldn't find that account.";
        let again = refused(challenge.clone(), Refusal::AccountNotFound, said);
        let page = |challenge| {
            let ask = ask(layout, challenge, first);
            Self { layout: layout.clone(), ask }
        };
        vec![("normal", page(challenge)), ("refused", page(again))]
    }
}

impl Sample for Password {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let challenge = Challenge {
            identifier: Some("anna@example.com".to_owned()),
            can_go_back: true,
            ..of(Kind::Password, vec![field("password", Sensitivity::Secret)])
        };
        let said = "Falsches Passwort. Noch 2 Versuche.";
        let again = refused(challenge.clone(), Refusal::InvalidCredentials, said);
        let alone = Challenge { identifier: None, ..challenge.clone() };
        let page = |challenge| {
            let ask = ask(layout, challenge, first);
            Self { layout: layout.clone(), ask }
        };
        vec![("normal", page(challenge)), ("refused", page(again)), ("alone", page(alone))]
    }
}
