//! Browser processes: starting and ending them, their folder, their memory, and what they tell sources they are.

pub(super) mod browser;
pub(super) mod command;
pub(super) mod downloads;
pub(super) mod folder;
mod memory;
pub(super) mod user_agent;
pub(super) mod windows;
