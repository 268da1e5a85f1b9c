//! How the site looks and speaks: its themes, their languages and texts, and what a word of the password does to them.

pub mod language;
pub mod texts;
pub mod theme;
pub mod voice;
