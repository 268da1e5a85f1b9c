//! Bodies made to break things, on every call that takes one: refused with a code, and nothing is changed.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Installation, document};

/// Every call of backends that takes a body, with its schema.
fn calls() -> Vec<(Method, &'static str, &'static Value)> {
    let mut calls = Vec::new();
    for (path, item) in document()["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            if !schema.is_null() && operation["security"][0].get("key").is_some() {
                let pointer = schema["$ref"].as_str().map(|reference| reference.trim_start_matches('#'));
                let schema = pointer.map_or(schema, |pointer| document().pointer(pointer).unwrap());
                calls.push((method.to_uppercase().parse().unwrap(), path.as_str(), schema));
            }
        }
    }
    calls
}

/// What no field takes.
fn bodies(field: &str) -> Vec<String> {
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
    let values = [
        "1e400".to_owned(),
        "\"\\ud800\"".to_owned(),
        "\"\\u0000\"".to_owned(),
        deep("[", "]"),
        deep("{\"a\":", "}"),
        "{\"a\": 1, \"a\": 2}".to_owned(),
        "[{\"b\": {\"a\": 1, \"a\": 2}}]".to_owned(),
        format!("{{\"a\": \"{}\"}}", "x".repeat(900_000)),
        "-1".to_owned(),
        "99999999999999999999".to_owned(),
    ];
    let mut bodies: Vec<String> = values.iter().map(|value| format!("{{\"{field}\": {value}}}")).collect();
    bodies.extend(["null", "[]", "\"x\"", "1", "{\"\": 1}", "{\"__proto__\": {}}"].map(str::to_owned));
    bodies.push(format!("{{\"{field}\": 1, \"{field}\": 2}}"));
    bodies
}

#[tokio::test]
async fn hostile_bodies_are_refused_and_change_nothing() {
    let (installation, _receiver) = Installation::with_delivery().await;
    installation.link("classic").await;
    installation.has_delivered().await;
    let pool = installation.backend.create("/v1/user-pools", &json!({"name": "Shop"})).await;
    installation.backend.create("/v1/sdk-clients", &json!({"name": "Web", "user_pool_id": pool})).await;
    let server = json!({"identifier": "partner", "name": "Partner"});
    installation.backend.create("/v1/resource-servers", &server).await;
    let rows = installation.rows().await;
    for (method, path, schema) in calls() {
        let noun = path.split('/').nth(2).unwrap();
        // Tokens and codes are made and not listed.
        let noun = if ["app-user-id-tokens", "auth-codes"].contains(&noun) { "user-pools" } else { noun };
        let listed = installation.backend.get(&format!("/v1/{noun}")).await.expect(200);
        let path = path.replace("{id}", listed["data"][0]["id"].as_str().unwrap_or_default());
        for field in schema["properties"].as_object().unwrap().keys() {
            for body in bodies(field) {
                let reply = installation.backend.send(method.clone(), &path, Some(body.clone())).await;
                let start: String = body.chars().take(80).collect();
                assert!(matches!(reply.status, 400 | 413 | 422), "{method} {path} {start} {}", reply.text);
                reply.problem(reply.status);
            }
        }
        let nulls: Value =
            schema["properties"].as_object().unwrap().keys().map(|field| (field.clone(), json!(null))).collect();
        installation.backend.send(method, &path, Some(nulls.to_string())).await.problem(422);
        assert_eq!(installation.backend.get(&format!("/v1/{noun}")).await.expect(200), listed);
    }
    assert_eq!(installation.rows().await, rows);
}
