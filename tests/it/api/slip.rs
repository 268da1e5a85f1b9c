//! An object is deleted while others begin to use it: one of the two calls is refused, however they meet.

use futures_util::future::{join, join_all};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Backend, Installation, definition};

const ROUNDS: usize = 40;
/// Calls that begin to use the object at the same time.
const USERS: usize = 4;

/// Deletes `path` while `use_it` is called; whatever was answered, no user is left of what is gone.
async fn meet(backend: &Backend, path: &str, method: &Method, user: &str, body: &Value) {
    let calls = (0..USERS).map(|_| backend.send(method.clone(), user, Some(body.to_string())));
    let (replies, deleted) = join(join_all(calls), backend.send(Method::DELETE, path, None)).await;
    let accepted = replies.iter().filter(|reply| (200..300).contains(&reply.status)).count();
    match deleted.status {
        204 => assert_eq!(accepted, 0, "{path} was deleted, and {user} uses it"),
        409 => assert_eq!(deleted.problem(409).0, "in_use"),
        other => panic!("{other} {}", deleted.text),
    }
}

#[tokio::test]
async fn no_link_is_made_for_a_job_that_is_deleted_meanwhile() {
    let installation = Installation::open().await;
    let backend = &installation.backend;
    let source = backend.create_source(&definition(&installation.sandbox, "classic")).await;
    for _ in 0..ROUNDS {
        let job = backend.create_job(&source, &[]).await;
        let body = json!({"external_id": "x", "job_id": job});
        meet(backend, &format!("/v1/jobs/{job}"), &Method::POST, "/v1/links", &body).await;
    }
}

#[tokio::test]
async fn no_job_or_workflow_is_made_for_a_source_that_is_deleted_meanwhile() {
    let installation = Installation::open().await;
    let backend = &installation.backend;
    for round in 0..ROUNDS {
        let source = backend.create_source(&definition(&installation.sandbox, "classic")).await;
        let path = format!("/v1/sources/{source}");
        let (user, body) = if round % 2 == 0 {
            ("/v1/jobs", json!({"name": "x", "source_id": source}))
        } else {
            let steps = json!([{"step": "visit", "url": "/"}]);
            ("/v1/workflows", json!({"name": "x", "source_id": source, "steps": steps}))
        };
        meet(backend, &path, &Method::POST, user, &body).await;
    }
}

#[tokio::test]
async fn no_job_takes_up_a_workflow_that_is_deleted_meanwhile() {
    let installation = Installation::open().await;
    let backend = &installation.backend;
    let source = backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let job = backend.create_job(&source, &[]).await;
    for round in 0..ROUNDS {
        let workflow = backend.create_workflow(&source, "classic").await;
        let path = format!("/v1/workflows/{workflow}");
        let (method, user, body) = if round % 2 == 0 {
            let body = json!({"name": "x", "source_id": source, "workflow_ids": [workflow]});
            (Method::POST, "/v1/jobs".to_owned(), body)
        } else {
            (Method::PATCH, format!("/v1/jobs/{job}"), json!({"workflow_ids": [workflow]}))
        };
        meet(backend, &path, &method, &user, &body).await;
    }
}
