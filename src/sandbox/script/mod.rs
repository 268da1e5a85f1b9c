//! The words of a password, and what they make the site do: which prompts it shows and what it refuses.

pub mod behaviour;
pub mod method;
pub mod prompt;
pub mod refusal;
pub mod words;
