//! Changing and deleting what was defined.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Backend, Installation, Reply, Story, definition};

async fn patch(backend: &Backend, path: &str, body: &Value) -> Reply {
    backend.send(Method::PATCH, path, Some(body.to_string())).await
}

async fn delete(backend: &Backend, path: &str) -> Reply {
    backend.send(Method::DELETE, path, None).await
}

#[tokio::test]
async fn a_change_replaces_the_fields_it_names_and_no_other() {
    let installation = Installation::open().await;
    let (backend, sandbox) = (&installation.backend, &installation.sandbox);
    let source = backend.create_source(&definition(sandbox, "classic")).await;
    let workflow = backend.create_workflow(&source, "classic").await;
    let job = backend.create_job(&source, std::slice::from_ref(&workflow)).await;
    let lock_out = json!({"after": 3, "minutes": 15});
    let cases = [
        (format!("/v1/sources/{source}"), json!({"name": "Other", "lock_out": lock_out})),
        (format!("/v1/sources/{source}"), json!({"lock_out": null})),
        (format!("/v1/workflows/{workflow}"), json!({"steps": [{"step": "visit", "url": "/"}]})),
        (format!("/v1/workflows/{workflow}"), json!({"name": "Other"})),
        (format!("/v1/jobs/{job}"), json!({"workflow_ids": []})),
        (format!("/v1/jobs/{job}"), json!({})),
    ];
    for (path, change) in cases {
        let mut expected = backend.get(&path).await.expect(200);
        for (field, value) in change.as_object().unwrap() {
            match value {
                Value::Null => drop(expected.as_object_mut().unwrap().remove(field)),
                value => expected[field] = value.clone(),
            }
        }
        if change.get("steps").is_some() {
            // The schema of the result follows from the steps, and these read nothing.
            expected["output_schema"]["properties"] = json!({});
            expected["output_schema"]["required"] = json!([]);
        }
        assert_eq!(patch(backend, &path, &change).await.expect(200), expected, "{path} {change}");
        assert_eq!(backend.get(&path).await.expect(200), expected);
    }
}

#[tokio::test]
async fn a_change_with_a_mistake_changes_nothing_and_names_the_field() {
    let installation = Installation::open().await;
    let backend = &installation.backend;
    let source = backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let workflow = backend.create_workflow(&source, "classic").await;
    let job = backend.create_job(&source, &[]).await;
    let cases = [
        (format!("/v1/sources/{source}"), json!({"login_url": "javascript:alert(1)"}), "login_url"),
        (
            format!("/v1/sources/{source}"),
            json!({"recipe": {"complete": true, "signed_in": {"path": "/in"}}}),
            "recipe.screens",
        ),
        (format!("/v1/sources/{source}"), json!({"name": null}), "name"),
        (format!("/v1/sources/{source}"), json!({"id": source}), "id"),
        (format!("/v1/workflows/{workflow}"), json!({"steps": []}), "steps"),
        (format!("/v1/workflows/{workflow}"), json!({"source_id": source}), "source_id"),
        (format!("/v1/jobs/{job}"), json!({"name": ""}), "name"),
        (format!("/v1/jobs/{job}"), json!({"workflow_ids": [source]}), "workflow_ids[0]"),
    ];
    for (path, change, field) in cases {
        let before = backend.get(&path).await.expect(200);
        assert_eq!(patch(backend, &path, &change).await.problem(422).1, [field], "{path} {change}");
        assert_eq!(backend.get(&path).await.expect(200), before);
    }
}

#[tokio::test]
async fn what_is_in_use_is_not_deleted_and_by_what_is_told() {
    let installation = Installation::open().await;
    let backend = &installation.backend;
    let source = backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let workflow = backend.create_workflow(&source, "classic").await;
    let job = backend.create_job(&source, std::slice::from_ref(&workflow)).await;
    let link = backend.create_link(&job).await;
    let refused = [
        (format!("/v1/sources/{source}"), &job),
        (format!("/v1/workflows/{workflow}"), &job),
        (format!("/v1/jobs/{job}"), &link.id),
    ];
    for (path, user) in refused {
        let told = delete(backend, &path).await.expect(409);
        assert_eq!(told["code"], "in_use");
        assert!(told["detail"].as_str().unwrap().contains(user.as_str()), "{told}");
        backend.get(&path).await.expect(200);
    }
    backend.revoke(&link).await.expect(200);
    for path in [format!("/v1/jobs/{job}"), format!("/v1/workflows/{workflow}"), format!("/v1/sources/{source}")] {
        assert_eq!(delete(backend, &path).await.status, 204, "{path}");
        backend.get(&path).await.problem(404);
        delete(backend, &path).await.problem(404);
        patch(backend, &path, &json!({})).await.problem(404);
        let listed = backend.get(path.rsplit_once('/').unwrap().0).await.expect(200);
        assert_eq!(listed["data"], json!([]));
    }
    backend.post("/v1/links", &json!({"external_id": "x", "job_id": job})).await.problem(422);
}

#[tokio::test]
async fn a_run_keeps_what_it_ran_whatever_becomes_of_the_workflow() {
    let mut story = Story::after("pass_good").await;
    story.ends_well().await;
    let backend = &story.installation.backend;
    let listed = backend.get("/v1/workflow-runs").await.expect(200);
    let run = &listed["data"][0];
    let path = format!("/v1/workflows/{}", run["workflow_id"].as_str().unwrap());
    patch(backend, &path, &json!({"steps": [{"step": "visit", "url": "/elsewhere"}]})).await.expect(200);
    let job = format!("/v1/jobs/{}", backend.link(&story.link).await["job_id"][0].as_str().unwrap());
    assert_eq!(delete(backend, &job).await.status, 204);
    assert_eq!(delete(backend, &path).await.status, 204);
    let again = backend.get(&format!("/v1/workflow-runs/{}", run["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(&again, run);
}
