//! Reading JSON bodies: every field is known, stands once, and has the shape that the OpenAPI document says.

pub mod mistakes;
pub mod unique_keys;

use axum::http::StatusCode;
use schemars::JsonSchema;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use self::{mistakes::Mistakes, unique_keys::UniqueKeys};
use super::{
    openapi::{
        document::Document,
        field_path::{FieldPath, Rest},
        schema::Schema,
    },
    problem::Problem,
};

/// Reads a body as a `T`.
pub fn read<T: DeserializeOwned + JsonSchema>(text: &str, document: &Document) -> Result<T, Problem> {
    convert(parse(text)?, document.schema::<T>())
}

/// Reads a body as fields of a `T`, of which any may be left out.
pub fn read_changes<T: JsonSchema>(text: &str, document: &Document) -> Result<Map<String, Value>, Problem> {
    let Value::Object(changes) = parse(text)? else { return Err(Problem::invalid("", "must be an object")) };
    let mut mistakes = Mistakes::default();
    for name in changes.keys().filter(|name| !document.schema::<T>().has_property(name)) {
        mistakes.add(name, "is not a field that can be changed");
    }
    mistakes.unless_none().map(|()| changes)
}

/// Parses JSON in which no key stands twice.
fn parse(text: &str) -> Result<Value, Problem> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let mut track = serde_path_to_error::Track::new();
    let unique = UniqueKeys::deserialize(serde_path_to_error::Deserializer::new(&mut deserializer, &mut track));
    if let Err(error) = unique.and_then(|UniqueKeys| deserializer.end()) {
        if error.classify() != serde_json::error::Category::Data {
            return Err(not_json(&error));
        }
        let mut mistakes = Mistakes::default();
        mistakes.add_read_error(&FieldPath::from(&track.path()), &error.to_string(), None);
        return Err(mistakes.problem());
    }
    serde_json::from_str(text).map_err(|error| not_json(&error))
}

fn not_json(error: &serde_json::Error) -> Problem {
    Problem::unreadable(StatusCode::BAD_REQUEST, format!("The body is not JSON: {error}."))
}

/// Reads a value as a `T`, or tells every mistake in it: what cannot be read is taken out and the rest read again.
pub fn convert<T: DeserializeOwned>(value: Value, schema: Schema<'_>) -> Result<T, Problem> {
    let mut mistakes = Mistakes::default();
    // serde would take a list as the values of a struct's fields, in their order.
    let lists = schema.lists_for_objects(&value);
    let missing = schema.missing(&value);
    let mut rest = Rest::new(value);
    for path in lists.iter().rev() {
        mistakes.add(&path.to_string(), "must be an object");
        if !rest.remove(path) {
            return Err(mistakes.problem());
        }
    }
    while !mistakes.is_full() {
        let error: serde_path_to_error::Error<serde_json::Error> = match serde_path_to_error::deserialize(&rest.value) {
            Ok(read) => return mistakes.unless_none().map(|()| read),
            Err(error) => error,
        };
        let path = FieldPath::from(error.path());
        mistakes.add_read_error(&rest.original(&path), &error.inner().to_string(), Some(schema));
        if !rest.remove(&path) {
            break;
        }
    }
    for field in missing {
        if !mistakes.covers(field) {
            mistakes.add(field, "is missing");
        }
    }
    Err(mistakes.problem())
}
