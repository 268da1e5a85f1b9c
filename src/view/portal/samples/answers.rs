//! Samples of the prompts for what a customer knows: answers, a phone number, an email address.

use super::{Email, Phone, SecurityQuestion, ask, field, first, refused, wrong};
use crate::{
    domain::{
        challenge::{Challenge, Field, Kind, Sensitivity},
        form::Problem,
        refusal::Refusal,
    },
    view::{layout::Layout, portal::Envelope, sample::Sample},
};

fn questions(labels: &[&str]) -> Challenge {
    let field = |(n, label): (usize, &&str)| {
        let label = Some((*label).to_owned());
        Field { label, ..field(&format!("answer_{}", n + 1), Sensitivity::Secret) }
    };
    let fields = labels.iter().enumerate().map(field).collect();
    Challenge { fields, ..Challenge::new(Kind::SecurityQuestion) }
}

impl Sample for SecurityQuestion {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let page = |challenge, change: fn(&mut Envelope)| {
            let ask = ask(layout, challenge, change);
            Self { layout: layout.clone(), ask }
        };
        let pet = "What was the name of your first pet?";
        let two = questions(&[pet, "In which town did your parents meet?"]);
        let said = "Your answers do not match.";
        let again = refused(two.clone(), Refusal::SecurityAnswerWrong, said);
        let missing = |envelope: &mut Envelope| {
            envelope.invalid = vec![wrong("answer_2", Problem::Missing)];
        };
        vec![
            ("one", page(questions(&[pet]), first)),
            ("two-refused", page(again, first)),
            ("two-invalid", page(two, missing)),
        ]
    }
}

impl Sample for Phone {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let fields = vec![field("phone", Sensitivity::Identifier)];
        let challenge = Challenge { fields, ..Challenge::new(Kind::Phone) };
        let page = |change: fn(&mut Envelope)| {
            let ask = ask(layout, challenge.clone(), change);
            Self { layout: layout.clone(), ask }
        };
        let too_short = |envelope: &mut Envelope| {
            envelope.kept.insert("phone".to_owned(), "12".to_owned());
            envelope.invalid = vec![wrong("phone", Problem::NotAPhone)];
        };
        vec![("normal", page(first)), ("invalid", page(too_short))]
    }
}

impl Sample for Email {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let value = Some("anna@example.com".to_owned());
        let fields = vec![Field { value, ..field("email", Sensitivity::Identifier) }];
        let challenge = Challenge { fields, can_go_back: true, ..Challenge::new(Kind::Email) };
        let ask = ask(layout, challenge, first);
        vec![("confirm", Self { layout: layout.clone(), ask })]
    }
}
