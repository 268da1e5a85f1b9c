//! Doing steps for each of several items, every one from the same page.

use std::time::Duration;

use serde_json::{Map, Value};
use tokio::time::Instant;
use url::Url;

use super::{Outcome, WorkflowRun, keeper::Keeper};
use crate::{
    domain::{
        job::{
            failure::{Failure, Reason},
            outcome::ItemOutcomes,
            step::{ForEach, Kind, OnFailure, Step, filled},
        },
        source::recipe::Css,
    },
    engine::page::Page,
    page::{Submission, Target, dom::Document},
};

/// The longest words of a row by which it is known again, in characters.
const LONGEST: usize = 2_000;
/// How long all items may take where the step does not say so.
const USUAL_TIME: Duration = Duration::from_hours(1);

/// What the steps are done for.
enum Item {
    Record(Map<String, Value>),
    /// A row, by what stands in it.
    Row(String),
}

/// The row in which selectors look for their elements.
pub(super) struct Scope {
    rows: Css,
    /// Its place among the rows of the page as it is now.
    index: usize,
}

impl<K: Keeper> WorkflowRun<K> {
    pub(super) async fn for_each(&mut self, each: &ForEach, step: &Step) -> Result<Outcome, Failure> {
        let end = Instant::now() + step.timeout.map_or(USUAL_TIME, |seconds| Duration::from_secs(seconds.into()));
        let items = self.items(each).await?;
        if items.is_empty() && !each.allow_empty {
            return Err(Failure::new(Reason::NoRecords, "there is nothing to do the steps for"));
        }
        let home = self.page.look().await?.url;
        let mut told = ItemOutcomes { count: items.len() as u64, ..ItemOutcomes::default() };
        for (item, number) in items.into_iter().zip(0..) {
            self.keeper.item(&told, each.may_change()).await?;
            self.place.item = Some((number, 0));
            let ended = self.item(each, item, number, (&home, end)).await;
            self.scope = None;
            self.form = Submission::default();
            match ended {
                Ok(()) => told.done += 1,
                Err(Stopped { failure, skips }) => {
                    let is_skipped =
                        (skips || step.on_failure == OnFailure::SkipItem) && failure.reason.is_of_the_page();
                    let message = format!("item {number}: {}", failure.message);
                    told.fail(number, failure.clone());
                    if !is_skipped {
                        self.keeper.item(&told, false).await?;
                        return Err(Failure::new(failure.reason, message));
                    }
                }
            }
        }
        self.keeper.item(&told, false).await?;
        Ok(Outcome::Looped)
    }

    /// The records that were read before, or the rows of the page.
    async fn items(&mut self, each: &ForEach) -> Result<Vec<Item>, Failure> {
        let Some(rows) = &each.rows else {
            let name = each.of.as_deref().unwrap_or_default();
            let records = self.records.get(name).into_iter().flatten();
            return Ok(records.cloned().map(Item::Record).collect());
        };
        let mut found = self.reads(|document| known_rows(document, rows)).await?;
        if found.is_empty() && self.page.can_switch_to_browser() {
            self.page.switch_to_browser().await?;
            found = self.reads(|document| known_rows(document, rows)).await?;
        }
        Ok(found.into_iter().map(Item::Row).collect())
    }

    async fn item(
        &mut self,
        each: &ForEach,
        item: Item,
        number: u32,
        (home, end): (&Url, Instant),
    ) -> Result<(), Stopped> {
        if number > 0 && (moves(&each.steps) || self.page.look().await?.url != *home) {
            self.page.begin_step_within(end.saturating_duration_since(Instant::now()));
            self.open(home).await?;
        }
        if let Item::Row(words) = &item {
            self.scope = Some(self.row(each, number, words).await?);
        }
        for (step, inner) in each.steps.iter().zip(0..) {
            self.place.item = Some((number, inner));
            let of_record = match &item {
                Item::Record(record) => Some(filled(step, record)?),
                Item::Row(_) => None,
            };
            let Err(failed) = self.timed(of_record.as_ref().unwrap_or(step), Some(end)).await else {
                if let Item::Row(words) = &item
                    && moves(std::slice::from_ref(step))
                {
                    // On another page, selectors look everywhere.
                    self.scope = self.row(each, number, words).await.ok();
                }
                continue;
            };
            if !(step.on_failure == OnFailure::Continue && failed.reason.is_of_the_page()) {
                return Err(Stopped { failure: failed, skips: step.on_failure == OnFailure::SkipItem });
            }
        }
        Ok(())
    }

    /// The row that said this when the items were counted: where it was then, or else the only one that says so.
    async fn row(&mut self, each: &ForEach, number: u32, words: &str) -> Result<Scope, Failure> {
        let rows = each.rows.clone().unwrap_or(Css(String::new()));
        let found = self.reads(|document| known_rows(document, &rows)).await?;
        let index = usize::try_from(number).unwrap_or(usize::MAX);
        if found.get(index).is_some_and(|found| found == words) {
            return Ok(Scope { rows, index });
        }
        let mut same = found.iter().enumerate().filter(|(_, found)| *found == words);
        match (same.next(), same.next()) {
            (Some((index, _)), None) => Ok(Scope { rows, index }),
            _ => Err(Failure::new(Reason::SourceChanged, "the row is not on the page any more")),
        }
    }
}

/// How the steps for an item ended before their end.
struct Stopped {
    failure: Failure,
    /// Whether the step says that the next item is begun.
    skips: bool,
}

impl<F: Into<Failure>> From<F> for Stopped {
    fn from(failure: F) -> Self {
        Self { failure: failure.into(), skips: false }
    }
}

/// Whether steps lead to another page, so that the first has to be opened again.
fn moves(steps: &[Step]) -> bool {
    steps.iter().any(|step| matches!(step.kind, Kind::Visit(_) | Kind::Click(_) | Kind::Submit(_)))
}

/// What stands in each row, its links included.
fn known_rows(document: &Document, rows: &Css) -> Vec<String> {
    let links = Css("a[href]".to_owned());
    let known = |row| {
        let links = document.all_in(row, &links).into_iter().filter_map(|link| link.attr("href"));
        let links: Vec<&str> = links.collect();
        format!("{}\n{}", document.text(row, LONGEST).unwrap_or_default(), links.join("\n"))
    };
    document.all(rows).into_iter().map(known).collect()
}

/// The elements that a selector finds: in a row, if there is one, and by their places among all that it finds.
pub(super) fn targets(document: &Document, css: &Css, scope: Option<&Scope>) -> Vec<Target> {
    let all = document.all(css);
    let target = |nth| Target { selector: css.0.clone(), nth };
    let Some(scope) = scope else { return (0..all.len()).map(target).collect() };
    let Some(row) = document.all(&scope.rows).get(scope.index).copied() else { return Vec::new() };
    let inside = document.all_in(row, css);
    let places = all.iter().enumerate().filter(|(_, element)| inside.iter().any(|found| found.id() == element.id()));
    places.map(|(nth, _)| target(nth)).collect()
}
