//! A flow: one isolated walk through a source's screens, and what it means for its link.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};
use time::OffsetDateTime;

use super::{
    challenge::{Challenge, Kind},
    id::Noun,
    link,
    refusal::{Refusal, Refused},
};

/// Where a flow stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// The engine is at it; `retold` once an answer was lost on the way.
    Working,
    /// The customer is asked.
    Asking(Box<Challenge>),
    /// The source accepted the sign-in. Final.
    SignedIn,
    /// It cannot go on. Final.
    Refused(Refused),
}

/// The name of a state, as it is stored and told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Stage {
    Working,
    Asking,
    SignedIn,
    Refused,
}

/// What can happen to a flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The engine came to a prompt.
    Asked(Box<Challenge>),
    /// The customer answered the prompt of this turn.
    Answered { turn: u32 },
    /// The source accepted the sign-in.
    SignedIn,
    /// It cannot go on, for this reason.
    Refused(Refused),
}

/// One walk through the screens, as far as its state goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    pub state: State,
    /// The number of prompts so far: a form carries it, and a stale one is harmless.
    pub turn: u32,
    /// When it is given up unless something happens before.
    pub deadline: OffsetDateTime,
}

impl Noun for Flow {
    const PREFIX: &'static str = "flw";
}

/// How long a flow may rest.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// How long the customer may take for one answer.
    pub customer: time::Duration,
    /// How long the engine may take for one turn.
    pub engine: time::Duration,
}

/// An event that the flow's state does not allow.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a flow that is {stage} at turn {turn} cannot take this event")]
pub struct InvalidEvent {
    pub stage: Stage,
    pub turn: u32,
}

impl Flow {
    /// A flow whose engine is about to open the source.
    pub fn begin(now: OffsetDateTime, patience: Patience) -> Self {
        Self { state: State::Working, turn: 0, deadline: now + patience.engine }
    }

    /// Takes an event: what it means for the link, or a refusal that changes nothing.
    pub fn apply(
        &mut self,
        event: Event,
        now: OffsetDateTime,
        patience: Patience,
    ) -> Result<Option<link::Event>, InvalidEvent> {
        let (state, meaning) = match (&self.state, event) {
            (State::Working, Event::Asked(challenge)) => {
                self.turn += 1;
                self.deadline = now + patience.customer;
                (State::Asking(challenge), None)
            }
            (State::Asking(_), Event::Answered { turn }) if turn == self.turn => {
                self.deadline = now + patience.engine;
                (State::Working, Some(link::Event::Answered))
            }
            (State::Working, Event::SignedIn) if self.turn > 0 => (State::SignedIn, Some(link::Event::SignedIn)),
            (State::Working | State::Asking(_), Event::Refused(refused)) => {
                let meaning = link_meaning(refused.refusal);
                (State::Refused(refused), meaning)
            }
            (State::Working | State::Asking(_) | State::SignedIn | State::Refused(_), _) => {
                return Err(InvalidEvent { stage: self.stage(), turn: self.turn });
            }
        };
        self.state = state;
        Ok(meaning)
    }

    /// The name of its state.
    pub fn stage(&self) -> Stage {
        match self.state {
            State::Working => Stage::Working,
            State::Asking(_) => Stage::Asking,
            State::SignedIn => Stage::SignedIn,
            State::Refused(_) => Stage::Refused,
        }
    }

    /// Whether something can still happen to it.
    pub fn is_live(&self) -> bool {
        matches!(self.state, State::Working | State::Asking(_))
    }

    /// What is asked now.
    pub fn challenge(&self) -> Option<&Challenge> {
        match &self.state {
            State::Asking(challenge) => Some(challenge),
            State::Working | State::SignedIn | State::Refused(_) => None,
        }
    }

    /// Which prompt is shown now.
    pub fn asks(&self) -> Option<Kind> {
        self.challenge().map(|challenge| challenge.kind)
    }

    /// Why it must be given up at `now`, if it must.
    pub fn overdue(&self, now: OffsetDateTime) -> Option<Refusal> {
        match self.state {
            _ if now < self.deadline => None,
            State::Working => Some(Refusal::FlowInterrupted),
            State::Asking(_) => Some(Refusal::FlowTimedOut),
            State::SignedIn | State::Refused(_) => None,
        }
    }
}

/// A flow that another browser took over, or whose link has ended, leaves the link as it is.
fn link_meaning(refusal: Refusal) -> Option<link::Event> {
    match refusal {
        Refusal::FlowElsewhere | Refusal::LinkExpired | Refusal::LinkRevoked => None,
        other => Some(link::Event::Refused(other)),
    }
}
