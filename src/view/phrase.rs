//! One text with its arguments, as plain text or as markup that keeps names in another script apart.

use std::{fmt, sync::Arc};

use askama::filters::HtmlSafe;
use i18n_embed::fluent::FluentLanguageLoader;

/// Fluent puts these around every argument, so that a name written from right to left cannot turn its surroundings.
const OPEN: char = '\u{2068}';
const CLOSE: char = '\u{2069}';

/// An argument of a text.
#[derive(Clone)]
pub enum Argument {
    Text(String),
    /// A number that the text may count by.
    Number(i64),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        // What is put in must not close its own isolation.
        Self::Text(text.chars().filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).collect())
    }
}

impl From<&String> for Argument {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<&Phrase> for Argument {
    fn from(phrase: &Phrase) -> Self {
        phrase.to_string().as_str().into()
    }
}

impl From<u32> for Argument {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

/// A text that can be shown; the plain form is for titles and attributes, `html` for everything a person reads.
#[derive(Clone)]
pub struct Phrase {
    loader: Arc<FluentLanguageLoader>,
    key: String,
    arguments: Vec<(&'static str, Argument)>,
}

impl Phrase {
    pub(super) fn new(loader: Arc<FluentLanguageLoader>, key: &str) -> Self {
        Self { loader, key: key.to_owned(), arguments: Vec::new() }
    }

    /// The same text with one more argument; the last of a name counts.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// The text as markup: escaped, with each argument in a `<bdi>`.
    pub fn html(&self) -> Markup {
        let mut html = String::new();
        for c in self.isolated().chars() {
            match c {
                OPEN => html.push_str("<bdi>"),
                CLOSE => html.push_str("</bdi>"),
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '"' => html.push_str("&quot;"),
                '\'' => html.push_str("&#39;"),
                other => html.push(other),
            }
        }
        Markup(html)
    }

    fn isolated(&self) -> String {
        let arguments = self.arguments.iter().map(|(name, argument)| {
            let value = match argument {
                Argument::Text(text) => text.as_str().into(),
                Argument::Number(number) => (*number).into(),
            };
            (*name, value)
        });
        self.loader.get_args_concrete(&self.key, arguments.collect())
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.isolated().replace([OPEN, CLOSE], ""))
    }
}

/// Text that is already escaped.
pub struct Markup(String);

impl HtmlSafe for Markup {}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use crate::view::texts::Texts;

    #[test]
    fn hostile_arguments_stay_text_and_stay_in_their_place() {
        let phrase = Texts::load().unwrap().words("en").say("source-says").with("source", "<b>\u{2069}\u{202e}x'");
        assert_eq!(phrase.to_string(), "<b>x' says:");
        assert_eq!(phrase.html().to_string(), "<bdi>&lt;b&gt;x&#39;</bdi> says:");
    }
}
