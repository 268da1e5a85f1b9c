//! Running a link's jobs.

mod asking;
pub mod jobs;
mod keeping;
mod resuming;
mod running;
mod workflow;
