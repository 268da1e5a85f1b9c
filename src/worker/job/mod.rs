//! Running a link's jobs.

pub mod jobs;
mod keeping;
mod workflow;
