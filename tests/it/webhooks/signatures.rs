//! What is sent is what the feed says, signed.

use serde_json::json;
use time::Duration;

use super::{attempted, endpoint, ping};
use crate::support::{Installation, Manner, Receiver};

#[tokio::test]
async fn every_event_of_a_link_arrives_signed_and_in_order_and_is_what_the_api_tells() {
    let (installation, receiver) = (Installation::near_receivers().await, Receiver::start().await);
    let (_, secret) = endpoint(&installation.backend, &receiver, &["*"]).await;
    let link = installation.link("classic").await;
    let mut customer = installation.customer_at(&link).await;
    customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await.is("done");
    receiver.hears_of("link.closed").await;
    let told = installation.backend.get("/v1/events?after=&limit=100").await.expect(200);
    let told = told["data"].as_array().unwrap();
    let heard = receiver.hears(told.len()).await;
    for (heard, told) in heard.iter().zip(told) {
        assert!(heard.is_signed_with(&secret));
        assert_eq!(&heard.event(), told);
        assert_eq!(heard.header("webhook-id"), told["id"]);
        assert_eq!(heard.header("content-type"), "application/json");
    }
    let first = &heard[0];
    assert!(!first.is_signed_as(&secret, &first.body.replace("link", "lynk")), "a tampered body");
    assert!(!first.is_signed_with("whsec_AAAA"));
}

#[tokio::test]
async fn for_a_day_after_a_rotation_both_secrets_sign() {
    let (installation, receiver) = (Installation::near_receivers().await, Receiver::start().await);
    let (id, old) = endpoint(&installation.backend, &receiver, &["*"]).await;
    let rotate = format!("/v1/webhook-endpoints/{id}/rotate-secret");
    let rotated = installation.backend.post(&rotate, &json!({})).await.expect(200);
    let new = rotated["secret"].as_str().unwrap().to_owned();
    assert!(new != old && rotated["old_secret_until"].is_string());
    ping(&installation.backend, &id).await;
    let during = receiver.hears(1).await.remove(0);
    assert!(during.is_signed_with(&old) && during.is_signed_with(&new));
    let tampered = during.body.replace("ping", "pong");
    assert!(!during.is_signed_as(&old, &tampered) && !during.is_signed_as(&new, &tampered));
    installation.clock.advance(Duration::days(1));
    ping(&installation.backend, &id).await;
    let after = receiver.hears(2).await.remove(1);
    assert!(!after.is_signed_with(&old) && after.is_signed_with(&new));
}

#[tokio::test]
async fn rotations_within_a_day_cut_no_receiver_off_and_are_refused_before_they_would() {
    let (installation, receiver) = (Installation::near_receivers().await, Receiver::start().await);
    let (id, first) = endpoint(&installation.backend, &receiver, &["*"]).await;
    let rotate = format!("/v1/webhook-endpoints/{id}/rotate-secret");
    let mut secrets = vec![first];
    for _ in 0..3 {
        let rotated = installation.backend.post(&rotate, &json!({})).await.expect(200);
        secrets.push(rotated["secret"].as_str().unwrap().to_owned());
        installation.clock.advance(Duration::hours(1));
    }
    assert_eq!(installation.backend.post(&rotate, &json!({})).await.problem(409).0, "too_many_secrets");
    ping(&installation.backend, &id).await;
    let during = receiver.hears(1).await.remove(0);
    assert!(secrets.iter().all(|secret| during.is_signed_with(secret)), "one of the secrets does not sign");
    installation.clock.advance(Duration::days(1));
    ping(&installation.backend, &id).await;
    let after = receiver.hears(2).await.remove(1);
    let signing: Vec<bool> = secrets.iter().map(|secret| after.is_signed_with(secret)).collect();
    assert_eq!(signing, [false, false, false, true]);
    installation.backend.post(&rotate, &json!({})).await.expect(200);
}

#[tokio::test]
async fn an_attempt_again_has_the_same_id_and_content_and_headers_of_the_endpoints_own() {
    let (installation, receiver) = (Installation::near_receivers().await, Receiver::with(Manner::Answers(500)).await);
    let body = json!({"url": receiver.url, "headers": {"Authorization": "Bearer mine"}});
    let made = installation.backend.post("/v1/webhook-endpoints", &body).await.expect(201);
    let id = made["id"].as_str().unwrap();
    ping(&installation.backend, id).await;
    attempted(&installation.backend, id, 1).await;
    receiver.turns(Manner::Answers(200));
    installation.clock.advance(Duration::seconds(6));
    let heard = receiver.hears(2).await;
    assert_eq!(heard[0].header("webhook-id"), heard[1].header("webhook-id"));
    assert_eq!(heard[0].body, heard[1].body);
    assert_ne!(heard[0].header("webhook-timestamp"), heard[1].header("webhook-timestamp"));
    assert_eq!(heard[1].header("authorization"), "Bearer mine");
}
