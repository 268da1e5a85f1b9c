//! Forgetting a customer: nothing of them stays, and nothing of anybody else goes.

use reqwest::Method;
use serde_json::{Value, json};

use super::{ends::are_left, objects};
use crate::support::{Backend, Installation, Story, client};

async fn forget(backend: &Backend, external_id: &str) -> Value {
    backend.send(Method::DELETE, &format!("/v1/customers/{external_id}"), None).await.expect(200)
}

/// A second customer who is done, with the same job.
async fn beside(story: &mut Story, external_id: &str) {
    let job = story.installation.backend.link(&story.link).await["job_id"][0].clone();
    let body = json!({"external_id": external_id, "job_id": job});
    let link = story.installation.backend.create_link_with(body).await;
    let mut customer = story.installation.customer_at(&link).await;
    customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await.is("done");
    story.installation.backend.sees(&link, "COMPLETED").await;
}

#[tokio::test]
async fn everything_of_one_customer_goes_and_everything_of_another_stays() {
    let (installation, _receiver) = Installation::with_delivery().await;
    let mut story = Story::in_installation(installation, "classic").await;
    story.gives("pass_good").await;
    story.ends_well().await;
    story.installation.has_delivered().await;
    let before = story.installation.rows().await;
    beside(&mut story, "customer/2 ü").await;
    assert_eq!(objects(&story.installation).len(), 2);
    let backend = story.installation.backend.clone();

    let told = forget(&backend, "customer%2F2%20%C3%BC").await;
    assert_eq!((&told["external_id"], &told["object"]), (&json!("customer/2 ü"), &json!("customer")));
    let deleted = &told["deleted"];
    for one in ["links", "flows", "job_runs", "workflow_runs", "artifacts"] {
        assert_eq!(deleted[one], 1, "{one}: {told}");
    }
    assert!(deleted["events"].as_u64().unwrap() > 5, "{told}");
    are_left(&story.installation, 1).await;
    let after = story.installation.rows().await;
    for (table, rows) in &before {
        let is_of_links =
            !["idempotent_calls", "tenants", "write_probe", "nodes", "source_accounts"].contains(&table.as_str());
        assert!(!is_of_links || after[table] == *rows, "{table}: {rows} before and {} after", after[table]);
    }
    story.installation.backend.sees(&story.link, "COMPLETED").await;

    let again = forget(&backend, "customer%2F2%20%C3%BC").await;
    assert!(again["deleted"].as_object().unwrap().values().all(|count| count == 0), "{again}");
}

#[tokio::test]
async fn a_link_of_a_forgotten_customer_is_one_that_never_was() {
    let mut story = Story::after("mfa_sms").await;
    story.page().asks("one_time_code");
    let told = forget(&story.installation.backend, "customer-1").await;
    assert_eq!((&told["deleted"]["links"], &told["deleted"]["flows"]), (&json!(1), &json!(1)));
    let url = story.link.url.clone();
    assert_eq!(client().get(&url).send().await.unwrap().status(), 404);
    story.customer.open(&url).await.is("not_found");
    let path = format!("/v1/links/{}", story.link.id);
    assert_eq!(story.installation.backend.get(&path).await.status, 404);
}

#[tokio::test]
async fn a_customer_of_another_tenant_or_of_the_other_side_stays() {
    let mut story = Story::after("pass_good").await;
    story.ends_well().await;
    let (other, _) = story.installation.add_tenant("Other Books").await;
    let live = story.installation.live_side(&story.installation.backend).await;
    for backend in [&other, &live] {
        let told = forget(backend, "customer-1").await;
        assert!(told["deleted"].as_object().unwrap().values().all(|count| count == 0), "{told}");
    }
    assert_eq!(story.installation.backend.artifacts(&story.link).await.len(), 1);
    let reading = story.installation.backend.post("/v1/keys", &json!({"name": "r", "scopes": ["links:write"]})).await;
    let key = reading.expect(201)["secret"].as_str().map(str::to_owned);
    let reader = story.installation.backend.with_key(&key.unwrap());
    let refused = reader.send(Method::DELETE, "/v1/customers/customer-1", None).await;
    assert_eq!(refused.status, 403, "{refused:?}");
}

#[tokio::test]
async fn a_name_that_no_customer_can_have_is_refused() {
    let installation = Installation::open().await;
    let path = |length| format!("/v1/customers/{}", "é".repeat(length));
    let refused = installation.backend.send(Method::DELETE, &path(256), None).await;
    assert_eq!(refused.problem(422).1, ["external_id"]);
    installation.backend.send(Method::DELETE, &path(255), None).await.expect(200);
}
