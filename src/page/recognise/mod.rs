//! Screens without a recipe: what a page is, read from what the web's sign-in pages have in common.
//!
//! Evidence is weighed: standard attributes first, then what a person reads, then how the page is built and what has
//! changed since the last one. What comes out is a screen as a recipe would describe it, so everything that works
//! with recipes works with what is recognised.

mod history;
mod inspection;
mod page;
mod prompt;
mod reading;
mod state;
mod words;

pub use self::{
    history::History,
    inspection::Evidence,
    reading::{Meaning, Reading, keeps_out, needs_script_inside, read},
};

#[cfg(test)]
mod tests;
