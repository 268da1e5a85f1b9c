//! What a job is called: customers read it as what will be done with their sign-in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{line, source::recipe::lint::Mistake};

/// The tags of the languages that the pages are in.
pub const LANGUAGES: [&str; 7] = ["ar", "de", "en", "es", "fr", "ja", "pt"];

/// The longest name, in characters.
const LONGEST: usize = 80;

/// A name, and what it is in other languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct JobName {
    pub name: String,
    /// By the tag of the language.
    pub names: BTreeMap<String, String>,
}

/// A name as it is stored: links from before names had languages have only a text.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Plain(String),
    InLanguages { name: String, names: BTreeMap<String, String> },
}

impl From<Written> for JobName {
    fn from(written: Written) -> Self {
        match written {
            Written::Plain(name) => name.into(),
            Written::InLanguages { name, names } => Self { name, names },
        }
    }
}

impl From<JobName> for Written {
    fn from(JobName { name, names }: JobName) -> Self {
        if names.is_empty() { Self::Plain(name) } else { Self::InLanguages { name, names } }
    }
}

impl From<String> for JobName {
    fn from(name: String) -> Self {
        Self { name, names: BTreeMap::new() }
    }
}

impl JobName {
    /// The name for those who read this language.
    pub fn in_language(&self, tag: &str) -> &str {
        self.names.get(tag).unwrap_or(&self.name)
    }

    /// Every mistake in it.
    pub fn lint(&self) -> Vec<Mistake> {
        let mut mistakes: Vec<Mistake> = Vec::new();
        mistakes.extend(line::mistake(&self.name, LONGEST).map(|message| Mistake::new("name", message)));
        for (tag, name) in &self.names {
            let key = || format!("names.{tag}");
            if !LANGUAGES.contains(&tag.as_str()) {
                let message = format!("the pages are in {}, and in no other language", LANGUAGES.join(", "));
                mistakes.push(Mistake::new(key(), message));
            }
            mistakes.extend(line::mistake(name, LONGEST).map(|message| Mistake::new(key(), message)));
        }
        mistakes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name() -> JobName {
        let names = BTreeMap::from([("de".to_owned(), "Rechnungen lesen".to_owned())]);
        JobName { name: "Read your invoices".to_owned(), names }
    }

    #[test]
    fn a_language_without_a_name_of_its_own_has_the_common_one() {
        assert_eq!((name().in_language("de"), name().in_language("fr")), ("Rechnungen lesen", "Read your invoices"));
    }

    #[test]
    fn a_name_without_languages_is_stored_as_it_always_was() {
        let plain = JobName::from("Read your invoices".to_owned());
        assert_eq!(serde_json::to_string(&plain).unwrap(), "\"Read your invoices\"");
        for name in [plain, name()] {
            let stored = serde_json::to_string(&name).unwrap();
            assert_eq!(serde_json::from_str::<JobName>(&stored).unwrap(), name);
        }
    }

    #[test]
    fn mistakes_are_told_at_their_language() {
        let mut name = name();
        name.names.insert("tlh".to_owned(), "bom".to_owned());
        name.names.insert("fr".to_owned(), " ".to_owned());
        let keys: Vec<String> = name.lint().into_iter().map(|mistake| mistake.key).collect();
        assert_eq!(keys, ["names.fr", "names.tlh"]);
    }
}
