//! Running a link's jobs.

mod asking;
pub mod jobs;
mod keeping;
mod running;
mod workflow;
