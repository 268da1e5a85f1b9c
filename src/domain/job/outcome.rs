//! How a step of a run ended, as it is kept with the run.

use std::{iter::Sum, ops::Add};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::failure::{Failure, Reason};

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// It has not ended.
    Begun,
    Done,
    Skipped,
    Failed,
    /// It was interrupted, and may have been done.
    Unknown,
}

/// A step of a run that was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "StepOutcome")]
pub struct StepOutcome {
    /// The step's number, from 0.
    pub step: u32,
    pub outcome: Ending,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// What went wrong, for developers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// How many records it read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records: Option<u64>,
    /// On how many pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u64>,
    /// How often it asked the customer.
    #[serde(default, skip_serializing_if = "is_never")]
    pub asked: u8,
    /// How many files it took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub files: Option<u64>,
    /// How many bytes they have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// Of a `for_each`: what became of the items so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<ItemOutcomes>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes it so")]
const fn is_never(count: &u8) -> bool {
    *count == 0
}

/// The most items whose failures are kept.
const MOST_FAILURES: usize = 100;

/// What became of the items of a step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ItemOutcomes {
    /// How many there are.
    pub count: u64,
    /// How many are done.
    pub done: u64,
    /// How many failed, and were left.
    pub failed: u64,
    /// A hash of what stands in the rows, by which a run that was cut off knows the list again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows_hash: Option<String>,
    /// Why: the first 100 of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<ItemFailure>,
}

/// Why an item failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ItemFailure {
    /// The item's number, from 0.
    pub item: u32,
    pub reason: Reason,
    /// What went wrong, for developers.
    pub message: String,
}

impl ItemOutcomes {
    /// An item has failed.
    pub fn fail(&mut self, item: u32, failure: Failure) {
        self.failed += 1;
        if self.failures.len() < MOST_FAILURES {
            let Failure { reason, message } = failure;
            self.failures.push(ItemFailure { item, reason, message });
        }
    }
}

impl StepOutcome {
    /// A step that begins.
    pub const fn begun(step: u32) -> Self {
        Self {
            step,
            outcome: Ending::Begun,
            reason: None,
            message: None,
            records: None,
            pages: None,
            asked: 0,
            files: None,
            bytes: None,
            items: None,
        }
    }

    /// The step has failed.
    pub fn fail(&mut self, failure: &Failure) {
        self.outcome = Ending::Failed;
        self.reason = Some(failure.reason);
        self.message = Some(failure.message.clone());
    }
}

/// What a run did at the source so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "RunCounts")]
#[serde(default)]
pub struct Counts {
    /// How many pages were opened.
    pub pages: u64,
    /// How many records were read.
    pub records: u64,
    /// How many files were taken.
    pub files: u64,
    /// How many bytes the files have.
    pub bytes: u64,
    /// How many requests were sent that may change something.
    pub writes: u64,
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            pages: self.pages + other.pages,
            records: self.records + other.records,
            files: self.files + other.files,
            bytes: self.bytes + other.bytes,
            writes: self.writes + other.writes,
        }
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), Self::add)
    }
}
