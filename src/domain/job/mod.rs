//! A job: a named, ordered list of workflows for one source; and the runs of jobs.

pub mod artifact;
pub mod csv;
pub mod failure;
pub mod file;
pub mod input;
pub mod name;
pub mod outcome;
pub mod permissions;
pub mod profile;
pub mod progress;
pub mod record;
pub mod saying;
pub mod schema;
pub mod step;
pub mod workflow;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use super::id::Noun;

/// Names a job in an id.
pub struct Job;

impl Noun for Job {
    const PREFIX: &'static str = "job";
}

/// Names one execution of a job in an id.
pub struct JobRun;

impl Noun for JobRun {
    const PREFIX: &'static str = "jbr";
}

/// Names one execution of a workflow in an id.
pub struct WorkflowRun;

impl Noun for WorkflowRun {
    const PREFIX: &'static str = "wfr";
}

/// Names a result of a workflow run in an id.
pub struct Artifact;

impl Noun for Artifact {
    const PREFIX: &'static str = "art";
}

/// Where the run of a job stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr, schemars::JsonSchema,
)]
#[schemars(rename = "RunStatus")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Status {
    Pending,
    InProgress,
    Completed,
    Failed,
}

/// Where the run of a workflow stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr, schemars::JsonSchema,
)]
#[schemars(rename = "WorkflowRunStatus")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum WorkflowStatus {
    Pending,
    InProgress,
    /// It waits for the customer's answer.
    AwaitingUserInput,
    Completed,
    /// It ended well without an artifact and without a change at the source.
    CompletedWithNoActionTaken,
    Failed,
}
