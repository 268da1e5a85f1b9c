//! Keys: who may call.

use reqwest::header::{AUTHORIZATION, WWW_AUTHENTICATE};

use crate::support::{Installation, Reply, client};

async fn with_authorization(installation: &Installation, value: &str) -> Reply {
    let request = client().get(installation.url("/v1/links")).header(AUTHORIZATION, value);
    Reply::of(request.send().await.unwrap()).await
}

#[tokio::test]
async fn a_call_without_a_good_key_is_refused() {
    let installation = Installation::open().await;
    let unknown = format!("Bearer vst_{}", "A".repeat(43));
    let values = ["", "Bearer", "Bearer ", "Bearer x", "Bearer vst_", "Basic dXNlcjpwYXNz", "Token abc", &unknown];
    for value in values {
        let reply = with_authorization(&installation, value).await;
        assert_eq!(reply.problem(401).0, "unauthorized", "{value:?}");
        assert_eq!(reply.headers[WWW_AUTHENTICATE], "Bearer");
    }
    let none = client().get(installation.url("/v1/links")).send().await.unwrap();
    assert_eq!(Reply::of(none).await.problem(401).0, "unauthorized");
}

#[tokio::test]
async fn every_call_needs_a_key() {
    let installation = Installation::open().await;
    let nouns = ["links", "sources", "workflows", "jobs", "job-runs", "workflow-runs", "artifacts"];
    let stranger = installation.backend.with_key("vst_x");
    for noun in nouns {
        for path in [format!("/v1/{noun}"), format!("/v1/{noun}/x_1")] {
            stranger.get(&path).await.problem(401);
        }
    }
    for path in ["/v1/links", "/v1/sources", "/v1/workflows", "/v1/jobs", "/v1/links/x/revoke"] {
        stranger.post(path, &serde_json::json!({})).await.problem(401);
    }
}

#[tokio::test]
async fn a_revoked_key_opens_nothing_any_more() {
    let installation = Installation::open().await;
    let (backend, key) = installation.add_tenant("Brief Books").await;
    backend.get("/v1/links").await.expect(200);
    installation.revoke_key(key).await;
    assert_eq!(backend.get("/v1/links").await.problem(401).0, "unauthorized");
    installation.backend.get("/v1/links").await.expect(200);
}
