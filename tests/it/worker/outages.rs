//! A database server that ends everybody's connections, as it does when it is stopped or another takes its place.

use serde_json::json;

use crate::support::{Installation, Story, client, until};

#[tokio::test]
async fn a_backend_whose_call_the_database_dropped_is_told_to_repeat_it() {
    let installation = Installation::open().await;
    if !installation.database.is_shared() {
        return;
    }
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let (mut dropped, body) = (0, json!({"external_id": "customer-1", "job_id": job}));
    for number in 0..10 {
        installation.database.drop_connections(installation.folder.path()).await;
        until("the call is done", async || {
            let reply = installation.backend.try_post("/v1/links", &body, &format!("key-{number}")).await.unwrap();
            if reply.status == 201 {
                return Some(());
            }
            assert_eq!(reply.problem(503).0, "unavailable");
            assert_eq!(reply.headers["retry-after"], "1");
            dropped += 1;
            None
        })
        .await;
    }
    assert!(dropped > 0, "the database dropped nothing");
    assert_eq!(installation.backend.all("/v1/links?limit=100").await.len(), 10);
}

#[tokio::test]
async fn a_customer_whose_page_the_database_dropped_is_asked_to_come_again_and_can() {
    let installation = Installation::open().await;
    if !installation.database.is_shared() {
        return;
    }
    let link = installation.link("classic").await;
    let mut dropped = 0;
    for _ in 0..10 {
        installation.database.drop_connections(installation.folder.path()).await;
        until("the page is there", async || {
            let answer = client().get(&link.url).send().await.unwrap();
            if answer.status() == 200 {
                return Some(());
            }
            assert_eq!(answer.status(), 503);
            assert_eq!(answer.headers()["retry-after"], "5");
            assert!(answer.text().await.unwrap().contains("open the link from your message again"));
            dropped += 1;
            None
        })
        .await;
    }
    assert!(dropped > 0, "the database dropped nothing");
}

#[tokio::test]
async fn a_customer_does_not_notice_that_the_database_dropped_the_worker() {
    let story = Story::begin("classic").await;
    if !story.installation.database.is_shared() {
        return;
    }
    let form = story.page().prompt();
    let fields = form.filled(&[("identifier", "user_good"), ("password", "pass_good+delay_2")]);
    story.customer.send_form(&form.action, &fields).await;
    story.installation.sandbox.has_received(1).await;
    story.installation.database.drop_connections(story.installation.folder.path()).await;
    story.installation.backend.sees_through(&story.link, "COMPLETED").await;
    assert_eq!(story.installation.sandbox.received("password").await, ["pass_good+delay_2"]);
}
