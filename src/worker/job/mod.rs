//! Running a link's jobs.

pub mod jobs;
mod workflow;
