//! Interpreting a recipe on a page: what it asks and what an answer does to it.

pub mod acting;
pub mod field;
pub mod memory;
pub mod options;
pub mod outline;
pub mod reading;
pub mod run;
mod scripts;

/// The most choices, questions and test values that are read off one page.
const MOST_OPTIONS: usize = 100;
