//! The list of events.

use serde_json::json;
use time::Duration;

use crate::support::{Customer, Installation};

/// An installation whose customers have let so many links expire and asked for new ones; the links' ids, newest first.
async fn asked_for(count: usize) -> (Installation, Vec<String>) {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let mut links = Vec::new();
    for _ in 0..count {
        let body = json!({"external_id": "late", "job_id": job, "expires_in": 60});
        links.push(installation.backend.create_link_with(body).await);
    }
    installation.clock.advance(Duration::seconds(60));
    for link in &links {
        let mut customer = Customer::new();
        customer.open(&link.url).await;
        customer.press("action", "renew").await.is("expired");
    }
    let ids = links.into_iter().rev().map(|link| link.id).collect();
    (installation, ids)
}

#[tokio::test]
async fn events_are_listed_newest_first_page_by_page() {
    let (installation, links) = asked_for(3).await;
    let (mut told, mut cursor) = (Vec::new(), String::new());
    loop {
        let listed = installation
            .backend
            .get(&format!("/v1/events?type=link.renewal_requested&limit=2{cursor}"))
            .await
            .expect(200);
        let data = listed["data"].as_array().unwrap();
        told.extend(data.iter().map(|event| event["data"]["link_id"].as_str().unwrap().to_owned()));
        let Some(next) = listed["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(told, links);
}

#[tokio::test]
async fn events_are_found_by_type_and_a_type_that_there_is_not_is_refused() {
    let (installation, _) = asked_for(1).await;
    let listed = installation.backend.get("/v1/events?type=link.renewal_requested").await.expect(200);
    assert_eq!(listed["data"].as_array().unwrap().len(), 1);
    for query in ["type=link.nothing", "type=", "limit=0", "cursor=lnk_1", "order=asc"] {
        let reply = installation.backend.get(&format!("/v1/events?{query}")).await;
        assert_eq!(reply.problem(422).0, "invalid_request", "{query}");
    }
}

#[tokio::test]
async fn no_tenant_sees_the_events_of_another() {
    let (installation, _) = asked_for(1).await;
    let (other, _) = installation.add_tenant("Other Books").await;
    assert_eq!(other.get("/v1/events").await.expect(200)["data"], json!([]));
}
