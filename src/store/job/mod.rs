//! Workflows, jobs, their runs and artifacts.

pub mod artifacts;
pub mod inputs;
pub mod job_runs;
pub mod jobs;
pub mod object_deletions;
pub mod plans;
pub mod progress;
pub mod workflow_runs;
pub mod workflows;
