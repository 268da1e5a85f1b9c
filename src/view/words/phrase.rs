//! One text with its arguments, as plain text or as markup that keeps names in another script apart.

use std::{fmt, sync::Arc};

use askama::filters::HtmlSafe;

use super::{
    argument::{Argument, CLOSE, OPEN},
    wording::Wording,
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
    key: String,
    arguments: Vec<(&'static str, Argument)>,
}

impl Phrase {
    pub fn new(wording: Arc<Wording>, key: &str) -> Self {
        Self { wording, key: key.to_owned(), arguments: Vec::new() }
    }

    /// The same text with one more argument; the last of a name counts.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// The text as markup: escaped, with each argument in a `<bdi>`.
    pub fn html(&self) -> Markup {
        let text = self.isolated();
        let mut html = String::with_capacity(text.len() * 2);
        let mut rest = text.as_str();
        while let Some((at, mark)) = rest.char_indices().find_map(|(at, c)| Some((at, markup(c)?))) {
            let (plain, marked) = rest.split_at(at);
            html.push_str(plain);
            html.push_str(mark);
            rest = marked.strip_prefix(|_| true).unwrap_or_default();
        }
        html.push_str(rest);
        Markup(html)
    }

    fn isolated(&self) -> String {
        self.wording.say(&self.key, &self.arguments)
    }
}

/// What stands for a character in markup, if it cannot stand for itself.
fn markup(c: char) -> Option<&'static str> {
    Some(match c {
        OPEN => "<bdi>",
        CLOSE => "</bdi>",
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return None,
    })
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.isolated().split([OPEN, CLOSE]).try_for_each(|part| f.write_str(part))
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
    use crate::view::words::texts::Texts;

    #[test]
    fn hostile_arguments_stay_text_and_stay_in_their_place() {
        let phrase = Texts::load().unwrap().words("en").say("source-says").with("source", "<b>\u{2069}\u{202e}x'");
        assert_eq!(phrase.to_string(), "<b>x' says:");
        assert_eq!(phrase.html().to_string(), "<bdi>&lt;b&gt;x&#39;</bdi> says:");
    }
}
