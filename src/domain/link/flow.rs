//! A flow: one isolated walk through a source's screens, and what it means for its link.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};
use time::OffsetDateTime;

use crate::domain::{id::Noun, link, prompt::refusal::Refusal};

/// Where a flow stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr, schemars::JsonSchema,
)]
#[schemars(rename = "FlowState")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Stage {
    /// The engine is at it.
    Working,
    /// The customer is asked.
    Asking,
    /// The source accepted the sign-in. Final, but for what a job asks.
    SignedIn,
    /// The sign-in worked, and a job after it asks the customer.
    AskingInJob,
    /// It cannot go on. Final.
    Refused,
}

/// What can happen to a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The engine came to a prompt.
    Asked,
    /// The customer answered the prompt of this turn.
    Answered { turn: u32 },
    /// What the prompt waits for has happened.
    Awaited,
    /// The customer wants more time for the prompt of this turn.
    Extended { turn: u32 },
    /// The source accepted the sign-in.
    SignedIn,
    /// A job after the sign-in asks the customer, until then.
    AskedInJob { until: OffsetDateTime },
    /// The customer answered what a job asks at this turn.
    AnsweredInJob { turn: u32 },
    /// The job does not wait for the answer any more.
    GaveUpInJob,
    /// It cannot go on, for this reason.
    Refused(Refusal),
}

/// One walk through the screens, as far as its state goes; what is asked is kept beside it, sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    pub stage: Stage,
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
    /// How long a flow may wait until the engine begins to work on it.
    pub queue: time::Duration,
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
    /// A flow whose source the engine opens now.
    pub fn begin(now: OffsetDateTime, patience: Patience) -> Self {
        Self { stage: Stage::Working, turn: 0, deadline: now + patience.engine }
    }

    /// Takes an event: what it means for the link, or a refusal that changes nothing.
    #[expect(clippy::too_many_lines, reason = "a table of stages and events")]
    pub fn apply(
        &mut self,
        event: Event,
        now: OffsetDateTime,
        patience: Patience,
    ) -> Result<Option<link::Event>, InvalidEvent> {
        let meaning = match (self.stage, event) {
            (Stage::Working, Event::Asked) => {
                self.turn += 1;
                self.stage = Stage::Asking;
                self.deadline = now + patience.customer;
                None
            }
            (Stage::Asking, Event::Answered { turn }) if turn == self.turn => {
                self.stage = Stage::Working;
                self.deadline = now + patience.queue + patience.engine;
                Some(link::Event::Answered)
            }
            (Stage::Asking, Event::Awaited) => {
                self.stage = Stage::Working;
                self.deadline = now + patience.engine;
                Some(link::Event::Answered)
            }
            (Stage::Asking, Event::Extended { turn }) if turn == self.turn => {
                self.deadline = now + patience.customer;
                None
            }
            (Stage::Working, Event::SignedIn) if self.turn > 0 => {
                self.stage = Stage::SignedIn;
                Some(link::Event::SignedIn)
            }
            (Stage::SignedIn, Event::AskedInJob { until }) => {
                self.turn += 1;
                self.stage = Stage::AskingInJob;
                self.deadline = until;
                None
            }
            (Stage::AskingInJob, Event::AnsweredInJob { turn }) if turn == self.turn => {
                self.stage = Stage::SignedIn;
                None
            }
            (Stage::AskingInJob, Event::GaveUpInJob) => {
                self.stage = Stage::SignedIn;
                None
            }
            (Stage::AskingInJob, Event::Extended { turn }) if turn == self.turn => {
                self.deadline = self.deadline.max(now + patience.customer);
                None
            }
            (Stage::Working | Stage::Asking, Event::Refused(refusal)) => {
                self.stage = Stage::Refused;
                link_meaning(refusal)
            }
            (Stage::Working | Stage::Asking | Stage::SignedIn | Stage::AskingInJob | Stage::Refused, _) => {
                return Err(InvalidEvent { stage: self.stage, turn: self.turn });
            }
        };
        Ok(meaning)
    }

    /// Whether something can still happen to it.
    pub fn is_live(&self) -> bool {
        match self.stage {
            Stage::Working | Stage::Asking => true,
            Stage::SignedIn | Stage::AskingInJob | Stage::Refused => false,
        }
    }

    /// Why it must be given up at `now`, if it must.
    pub fn overdue(&self, now: OffsetDateTime) -> Option<Refusal> {
        match self.stage {
            _ if now < self.deadline => None,
            Stage::Working => Some(Refusal::FlowInterrupted),
            Stage::Asking => Some(Refusal::FlowTimedOut),
            Stage::SignedIn | Stage::AskingInJob | Stage::Refused => None,
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::{Duration, macros::datetime};

    use strum::VariantArray;

    use super::*;
    use crate::domain::link::{Link, Status};

    const PATIENCE: Patience =
        Patience { customer: Duration::minutes(15), queue: Duration::minutes(5), engine: Duration::minutes(2) };

    fn any_event() -> impl Strategy<Value = Event> {
        prop_oneof![
            Just(Event::Asked),
            (0_u32..4).prop_map(|turn| Event::Answered { turn }),
            (0_u32..4).prop_map(|turn| Event::Extended { turn }),
            Just(Event::Awaited),
            Just(Event::SignedIn),
            prop::sample::select(Refusal::VARIANTS).prop_map(Event::Refused),
        ]
    }

    proptest! {
        #[test]
        fn whatever_happens_turns_only_grow_and_an_end_is_final(
            events in prop::collection::vec((any_event(), 0_i64..600), 0..40),
        ) {
            let mut now = datetime!(2026-01-01 00:00 UTC);
            let mut flow = Flow::begin(now, PATIENCE);
            for (event, seconds) in events {
                now += Duration::seconds(seconds);
                let before = flow.clone();
                if flow.apply(event, now, PATIENCE).is_ok() {
                    prop_assert!(before.is_live());
                    prop_assert_eq!(flow.turn, before.turn + u32::from(event == Event::Asked));
                    prop_assert!(!flow.is_live() || flow.deadline > now);
                } else {
                    prop_assert_eq!(&flow, &before);
                }
            }
        }

        #[test]
        fn a_flow_never_asks_of_its_link_what_the_link_refuses(
            events in prop::collection::vec(any_event(), 0..40),
        ) {
            let now = datetime!(2026-01-01 00:00 UTC);
            let (mut link, _) = Link::create(now, now + Duration::days(1));
            link.apply(link::Event::Opened, now).unwrap();
            let mut flow = Flow::begin(now, PATIENCE);
            for event in events {
                if let Ok(Some(meaning)) = flow.apply(event, now, PATIENCE) {
                    prop_assert!(link.apply(meaning, now).is_ok(), "{:?} at {:?}", meaning, link.status);
                }
            }
            prop_assert!(link.status != Status::Completed);
        }
    }

    #[test]
    fn an_answer_to_an_earlier_turn_changes_nothing() {
        let now = datetime!(2026-01-01 00:00 UTC);
        let mut flow = Flow::begin(now, PATIENCE);
        flow.apply(Event::Asked, now, PATIENCE).unwrap();
        flow.apply(Event::Answered { turn: 1 }, now, PATIENCE).unwrap();
        flow.apply(Event::Asked, now, PATIENCE).unwrap();
        assert_eq!(
            flow.apply(Event::Answered { turn: 1 }, now, PATIENCE),
            Err(InvalidEvent { stage: Stage::Asking, turn: 2 })
        );
    }
}
