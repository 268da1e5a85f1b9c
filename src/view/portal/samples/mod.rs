//! All samples of all pages, and what the samples of the prompts are made of.

mod answers;
mod codes;
mod elsewhere;
mod passwords;
mod when;

use askama::DynTemplate;
use strum::VariantArray;
use time::Duration;

pub use when::when;

use super::{Begin, Done, Elsewhere, Envelope, Expired, Failed, Prompt, Receipt, Waiting};
use crate::{
    domain::{
        id::Id,
        link::flow::{Flow, Patience},
        prompt::{
            challenge::{Challenge, Channel, Choice, Field, Kind, Sensitivity, TestValue},
            form::{Invalid, Problem},
            refusal::{Refusal, Refused},
        },
        source::{
            recipe::Screen,
            source_text::{self, MESSAGE},
        },
    },
    view::{
        error::{ErrorPage, NotFound},
        identity,
        kit::{
            layout::Layout,
            sample::{NOW, Sample},
        },
    },
};

/// Words of a source that wants to be more than words.
const HOSTILE: &str = "</title></p><script>alert(1)</script> {{7*7}} \u{202e}gnp.exe\u{0}\u{200b} \"><img src=x>";
/// A word that does not break by itself.
const LONG: &str = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

/// One page in one state that matters, not written out yet.
pub struct Shown {
    /// The page, or the kind of its prompt.
    pub page: String,
    pub state: &'static str,
    sample: Box<dyn DynTemplate>,
}

impl Shown {
    /// The page itself.
    pub fn html(&self) -> String {
        written(&*self.sample)
    }
}

fn written(page: &dyn DynTemplate) -> String {
    page.dyn_render().expect("only a writer that fails makes a template fail")
}

/// Every sample of every page, the prompts in the order of their kinds.
pub fn all(layout: &Layout) -> Vec<Shown> {
    let mut all = Vec::new();
    add::<Begin>("begin", layout, &mut all);
    for kind in Kind::VARIANTS {
        for state in states(*kind) {
            let (name, sample) = (state.name, Box::new(state.page(layout)));
            all.push(Shown { page: kind.to_string(), state: name, sample });
        }
    }
    add::<Waiting>("waiting", layout, &mut all);
    add::<Done>("done", layout, &mut all);
    add::<Receipt>("receipt", layout, &mut all);
    add::<Failed>("failed", layout, &mut all);
    add::<Expired>("expired", layout, &mut all);
    add::<NotFound>("not_found", layout, &mut all);
    add::<Elsewhere>("elsewhere", layout, &mut all);
    add::<ErrorPage>("error", layout, &mut all);
    add::<identity::SignIn>("id_sign_in", layout, &mut all);
    add::<identity::Identifier>("id_identifier", layout, &mut all);
    add::<identity::Verify>("id_verify", layout, &mut all);
    add::<identity::NewPassword>("id_new_password", layout, &mut all);
    add::<identity::Conflict>("id_conflict", layout, &mut all);
    add::<identity::SecondFactor>("id_second_factor", layout, &mut all);
    add::<identity::Account>("id_account", layout, &mut all);
    add::<identity::NewPasskeyPage>("id_new_passkey", layout, &mut all);
    add::<identity::ChangePassword>("id_change_password", layout, &mut all);
    add::<identity::NewApp>("id_new_app", layout, &mut all);
    add::<identity::RecoveryCodes>("id_recovery_codes", layout, &mut all);
    add::<identity::ChangeSecondFactor>("id_change_second_factor", layout, &mut all);
    add::<identity::SignOut>("id_sign_out", layout, &mut all);
    add::<identity::Done>("id_done", layout, &mut all);
    add::<identity::SignedOut>("id_signed_out", layout, &mut all);
    add::<identity::TroublePage>("id_trouble", layout, &mut all);
    all
}

fn add<P: Sample + 'static>(page: &str, layout: &Layout, all: &mut Vec<Shown>) {
    for (state, sample) in P::samples(layout) {
        all.push(Shown { page: page.to_owned(), state, sample: Box::new(sample) });
    }
}

/// A screen of a recipe as its prompt, as far as the recipe alone tells.
pub fn screen(layout: &Layout, screen: &Screen) -> String {
    let picture = screen.picture.as_ref().map(|_| answers::picture());
    written(&state("outline", Challenge { picture, ..screen.outline(NOW) }).page(layout))
}

/// A state of a prompt: what is asked, and what became of the form before.
struct State {
    name: &'static str,
    challenge: Challenge,
    change: fn(&mut Envelope),
}

impl State {
    fn page(self, layout: &Layout) -> Prompt {
        let patience =
            Patience { customer: Duration::minutes(15), queue: Duration::minutes(5), engine: Duration::minutes(2) };
        let flow = Flow { turn: 3, deadline: NOW + patience.customer, ..Flow::begin(NOW, patience) };
        let mut envelope = Envelope::new(Id::new(NOW, 1), &flow, "sample".to_owned(), NOW);
        (self.change)(&mut envelope);
        let test = layout.test || !self.challenge.test_values.is_empty();
        Prompt::new(Layout { test, ..layout.clone() }, self.challenge, envelope)
    }
}

/// The states of a kind that matter.
fn states(kind: Kind) -> Vec<State> {
    match kind {
        Kind::Credentials => passwords::credentials(),
        Kind::Identifier => passwords::identifier(),
        Kind::Password => passwords::password(),
        Kind::NewPassword => passwords::new_password(),
        Kind::OneTimeCode => codes::one_time_code(),
        Kind::ChallengeResponse => codes::challenge_response(),
        Kind::MfaMethod => codes::mfa_method(),
        Kind::Destination => codes::destination(),
        Kind::SecurityQuestion => answers::security_question(),
        Kind::PartialSecret => answers::partial_secret(),
        Kind::Phone => answers::phone(),
        Kind::Email => answers::email(),
        Kind::Form => answers::form(),
        Kind::Captcha => answers::captcha(),
        Kind::Confirm => answers::confirm(),
        Kind::AccountChoice => answers::account_choice(),
        Kind::ImageChoice => answers::image_choice(),
        Kind::QuestionChoice => answers::question_choice(),
        Kind::PushApproval => elsewhere::push_approval(),
        Kind::MagicLink => elsewhere::magic_link(),
        Kind::QrScan => elsewhere::qr_scan(),
        Kind::SourceHold => elsewhere::source_hold(),
        Kind::Sso => elsewhere::sso(),
        Kind::Passkey => elsewhere::passkey(),
    }
}

fn state(name: &'static str, challenge: Challenge) -> State {
    State { name, challenge, change: |_| {} }
}

fn changed(name: &'static str, challenge: Challenge, change: fn(&mut Envelope)) -> State {
    State { name, challenge, change }
}

fn choice(id: &str, label: &str, channel: Option<Channel>) -> Choice {
    Choice { channel, ..Choice::new(id, label) }
}

fn labelled(name: &str, label: &str, sensitivity: Sensitivity) -> Field {
    Field { label: source_text::clean(label, source_text::LABEL), ..Field::new(name, sensitivity) }
}

/// The challenge in words of the source.
fn saying(challenge: Challenge, said: &str) -> Challenge {
    Challenge { source_message: source_text::clean(said, MESSAGE), ..challenge }
}

/// The challenge after an answer that the source did not take, with its words about it.
fn refused(challenge: Challenge, refusal: Refusal, said: &str) -> Challenge {
    let source_message = source_text::clean(said, MESSAGE);
    let error = Some(Refused { source_message, ..refusal.into() });
    Challenge { error, ..challenge }
}

fn wrong(field: &str, problem: Problem) -> Invalid {
    Invalid { field: field.to_owned(), problem }
}

/// The challenge with the values that work for it, each with its field.
fn tested(challenge: Challenge, values: &[(&str, &str, &str)]) -> Challenge {
    let test = |(field, value, outcome): &(&str, &str, &str)| {
        let (value, outcome) = ((*value).to_owned(), (*outcome).to_owned());
        TestValue { field: Some((*field).to_owned()), value, outcome }
    };
    Challenge { test_values: values.iter().map(test).collect(), ..challenge }
}
