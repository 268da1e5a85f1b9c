//! What a run remembers from one page to the next. It holds answers, so it is only ever kept sealed.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::field;
use crate::{
    domain::{
        prompt::{
            answer::Answer,
            challenge::{Kind, Sensitivity},
        },
        source::recipe::Screen,
    },
    page::{dom::Document, recognise::History},
};

/// What a run must remember from one page to the next.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Memory {
    /// The identifier the customer gave, to show on the page that asks for the password.
    pub identifier: Option<String>,
    /// How many more codes were asked for.
    pub(super) resends: u8,
    /// When the last code was sent: on the answer that led to the code's screen, or again on that screen.
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub(super) sent_at: Option<OffsetDateTime>,
    /// The name and kind of the screen that was asked about last.
    #[serde(default)]
    asked: Option<(String, Kind)>,
    /// The name of the screen to come back to, on the way there.
    #[serde(default)]
    goal: Option<String>,
    /// The answers that can be given again, in the order they were given.
    #[serde(default)]
    kept: Vec<Kept>,
    /// Whether the last prompt said that the next wrong answer is the last.
    #[serde(default)]
    pub warned: bool,
    /// How often the source forgot the sign-in.
    #[serde(default)]
    pub returns: u8,
    /// The page that was answered last.
    #[serde(default, rename = "past")]
    pub(super) history: History,
}

/// An answer that can be given again, to the very screen that asked for it.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    screen: String,
    /// The source's labels: the same screen may ask other questions the next time.
    labels: Vec<Option<String>>,
    answer: Answer,
}

impl Kept {
    /// What is kept of an answer; codes work once, and other answers say nothing that is of use later.
    pub(super) fn new(screen: &Screen, document: &Document, answer: &Answer) -> Option<Self> {
        let fields = field::read(screen, document, None);
        let lasts = match answer {
            Answer::Fields(_) => fields.iter().all(|field| field.sensitivity != Sensitivity::OneTime),
            Answer::Choice(_) | Answer::Alternative(_) => true,
            Answer::Resend | Answer::Back | Answer::Check => false,
        };
        let labels = fields.into_iter().map(|field| field.label).collect();
        lasts.then(|| Self { screen: screen.name.clone(), labels, answer: answer.clone() })
    }
}

impl Memory {
    /// What is known before the first page: the identifier, if the company gave one.
    pub fn new(identifier: Option<String>) -> Self {
        Self { identifier, ..Self::default() }
    }

    /// The name of the screen that was asked about last.
    pub fn asked(&self) -> Option<&str> {
        self.asked.as_ref().map(|(screen, _)| screen.as_str())
    }

    /// The answers of this flow that are remembered.
    pub fn answers(&self) -> impl Iterator<Item = &Answer> {
        self.kept.iter().map(|kept| &kept.answer)
    }

    /// Whether the source was past asking who the customer is when it asked last. What it asks before that, such as a
    /// company, comes before it.
    pub(super) fn is_past_identification(&self) -> bool {
        if self.history.kind.is_some() && !self.history.was_told_who {
            return false;
        }
        self.asked.as_ref().is_some_and(|(_, kind)| !kind.identifies())
    }

    /// Starts from the source's first page again, towards the screen that was asked about last.
    pub fn set_out_again(&mut self) {
        self.returns = self.returns.saturating_add(1);
        self.history = History::default();
        self.goal = self.asked.take().map(|(screen, _)| screen);
    }

    /// Whether the last prompt was of this kind, or there was none.
    pub(super) fn asked_for(&self, kind: Kind) -> bool {
        self.asked.as_ref().is_none_or(|(_, asked)| *asked == kind)
    }

    /// Notes which screen is asked about.
    pub(super) fn arrive(&mut self, screen: &Screen) {
        self.asked = Some((screen.name.clone(), screen.ask));
        self.goal = None;
        self.history.waits(screen.ask);
    }

    /// Notes that the customer leaves the screen on purpose: wherever that leads, the source has forgotten nothing.
    pub(super) fn turn_away(&mut self) {
        self.asked = None;
    }

    /// Notes that a code was sent.
    pub(super) fn sent(&mut self, now: OffsetDateTime, resends: u8) {
        self.resends = resends;
        self.sent_at = Some(now);
    }

    /// Keeps the newest answer of each screen.
    pub(super) fn keep(&mut self, kept: Kept) {
        self.kept.retain(|earlier| earlier.screen != kept.screen);
        self.kept.push(kept);
    }

    /// What was answered on a screen before, unless it is the one the walk is to end on or asks for something else.
    pub(super) fn repeat(&self, screen: &Screen, document: &Document) -> Option<Answer> {
        if self.goal.as_ref() == Some(&screen.name) {
            return None;
        }
        let kept = self.kept.iter().find(|kept| kept.screen == screen.name)?;
        let fields = field::read(screen, document, self.identifier.as_deref());
        let is_same = fields.len() == kept.labels.len()
            && fields.iter().zip(&kept.labels).all(|(field, label)| field.label == *label);
        is_same.then(|| kept.answer.clone())
    }
}
