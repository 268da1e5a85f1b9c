//! All samples of all pages, and what the samples of the prompts are made of.

mod answers;
mod codes;
mod passwords;

use time::{OffsetDateTime, macros::datetime};

use super::{
    Begin, Credentials, Destination, Done, Elsewhere, Email, Envelope, ErrorPage, Expired, Failed, Identifier,
    MfaMethod, NotFound, OneTimeCode, Password, Phone, Receipt, SecurityQuestion, Waiting, ask::Ask,
};
use crate::{
    domain::{
        challenge::{Challenge, Channel, Choice, Field, Sensitivity, TestValue},
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

/// A challenge on its page; `change` says what happened to it before.
fn ask(layout: &Layout, challenge: Challenge, change: impl FnOnce(&mut Envelope)) -> Ask {
    let mut envelope = Envelope::new(Id::new(NOW, 1), 3, "sample".to_owned(), NOW);
    change(&mut envelope);
    Ask::new(layout, challenge, envelope)
}

fn first(_: &mut Envelope) {}

fn field(name: &str, sensitivity: Sensitivity) -> Field {
    let name = name.to_owned();
    Field { name, label: None, sensitivity, value: None, optional: false }
}

fn choice(id: &str, label: &str, channel: Option<Channel>) -> Choice {
    Choice { id: id.to_owned(), label: label.to_owned(), channel }
}

/// The challenge after an answer that the source did not take, with its words about it.
fn refused(challenge: Challenge, refusal: Refusal, said: &str) -> Challenge {
    let source_message = source_text::clean(said, source_text::MESSAGE);
    let error = Some(Refused { refusal, source_message });
    Challenge { error, ..challenge }
}

fn wrong(field: &str, problem: Problem) -> Invalid {
    Invalid { field: field.to_owned(), problem }
}

/// The layout of a test, and the challenge with the values that work for it.
fn tested(layout: &Layout, challenge: Challenge, values: &[(&str, &str)]) -> (Layout, Challenge) {
    let test = |(value, outcome): &(&str, &str)| {
        let (value, outcome) = ((*value).to_owned(), (*outcome).to_owned());
        TestValue { value, outcome }
    };
    let test_values = values.iter().map(test).collect();
    let layout = Layout { test: true, ..layout.clone() };
    (layout, Challenge { test_values, ..challenge })
}
