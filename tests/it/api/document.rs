//! The document that describes the API. That answers are as it says is asserted with every call of the other tests.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{Installation, Reply, client, document};

/// Every operation: its path, its method, what it says.
fn operations() -> Vec<(&'static str, &'static str, &'static Value)> {
    let mut operations = Vec::new();
    for (path, item) in document()["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            operations.push((path.as_str(), method.as_str(), operation));
        }
    }
    operations
}

#[tokio::test]
async fn the_document_is_there_without_a_key() {
    let installation = Installation::open().await;
    let reply = Reply::of(client().get(installation.url("/v1/openapi.json")).send().await.unwrap()).await;
    let told = reply.expect(200);
    assert_eq!(&told, document());
    assert_eq!(told["openapi"], "3.1.0");
}

#[test]
fn every_call_has_a_name_a_sentence_a_group_and_says_who_may_call_it() {
    let mut names = BTreeSet::new();
    for (path, method, operation) in operations() {
        assert!(names.insert(operation["operationId"].as_str().unwrap()), "{method} {path}");
        assert!(!operation["summary"].as_str().unwrap().is_empty());
        assert!(!operation["tags"].as_array().unwrap().is_empty());
        let is_public = operation["security"].as_array().unwrap().is_empty();
        let may_be = ["/openapi.json", "/content", "/device/state"].iter().any(|end| path.ends_with(end));
        assert_eq!(is_public, may_be, "{method} {path}");
    }
}

#[test]
fn everything_it_refers_to_is_there_and_bodies_take_no_unknown_fields() {
    fn walk(value: &Value) {
        match value {
            Value::Object(map) => {
                if let Some(Value::String(reference)) = map.get("$ref") {
                    assert!(document().pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
                }
                map.values().for_each(walk);
            }
            Value::Array(list) => list.iter().for_each(walk),
            _ => {}
        }
    }
    walk(document());
    for (path, method, operation) in operations() {
        for (_, content) in operation["requestBody"]["content"].as_object().into_iter().flatten() {
            let schema = match content["schema"]["$ref"].as_str() {
                Some(reference) => document().pointer(reference.trim_start_matches('#')).unwrap(),
                None => &content["schema"],
            };
            assert_eq!(schema["additionalProperties"], false, "{method} {path}");
        }
    }
}
