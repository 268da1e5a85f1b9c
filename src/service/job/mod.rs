//! Running jobs.

pub mod artifacts;
pub mod jobs;
