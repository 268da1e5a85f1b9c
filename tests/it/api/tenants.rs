//! Tenants never see each other.

use serde_json::{Value, json};

use crate::support::{Backend, Installation, Story, client, definition};

/// The path of everything that came of a sign-in.
async fn paths(owner: &Backend) -> Vec<String> {
    let mut paths = Vec::new();
    for noun in ["links", "sources", "workflows", "jobs", "job-runs", "workflow-runs", "artifacts"] {
        let listed = owner.get(&format!("/v1/{noun}")).await.expect(200);
        let first = &listed["data"][0];
        assert!(first.is_object(), "no {noun}");
        paths.push(format!("/v1/{noun}/{}", first["id"].as_str().unwrap()));
    }
    paths
}

#[tokio::test]
async fn nothing_of_one_tenant_is_there_for_another() {
    let mut story = Story::after("pass_good").await;
    story.ends_well().await;
    let (owner, (other, _)) = (&story.installation.backend, story.installation.add_tenant("Other Books").await);
    for path in paths(owner).await {
        owner.get(&path).await.expect(200);
        assert_eq!(other.get(&path).await.problem(404).0, "not_found", "{path}");
        let noun = path.rsplit_once('/').unwrap().0;
        let listed = other.get(noun).await.expect(200);
        assert_eq!(listed, json!({"data": [], "next_cursor": null}), "{noun}");
    }
    let transitions = format!("/v1/links/{}/transitions", story.link.id);
    other.get(&transitions).await.problem(404);
    other.revoke(&story.link).await.problem(404);
}

#[tokio::test]
async fn nothing_can_be_made_out_of_what_belongs_to_another() {
    let installation = Installation::open().await;
    let (other, _) = installation.add_tenant("Other Books").await;
    let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let workflow = installation.backend.create_workflow(&source, "classic").await;
    let job = installation.backend.create_job(&source, std::slice::from_ref(&workflow)).await;
    let own = other.create_source(&definition(&installation.sandbox, "classic")).await;
    let steps = json!([{"step": "visit", "url": "/"}]);
    let calls: [(&str, Value, &str); 4] = [
        ("/v1/workflows", json!({"name": "x", "source_id": source, "steps": steps}), "source_id"),
        ("/v1/jobs", json!({"name": "x", "source_id": source}), "source_id"),
        ("/v1/jobs", json!({"name": "x", "source_id": own, "workflow_ids": [workflow]}), "workflow_ids[0]"),
        ("/v1/links", json!({"external_id": "x", "job_id": job}), "job_id"),
    ];
    for (path, body, field) in calls {
        assert_eq!(other.post(path, &body).await.problem(422).1, [field], "{path} {body}");
    }
}

#[tokio::test]
async fn an_artifacts_address_is_good_for_its_tenant_alone() {
    let mut story = Story::after("pass_good").await;
    story.ends_well().await;
    let listed = story.installation.backend.get("/v1/artifacts").await.expect(200);
    let url = listed["data"][0]["content_url"].as_str().unwrap();
    let tenant = url.split("tenant=").nth(1).unwrap().split('&').next().unwrap();
    let (other, _) = story.installation.add_tenant("Other Books").await;
    other.create_source(&definition(&story.installation.sandbox, "classic")).await;
    let stolen = url.replace(tenant, "ten_01m7yye9b5b6ftcz19q36jqwjn");
    assert_eq!(client().get(stolen).send().await.unwrap().status(), 404);
}
