//! Every text of the site, English and German side by side; pages name a text by its English.

mod questions;
mod refusals;
mod steps;

/// The texts, in groups.
pub const TEXTS: [&[(&str, &str)]; 3] = [steps::TEXTS, refusals::TEXTS, questions::TEXTS];

#[cfg(test)]
mod tests;
