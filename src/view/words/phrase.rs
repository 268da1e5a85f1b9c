//! One text with its arguments, as plain text or as markup that keeps names in another script apart.

use std::{fmt, sync::Arc};

use super::{
    argument::Argument,
    markup::Markup,
    wording::{Form, Text, Wording},
};

impl From<&Phrase> for Argument {
    fn from(phrase: &Phrase) -> Self {
        phrase.to_string().as_str().into()
    }
}

/// A text that can be shown; the plain form is for titles and attributes, `html` for everything a person reads.
#[derive(Clone)]
pub struct Phrase {
    wording: Arc<Wording>,
    text: Text,
    arguments: Vec<(&'static str, Argument)>,
}

impl Phrase {
    pub fn new(wording: Arc<Wording>, key: &str) -> Self {
        Self { text: wording.find(key), wording, arguments: Vec::new() }
    }

    /// The same text with one more argument; the last of a name counts.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// The text as markup: escaped, with each argument in a `<bdi>`.
    pub fn html(&self) -> Markup<Html<'_>> {
        Markup(Html(self))
    }

    fn write(&self, out: &mut fmt::Formatter<'_>, form: Form) -> fmt::Result {
        self.wording.write(out, &self.text, &self.arguments, form)
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, Form::Plain)
    }
}

/// A phrase that shows itself as markup.
pub struct Html<'a>(&'a Phrase);

impl fmt::Display for Html<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(f, Form::Html)
    }
}

#[cfg(test)]
mod tests {
    use crate::view::words::texts::Texts;

    #[test]
    fn hostile_arguments_stay_text_and_stay_in_their_place() {
        let phrase = Texts::load().unwrap().words("en").say("source-says").with("source", "<b>\u{2069}\u{202e}x'");
        assert_eq!(phrase.to_string(), "<b>x' says:");
        assert_eq!(phrase.html().to_string(), "<bdi>&lt;b&gt;x&#39;</bdi> says:");
    }
}
