//! What something does, in an author's words for customers: one text, or one for each language.

use std::{borrow::Cow, collections::BTreeMap};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::name::LANGUAGES;
use crate::domain::{line, source::recipe::lint::Mistake};

/// The longest words, in characters.
const LONGEST: usize = 120;
/// The language that stands in for those that have no words of their own.
const COMMON: &str = "en";

/// Words for customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Saying {
    /// The same for all.
    Plain(String),
    /// By the tag of the language; English is among them.
    InLanguages(BTreeMap<String, String>),
}

impl Saying {
    /// The words for those who read this language.
    pub fn in_language(&self, tag: &str) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::InLanguages(texts) => texts.get(tag).or_else(|| texts.get(COMMON)).map_or("", String::as_str),
        }
    }

    /// Every mistake in words that stand at `key`.
    pub fn lint(&self, key: &str) -> Vec<Mistake> {
        let texts = match self {
            Self::Plain(text) => {
                return line::mistake(text, LONGEST).map(|message| Mistake::new(key, message)).into_iter().collect();
            }
            Self::InLanguages(texts) => texts,
        };
        let mut mistakes = Vec::new();
        if !texts.contains_key(COMMON) {
            mistakes.push(Mistake::new(key, "needs `en`, for languages that have no words of their own"));
        }
        for (tag, text) in texts {
            let key = format!("{key}.{tag}");
            if !LANGUAGES.contains(&tag.as_str()) {
                let message = format!("the pages are in {}, and in no other language", LANGUAGES.join(", "));
                mistakes.push(Mistake::new(&key, message));
            }
            mistakes.extend(line::mistake(text, LONGEST).map(|message| Mistake::new(key, message)));
        }
        mistakes
    }
}

impl JsonSchema for Saying {
    fn schema_name() -> Cow<'static, str> {
        "Saying".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let text = json!({"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": line::PATTERN});
        let texts: Map<String, Value> = LANGUAGES.iter().map(|tag| ((*tag).to_owned(), text.clone())).collect();
        json_schema!({
            "description": "Words for customers: one text, or one for each language, with English among them.",
            "anyOf": [
                text,
                {"type": "object", "properties": texts, "required": [COMMON], "additionalProperties": false},
            ],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saying(value: Value) -> Saying {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_language_without_words_of_its_own_has_the_english_ones() {
        let said = saying(json!({"en": "change your address", "de": "Ihre Anschrift ändern"}));
        assert_eq!((said.in_language("de"), said.in_language("ja")), ("Ihre Anschrift ändern", "change your address"));
        assert_eq!(saying(json!("change it")).in_language("de"), "change it");
    }

    #[test]
    fn mistakes_are_told_at_their_language() {
        let keys =
            |value| -> Vec<String> { saying(value).lint("says").into_iter().map(|mistake| mistake.key).collect() };
        assert_eq!(keys(json!("change it")), Vec::<String>::new());
        assert_eq!(keys(json!(" ")), ["says"]);
        assert_eq!(keys(json!({"de": "x", "tlh": "bom"})), ["says", "says.tlh"]);
    }
}
