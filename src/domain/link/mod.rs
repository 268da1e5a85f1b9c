//! A link: its status, and the one table of how the status may change.

pub mod flow;
pub mod token;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};
use time::OffsetDateTime;

use super::{
    id::{Id, Noun},
    link::flow::Flow,
    prompt::refusal::Refusal,
};

/// Where a link stands; docs/api.md, "The life of a link", has the graph.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
    schemars::JsonSchema,
)]
#[schemars(rename = "LinkStatus")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Status {
    /// Made by the API; nobody has been seen on the page.
    Created,
    /// A person has been seen on the page.
    Accessed,
    /// The first answer was submitted.
    Authenticating,
    /// The source accepted the sign-in; the jobs run.
    InProgress,
    /// Signed in, and all workflows done. Final.
    Completed,
    /// The flow was refused for good, or a job failed; the link stays usable until it expires.
    Failed,
    /// Past its time, or revoked. Final.
    Expired,
}

/// What can happen to a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A person was seen on the page, or began a flow.
    Opened,
    /// A flow got its first answer.
    Answered,
    /// The source accepted the sign-in.
    SignedIn,
    /// The flow was refused for good.
    Refused(Refusal),
    /// Every workflow of every job is done.
    JobsCompleted,
    /// A workflow failed.
    JobFailed,
    /// The company has the jobs done again, in the session of the last flow.
    Retried,
    /// `expires_at` has passed.
    TimeUp,
    /// The company took the link back.
    Revoked,
}

/// Who caused a transition.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr, schemars::JsonSchema,
)]
#[schemars(rename = "Actor")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Actor {
    Backend,
    Customer,
    System,
}

/// One change of status, as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// 1 for the first change of this link, and no number is left out.
    pub sequence: i64,
    /// `None` for the creation.
    pub from: Option<Status>,
    pub to: Status,
    pub at: OffsetDateTime,
    pub flow_id: Option<Id<Flow>>,
    pub reason: Option<String>,
    pub actor: Actor,
}

/// The part of a link that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub status: Status,
    /// Why it is FAILED or EXPIRED: a refusal's code, `expired` or `revoked`.
    pub status_reason: Option<String>,
    /// The last refusal of any of its flows.
    pub last_refusal: Option<Refusal>,
    /// Its newest flow, and the only one that may be live.
    pub last_flow: Option<Id<Flow>>,
    /// The number of transitions recorded so far.
    pub sequence: i64,
    pub changed_at: OffsetDateTime,
    pub expires_at: OffsetDateTime,
}

impl Noun for Link {
    const PREFIX: &'static str = "lnk";
}

/// An event that the link's status does not allow.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a link that is {status} cannot take the event {event:?}")]
pub struct InvalidTransition {
    pub status: Status,
    pub event: Event,
}

impl Link {
    /// A new link and the record of its creation.
    pub fn create(now: OffsetDateTime, expires_at: OffsetDateTime) -> (Self, Transition) {
        let link = Self {
            status: Status::Created,
            status_reason: None,
            last_refusal: None,
            last_flow: None,
            sequence: 1,
            changed_at: now,
            expires_at,
        };
        let transition = Transition {
            sequence: 1,
            from: None,
            to: Status::Created,
            at: now,
            flow_id: None,
            reason: None,
            actor: Actor::Backend,
        };
        (link, transition)
    }

    /// Whether its time is up although no transition says so yet.
    pub fn is_due(&self, now: OffsetDateTime) -> bool {
        now >= self.expires_at
            && match self.status {
                Status::Created | Status::Accessed | Status::Authenticating | Status::Failed => true,
                Status::InProgress | Status::Completed | Status::Expired => false,
            }
    }

    /// The link as every reader must see it at `now`, with the transition that is still to be recorded, if one is.
    pub fn as_of(&self, now: OffsetDateTime) -> (Self, Option<Transition>) {
        let mut link = self.clone();
        let transition = if self.is_due(now) { link.apply(Event::TimeUp, now).ok().flatten() } else { None };
        (link, transition)
    }

    /// Takes an event: the transition to record, `None` when it changes no status, or a refusal that changes nothing.
    pub fn apply(&mut self, event: Event, now: OffsetDateTime) -> Result<Option<Transition>, InvalidTransition> {
        let to = self.next(event, now)?;
        if to == self.status {
            return Ok(None);
        }
        let reason = reason(event);
        if let Event::Refused(refusal) = event {
            self.last_refusal = Some(refusal);
        }
        // The hour of expiry is the truth, however late it was noticed; history never runs backwards.
        let at = if event == Event::TimeUp { self.expires_at } else { now }.max(self.changed_at);
        let transition = Transition {
            sequence: self.sequence + 1,
            from: Some(self.status),
            to,
            at,
            flow_id: self.last_flow,
            reason: reason.clone(),
            actor: actor(event),
        };
        self.status = to;
        self.status_reason = reason;
        self.sequence += 1;
        self.changed_at = at;
        Ok(Some(transition))
    }

    fn next(&self, event: Event, now: OffsetDateTime) -> Result<Status, InvalidTransition> {
        use Status::{Accessed, Authenticating, Completed, Created, Expired, Failed, InProgress};
        let refuse = Err(InvalidTransition { status: self.status, event });
        if self.is_due(now) && event != Event::TimeUp {
            return refuse;
        }
        match (self.status, event) {
            (Created | Accessed | Failed, Event::Opened) => Ok(Accessed),
            (Authenticating, Event::Opened)
            | (Accessed | Authenticating | Failed, Event::Answered)
            | (Failed, Event::Retried) => Ok(Authenticating),
            (Authenticating, Event::SignedIn) => Ok(InProgress),
            (Accessed | Authenticating, Event::Refused(_)) | (InProgress, Event::JobFailed) => Ok(Failed),
            (InProgress, Event::JobsCompleted) => Ok(Completed),
            (Created | Accessed | Authenticating | Failed, Event::TimeUp) if now >= self.expires_at => Ok(Expired),
            (Created | Accessed | Authenticating | Failed, Event::Revoked) => Ok(Expired),
            (Created | Accessed | Authenticating | InProgress | Completed | Failed | Expired, _) => refuse,
        }
    }
}

fn reason(event: Event) -> Option<String> {
    match event {
        Event::Refused(refusal) => Some(refusal.code().to_owned()),
        Event::JobFailed => Some(Refusal::WorkflowFailed.code().to_owned()),
        Event::TimeUp => Some("expired".to_owned()),
        Event::Revoked => Some("revoked".to_owned()),
        Event::Retried => Some("retried".to_owned()),
        Event::Opened | Event::Answered | Event::SignedIn | Event::JobsCompleted => None,
    }
}

fn actor(event: Event) -> Actor {
    match event {
        Event::Opened | Event::Answered | Event::Refused(Refusal::CancelledByCustomer) => Actor::Customer,
        Event::Revoked | Event::Retried => Actor::Backend,
        Event::SignedIn | Event::Refused(_) | Event::JobsCompleted | Event::JobFailed | Event::TimeUp => Actor::System,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::{Duration, macros::datetime};

    use strum::VariantArray;

    use super::*;

    /// The graph of the contract, written a second time on purpose.
    fn is_allowed(from: Status, to: Status) -> bool {
        use Status::{Accessed, Authenticating, Completed, Created, Expired, Failed, InProgress};
        let next: &[Status] = match from {
            Created => &[Accessed, Expired],
            Accessed => &[Authenticating, Failed, Expired],
            Authenticating => &[InProgress, Failed, Expired],
            InProgress => &[Completed, Failed],
            Completed | Expired => &[],
            Failed => &[Accessed, Authenticating, Expired],
        };
        next.contains(&to)
    }

    fn any_event() -> impl Strategy<Value = Event> {
        prop_oneof![
            Just(Event::Opened),
            Just(Event::Answered),
            Just(Event::SignedIn),
            prop::sample::select(Refusal::VARIANTS).prop_map(Event::Refused),
            Just(Event::JobsCompleted),
            Just(Event::JobFailed),
            Just(Event::Retried),
            Just(Event::TimeUp),
            Just(Event::Revoked),
        ]
    }

    proptest! {
        #[test]
        fn whatever_happens_the_history_is_gap_free_ordered_and_follows_the_graph(
            events in prop::collection::vec((any_event(), 0_i64..20_000), 0..60),
        ) {
            let mut now = datetime!(2026-01-01 00:00 UTC);
            let (mut link, created) = Link::create(now, now + Duration::days(1));
            let mut history = vec![created];
            for (event, seconds) in events {
                now += Duration::seconds(seconds);
                let before = link.clone();
                match link.apply(event, now) {
                    Err(_) => prop_assert_eq!(&link, &before),
                    Ok(None) => prop_assert_eq!(link.status, before.status),
                    Ok(Some(transition)) => history.push(transition),
                }
            }
            for (pair, sequence) in history.windows(2).zip(2..) {
                let [earlier, later] = pair else { unreachable!("windows of two") };
                prop_assert_eq!(later.from, Some(earlier.to));
                prop_assert!(is_allowed(earlier.to, later.to));
                prop_assert!(earlier.at <= later.at);
                prop_assert_eq!(later.sequence, sequence);
            }
            prop_assert_eq!(history.last().map(|last| last.to), Some(link.status));
        }
    }

    #[test]
    fn a_link_past_its_time_is_expired_for_every_reader_and_takes_nothing_else() {
        let now = datetime!(2026-01-01 00:00 UTC);
        let (mut link, _) = Link::create(now, now + Duration::hours(1));
        let later = now + Duration::hours(2);
        let (seen, transition) = link.as_of(later);
        assert_eq!(seen.status, Status::Expired);
        assert_eq!(transition.map(|transition| transition.at), Some(now + Duration::hours(1)));
        assert!(link.apply(Event::Opened, later).is_err());
        assert_eq!(link.status, Status::Created);
    }

    #[test]
    fn a_link_whose_jobs_run_when_its_time_comes_finishes_them() {
        let now = datetime!(2026-01-01 00:00 UTC);
        let (mut link, _) = Link::create(now, now + Duration::hours(1));
        for event in [Event::Opened, Event::Answered, Event::SignedIn] {
            link.apply(event, now).unwrap();
        }
        let later = now + Duration::hours(2);
        assert_eq!(link.as_of(later).0.status, Status::InProgress);
        link.apply(Event::JobsCompleted, later).unwrap();
        assert_eq!(link.status, Status::Completed);
    }
}
