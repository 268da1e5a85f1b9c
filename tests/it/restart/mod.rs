//! The program is killed and started again: nothing is lost, and nothing reaches the source twice.

mod addresses;
mod answers;
mod calls;
mod ended;
mod files;
mod jobs;
mod prompts;
mod resumes;
mod upgrade;
