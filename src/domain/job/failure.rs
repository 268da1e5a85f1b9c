//! Why a step, and with it a run, failed: a stable code, and words for the company's developers.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

/// Why a run failed. A code never changes its meaning.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
    schemars::JsonSchema,
)]
#[schemars(rename = "RunReason")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Reason {
    /// The signed-in session is gone, so the steps cannot be done.
    SessionLost,
    /// The source did not answer, or answered with an error.
    SourceUnavailable,
    /// The page is not what the definition expects: something that it names is not there.
    SourceChanged,
    /// The step did not end within its time.
    TimedOut,
    /// The page is more than may be read.
    PageTooLarge,
    /// The step needs a browser, and none is installed.
    BrowserMissing,
    /// An earlier workflow of the job failed, so this one did not begin.
    NotBegun,
    /// A mistake on this side.
    Internal,
}

/// How a step failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub reason: Reason,
    /// For the company's developers.
    pub message: String,
}

impl Failure {
    /// A failure with its words.
    pub fn new(reason: Reason, message: impl Into<String>) -> Self {
        Self { reason, message: message.into() }
    }
}
