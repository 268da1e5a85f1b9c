//! How the site's words come out: in its language, and nasty if a word of the password wants them so.

use super::language::Language;

/// Markup, template syntax, text that runs backwards, control characters and characters without width.
const NASTY: &str = "<script>alert('nasty')</script></title>{{7*7}}${7*7}\u{202E}drawkcab\u{202C}\u{1}\u{7}\u{8}\u{1B}[31m\u{200B}\u{FEFF}\u{2028}&amp;\"' ";

/// How long the longest label is, in bytes.
const LONG: usize = 10 * 1024 * 1024;

/// How many options the longest list has.
const MANY: u16 = 10_000;

/// The voice of one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The language of the page.
    pub language: Language,
    /// What is done to the words.
    pub tone: Tone,
}

/// What a page does to the words on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing.
    Plain,
    /// Each has text that a careless reader would trip over.
    Hostile,
    /// The labels of codes and questions are very long, and so is the list of methods.
    Long,
}

impl Voice {
    /// A text of the table, as the page shows it.
    pub fn say(self, english: &'static str) -> String {
        self.show(self.language.say(english))
    }

    /// A text of the table, with `{name}` replaced by what goes there.
    pub fn fill(self, english: &'static str, name: &str, value: &dyn ToString) -> String {
        self.show(&self.language.fill(english, name, value))
    }

    /// A text that is in the right language already.
    pub fn show(self, text: &str) -> String {
        match self.tone {
            Tone::Hostile => format!("{NASTY}{text}"),
            Tone::Plain | Tone::Long => text.to_owned(),
        }
    }

    /// The label of a code or a question, which may be too long for anybody.
    pub fn label(self, english: &'static str) -> String {
        match self.tone {
            Tone::Long => self.say(english).repeat(LONG / self.language.say(english).len() + 1),
            Tone::Plain | Tone::Hostile => self.say(english),
        }
    }

    /// How many options a list should be filled up to.
    pub const fn options(self) -> u16 {
        match self.tone {
            Tone::Long => MANY,
            Tone::Plain | Tone::Hostile => 0,
        }
    }
}
