//! A field of a record: where its words stand, and what they are read as.

use std::{borrow::Cow, collections::BTreeMap};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, de::Error};
use serde_json::{Value, json};
use strum::IntoStaticStr;

use super::{currency, date::ORDERS};
use crate::domain::source::recipe::{Css, lint::Mistake};

/// The most values of an `enum`, and words of each.
const MOST_VALUES: usize = 60;

/// What the words of a field are read as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FieldType {
    #[default]
    Text,
    Integer,
    Decimal,
    Money,
    Date,
    Datetime,
    Boolean,
    Enum,
    Url,
    /// The file behind a link: it is taken, and the record says its name, type, size and hash.
    File,
}

/// A field of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(into = "Written")]
pub struct Field {
    /// Where it stands, in the row or on the page; without it, the row itself.
    pub at: Option<Css>,
    /// The attribute that has the words; without it, what a person reads there, and of a `url` or `file` its `href`.
    pub attribute: Option<String>,
    pub kind: FieldType,
    /// The language of numbers and dates (`de`), the order of a date (`dmy`, `mdy`, `ymd`), or the words of a boolean
    /// (`Paid|Open`); without it, the language of the page.
    pub format: Option<String>,
    /// Whether the record is nothing without it; without rows, it is unless this says otherwise.
    pub required: Option<bool>,
    /// Whether it tells one record from another.
    pub key: bool,
    /// The currency of `money` that names none, or one of several.
    pub currency: Option<String>,
    /// The values of an `enum`, with the words that the source has for each.
    pub values: BTreeMap<String, Vec<String>>,
}

/// A field as it is written: its selector alone, or all of it.
#[derive(Clone, Serialize, JsonSchema)]
#[serde(untagged)]
enum Written {
    Plain(Css),
    Whole(Whole),
}

/// A field of a record.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Field")]
#[serde(deny_unknown_fields)]
struct Whole {
    /// Where it stands, in the row or on the page; without it, the row itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<Css>,
    /// The attribute that has the words; without it, what a person reads there, and of a `url` or `file` its `href`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attribute: Option<String>,
    /// What the words are read as.
    #[serde(default, rename = "type")]
    kind: FieldType,
    /// The language of numbers and dates (`de`), the order of a date (`dmy`, `mdy`, `ymd`), or the words of a boolean
    /// (`Paid|Open`); without it, the language of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    /// Whether the record is nothing without it; without rows, it is unless this says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    required: Option<bool>,
    /// Whether it tells one record from another.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    key: bool,
    /// The currency of `money` that names none, or one of several, as ISO 4217 writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    currency: Option<String>,
    /// The values of an `enum`, with the words that the source has for each.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    values: BTreeMap<String, Vec<String>>,
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = match Value::deserialize(deserializer)? {
            Value::String(css) => return Ok(Self::at(Css(css))),
            written => written,
        };
        let whole: Result<Whole, _> = serde_path_to_error::deserialize(written);
        let Whole { at, attribute, kind, format, required, key, currency, values } =
            whole.map_err(|error| match error.path().to_string().as_str() {
                "." => D::Error::custom(error.inner()),
                path => D::Error::custom(format!("{path}: {}", error.inner())),
            })?;
        Ok(Self { at, attribute, kind, format, required, key, currency, values })
    }
}

impl From<Field> for Written {
    fn from(field: Field) -> Self {
        let Field { at, attribute, kind, format, required, key, currency, values } = field;
        let whole = Whole { at, attribute, kind, format, required, key, currency, values };
        match &whole.at {
            Some(css) if whole == (Whole { at: Some(css.clone()), ..Whole::default() }) => Self::Plain(css.clone()),
            _ => Self::Whole(whole),
        }
    }
}

impl JsonSchema for Field {
    fn schema_name() -> Cow<'static, str> {
        "FieldOrSelector".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Written::json_schema(generator)
    }
}

impl Field {
    /// A field of text at a selector.
    pub fn at(css: Css) -> Self {
        Self { at: Some(css), ..Self::default() }
    }

    /// Whether a record without it is a failure.
    pub fn is_required(&self, has_rows: bool) -> bool {
        self.required.unwrap_or(self.key || !has_rows)
    }

    /// Every mistake in a field that stands at `key`.
    pub fn lint(&self, key: &str, has_rows: bool) -> Vec<Mistake> {
        let at = |name: &str| format!("{key}.{name}");
        let mut mistakes: Vec<Mistake> = self.at.iter().filter_map(|css| css.mistake(key.to_owned())).collect();
        let mut add = |name: &str, message: &str| mistakes.push(Mistake::new(at(name), message));
        if self.at.is_none() && !has_rows {
            add("at", "a field of a page says where it stands");
        }
        if self.attribute.as_ref().is_some_and(|name| !is_attribute(name)) {
            add("attribute", "no name of an attribute");
        }
        if self.key && self.kind == FieldType::File {
            add("key", "a file tells no record from another");
        }
        if self.key && self.required == Some(false) {
            add("required", "what tells records apart is in each of them");
        }
        if let Some(format) = &self.format
            && let Some(message) = self.format_mistake(format)
        {
            add("format", message);
        }
        if let Some(code) = &self.currency {
            match self.kind {
                FieldType::Money if currency::coded(code).is_some() => {}
                FieldType::Money => add("currency", "no currency of ISO 4217, such as `EUR`"),
                _ => add("currency", "only `money` has a currency"),
            }
        }
        match (self.kind, self.values.len()) {
            (FieldType::Enum, 0) => add("values", "an `enum` says its values"),
            (FieldType::Enum, ..=MOST_VALUES) | (_, 0) => {}
            (FieldType::Enum, _) => add("values", "an `enum` has at most 60 values"),
            _ => add("values", "only an `enum` has values"),
        }
        mistakes
    }

    fn format_mistake(&self, format: &str) -> Option<&'static str> {
        let is_tag = (2..=12).contains(&format.len())
            && format.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && format.split('-').next().is_some_and(|language| (2..=3).contains(&language.len()));
        match self.kind {
            FieldType::Integer | FieldType::Decimal | FieldType::Money if is_tag => None,
            FieldType::Integer | FieldType::Decimal | FieldType::Money => Some("a language, such as `de` or `en-US`"),
            FieldType::Date | FieldType::Datetime if is_tag || ORDERS.contains(&format) => None,
            FieldType::Date | FieldType::Datetime => {
                Some("a language, such as `de` or `en-US`, or `dmy`, `mdy`, `ymd`")
            }
            FieldType::Boolean if format.contains('|') => None,
            FieldType::Boolean => Some("the words for yes and for no, such as `Paid|Open`"),
            FieldType::Text | FieldType::Enum | FieldType::Url | FieldType::File => Some("this type has no format"),
        }
    }

    /// The JSON Schema of its value.
    pub fn schema(&self) -> Value {
        const DECIMAL: &str = "^-?[0-9]+(\\.[0-9]+)?$";
        match self.kind {
            FieldType::Text => json!({"type": "string"}),
            FieldType::Integer => json!({"type": "integer"}),
            FieldType::Decimal => json!({"type": "string", "pattern": DECIMAL}),
            FieldType::Money => json!({
                "type": "object",
                "properties": {
                    "amount": {"type": "string", "pattern": DECIMAL},
                    "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
                },
                "required": ["amount", "currency"],
                "additionalProperties": false,
            }),
            FieldType::Date => json!({"type": "string", "format": "date"}),
            FieldType::Datetime => {
                json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z?$"})
            }
            FieldType::Boolean => json!({"type": "boolean"}),
            FieldType::Enum => json!({"type": "string", "enum": self.values.keys().collect::<Vec<_>>()}),
            FieldType::Url => json!({"type": "string", "format": "uri"}),
            FieldType::File => json!({
                "type": "object",
                "properties": {
                    "name": {"type": "string"},
                    "media_type": {"type": "string"},
                    "size": {"type": "integer", "minimum": 0},
                    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                },
                "required": ["name", "media_type", "size", "sha256"],
                "additionalProperties": false,
            }),
        }
    }
}

fn is_attribute(name: &str) -> bool {
    (1..=60).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
}
