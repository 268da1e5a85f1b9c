//! Keys that make keys, and what each may be used for.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Backend, Installation, document};

async fn with_scopes(backend: &Backend, scopes: Value) -> Backend {
    let made = backend.post("/v1/keys", &json!({"name": "some", "scopes": scopes})).await.expect(201);
    backend.with_key(made["secret"].as_str().unwrap())
}

#[tokio::test]
async fn a_key_is_shown_once_lists_what_it_may_and_opens_nothing_once_it_is_taken_back() {
    let installation = Installation::open().await;
    let body = json!({"name": "nightly import", "scopes": ["links:write", "keys:read"]});
    let made = installation.backend.post("/v1/keys", &body).await.expect(201);
    assert_eq!(made["scopes"], json!(["links:write", "keys:read"]));
    let path = format!("/v1/keys/{}", made["id"].as_str().unwrap());
    let told = installation.backend.get(&path).await.expect(200);
    assert!(told["secret"].is_null() && told["revoked_at"].is_null());
    let listed = installation.backend.get("/v1/keys").await.expect(200);
    assert_eq!(listed["data"].as_array().unwrap().len(), 2);
    assert!(!listed.to_string().contains("vst_"));

    let key = installation.backend.with_key(made["secret"].as_str().unwrap());
    key.get(&path).await.expect(200);
    for _ in 0..2 {
        assert_eq!(installation.backend.send(Method::DELETE, &path, None).await.status, 204);
    }
    assert_eq!(key.get(&path).await.problem(401).0, "unauthorized");
    assert!(installation.backend.get(&path).await.expect(200)["revoked_at"].is_string());
    let own = format!("/v1/keys/{}", listed["data"][1]["id"].as_str().unwrap());
    assert_eq!(installation.backend.send(Method::DELETE, &own, None).await.problem(409).0, "own_key");
}

#[tokio::test]
async fn every_call_wants_its_scope_and_says_so() {
    let installation = Installation::open().await;
    let none = with_scopes(&installation.backend, json!([])).await;
    for (path, item) in document()["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Some(scope) = operation["security"][0]["key"][0].as_str() else { continue };
            let method: Method = method.to_uppercase().parse().unwrap();
            let path = path.replace("{id}", "x_1");
            let reply = none.send(method.clone(), &path, None).await;
            let body = reply.expect(403);
            assert_eq!(body["code"], "scope_missing", "{method} {path}");
            assert!(body["detail"].as_str().unwrap().contains(&format!("`{scope}`")), "{method} {path} {body}");
            let stranger = installation.backend.with_key("vst_x").send(method.clone(), &path, None).await;
            assert_eq!(stranger.problem(401).0, "unauthorized", "{method} {path}");
        }
    }
}

#[tokio::test]
async fn a_scope_opens_its_calls_and_no_other() {
    let installation = Installation::open().await;
    let reader = with_scopes(&installation.backend, json!(["links:read"])).await;
    reader.get("/v1/links").await.expect(200);
    reader.get("/v1/jobs").await.problem(403);
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let body = json!({"external_id": "x", "job_id": job});
    reader.post("/v1/links", &body).await.problem(403);
    with_scopes(&installation.backend, json!(["links:write"])).await.post("/v1/links", &body).await.expect(201);
}

#[tokio::test]
async fn a_key_passes_on_no_more_than_it_has() {
    let installation = Installation::open().await;
    let some = with_scopes(&installation.backend, json!(["keys:write", "links:read"])).await;
    let more = some.post("/v1/keys", &json!({"name": "more", "scopes": ["links:read", "links:write"]})).await;
    assert_eq!(more.problem(403).0, "scope_missing");
    let twin = some.post("/v1/keys", &json!({"name": "same"})).await.expect(201);
    assert_eq!(twin["scopes"], json!(["links:read", "keys:write"]));
    for scopes in [json!(["everything"]), json!("links:read"), json!([null])] {
        let reply = some.post("/v1/keys", &json!({"name": "odd", "scopes": scopes})).await;
        assert!(matches!(reply.status, 400 | 422), "{scopes} {reply:?}");
    }
}
