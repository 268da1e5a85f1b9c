//! Schemas in the shape in which generators of clients understand them.

use serde_json::{Map, Value, json};

/// Gives the variants of a type that have a title a name of their own in the document: generators of clients make
/// one type of each, and some lose a variant that has no name.
pub(super) fn name_variants(schemas: &mut Map<String, Value>) {
    let mut named = Map::new();
    for variants in schemas.values_mut().filter_map(|schema| schema.get_mut("oneOf")?.as_array_mut()) {
        for variant in variants {
            let Some(title) = variant["title"].as_str().map(str::to_owned) else { continue };
            let reference = json!({"$ref": format!("#/components/schemas/{title}")});
            named.insert(title, std::mem::replace(variant, reference));
        }
    }
    schemas.extend(named);
}

/// A parameter in a query is there or not; it is never null.
pub(super) fn without_null(mut schema: Value) -> Value {
    if let Some(types) = schema["type"].as_array() {
        schema["type"] = types.iter().find(|kind| *kind != "null").cloned().unwrap_or_default();
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let found = choices.iter().find(|choice| choice["type"] != "null").cloned();
        schema = found.unwrap_or_default();
    }
    schema
}
