//! A run that was cut off goes on at the first step that is not done, from a page that its definition can reach again, or
//! from the one behind its last step that may have changed something.

use super::{asking::stopped_at, running::Running};
use crate::{
    domain::job::{
        failure::{Failure, Reason},
        outcome::{Ending, StepOutcome},
        step::{Kind, Step},
        workflow::lists_in_loops,
    },
    engine::workflow::{Keeper, WorkflowRun},
    page::checkpoint::Checkpoint,
    service::{
        ServiceError,
        job::{
            artifacts,
            pages::{self, LeftOff},
        },
    },
    store::job::workflow_runs::StoredWorkflowRun,
};

/// Where a run goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resumption {
    /// The step that begins on a page which can be had again: a `visit`, the first step, or one whose page is kept.
    pub from: usize,
    /// The first step that is not done.
    pub at: usize,
}

/// Where a run goes on that was cut off, with the outcomes of what is done; a failure where it may have changed something at
/// the source that nobody knows of, or where no page can be reached again. `has_page` says whether the page behind the last
/// step that may have changed something is kept, and `wrote_in` in which step something was sent last.
fn plan(
    steps: &[Step],
    outcomes: &mut Vec<StepOutcome>,
    (has_page, wrote_in): (bool, Option<usize>),
) -> Result<Resumption, Failure> {
    let of = |outcome: &StepOutcome| usize::try_from(outcome.step).ok().and_then(|step| steps.get(step));
    let may_have =
        |outcome: &StepOutcome| outcome.outcome != Ending::Skipped && of(outcome).is_some_and(Step::may_change);
    let changed = outcomes.iter().rposition(may_have).max(wrote_in.filter(|step| *step < outcomes.len()));
    if let Some(last) = changed.and_then(|last| outcomes.get_mut(last))
        && last.outcome == Ending::Begun
    {
        last.outcome = Ending::Unknown;
        let message = format!("step {}: it was interrupted, and may have been done", last.step);
        return Err(Failure::new(Reason::OutcomeUnknown, message));
    }
    let at = outcomes.iter().position(|outcome| outcome.outcome == Ending::Begun).unwrap_or(outcomes.len());
    let safe = changed.map_or(0, |last| last + 1);
    let resumption = reached(steps, outcomes, (safe, at), has_page).ok_or_else(|| {
        let message = format!(
            "the run was interrupted at step {at}; no step opens its page, and to go back to it would be to repeat step {}",
            safe - 1
        );
        Failure::new(Reason::SessionLost, message)
    })?;
    let goes_on_inside = resumption.at == at
        && outcomes.get(at).is_some_and(|outcome| outcome.items.is_some())
        && !steps.get(at).is_some_and(Step::may_change);
    outcomes.truncate(resumption.at + usize::from(goes_on_inside));
    Ok(resumption)
}

/// The last `visit` that leads to the page of the step `at`, and is not before the step `safe`; or that step itself, where
/// the page that it begins on is kept.
fn reached(steps: &[Step], outcomes: &[StepOutcome], (safe, at): (usize, usize), has_page: bool) -> Option<Resumption> {
    if at >= steps.len() {
        return Some(Resumption { from: at, at });
    }
    let is_way = |place: usize| {
        let Some(step @ Step { kind: Kind::Visit(_), .. }) = steps.get(place) else { return false };
        // A condition is about a page that is not there yet.
        let is_done = outcomes.get(place).is_some_and(|outcome| outcome.outcome == Ending::Done);
        is_done || (place == at && step.brings_its_page())
    };
    let from = (safe..=at).rev().find(|place| is_way(*place)).or_else(|| (safe == 0 || has_page).then_some(safe))?;
    let leads_away = |place: &usize| {
        let is_done = outcomes.get(*place).is_some_and(|outcome| outcome.outcome != Ending::Skipped);
        is_done
            && match steps.get(*place).map(|step| &step.kind) {
                Some(Kind::Extract(extract)) => extract.next.is_some(),
                Some(Kind::ForEach(each)) => each.moves(),
                _ => false,
            }
    };
    // What ends on another page than it begins on is done again, as that page is not reached otherwise.
    let at = (from..at).find(leads_away).unwrap_or(at);
    Some(Resumption { from, at })
}

impl Running<'_> {
    /// Where a run goes on, and the page that it was left on, if that is kept.
    pub async fn resumption(
        &self,
        run: &mut StoredWorkflowRun,
    ) -> Result<Result<(Resumption, Option<Checkpoint>), Failure>, ServiceError> {
        // Behind nothing that was begun nothing is left.
        let is_new = run.outcomes.is_empty();
        let left = if is_new { LeftOff::default() } else { pages::of_run(self.app, run.id).await? };
        let LeftOff { page, wrote_in } = left;
        if let Some(at) = stopped_at(run) {
            return Ok(Ok((Resumption { from: at, at }, page)));
        }
        Ok(plan(&run.steps, &mut run.outcomes, (page.is_some(), wrote_in)).map(|going_on| (going_on, page)))
    }

    /// Leads a run back to the page that it was cut off on, with the records that later steps need. What is done is not done
    /// again, but for what leads there: pages are opened, and fields filled.
    pub async fn lead_back<K: Keeper>(
        &self,
        doing: &mut WorkflowRun<K>,
        run: &StoredWorkflowRun,
        Resumption { from, at }: Resumption,
    ) -> Result<Result<(), Failure>, ServiceError> {
        if let Err(failure) = self.remember(doing, run).await? {
            return Ok(Err(failure));
        }
        for (step, number) in run.steps.iter().zip(0..).skip(from).take(at - from) {
            let is_done = run.outcomes.get(number as usize).is_some_and(|outcome| outcome.outcome == Ending::Done);
            if !is_done {
                continue;
            }
            if let Err(failure) = repeat(doing, step, number).await {
                let message = format!("step {number}, on the way back to step {at}: {}", failure.message);
                return Ok(Err(Failure::new(failure.reason, message)));
            }
        }
        if let Some(items) = run.outcomes.get(at).and_then(|outcome| outcome.items.clone()) {
            doing.go_on_behind(items);
        }
        Ok(Ok(()))
    }

    /// Reads the lists that loops need and that earlier steps have read from their artifacts.
    pub async fn remember<K: Keeper>(
        &self,
        doing: &mut WorkflowRun<K>,
        run: &StoredWorkflowRun,
    ) -> Result<Result<(), Failure>, ServiceError> {
        let needed = lists_in_loops(&run.steps);
        for outcome in run.outcomes.iter().filter(|outcome| outcome.outcome == Ending::Done) {
            let step = usize::try_from(outcome.step).ok().and_then(|step| run.steps.get(step));
            let Some(Kind::Extract(extract)) = step.map(|step| &step.kind) else { continue };
            if !needed.contains(&extract.name) || outcome.records.unwrap_or_default() == 0 {
                continue;
            }
            let (reason, why) = match artifacts::records(self.app, run.id, &outcome.step.to_string()).await {
                Ok(Some(records)) => {
                    doing.remember(&extract.name, records);
                    continue;
                }
                Ok(None) => (Reason::SessionLost, "is not kept any more"),
                Err(ServiceError::Object(_)) => (Reason::NotStored, "cannot be read from the artifact store"),
                Err(error) => return Err(error),
            };
            let message = format!("the list {:?} was read before, and {why}", extract.name);
            return Ok(Err(Failure::new(reason, message)));
        }
        Ok(Ok(()))
    }
}

/// Does of a step that is done what leads to the page that it ended on.
async fn repeat<K: Keeper>(doing: &mut WorkflowRun<K>, step: &Step, number: u32) -> Result<(), Failure> {
    match step.kind {
        Kind::Visit(_) | Kind::WaitFor(_) | Kind::Fill(_) | Kind::Select(_) | Kind::Check(_) | Kind::Upload(_) => {
            // Its condition held.
            doing.step(&Step { when: None, ..step.clone() }, number).await.map(drop)
        }
        Kind::Print(_) => doing.enter_browser().await,
        Kind::Extract(_)
        | Kind::Expect(_)
        | Kind::Stop(_)
        | Kind::Click(_)
        | Kind::Submit(_)
        | Kind::Download(_)
        | Kind::ForEach(_)
        | Kind::Ask(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const STEPS: &str = r##"[
        {"step": "visit", "url": "/list"},
        {"step": "extract", "name": "list", "rows": "tr", "fields": {"a": "td"}, "next": "#next"},
        {"step": "visit", "url": "/form"},
        {"step": "fill", "at": "#a", "value": "x"},
        {"step": "download", "at": "#file"},
        {"step": "for_each", "of": "list", "steps": [{"step": "visit", "url": "/{{item.a}}"}]},
        {"step": "extract", "name": "after", "fields": {"a": "b"}},
        {"step": "submit"},
        {"step": "expect", "page": {"all": ["a"]}, "message": "x"},
        {"step": "visit", "url": "/end"},
        {"step": "extract", "name": "end", "fields": {"a": "b"}}
    ]"##;

    /// Where a run goes on whose steps ended so, and how many outcomes stay; or why it does not.
    fn planned(ended: &[&str], left: (bool, Option<usize>)) -> Result<(usize, usize, usize), Reason> {
        let steps: Vec<Step> = serde_json::from_str(STEPS).unwrap();
        let outcome = |(step, ended): (usize, &&str)| {
            let items: Value =
                if *ended == "begun" && step == 5 { json!({"count": 9, "done": 4, "failed": 0}) } else { json!(null) };
            serde_json::from_value(json!({"step": step, "outcome": ended, "items": items})).unwrap()
        };
        let mut outcomes: Vec<StepOutcome> = ended.iter().enumerate().map(outcome).collect();
        let Resumption { from, at } = plan(&steps, &mut outcomes, left).map_err(|failure| failure.reason)?;
        Ok((from, at, outcomes.len()))
    }

    #[test]
    fn a_run_goes_on_at_the_first_step_that_is_not_done_from_a_page_that_can_be_reached() {
        let done = |count: usize, then: &[&'static str]| [&vec!["done"; count][..], then].concat();
        for (ended, expected) in [
            (vec![], Ok((0, 0, 0))),
            (vec!["begun"], Ok((0, 0, 0))),
            (done(1, &["begun"]), Ok((0, 1, 1))),
            // The visit that comes needs no page.
            (done(2, &[]), Ok((2, 2, 2))),
            (done(2, &["begun"]), Ok((2, 2, 2))),
            (done(3, &["begun"]), Ok((2, 3, 3))),
            (done(4, &["begun"]), Ok((2, 4, 4))),
            // The loop goes on at its item, and what was begun of it stays.
            (done(5, &["begun"]), Ok((2, 5, 6))),
            // Behind a loop that leads away, its page is reached by the loop only.
            (done(6, &["begun"]), Ok((2, 5, 5))),
            // What was begun and may have changed something is not done again; nor is what comes behind it on its page.
            (done(7, &["begun"]), Err(Reason::OutcomeUnknown)),
            (done(8, &[]), Err(Reason::SessionLost)),
            (done(8, &["begun"]), Err(Reason::SessionLost)),
            (done(9, &[]), Ok((9, 9, 9))),
            (done(10, &["begun"]), Ok((9, 10, 10))),
            (done(11, &[]), Ok((11, 11, 11))),
            (done(7, &["skipped", "done", "done", "begun"]), Ok((9, 10, 10))),
        ] {
            assert_eq!(planned(&ended, (false, None)), expected, "{ended:?}");
        }
    }

    #[test]
    fn a_run_goes_on_from_the_page_behind_a_change_where_that_is_kept() {
        let done = |count: usize, then: &[&'static str]| [&vec!["done"; count][..], then].concat();
        for (ended, expected) in [
            (done(8, &[]), Ok((8, 8, 8))),
            (done(8, &["begun"]), Ok((8, 8, 8))),
            // A `visit` leads there as well.
            (done(9, &[]), Ok((9, 9, 9))),
            (done(10, &["begun"]), Ok((9, 10, 10))),
            // What was begun and may have changed something is not done again.
            (done(7, &["begun"]), Err(Reason::OutcomeUnknown)),
        ] {
            assert_eq!(planned(&ended, (true, None)), expected, "{ended:?}");
        }
    }
    #[test]
    fn what_a_script_sent_in_any_step_is_not_sent_again() {
        let done = |count: usize, then: &[&'static str]| [&vec!["done"; count][..], then].concat();
        for (ended, has_page, wrote_in, expected) in [
            (vec!["begun"], false, 0, Err(Reason::OutcomeUnknown)),
            (done(3, &["begun"]), false, 3, Err(Reason::OutcomeUnknown)),
            (done(3, &["begun"]), false, 2, Err(Reason::SessionLost)),
            (done(3, &["begun"]), true, 2, Ok((3, 3, 3))),
            (done(9, &[]), false, 8, Ok((9, 9, 9))),
            (done(10, &["begun"]), false, 5, Ok((9, 10, 10))),
        ] {
            assert_eq!(planned(&ended, (has_page, Some(wrote_in))), expected, "{ended:?}, {wrote_in}");
        }
    }
}
