//! A task: a unit of durable work for a subject, such as a flow, a job run or a source.

use strum::{Display, EnumDiscriminants, EnumString, IntoStaticStr, VariantArray};
use time::OffsetDateTime;

use super::{
    id::{Id, InvalidId, Noun},
    job::JobRun,
    link::flow::Flow,
    source::Source,
    tenant::Tenant,
};

/// Names a task in an id.
pub struct Task;

impl Noun for Task {
    const PREFIX: &'static str = "tsk";
}

/// What is to be done, and for which subject. A subject has at most one task of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumDiscriminants)]
#[strum_discriminants(
    name(Kind),
    doc = "What is to be done.",
    derive(Display, EnumString, IntoStaticStr, VariantArray),
    strum(serialize_all = "snake_case")
)]
pub enum Work {
    /// Open the source's sign-in; may be done again.
    Open(Id<Flow>),
    /// Give the source an answer; at most once.
    Answer(Id<Flow>),
    /// Look whether what a prompt waits for has happened; may be done again.
    Poll(Id<Flow>),
    /// Run the workflows of a job run in the signed-in session; may be done again.
    Jobs(Id<JobRun>),
    /// Find the icon of a source's site; may be done again.
    Icon(Id<Source>),
}

impl Work {
    /// The work of a kind for the subject with this id.
    pub fn of(kind: Kind, subject: &str) -> Result<Self, InvalidId> {
        Ok(match kind {
            Kind::Open => Self::Open(subject.parse()?),
            Kind::Answer => Self::Answer(subject.parse()?),
            Kind::Poll => Self::Poll(subject.parse()?),
            Kind::Jobs => Self::Jobs(subject.parse()?),
            Kind::Icon => Self::Icon(subject.parse()?),
        })
    }

    /// What is to be done.
    pub fn kind(self) -> Kind {
        self.into()
    }

    /// The id of what it is done for.
    pub fn subject(self) -> String {
        match self {
            Self::Open(flow) | Self::Answer(flow) | Self::Poll(flow) => flow.to_string(),
            Self::Jobs(job_run) => job_run.to_string(),
            Self::Icon(source) => source.to_string(),
        }
    }
}

/// Whose share of the capacity a task takes: nobody's tasks may keep those of others waiting.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Share {
    pub tenant: Id<Tenant>,
    /// The host of the source.
    pub host: String,
}

/// Who works on a task, and until when nobody else may.
#[derive(Debug, Clone)]
pub struct Lease {
    /// A name of this process that no other has.
    pub owner: String,
    pub until: OffsetDateTime,
}

/// A task in the hands of its owner.
#[derive(Debug, Clone)]
pub struct Claim {
    pub id: Id<Task>,
    pub work: Work,
    pub share: Share,
    /// Counts the claims, from 1. It fences: writes of an earlier attempt are refused.
    pub attempt: i64,
    /// What the task carries, sealed; only its first claim gets it.
    pub payload: Option<String>,
    /// Until when its lease lasted when it was taken.
    pub until: OffsetDateTime,
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn work_is_read_back_from_its_kind_and_subject() {
        let now = datetime!(2026-01-01 00:00 UTC);
        let (flow, run, source) = (Id::new(now, 1), Id::new(now, 2), Id::new(now, 3));
        let all = [Work::Open(flow), Work::Answer(flow), Work::Poll(flow), Work::Jobs(run), Work::Icon(source)];
        for work in all {
            let kind: Kind = work.kind().to_string().parse().unwrap();
            assert_eq!(Work::of(kind, &work.subject()).unwrap(), work);
        }
        assert!(Work::of(Kind::Open, &run.to_string()).is_err());
    }
}
