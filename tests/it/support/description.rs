//! The OpenAPI document, held against what the server really answers.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex},
};

use jsonschema::Validator;
use reqwest::{Method, header::CONTENT_TYPE};
use serde_json::{Value, json};
use vestibule::api::{self, http::openapi::document::Document};

use super::Reply;

/// What the API says of itself.
pub fn document() -> &'static Value {
    static DOCUMENT: LazyLock<Document> = LazyLock::new(api::document);
    DOCUMENT.value()
}

/// Asserts that an answer to a call is one that the document describes; addresses that are not the API's are not.
#[track_caller]
pub fn assert_described(method: &Method, path: &str, reply: &Reply) {
    let path = path.split('?').next().unwrap();
    let Some(operation) = operation(path, method) else { return };
    let mut response = &operation["responses"][reply.status.to_string()];
    if let Some(reference) = response["$ref"].as_str() {
        response = document().pointer(reference.trim_start_matches('#')).unwrap();
    }
    assert!(response.is_object(), "{method} {path} does not say that it may answer {reply:?}");
    for (name, _) in response["headers"].as_object().unwrap() {
        assert!(
            reply.headers.contains_key(name) || name == "Idempotent-Replayed",
            "{method} {path} answered without {name}"
        );
    }
    let Some(content) = response["content"].as_object() else { return };
    let kind = reply.headers[CONTENT_TYPE].to_str().unwrap();
    let schema = content.get(kind).unwrap_or_else(|| panic!("{method} {path} does not say that it may answer {kind}"));
    let validator = validator(&schema["schema"]);
    let body = reply.json();
    let errors: Vec<String> =
        validator.iter_errors(&body).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{method} {path} answered {body}, which breaks its description: {errors:#?}");
}

/// What holds a body against a schema of the document; made once for each, since waiting tests ask again and again.
fn validator(schema: &'static Value) -> Arc<Validator> {
    static MADE: LazyLock<Mutex<HashMap<String, Arc<Validator>>>> = LazyLock::new(Mutex::default);
    let mut made = MADE.lock().unwrap();
    let new = || {
        let mut whole = schema.clone();
        let mut components = json!({"schemas": {}});
        add_referred(schema, &mut components["schemas"]);
        whole["components"] = components;
        Arc::new(jsonschema::options().should_validate_formats(true).build(&whole).unwrap())
    };
    Arc::clone(made.entry(schema.to_string()).or_insert_with(new))
}

/// Adds the schemas that one refers to, and those that these refer to.
fn add_referred(schema: &'static Value, schemas: &mut Value) {
    match schema {
        Value::Object(object) => {
            let reference = object.get("$ref").and_then(Value::as_str).unwrap_or_default();
            if let Some(name) = reference.strip_prefix("#/components/schemas/")
                && schemas.get(name).is_none()
            {
                let referred = &document()["components"]["schemas"][name];
                schemas[name] = referred.clone();
                add_referred(referred, schemas);
            }
            object.values().for_each(|value| add_referred(value, schemas));
        }
        Value::Array(array) => array.iter().for_each(|value| add_referred(value, schemas)),
        _ => {}
    }
}

fn operation(path: &str, method: &Method) -> Option<&'static Value> {
    let paths = document()["paths"].as_object().unwrap();
    let (_, item) = paths.iter().find(|(template, _)| fits(template, path))?;
    item.get(method.as_str().to_lowercase())
}

fn fits(template: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(wanted), Some(given)) if wanted == given || (wanted.starts_with('{') && !given.is_empty()) => {}
            _ => return false,
        }
    }
}
