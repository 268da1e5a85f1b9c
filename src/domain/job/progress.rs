//! How far the runs of a link's jobs have come, as the customer is told it.

use super::{
    WorkflowStatus,
    outcome::Counts,
    permissions::promise::Reading,
    saying::Saying,
    step::{Kind, Step},
};

/// How far one workflow run has come.
#[derive(Debug, Clone)]
pub struct RunProgress {
    pub status: WorkflowStatus,
    pub steps: Vec<Step>,
    /// The step it is at, from 0.
    pub current_step: Option<u32>,
    pub counts: Counts,
}

/// How far the runs of a link have come, taken together.
#[derive(Debug, Clone)]
pub struct Progress {
    pub doing: Doing,
    /// How many steps were begun, and how many there are.
    pub step: u32,
    pub steps: u32,
    pub counts: Counts,
}

/// What is being done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doing {
    /// In the words of the definition.
    Said(Saying),
    Opening,
    Reading(Reading),
    Waiting,
    Filling,
    Sending,
    /// Something that has no words of its own.
    Working,
}

impl Progress {
    /// Where these runs are; `None` when all have ended.
    pub fn of(runs: &[RunProgress]) -> Option<Self> {
        let current = runs.iter().position(|run| {
            matches!(
                run.status,
                WorkflowStatus::Pending | WorkflowStatus::InProgress | WorkflowStatus::AwaitingUserInput
            )
        })?;
        let (before, rest) = runs.split_at(current);
        let run = rest.first()?;
        let place = usize::try_from(run.current_step.unwrap_or_default()).unwrap_or(usize::MAX);
        let all = |runs: &[RunProgress]| runs.iter().map(|run| run.steps.len()).sum::<usize>();
        let count = |steps: usize| u32::try_from(steps).unwrap_or(u32::MAX);
        Some(Self {
            doing: run.steps.get(place).map_or(Doing::Working, Doing::of),
            step: count(all(before) + place.saturating_add(1).min(run.steps.len())),
            steps: count(all(runs)),
            counts: runs.iter().map(|run| run.counts).sum(),
        })
    }
}

impl Doing {
    /// What a step does, in its own words or those of its kind.
    fn of(step: &Step) -> Self {
        if let Some(label) = &step.label {
            return Self::Said(label.clone());
        }
        match &step.kind {
            Kind::Visit(_) => Self::Opening,
            Kind::Extract(extract) => Self::Reading(extract.profile.map_or(Reading::Pages, Reading::from)),
            Kind::Download(_) | Kind::Print(_) => Self::Reading(Reading::Files),
            Kind::ForEach(each) => each.steps.last().map_or(Self::Working, Self::of),
            Kind::Expect(_) | Kind::WaitFor(_) | Kind::Ask(_) => Self::Waiting,
            Kind::Fill(_) | Kind::Select(_) | Kind::Check(_) | Kind::Upload(_) => Self::Filling,
            Kind::Submit(_) => Self::Sending,
            Kind::Click(_) | Kind::Stop(_) => Self::Working,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn run(status: WorkflowStatus, current_step: Option<u32>, steps: Value) -> RunProgress {
        let counts = Counts { pages: 1, ..Counts::default() };
        RunProgress { status, steps: serde_json::from_value(steps).unwrap(), current_step, counts }
    }

    #[test]
    fn the_first_run_that_has_not_ended_says_what_is_being_done() {
        let steps = || json!([{"step": "visit", "url": "/", "label": "Looking for your invoices"}, {"step": "submit"}]);
        let done = || run(WorkflowStatus::Completed, Some(1), steps());
        let told = Progress::of(&[done(), run(WorkflowStatus::InProgress, Some(1), steps())]).unwrap();
        assert_eq!((told.doing, told.step, told.steps, told.counts.pages), (Doing::Sending, 4, 4, 2));
        let told = Progress::of(&[done(), run(WorkflowStatus::Pending, None, steps())]).unwrap();
        assert_eq!(told.doing, Doing::Said(Saying::Plain("Looking for your invoices".to_owned())));
        assert!(Progress::of(&[done()]).is_none());
    }
}
