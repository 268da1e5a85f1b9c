//! A challenge on its way to a page: what the templates of all prompts share.

use std::collections::BTreeMap;

use time::{Duration, OffsetDateTime};

use super::{
    super::refusals::{helps_at_source, is_about_answer},
    input::{Input, Sort},
    kind_words::KindWords,
};
use crate::{
    domain::{
        id::Id,
        link::flow::Flow,
        prompt::{
            challenge::{Challenge, Choice, Field},
            form::Invalid,
            refusal::{Refusal, Refused},
        },
    },
    view::{
        kit::layout::Layout,
        words::{
            moment::{self, Moment},
            phrase::Phrase,
        },
    },
};

/// Where an answer goes, and what is left of the one before.
pub struct Envelope {
    pub flow: Id<Flow>,
    pub turn: u32,
    pub csrf: String,
    pub now: OffsetDateTime,
    /// When we give the sign-in up unless there is an answer.
    pub deadline: OffsetDateTime,
    /// What was wrong with the form that was just posted; empty on a first showing.
    pub invalid: Vec<Invalid>,
    /// The values that were just posted; only those of public fields and identifiers are ever shown.
    pub kept: BTreeMap<String, String>,
}

impl Envelope {
    /// The envelope of a first showing.
    pub fn new(id: Id<Flow>, flow: &Flow, csrf: String, now: OffsetDateTime) -> Self {
        let Flow { turn, deadline, .. } = *flow;
        Self { flow: id, turn, csrf, now, deadline, invalid: Vec::new(), kept: BTreeMap::new() }
    }
}

/// A challenge with its envelope and the words about it.
pub struct Ask {
    pub challenge: Challenge,
    pub envelope: Envelope,
    pub title: Phrase,
    pub intro: Phrase,
    pub inputs: Vec<Input>,
    /// What it is that the customer needs large.
    pub shown: Phrase,
    /// How many answers may still be wrong, where that is known.
    pub tries: Option<Phrase>,
    /// The words on the button that asks the source for another one.
    pub resend: Phrase,
    /// When we give the sign-in up.
    pub deadline: Moment,
    /// When the source gives up waiting, where that is known.
    pub expires: Option<Moment>,
    /// Until when the source wants nothing from us.
    pub held_until: Option<Moment>,
    /// The fields with problems, and what they are called on the page.
    pub problems: Vec<Shown>,
}

/// A problem as the page shows it.
pub struct Shown {
    /// The id of the input to go to.
    pub target: String,
    pub field: String,
    pub said: Phrase,
}

impl Ask {
    pub(super) fn new(layout: &Layout, challenge: Challenge, envelope: Envelope) -> Self {
        let problems = problems(layout, &challenge, &envelope);
        let stem = stem(&challenge);
        let count = u32::try_from(challenge.fields.len()).unwrap_or(u32::MAX);
        let moment = |at| Moment::new(&layout.words, at);
        let words = KindWords::of(challenge.kind);
        let shown = layout.say(words.shown);
        let resend = layout.say(words.resend);
        let mut ask = Self {
            shown,
            resend,
            tries: challenge.tries_left.map(|left| layout.say("prompt-tries-left").with("count", u32::from(left))),
            deadline: moment(envelope.deadline),
            expires: challenge.expires.map(|expiry| moment(expiry.at)),
            held_until: challenge.held_until.map(moment),
            title: layout.say(&format!("{stem}-title")).with("count", count),
            intro: layout.say(&format!("{stem}-intro")).with("count", count),
            inputs: Vec::new(),
            challenge,
            envelope,
            problems,
        };
        ask.inputs = ask.inputs(layout);
        ask
    }

    /// The inputs of the form, the first that needs the customer focused.
    fn inputs(&self, layout: &Layout) -> Vec<Input> {
        let input = |field: &Field| {
            let kept = self.envelope.kept.get(&field.name);
            Input::new(layout, &self.challenge, field, kept, self.problem(&field.name).cloned())
        };
        let mut inputs: Vec<Input> = self.challenge.fields.iter().map(input).collect();
        let wrong = inputs.iter().position(|input| input.error.is_some());
        let empty = || inputs.iter().position(|input| input.value.is_empty()).unwrap_or(0);
        let first = wrong.unwrap_or_else(empty);
        if let Some(input) = inputs.get_mut(first) {
            // A prompt that goes on by itself is to be read; a keyboard would cover it.
            input.autofocus = !self.challenge.waits() || wrong.is_some();
            // The field that has the focus may be all that fits between a phone's keyboard and the top of its screen.
            if let Some(refused) = self.refused() {
                input.refuse(self.refusal(layout, refused.refusal), is_about_answer(refused.refusal));
            }
        }
        inputs
    }

    /// What the source thought of the previous answer; no longer of interest once there is a newer one to mend.
    pub fn refused(&self) -> Option<&Refused> {
        self.challenge.error.as_ref().filter(|_| self.problems.is_empty())
    }

    /// What the refusal means and what to do, in words that fit the kind of prompt.
    fn refusal(&self, layout: &Layout, refusal: Refusal) -> [Phrase; 2] {
        ["title", "next"].map(|part| self.say_refusal(layout, refusal, part))
    }

    /// One text about a refusal of an answer to this prompt.
    pub fn say_refusal(&self, layout: &Layout, refusal: Refusal, part: &str) -> Phrase {
        layout.refusal(refusal, part).with("kind", self.kind())
    }

    /// The name of the kind, for texts that differ by it.
    pub fn kind(&self) -> &'static str {
        self.challenge.kind.into()
    }

    /// Whether the refusal is said at a field, so that it need not be said again above the form.
    pub fn is_said_at_field(&self) -> bool {
        self.inputs.iter().any(|input| !input.refused.is_empty())
    }

    /// Whether the customer can mend the refusal on the source's own pages.
    pub fn helps_at_source(&self) -> bool {
        self.refused().is_some_and(|refused| helps_at_source(refused.refusal))
    }

    /// Seconds until we give the sign-in up.
    pub fn seconds_left(&self) -> i64 {
        (self.envelope.deadline - self.envelope.now).whole_seconds().max(0)
    }

    /// Whether the page is shown again because something was wrong.
    pub fn is_second_try(&self) -> bool {
        self.refused().is_some() || !self.problems.is_empty()
    }

    /// The problem with a field, if there is one.
    pub fn problem(&self, field: &str) -> Option<&Phrase> {
        self.problems.iter().find(|problem| problem.field == field).map(|problem| &problem.said)
    }

    /// When the source will send the next code, for the script that counts down: in whole seconds, never too early.
    pub fn resend_at(&self) -> Option<String> {
        const ALMOST_A_SECOND: Duration = Duration::nanoseconds(999_999_999);
        self.challenge.resend.map(|resend| moment::machine(resend.available_at + ALMOST_A_SECOND))
    }

    /// Whole seconds until the source will send the next code.
    pub fn resend_in(&self) -> u32 {
        let Some(resend) = self.challenge.resend else {
            return 0;
        };
        let wait = resend.available_at - self.envelope.now;
        u32::try_from(wait.whole_milliseconds().max(0).saturating_add(999) / 1000).unwrap_or(u32::MAX)
    }

    /// Whether the source was asked for a new code, and did not say that it is too early.
    pub fn is_resent(&self) -> bool {
        let too_soon = self.refused().is_some_and(|refused| refused.refusal == Refusal::MfaResendTooSoon);
        !too_soon && self.challenge.resend.is_some_and(|resend| resend.sent > 0)
    }

    /// Whether the page looks again by itself where no script runs; never while something may be half typed.
    pub fn refreshes(&self) -> bool {
        self.challenge.waits() && self.inputs.is_empty()
    }

    /// Whether the next wrong answer is the last that is taken.
    pub fn is_last_try(&self) -> bool {
        self.challenge.tries_left == Some(1)
    }

    /// Whether the choices are pictures.
    pub fn has_pictures(&self) -> bool {
        self.challenge.choices.iter().any(|choice| choice.picture.is_some())
    }

    /// Whether this choice is checked at first: only one that leaves no choice.
    pub fn is_checked(&self, choice: &Choice) -> bool {
        self.challenge.choices.len() == 1 || self.envelope.kept.get("choice") == Some(&choice.id)
    }
}

/// The start of the keys of a prompt's own words.
fn stem(challenge: &Challenge) -> String {
    if let (true, Some(channel)) = (KindWords::of(challenge.kind).by_channel, challenge.channel) {
        return format!("code-{channel}");
    }
    match KindWords::of(challenge.kind).with_number.filter(|_| challenge.shown.is_some()) {
        Some(stem) => stem.to_owned(),
        None => format!("prompt-{}", challenge.kind),
    }
}

fn problems(layout: &Layout, challenge: &Challenge, envelope: &Envelope) -> Vec<Shown> {
    let format = challenge.code_format.unwrap_or_default();
    let shown = |invalid: &Invalid| {
        let field = challenge.fields.iter().find(|field| field.name == invalid.field);
        let (name, label) = match field.map(|field| (field, Sort::of(challenge.kind, field))) {
            Some((field, Sort::Answer)) => ("answer", Sort::Answer.label(layout, field)),
            Some((field, sort)) => (field.name.as_str(), sort.label(layout, field)),
            None => ("choice", layout.say("field-choice").to_string()),
        };
        let said = layout
            .say(&format!("problem-{}", invalid.problem))
            .with("field", name)
            .with("label", label.as_str())
            .with("alphabet", if format.letters { "letters" } else { "digits" })
            .with("length", u32::from(format.length.unwrap_or(0)));
        let target = if field.is_some() { invalid.field.clone() } else { "choice-1".to_owned() };
        Shown { target, field: invalid.field.clone(), said }
    };
    envelope.invalid.iter().map(shown).collect()
}
