//! Doing steps for each of several items, every one from the same page.

use std::time::Duration;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use tokio::time::Instant;
use url::Url;

use super::{Outcome, WorkflowRun, keeper::Keeper};
use crate::{
    domain::{
        crypto::hex,
        job::{
            failure::{Failure, Reason},
            outcome::ItemOutcomes,
            step::{ForEach, OnFailure, Step, Values, filled},
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
    /// As JSON.
    Record(Box<str>),
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
        let mut told = self.told(&items)?;
        let ended = usize::try_from(told.done + told.failed).unwrap_or(usize::MAX);
        for (item, number) in items.into_iter().zip(0..).skip(ended) {
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

    /// What became of the items so far: of a run that was cut off, what is written of them, if they are the same.
    fn told(&mut self, items: &[Item]) -> Result<ItemOutcomes, Failure> {
        let fresh = ItemOutcomes { count: items.len() as u64, rows_hash: rows_hash(items), ..ItemOutcomes::default() };
        match self.items_before.take() {
            None => Ok(fresh),
            Some(before) if (before.count, &before.rows_hash) == (fresh.count, &fresh.rows_hash) => Ok(before),
            Some(_) => {
                let message = "the rows are not those that were there before the run was interrupted";
                Err(Failure::new(Reason::SourceChanged, message))
            }
        }
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
        if number > 0 && (each.moves() || self.page.look().await?.url != *home) {
            self.page.begin_step_within(end.saturating_duration_since(Instant::now()));
            self.open(home).await?;
        }
        if let Item::Row(words) = &item {
            self.scope = Some(self.row(each, number, words).await?);
        }
        let record: Option<Map<String, Value>> =
            match &item {
                Item::Record(text) => Some(serde_json::from_str(text).map_err(|error| {
                    Failure::new(Reason::Internal, format!("a record that was read before: {error}"))
                })?),
                Item::Row(_) => None,
            };
        for (step, inner) in each.steps.iter().zip(0..) {
            self.place.item = Some((number, inner));
            let filled = filled(step, Values { input: &self.inputs, item: record.as_ref() })?;
            let Err(failed) = self.timed(&filled, Some(end)).await else {
                if let Item::Row(words) = &item
                    && step.moves()
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

/// A hash of what stands in rows; `None` of records, which cannot have changed.
fn rows_hash(items: &[Item]) -> Option<String> {
    let mut digest = Sha256::new();
    for item in items {
        let Item::Row(words) = item else { return None };
        digest.update((words.len() as u64).to_be_bytes());
        digest.update(words);
    }
    Some(hex(&digest.finalize()[..16]))
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
