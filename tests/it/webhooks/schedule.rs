//! When a delivery is tried again, and when no more.

use std::collections::BTreeSet;

use serde_json::json;
use time::Duration;

use super::{attempted, deliveries, endpoint, ping};
use crate::support::{Heard, Installation, Manner, Receiver, until};

async fn enabled(installation: &Installation, id: &str) -> bool {
    let told = installation.backend.get(&format!("/v1/webhook-endpoints/{id}")).await.expect(200);
    told["enabled"].as_bool().unwrap()
}

#[tokio::test]
async fn after_ten_failed_attempts_a_delivery_is_exhausted_and_can_be_replayed() {
    let (installation, receiver) = (Installation::near_receivers().await, Receiver::with(Manner::Answers(500)).await);
    let (id, _) = endpoint(&installation.backend, &receiver, &["*"]).await;
    ping(&installation.backend, &id).await;
    // With a fifth more each, as late as chance may make it.
    for (count, minutes) in (1..).zip([1, 6, 36, 144, 360, 720, 1_008, 1_440, 1_728]) {
        attempted(&installation.backend, &id, count).await;
        installation.clock.advance(Duration::minutes(minutes));
    }
    let delivery = attempted(&installation.backend, &id, 10).await;
    assert_eq!((&delivery["state"], &delivery["next_attempt_at"]), (&"exhausted".into(), &json!(null)));
    let attempt = &delivery["attempts"][9];
    assert_eq!((&attempt["status"], &attempt["answer"]), (&500.into(), &"so be it".into()));
    assert_eq!((&attempt["error"], &attempt["number"]), (&"refused".into(), &10.into()));
    receiver.turns(Manner::Answers(200));
    installation.clock.advance(Duration::minutes(5));
    let path = format!("/v1/deliveries/{}/replay", delivery["id"].as_str().unwrap());
    installation.backend.post(&path, &json!({})).await.expect(200);
    let delivery = attempted(&installation.backend, &id, 11).await;
    assert_eq!(delivery["state"], "delivered", "{delivery}");
}

#[tokio::test]
async fn an_endpoint_that_says_it_is_gone_is_disabled_and_the_others_are_told() {
    let (installation, gone, other) =
        (Installation::near_receivers().await, Receiver::with(Manner::Answers(410)).await, Receiver::start().await);
    let (id, _) = endpoint(&installation.backend, &gone, &["*"]).await;
    endpoint(&installation.backend, &other, &["webhook.disabled"]).await;
    ping(&installation.backend, &id).await;
    let told = other.hears_of("webhook.disabled").await.event();
    let object = &told["data"]["object"];
    assert_eq!((&object["id"], &object["disabled_reason"]), (&id.clone().into(), &"gone".into()));
    assert!(!enabled(&installation, &id).await);
    assert_eq!(deliveries(&installation.backend, &id).await[0]["state"], "disabled");
}

#[tokio::test]
async fn five_days_of_nothing_but_failures_disable_an_endpoint() {
    let (installation, receiver) = (Installation::near_receivers().await, Receiver::with(Manner::Answers(503)).await);
    let (id, _) = endpoint(&installation.backend, &receiver, &["*"]).await;
    ping(&installation.backend, &id).await;
    attempted(&installation.backend, &id, 1).await;
    installation.clock.advance(Duration::days(5));
    until("the endpoint is disabled", async || (!enabled(&installation, &id).await).then_some(())).await;
    let listed = installation.backend.get("/v1/events?type=webhook.disabled").await.expect(200);
    assert_eq!(listed["data"][0]["data"]["object"]["disabled_reason"], "failing");
    assert_eq!(deliveries(&installation.backend, &id).await[0]["state"], "disabled");
}

#[tokio::test]
async fn a_wish_to_be_asked_later_is_heard() {
    let (installation, receiver) =
        (Installation::near_receivers().await, Receiver::with(Manner::Says(429, "retry-after", "1800")).await);
    let (id, _) = endpoint(&installation.backend, &receiver, &["*"]).await;
    ping(&installation.backend, &id).await;
    attempted(&installation.backend, &id, 1).await;
    installation.clock.advance(Duration::minutes(20));
    ping(&installation.backend, &id).await;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    assert_eq!(receiver.heard().len(), 1, "it is left in peace, by other deliveries too");
    receiver.turns(Manner::Answers(200));
    installation.clock.advance(Duration::minutes(11));
    receiver.hears(3).await;
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let (installation, there) = (Installation::near_receivers().await, Receiver::start().await);
    let target: &'static str = there.url.clone().leak();
    let receiver = Receiver::with(Manner::Says(307, "location", target)).await;
    let (id, _) = endpoint(&installation.backend, &receiver, &["*"]).await;
    ping(&installation.backend, &id).await;
    let delivery = attempted(&installation.backend, &id, 1).await;
    assert_eq!(
        (&delivery["attempts"][0]["status"], &delivery["attempts"][0]["error"]),
        (&307.into(), &"redirected".into())
    );
    assert!(there.heard().is_empty());
}

#[tokio::test]
async fn a_span_of_time_can_be_replayed_as_far_as_it_was_not_taken_or_wholly() {
    let (installation, receiver) = (Installation::near_receivers().await, Receiver::start().await);
    let (id, _) = endpoint(&installation.backend, &receiver, &["link.created"]).await;
    installation.link("classic").await;
    installation.link("classic").await;
    receiver.hears(2).await;
    until("both are noted", async || {
        deliveries(&installation.backend, &id).await.iter().all(|one| one["state"] == "delivered").then_some(())
    })
    .await;
    let path = format!("/v1/webhook-endpoints/{id}/replay");
    installation.clock.advance(Duration::seconds(1));
    let failed = installation.backend.post(&path, &json!({"since": "2020-01-01T00:00:00Z"})).await.expect(200);
    assert_eq!(failed["replayed"], 0);
    let all =
        installation.backend.post(&path, &json!({"since": "2020-01-01T00:00:00Z", "all": true})).await.expect(200);
    assert_eq!(all["replayed"], 2);
    let heard = receiver.hears(4).await;
    // Those of different links come in any order.
    let ids = |heard: &[Heard]| heard.iter().map(|one| one.header("webhook-id").to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(ids(&heard[..2]), ids(&heard[2..]));
}
