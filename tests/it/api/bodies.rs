//! Bodies that cannot be taken, each refused with the field's name where there is one.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Backend, Installation, Reply, client};

async fn post(backend: &Backend, path: &str, body: &str) -> Reply {
    backend.send(Method::POST, path, Some(body.to_owned())).await
}

#[tokio::test]
async fn what_is_not_json_is_refused() {
    let installation = Installation::open().await;
    let deep = |open: &str| open.repeat(10_000);
    let bodies = [
        String::new(),
        " ".to_owned(),
        "{".to_owned(),
        "{\"external_id\": \"\\ud800\"}".to_owned(),
        "{\"external_id\": \"x\", \"expires_in\": 1e400}".to_owned(),
        "{} {}".to_owned(),
        "{'external_id': 'x'}".to_owned(),
        "\u{feff}{}".to_owned(),
        deep("["),
        format!("{{\"metadata\": {{\"a\": {}", deep("[")),
        format!("{{\"metadata\": {}1{}}}", deep("{\"a\":"), deep("}")),
    ];
    for body in bodies {
        for path in ["/v1/links", "/v1/jobs", "/v1/sources", "/v1/workflows"] {
            let reply = post(&installation.backend, path, &body).await;
            let start: String = body.chars().take(40).collect();
            assert!(matches!(reply.status, 400 | 422), "{path} {start} {}", reply.text);
            reply.problem(reply.status);
        }
    }
}

#[tokio::test]
async fn a_body_of_another_kind_is_refused() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let body = json!({"external_id": "x", "job_id": job}).to_string();
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""] {
        let request = client().post(installation.url("/v1/links")).bearer_auth(installation.backend.key());
        let answer = request.header("content-type", kind).body(body.clone()).send().await.unwrap();
        assert_eq!(Reply::of(answer).await.problem(415).0, "unreadable_body", "{kind}");
    }
}

#[tokio::test]
async fn a_body_without_end_is_refused() {
    let installation = Installation::open().await;
    let body = format!("{{\"external_id\": \"{}\"}}", "x".repeat(2 * 1024 * 1024));
    post(&installation.backend, "/v1/links", &body).await.problem(413);
}

#[tokio::test]
async fn an_unknown_field_is_refused_by_its_name() {
    let installation = Installation::open().await;
    let bodies = [
        ("/v1/links", json!({"external_id": "x", "job_id": "j", "status": "COMPLETED"})),
        ("/v1/jobs", json!({"status": 1, "name": "x"})),
        ("/v1/workflows", json!({"status": 1, "name": "x"})),
        ("/v1/sources", json!({"name": "x", "login_url": "https://x.example/", "status": 1})),
    ];
    for (path, body) in bodies {
        let (code, fields) = installation.backend.post(path, &body).await.problem(422);
        assert_eq!((code.as_str(), fields[0].as_str()), ("invalid_request", "status"), "{path}");
    }
}

#[tokio::test]
async fn a_wrong_type_is_refused_by_the_fields_name() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let good = json!({"external_id": "x", "job_id": job});
    let cases: [(&str, Value); 14] = [
        ("external_id", json!(1)),
        ("external_id", json!(null)),
        ("external_id", json!("")),
        ("external_id", json!("a\u{0}b")),
        ("external_id", json!("x".repeat(256))),
        ("job_id", json!(5)),
        ("job_id", json!([])),
        ("job_id", json!("job_x")),
        ("job_id", json!(vec![&job; 21])),
        ("expires_in", json!("60")),
        ("expires_in", json!(60.5)),
        ("metadata", json!([])),
        ("metadata", json!({"a": "x".repeat(20_000)})),
        ("locale", json!("x".repeat(36))),
    ];
    for (field, value) in cases {
        let mut body = good.clone();
        body[field] = value;
        let reply = installation.backend.post("/v1/links", &body).await;
        assert_eq!(reply.problem(422).1, [field], "{body}");
    }
    installation.backend.post("/v1/links", &good).await.expect(201);
}

#[tokio::test]
async fn a_key_that_stands_twice_is_refused() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let body = format!("{{\"external_id\": \"a\", \"external_id\": \"b\", \"job_id\": \"{job}\"}}");
    post(&installation.backend, "/v1/links", &body).await.problem(422);
    let listed = installation.backend.get("/v1/links").await.expect(200);
    assert_eq!(listed["data"], json!([]));
}

#[tokio::test]
async fn an_address_or_method_that_is_not_the_apis_is_a_problem_too() {
    let installation = Installation::open().await;
    for path in ["/v1", "/v1/", "/v1/nothing", "/v1/links/x/y/z"] {
        let reply = installation.backend.get(path).await;
        assert!(!reply.text.contains("html"), "{path}");
        assert_eq!(reply.problem(404).0, "no_such_call", "{path}");
    }
    for method in [Method::DELETE, Method::PUT, Method::PATCH] {
        let reply = installation.backend.send(method, "/v1/links", None).await;
        assert_eq!(reply.problem(405).0, "method_not_allowed");
    }
    for id in ["x", "lnk_", "lnk_%00", "job_01m7yye9b5b6ftcz19q36jqwjn", "%F0%9F%99%82"] {
        let reply = installation.backend.get(&format!("/v1/links/{id}")).await;
        assert_eq!(reply.problem(404).0, "not_found", "{id}");
    }
}
