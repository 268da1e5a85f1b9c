//! Reading a definition from a file, and saying where each mistake stands in it.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Definition, recipe::lint::Mistake};

/// The most mistakes that are told: whoever has more will ask again.
const MOST_MISTAKES: usize = 50;

/// One mistake in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// From 1.
    pub line: usize,
    /// Empty where the file cannot be read at all.
    pub key: String,
    pub message: String,
}

impl fmt::Display for Located {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.key.as_str() {
            "" => write!(f, "{}: {}", self.line, self.message),
            key => write!(f, "{}: {key}: {}", self.line, self.message),
        }
    }
}

/// The definition in a text, or all that is wrong with it.
pub fn read(text: &str, is_json: bool) -> Result<Definition, Vec<Located>> {
    read_as(text, is_json, |definition: Definition| {
        let mistakes = definition.lint();
        if mistakes.is_empty() { Ok(definition) } else { Err(mistakes) }
    })
}

/// What `check` makes of a text, or all that is wrong with it.
pub fn read_as<T: DeserializeOwned, U>(
    text: &str,
    is_json: bool,
    check: impl FnOnce(T) -> Result<U, Vec<Mistake>>,
) -> Result<U, Vec<Located>> {
    let written: T = if is_json { parse_json(text)? } else { parse_toml(text)? };
    let mistakes = match check(written) {
        Ok(definition) => return Ok(definition),
        Err(mistakes) => mistakes,
    };
    let offset = |key: &str| if is_json { offset_in_json(text, key) } else { offset_in_toml(text, key) };
    Err(mistakes
        .into_iter()
        .take(MOST_MISTAKES)
        .map(|mistake| Located {
            line: line_at(text, offset(&mistake.key)),
            key: mistake.key,
            message: mistake.message,
        })
        .collect())
}

fn parse_json<T: DeserializeOwned>(text: &str) -> Result<T, Vec<Located>> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let key = error.path().to_string();
        vec![Located { line: error.inner().line(), key, message: error.inner().to_string() }]
    })
}

fn parse_toml<T: DeserializeOwned>(text: &str) -> Result<T, Vec<Located>> {
    let failed = |key: String, error: &toml::de::Error| {
        let line = error.span().map_or(1, |span| line_at(text, span.start));
        vec![Located { line, key, message: error.message().trim().replace('\n', ", ") }]
    };
    let deserializer = toml::Deserializer::parse(text).map_err(|error| failed(String::new(), &error))?;
    serde_path_to_error::deserialize(deserializer).map_err(|error| failed(error.path().to_string(), error.inner()))
}

fn line_at(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

/// The names and numbers of a key such as `recipe.screens[2].fields.code`.
fn parts(key: &str) -> impl Iterator<Item = &str> {
    key.split(['.', '[']).map(|part| part.trim_end_matches(']'))
}

/// Where the deepest part of a key that is there stands.
fn offset_in_toml(text: &str, key: &str) -> usize {
    let Ok(table) = DeTable::parse(text) else {
        return 0;
    };
    let mut offset = table.span().start;
    let root = Spanned::new(table.span(), DeValue::Table(table.into_inner()));
    let mut value = &root;
    for part in parts(key) {
        let found = match value.get_ref() {
            DeValue::Table(table) => table.get(part),
            DeValue::Array(array) => part.parse().ok().and_then(|index: usize| array.get(index)),
            _ => None,
        };
        let Some(found) = found else { break };
        offset = found.span().start;
        value = found;
    }
    offset
}

/// As [`offset_in_toml`]: every raw value is a part of the text that it was read from.
fn offset_in_json(text: &str, key: &str) -> usize {
    let mut value = text;
    for part in parts(key) {
        let found = match part.parse::<usize>() {
            Ok(index) => serde_json::from_str::<Vec<&RawValue>>(value).ok().and_then(|all| all.get(index).copied()),
            Err(_) => {
                serde_json::from_str::<BTreeMap<Cow<str>, &RawValue>>(value).ok().and_then(|all| all.get(part).copied())
            }
        };
        let Some(found) = found else { break };
        value = found.get();
    }
    value.as_ptr().addr() - text.as_ptr().addr()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
name = "Shop"
login_url = "https://shop.example/login"

[recipe]
signed_in = { all = ["a.logout"] }

[[recipe.screens]]
name = "sign in"
ask = "credentials"
when = { all = ["form"] }

[recipe.screens.fields]
identifier = "input[name=user]"
password = "input[name=pass]"
"#;

    #[test]
    fn a_good_file_is_read() {
        assert_eq!(read(GOOD, false).unwrap().allowed_hosts(), ["shop.example"]);
    }

    #[test]
    fn each_mistake_is_told_with_its_line_and_key() {
        let bad = GOOD.replace("\"input[name=user]\"", "\"input[[\"").replace("[\"form\"]", "[\"form\", \"a >>\"]");
        let mistakes = read(&bad, false).unwrap_err();
        let told: Vec<(usize, &str)> = mistakes.iter().map(|m| (m.line, m.key.as_str())).collect();
        assert_eq!(told, [(11, "recipe.screens[0].when.all[1]"), (14, "recipe.screens[0].fields.identifier")]);
    }

    #[test]
    fn mistakes_in_json_have_their_lines_as_well() {
        let good: serde_json::Value = toml::from_str(GOOD).unwrap();
        let bad = serde_json::to_string_pretty(&good).unwrap().replace("input[name=user]", "input[[");
        let line = bad.lines().position(|line| line.contains("input[[")).unwrap() + 1;
        let mistakes = read(&bad, true).unwrap_err();
        assert_eq!((mistakes[0].line, mistakes[0].key.as_str()), (line, "recipe.screens[0].fields.identifier"));
    }

    #[test]
    fn an_unknown_key_a_wrong_type_and_bad_syntax_are_told_with_their_line() {
        let cases = [
            (GOOD.replace("ask =", "aks ="), 8, "aks"),
            (GOOD.replace("\"credentials\"", "\"credential\""), 10, "credential"),
            (GOOD.replace("name = \"Shop\"", "name = Shop"), 2, ""),
        ];
        for (text, line, said) in cases {
            let mistakes = read(&text, false).unwrap_err();
            assert!(mistakes[0].to_string().contains(said), "{mistakes:?}");
            assert!((line..line + 4).contains(&mistakes[0].line), "{mistakes:?}");
        }
    }
}
