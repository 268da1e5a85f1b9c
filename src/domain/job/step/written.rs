//! A step as JSON and TOML have it: the keys of its kind beside those of every step, and none that nobody knows.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error},
};
use serde_json::{Map, Value, json};
use strum::VariantNames;

use super::{Kind, KindName, OnFailure, Step, common::LONGEST_TIME};
use crate::domain::{
    job::saying::Saying,
    source::recipe::{Mark, lint::Mistake},
};

impl Step {
    /// The step with these keys, or the key that is wrong and why.
    pub fn from_keys(mut keys: Map<String, Value>) -> Result<Self, Mistake> {
        Ok(Self {
            id: take(&mut keys, "id")?,
            when: take(&mut keys, "when")?,
            timeout: take(&mut keys, "timeout")?,
            on_failure: take(&mut keys, "on_failure")?,
            once: take(&mut keys, "once")?,
            label: take(&mut keys, "label")?,
            kind: Kind::from_keys(keys)?,
        })
    }
}

impl Kind {
    fn from_keys(mut keys: Map<String, Value>) -> Result<Self, Mistake> {
        let Some(name) = take::<Option<String>>(&mut keys, "step")? else {
            return Err(Mistake::new("step", format!("says what the step does: {}", names())));
        };
        let unknown = || Mistake::new("step", format!("there is no step `{name}`, only {}", names()));
        let kind: KindName = name.parse().map_err(|_| unknown())?;
        Ok(match kind {
            KindName::Visit => Self::Visit(read(keys)?),
            KindName::Extract => Self::Extract(read(keys)?),
            KindName::Expect => Self::Expect(read(keys)?),
            KindName::WaitFor => Self::WaitFor(read(keys)?),
            KindName::Stop => Self::Stop(read(keys)?),
            KindName::Click => Self::Click(read(keys)?),
            KindName::Fill => Self::Fill(read(keys)?),
            KindName::Select => Self::Select(read(keys)?),
            KindName::Check => Self::Check(read(keys)?),
            KindName::Submit => Self::Submit(read(keys)?),
            KindName::Download => Self::Download(read(keys)?),
            KindName::Upload => Self::Upload(read(keys)?),
            KindName::Print => Self::Print(read(keys)?),
            KindName::ForEach => Self::ForEach(read(keys)?),
            KindName::Ask => Self::Ask(read(keys)?),
        })
    }
}

fn names() -> String {
    let names: Vec<String> = KindName::VARIANTS.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// The value of an optional key, which is then no key of the kind any more.
fn take<T: DeserializeOwned + Default>(keys: &mut Map<String, Value>, key: &str) -> Result<T, Mistake> {
    let Some(value) = keys.remove(key) else { return Ok(T::default()) };
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let below = if path == "." { String::new() } else { format!(".{path}") };
        Mistake::new(format!("{key}{below}"), error.inner().to_string())
    })
}

fn read<T: DeserializeOwned>(keys: Map<String, Value>) -> Result<T, Mistake> {
    serde_path_to_error::deserialize(Value::Object(keys))
        .map_err(|error| Mistake::new(error.path().to_string(), error.inner().to_string()))
}

impl<'de> Deserialize<'de> for Step {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_keys(Map::deserialize(deserializer)?).map_err(|Mistake { key, message }| {
            // A path of `.` is the step itself.
            if key == "." { D::Error::custom(message) } else { D::Error::custom(format!("{key}: {message}")) }
        })
    }
}

impl JsonSchema for Step {
    fn schema_name() -> Cow<'static, str> {
        "Step".into()
    }

    /// The schemas of the kinds, each with the keys of every step beside its own.
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Kind::json_schema(generator);
        let common = [
            ("id", json!({"description": "What messages and other steps call it.", "type": "string"})),
            ("when", generator.subschema_for::<Mark>().to_value()),
            ("timeout", json!({"description": "Seconds.", "type": "integer", "minimum": 1, "maximum": LONGEST_TIME})),
            ("on_failure", generator.subschema_for::<OnFailure>().to_value()),
            ("once", json!({"description": "Whether doing it twice would do harm.", "type": "boolean"})),
            ("label", generator.subschema_for::<Saying>().to_value()),
        ];
        for kind in schema.get_mut("oneOf").and_then(Value::as_array_mut).into_iter().flatten() {
            for (name, key) in &common {
                kind["properties"][name] = key.clone();
            }
        }
        schema.insert("description".to_owned(), "One step of a workflow.".into());
        schema
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(step: Value) -> Result<Step, String> {
        serde_json::from_value(step).map_err(|error| error.to_string())
    }

    #[test]
    fn a_step_is_written_as_it_was_read() {
        for step in [
            json!({"step": "visit", "url": "/", "engine": "chrome"}),
            json!({"step": "stop", "message": "x", "once": true, "timeout": 5, "when": {"none": ["a"]}}),
            json!({"step": "submit", "on_failure": "continue"}),
            json!({"id": "list", "step": "extract", "name": "x", "rows": "tr", "fields": {"a": "td"}}),
        ] {
            assert_eq!(serde_json::to_value(read(step.clone()).unwrap()).unwrap(), step);
        }
    }

    #[test]
    fn a_key_that_is_wrong_is_named() {
        for (step, said) in [
            (json!({"step": "dance"}), "step: there is no step `dance`"),
            (json!({"url": "/"}), "step: says what the step does"),
            (json!({"step": "visit", "url": "/", "to": 1}), "to: unknown field `to`"),
            (json!({"step": "visit", "url": 7}), "url: invalid type"),
            (json!({"step": "visit"}), "missing field `url`"),
            (json!({"step": "visit", "url": "/", "id": 7}), "id: invalid type"),
            (json!({"step": "extract", "name": "x", "fields": {"a": 7}}), "fields.a: invalid type"),
        ] {
            let error = read(step.clone()).unwrap_err();
            assert!(error.starts_with(said), "{step}: {error}");
        }
    }
}
