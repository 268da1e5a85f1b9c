//! Inputs: what a workflow is given with each link, declared by a JSON Schema (2020-12) of an object.

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use jsonschema::PatternOptions;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::source::recipe::lint::Mistake;

/// The most inputs of a workflow.
const MOST_INPUTS: usize = 50;
/// The longest name of an input, in bytes.
const LONGEST_NAME: usize = 40;
/// The longest title, description or pattern, in characters.
const LONGEST_TEXT: usize = 500;
/// The longest value that is no file, in characters.
const LONGEST_VALUE: u32 = 2_000;

/// The inputs of a workflow, by their names, as a JSON Schema (2020-12). No others can be given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Inputs {
    #[serde(rename = "type", default)]
    kind: ObjectType,
    pub properties: BTreeMap<String, Input>,
    /// The names of those that every link must have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<String>,
    /// `false` here as elsewhere: an input that is not declared is refused.
    #[serde(rename = "additionalProperties", default)]
    additional: bool,
}

/// The type of the schema itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum ObjectType {
    #[default]
    Object,
}

/// One input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Input {
    #[serde(rename = "type")]
    pub kind: InputType,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    /// The values that are allowed.
    #[serde(rename = "enum", default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "choices_schema")]
    choices: Option<Vec<Value>>,
    /// What stands for it where a link does not have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    default: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    min_length: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max_length: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pattern: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<Format>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    minimum: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    maximum: Option<i64>,
    /// With it the input is a file, in base64, for an `upload`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    content_encoding: Option<Encoding>,
    /// The media type of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_media_type: Option<String>,
}

/// The schema of a list of values that have no parts.
fn choices_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": ["array", "null"], "items": {"type": ["string", "number", "boolean"]}})
}

/// The type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InputType {
    String,
    Integer,
    Number,
    Boolean,
}

/// What a text is, where its form is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Format {
    Date,
    DateTime,
    Email,
    Uuid,
}

/// How the content of a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Encoding {
    Base64,
}

impl Input {
    /// Whether it is a file for an `upload`.
    pub const fn is_file(&self) -> bool {
        self.content_encoding.is_some()
    }

    fn lint(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        let mut add = |name: &str, message: &str| mistakes.push(Mistake::new(format!("{key}.{name}"), message));
        let texts = [("title", &self.title), ("description", &self.description), ("pattern", &self.pattern)];
        for (name, _) in texts.iter().filter(|(_, text)| is_long(text.as_deref())) {
            add(name, "at most 500 characters");
        }
        if self.choices.as_ref().is_some_and(|choices| !(1..=100).contains(&choices.len())) {
            add("enum", "has 1 to 100 values");
        }
        if self.is_file() && self.kind != InputType::String {
            add("contentEncoding", "a file is a `string`");
        }
        if self.content_media_type.is_some() && !self.is_file() {
            add("contentMediaType", "is about a file, which has `contentEncoding = \"base64\"`");
        }
        if self.content_media_type.as_ref().is_some_and(|text| !is_media_type(text)) {
            add("contentMediaType", "a media type is written as in `application/pdf`");
        }
    }
}

impl Inputs {
    /// Every mistake in the declaration.
    pub fn lint(&self, key: &str) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        if self.additional {
            let message = "an input that is not declared is never given: leave it out, or say `false`";
            mistakes.push(Mistake::new(format!("{key}.additionalProperties"), message));
        }
        if !(1..=MOST_INPUTS).contains(&self.properties.len()) {
            mistakes.push(Mistake::new(format!("{key}.properties"), format!("has 1 to {MOST_INPUTS} inputs")));
        }
        for (name, input) in self.properties.iter().take(MOST_INPUTS) {
            let key = format!("{key}.properties.{name}");
            if !is_name(name) {
                let message =
                    format!("a name is 1 to {LONGEST_NAME} of `a-z`, `0-9` and `_`, and begins with a letter");
                mistakes.push(Mistake::new(key.clone(), message));
            }
            input.lint(&key, &mut mistakes);
        }
        for (name, index) in self.required.iter().zip(0..) {
            if !self.properties.contains_key(name) {
                let message = format!("there is no input {name:?} among `properties`");
                mistakes.push(Mistake::new(format!("{key}.required[{index}]"), message));
            }
        }
        if mistakes.is_empty() {
            self.lint_values(key, &mut mistakes);
        }
        mistakes
    }

    /// The schema as a whole, and the values that it names itself.
    fn lint_values(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        for (name, input) in &self.properties {
            let key = format!("{key}.properties.{name}");
            let alone = Self { properties: BTreeMap::from([(name.clone(), input.clone())]), ..Self::default() };
            let Some(schema) = alone.validator() else {
                mistakes.push(Mistake::new(format!("{key}.pattern"), "no regular expression that can be used"));
                continue;
            };
            let fits = |value: &Value| schema.is_valid(&Value::from(Map::from_iter([(name.clone(), value.clone())])));
            if input.default.as_ref().is_some_and(|value| !fits(value)) {
                mistakes.push(Mistake::new(format!("{key}.default"), "does not fit the input itself"));
            }
            let choices = input.choices.iter().flatten().enumerate();
            let wrong = choices.filter(|(_, value)| !fits(value));
            mistakes.extend(
                wrong.map(|(index, _)| Mistake::new(format!("{key}.enum[{index}]"), "does not fit the input itself")),
            );
        }
    }

    fn validator(&self) -> Option<jsonschema::Validator> {
        // Linear in the text, whatever the pattern.
        let patterns = PatternOptions::regex().size_limit(1 << 20);
        let options = jsonschema::options().should_validate_formats(true).with_pattern_options(patterns);
        options.build(&serde_json::to_value(self).ok()?).ok()
    }

    /// The values of a workflow's inputs: those of `given` that it declares, and the defaults of others. Or the mistakes,
    /// by the inputs' names and without the values, which nobody needs to read.
    pub fn values(&self, given: &Map<String, Value>) -> Result<Map<String, Value>, Vec<Mistake>> {
        let mut values = Map::new();
        let mut mistakes = Vec::new();
        for (name, input) in &self.properties {
            match given.get(name).or(input.default.as_ref()) {
                Some(Value::String(text)) if !input.is_file() && is_too_long(text) => {
                    mistakes.push(Mistake::new(name, format!("at most {LONGEST_VALUE} characters")));
                }
                Some(Value::String(text)) if input.is_file() && BASE64_STANDARD.decode(text).is_err() => {
                    mistakes.push(Mistake::new(name, "is no base64"));
                }
                Some(value) => {
                    values.insert(name.clone(), value.clone());
                }
                None if self.required.contains(name) => {
                    mistakes.push(Mistake::new(name, "is missing: the workflow needs it"));
                }
                None => {}
            }
        }
        let given = Value::Object(values);
        let Some(validator) = self.validator() else {
            return Err(vec![Mistake::new(".", "the workflow's `inputs` are no schema any more")]);
        };
        for error in validator.iter_errors(&given) {
            let place = error.instance_path().to_string();
            let rule = error.schema_path().to_string();
            let (name, rule) = (place.trim_start_matches('/'), rule.rsplit('/').next().unwrap_or_default().to_owned());
            if !name.is_empty() {
                mistakes.push(Mistake::new(name, format!("does not fit its {rule:?} in the workflow's `inputs`")));
            }
        }
        mistakes.dedup_by(|a, b| a.key == b.key);
        match given {
            Value::Object(values) if mistakes.is_empty() => Ok(values),
            _ => Err(mistakes),
        }
    }
}

fn is_long(text: Option<&str>) -> bool {
    text.is_some_and(|text| text.chars().count() > LONGEST_TEXT)
}

fn is_too_long(text: &str) -> bool {
    text.chars().nth(LONGEST_VALUE as usize).is_some()
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.len() <= LONGEST_NAME
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

fn is_media_type(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    text.len() <= 120 && text.split_once('/').is_some_and(|(left, right)| is_part(left) && is_part(right))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn inputs(properties: &Value, required: &Value) -> Inputs {
        serde_json::from_value(json!({"properties": properties, "required": required})).unwrap()
    }

    fn keys(mistakes: Vec<Mistake>) -> Vec<String> {
        mistakes.into_iter().map(|mistake| mistake.key).collect()
    }

    #[test]
    fn a_declaration_is_told_its_mistakes_by_their_keys() {
        for (properties, required, key) in [
            (json!({"month": {"type": "string", "pattern": "^\\d{4}$", "default": "2026"}}), json!([]), None),
            (json!({}), json!([]), Some("inputs.properties")),
            (json!({"Month": {"type": "string"}}), json!([]), Some("inputs.properties.Month")),
            (json!({"month": {"type": "string"}}), json!(["moon"]), Some("inputs.required[0]")),
            (json!({"month": {"type": "string", "pattern": "("}}), json!([]), Some("inputs.properties.month.pattern")),
            (json!({"n": {"type": "integer", "default": "7"}}), json!([]), Some("inputs.properties.n.default")),
            (json!({"n": {"type": "integer", "enum": [1, "2"]}}), json!([]), Some("inputs.properties.n.enum[1]")),
            (
                json!({"f": {"type": "integer", "contentEncoding": "base64"}}),
                json!([]),
                Some("inputs.properties.f.contentEncoding"),
            ),
        ] {
            let mistakes = keys(inputs(&properties, &required).lint("inputs"));
            assert_eq!(mistakes.first().map(String::as_str), key, "{properties}");
        }
    }

    #[test]
    fn values_that_do_not_fit_are_told_by_their_names_and_not_shown() {
        let declared = inputs(
            &json!({
                "month": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
                "count": {"type": "integer", "minimum": 1},
                "day": {"type": "string", "format": "date"},
                "state": {"type": "string", "enum": ["paid", "open"], "default": "open"},
            }),
            &json!(["month"]),
        );
        let values = |given: Value| declared.values(given.as_object().unwrap());
        assert_eq!(
            values(json!({"month": "2026-02", "of_another_workflow": 1})).unwrap(),
            *json!({"month": "2026-02", "state": "open"}).as_object().unwrap()
        );
        for (given, key) in [
            (json!({}), "month"),
            (json!({"month": 202_602}), "month"),
            (json!({"month": "secret-value"}), "month"),
            (json!({"month": "2026-02", "count": 0}), "count"),
            (json!({"month": "2026-02", "count": 1.5}), "count"),
            (json!({"month": "2026-02", "day": "2026-02-30"}), "day"),
            (json!({"month": "2026-02", "state": "lost"}), "state"),
            (json!({"month": "x".repeat(2_001)}), "month"),
        ] {
            let mistakes = values(given.clone()).unwrap_err();
            assert_eq!(mistakes[0].key, key, "{given}");
            assert!(!mistakes[0].message.contains("secret-value"));
        }
    }
}
