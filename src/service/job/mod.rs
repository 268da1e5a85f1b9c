//! Running jobs.

pub mod artifacts;
pub mod inputs;
pub mod jobs;
pub mod pages;
pub mod plans;
pub mod runs;
pub mod sessions;
pub mod waiting;
