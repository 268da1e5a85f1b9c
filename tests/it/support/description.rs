//! The OpenAPI document, held against what the server really answers.

use std::sync::LazyLock;

use reqwest::{Method, header::CONTENT_TYPE};
use serde_json::Value;
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
    let mut schema = schema["schema"].clone();
    if let Value::Object(schema) = &mut schema {
        schema.insert("components".to_owned(), document()["components"].clone());
    }
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let body = reply.json();
    let errors: Vec<String> =
        validator.iter_errors(&body).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{method} {path} answered {body}, which breaks its description: {errors:#?}");
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
