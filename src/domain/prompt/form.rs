//! A posted form, and what can be wrong with its fields.

use secrecy::{ExposeSecret, SecretString};
use strum::{Display, IntoStaticStr, VariantArray};

/// The pairs of a posted form, in order; any of them may be a secret.
#[derive(Default)]
pub struct Form(Vec<(String, SecretString)>);

impl Form {
    /// The most pairs that are looked at.
    const MOST_PAIRS: usize = 64;

    /// Reads an `application/x-www-form-urlencoded` body.
    pub fn parse(body: &[u8]) -> Self {
        let pairs = url::form_urlencoded::parse(body).take(Self::MOST_PAIRS);
        Self(pairs.map(|(name, value)| (name.into_owned(), value.into_owned().into())).collect())
    }

    /// The first value of a name; a repeated one is not looked at.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.expose_secret())
    }
}

/// What is wrong with one field; its name in `kebab-case` is the key of the text that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Problem {
    Missing,
    TooLong,
    NotOffered,
    NotACode,
    NotAPhone,
    NotAnEmail,
    NotALink,
    NotADate,
    NotTheSame,
}

/// A field that cannot be taken as it was posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    pub field: String,
    pub problem: Problem,
}
