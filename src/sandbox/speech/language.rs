//! The languages the site speaks.

use super::texts::TEXTS;

/// A language of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// The language the texts are written in.
    English,
    /// The language that [`TEXTS`] has beside it.
    German,
}

impl Language {
    /// The language as HTML's `lang` names it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// The text in this language; one that is not in the table stays English.
    pub fn say(self, english: &'static str) -> &'static str {
        let german = || TEXTS.into_iter().flatten().find(|(known, _)| *known == english).map(|(_, german)| *german);
        match self {
            Self::English => english,
            Self::German => german().unwrap_or(english),
        }
    }

    /// The text in this language, with `{name}` replaced by what goes there.
    pub fn fill(self, english: &'static str, name: &str, value: &dyn ToString) -> String {
        self.say(english).replace(&format!("{{{name}}}"), &value.to_string())
    }
}
