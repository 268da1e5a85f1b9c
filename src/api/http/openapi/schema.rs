//! Schemas of the OpenAPI document, as far as bodies are held against them.

use serde_json::Value;

use super::field_path::{FieldPath, Key};

/// A schema, with the document that it may refer to.
#[derive(Clone, Copy)]
pub struct Schema<'d> {
    document: &'d Value,
    schema: &'d Value,
}

impl<'d> Schema<'d> {
    /// A schema of a document; follows what it refers to.
    pub fn new(document: &'d Value, mut schema: &'d Value) -> Self {
        while let Some(reference) = schema["$ref"].as_str() {
            let Some(found) = document.pointer(reference.trim_start_matches('#')) else { break };
            schema = found;
        }
        Self { document, schema }
    }

    fn sub(self, schema: &'d Value) -> Self {
        Self::new(self.document, schema)
    }

    /// The schemas of which one, or each, must hold; itself where there is no choice.
    fn alternatives(self) -> Vec<Self> {
        let lists = ["anyOf", "oneOf", "allOf"].into_iter().filter_map(|word| self.schema[word].as_array());
        let found: Vec<Self> = lists.flatten().flat_map(|schema| self.sub(schema).alternatives()).collect();
        if found.is_empty() { vec![self] } else { found }
    }

    fn types(self) -> Vec<&'d str> {
        match &self.schema["type"] {
            Value::String(one) => vec![one],
            Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether an object may have a property of this name.
    pub fn has_property(self, name: &str) -> bool {
        self.schema["properties"].get(name).is_some()
    }

    /// The properties that an object must have and this one has not.
    pub fn missing(self, object: &Value) -> Vec<&'d str> {
        let required = self.schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        required.filter(|name| object.get(name).is_none()).collect()
    }

    /// The schema of a part, where the path is told apart by names alone.
    pub fn at(self, path: &FieldPath) -> Option<Self> {
        path.0.iter().try_fold(self, |schema, key| {
            let part = |one: Self| match key {
                Key::Name(name) => {
                    one.schema["properties"].get(name).or_else(|| one.schema.get("additionalProperties"))
                }
                Key::Index(_) => one.schema.get("items"),
            };
            schema
                .alternatives()
                .into_iter()
                .find_map(part)
                .filter(|schema| schema.is_object())
                .map(|one| self.sub(one))
        })
    }

    /// What a value must be, in words.
    pub fn expected(self) -> String {
        let alternatives = self.alternatives();
        let mut words: Vec<String> = Vec::new();
        for one in alternatives {
            let named = one.types().into_iter().filter(|name| *name != "null").map(|name| one.in_words(name));
            words.extend(named);
        }
        words.dedup();
        if words.is_empty() { "of another type".to_owned() } else { words.join(" or ") }
    }

    fn in_words(self, name: &str) -> String {
        let bound = |word: &str| self.schema[word].as_i64();
        match (name, bound("minimum"), bound("maximum")) {
            ("integer", Some(least), Some(most)) => format!("a whole number from {least} to {most}"),
            ("integer", Some(least), None) => format!("a whole number of at least {least}"),
            ("integer", ..) => "a whole number".to_owned(),
            ("number", ..) => "a number".to_owned(),
            ("boolean", ..) => "true or false".to_owned(),
            ("string", ..) => "a string".to_owned(),
            ("array", ..) => "a list".to_owned(),
            ("object", ..) => "an object".to_owned(),
            (other, ..) => other.to_owned(),
        }
    }

    /// The parts of a value that are lists where the schema wants objects.
    pub fn lists_for_objects(self, value: &Value) -> Vec<FieldPath> {
        self.find_lists(value, &FieldPath::default())
    }

    fn find_lists(self, value: &Value, at: &FieldPath) -> Vec<FieldPath> {
        let mut fewest: Option<Vec<FieldPath>> = None;
        for one in self.alternatives().into_iter().filter(|one| one.may_be(value)) {
            let found = one.find_lists_of_one(value, at);
            if fewest.as_ref().is_none_or(|fewest| found.len() < fewest.len()) {
                fewest = Some(found);
            }
        }
        fewest.unwrap_or_default()
    }

    /// Whether a value is meant to be of this alternative: of its kind, with the properties that tell it from others.
    fn may_be(self, value: &Value) -> bool {
        let types = self.types();
        let is_of_kind = match value {
            Value::Array(_) => types.contains(&"array") || types.contains(&"object"),
            Value::Object(_) => types.contains(&"object"),
            _ => true,
        };
        if !types.is_empty() && !is_of_kind {
            return false;
        }
        let properties = self.schema["properties"].as_object().into_iter().flatten();
        let mut constants = properties.filter_map(|(name, schema)| Some((name, schema.get("const")?)));
        constants.all(|(name, constant)| value.get(name).is_none_or(|value| value == constant))
    }

    fn find_lists_of_one(self, value: &Value, at: &FieldPath) -> Vec<FieldPath> {
        let types = self.types();
        match value {
            Value::Array(_) if types.contains(&"object") && !types.contains(&"array") => vec![at.clone()],
            Value::Array(elements) => {
                let Some(items) = self.schema.get("items") else { return Vec::new() };
                let found = elements.iter().enumerate();
                found
                    .flat_map(|(index, element)| self.sub(items).find_lists(element, &at.with(Key::Index(index))))
                    .collect()
            }
            Value::Object(fields) => {
                let part = |name: &str| {
                    self.schema["properties"].get(name).or_else(|| self.schema.get("additionalProperties"))
                };
                let known = fields.iter().filter_map(|(name, value)| Some((name, value, part(name)?)));
                known
                    .flat_map(|(name, value, schema)| {
                        self.sub(schema).find_lists(value, &at.with(Key::Name(name.clone())))
                    })
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}
