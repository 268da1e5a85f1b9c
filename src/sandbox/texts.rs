//! Every text of the site, English and German side by side; pages name a text by its English.

/// The texts.
pub const TEXTS: &[(&str, &str)] = &[];
