//! Samples of the prompts that are answered elsewhere, or cannot be answered here.

use time::Duration;

use super::{NOW, State, changed, choice, refused, saying, state, wrong};
use crate::{
    domain::prompt::{
        challenge::{Challenge, Channel, Field, Kind, Resend, Sensitivity},
        form::Problem,
        refusal::Refusal,
    },
    view::portal::Envelope,
};

fn waiting(kind: Kind) -> Challenge {
    let alternatives = vec![choice("code", "Use a code instead", Some(Channel::Sms))];
    let resend = Some(Resend { available_at: NOW, sent: 0 });
    Challenge { poll: Some(3), alternatives, resend, ..Challenge::new(kind) }
}

pub(super) fn push_approval() -> Vec<State> {
    let challenge = saying(waiting(Kind::PushApproval), "We sent a request to Pixel 9.");
    let number = Challenge { shown: Some("42".to_owned()), ..challenge.clone() };
    let denied = refused(challenge.clone(), Refusal::PushDenied, "The sign-in was declined on your phone.");
    vec![state("normal", challenge), state("number", number), state("denied", denied)]
}

pub(super) fn magic_link() -> Vec<State> {
    let link = Field { optional: true, ..Field::new("link", Sensitivity::OneTime) };
    let resend = Some(Resend { available_at: NOW + Duration::seconds(25), sent: 1 });
    let challenge = Challenge { fields: vec![link], resend, ..waiting(Kind::MagicLink) };
    let challenge = saying(challenge, "We sent a link to a••••@example.com.");
    let again = refused(challenge.clone(), Refusal::MfaCodeExpired, "This link is too old.");
    let no_link = |envelope: &mut Envelope| {
        envelope.invalid = vec![wrong("link", Problem::NotALink)];
    };
    vec![state("normal", challenge.clone()), state("refused", again), changed("invalid", challenge, no_link)]
}

pub(super) fn qr_scan() -> Vec<State> {
    let picture = Some(super::answers::picture());
    vec![state("normal", Challenge { picture, ..waiting(Kind::QrScan) })]
}

pub(super) fn source_hold() -> Vec<State> {
    let held_until = Some(NOW + Duration::minutes(2));
    let challenge = Challenge { poll: Some(3), held_until, ..Challenge::new(Kind::SourceHold) };
    vec![state("normal", saying(challenge, "Too many visitors. Please come back in 2 minutes."))]
}

fn out_of_reach(kind: Kind) -> Challenge {
    Challenge { poll: None, resend: None, ..waiting(kind) }
}

pub(super) fn sso() -> Vec<State> {
    vec![state("normal", saying(out_of_reach(Kind::Sso), "Your company signs in with Contoso ID."))]
}

pub(super) fn passkey() -> Vec<State> {
    vec![state("normal", saying(out_of_reach(Kind::Passkey), "Use your passkey to sign in."))]
}
