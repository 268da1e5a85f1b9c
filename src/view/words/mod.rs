//! The words of the pages in every language.

pub mod argument;
#[cfg(test)]
pub mod locales;
pub mod markup;
pub mod moment;
pub mod phrase;
pub mod texts;
pub mod wording;
