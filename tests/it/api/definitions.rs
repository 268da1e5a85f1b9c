//! Definitions with mistakes are refused with the key of each.

use serde_json::{Value, json};

use crate::support::{Installation, definition};

/// The sandbox's definition with one value changed, or taken out with null.
fn changed(good: &Value, pointer: &str, value: Value) -> Value {
    let mut body = good.clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = body.pointer_mut(parent).unwrap();
    match parent {
        Value::Array(list) => list[key.parse::<usize>().unwrap()] = value,
        Value::Object(map) if value.is_null() => drop(map.remove(key)),
        Value::Object(map) => drop(map.insert(key.to_owned(), value)),
        _ => panic!("nothing at {pointer}"),
    }
    body
}

#[tokio::test]
async fn every_mistake_in_a_source_is_told_with_its_key() {
    let installation = Installation::open().await;
    let good = serde_json::to_value(definition(&installation.sandbox, "classic")).unwrap();
    let cases = [
        ("/name", json!(""), "name"),
        ("/login_url", json!("javascript:alert(1)"), "login_url"),
        ("/login_url", json!("//evil"), "login_url"),
        ("/login_url", json!("https://user:pw@x.example/"), "login_url"),
        ("/login_url", json!("https://x.example\\@evil"), "login_url"),
        ("/hosts", json!(["not a host"]), "hosts[0]"),
        ("/engine", json!("a_person"), "engine"),
        ("/recipe", json!({"complete": true}), "recipe.screens"),
        ("/recipe/screens/0/submit", json!("form["), "recipe.screens[0].submit"),
        ("/recipe/screens/1/when", json!({}), "recipe.screens[1].when"),
        ("/recipe/signed_in/all", json!(["a", "::"]), "recipe.signed_in.all[1]"),
        ("/recipe/screens/0/ask", json!("mind_reading"), "recipe.screens[0].ask"),
        ("/recipe/signed_in/all", json!(5), "recipe.signed_in.all"),
    ];
    for (pointer, value, field) in cases {
        let body = changed(&good, pointer, value.clone());
        let reply = installation.backend.post("/v1/sources", &body).await;
        let (code, fields) = reply.problem(422);
        assert_eq!(code, "invalid_request");
        assert!(fields.iter().any(|told| told == field), "{pointer} {value}: {fields:?}");
    }
    installation.backend.post("/v1/sources", &good).await.expect(201);
}

#[tokio::test]
async fn every_mistake_in_a_workflow_is_told_with_its_key() {
    let installation = Installation::open().await;
    let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let extract = |fields: Value| json!({"step": "extract", "name": "x", "fields": fields});
    let cases = [
        (json!([]), "steps"),
        (json!([{"step": "visit", "url": "no path"}]), "steps[0].url"),
        (json!([{"step": "visit", "url": "/"}, extract(json!({"a": "td["}))]), "steps[1].fields.a"),
        (json!([extract(json!({}))]), "steps[0].fields"),
    ];
    for (steps, field) in cases {
        let body = json!({"name": "x", "source_id": source, "steps": steps});
        assert_eq!(installation.backend.post("/v1/workflows", &body).await.problem(422).1, [field], "{body}");
    }
    for step in [json!({"step": "dance"}), json!({"step": "visit"}), json!({}), json!("visit")] {
        let body = json!({"name": "x", "source_id": source, "steps": [step]});
        let (_, fields) = installation.backend.post("/v1/workflows", &body).await.problem(422);
        assert!(fields[0].starts_with("steps[0]"), "{body}: {fields:?}");
    }
}

#[tokio::test]
async fn what_was_defined_is_told_as_it_was() {
    let installation = Installation::open().await;
    let good = serde_json::to_value(definition(&installation.sandbox, "classic")).unwrap();
    let made = installation.backend.post("/v1/sources", &good).await.expect(201);
    let path = format!("/v1/sources/{}", made["id"].as_str().unwrap());
    let told = installation.backend.get(&path).await.expect(200);
    assert_eq!(told, made);
    assert_eq!(told["recipe"], good["recipe"]);
    assert_eq!(told["hosts"], json!([installation.sandbox.address]));
}
