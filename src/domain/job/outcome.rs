//! How a step of a run ended, as it is kept with the run.

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
    /// How many files it took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub files: Option<u64>,
    /// How many bytes they have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
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
            files: None,
            bytes: None,
        }
    }

    /// The step has failed.
    pub fn fail(&mut self, failure: &Failure) {
        self.outcome = Ending::Failed;
        self.reason = Some(failure.reason);
        self.message = Some(failure.message.clone());
    }
}
