//! Running jobs.

pub mod jobs;
