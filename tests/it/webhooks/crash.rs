//! Killed around a delivery: it arrives at least once, under one id, and nothing is left lying.

use std::{collections::BTreeSet, time::Duration};

use serde_json::json;
use tokio::time::sleep;

use super::{deliveries, endpoint};
use crate::support::{Manner, Program, Receiver, until};

/// Milliseconds between what causes an event and the crash: before it is claimed, while it is sent, and after.
const MOMENTS: [u64; 6] = [0, 2, 5, 10, 25, 80];

#[tokio::test]
async fn whenever_the_crash_comes_everything_told_arrives_and_is_noted() {
    let (mut program, receiver) = (Program::start().await, Receiver::start().await);
    let (id, secret) = endpoint(&program.backend, &receiver, &["*"]).await;
    let job = program.backend.sandbox_job(&program.sandbox, "classic").await;
    for moment in MOMENTS {
        program.backend.create_link(&job).await;
        sleep(Duration::from_millis(moment)).await;
        program.crash_and_serve().await;
    }
    let told = program.backend.get("/v1/events?after=&limit=100").await.expect(200);
    let ids: BTreeSet<String> =
        told["data"].as_array().unwrap().iter().map(|event| event["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids.len(), MOMENTS.len());
    until("everything is noted", async || {
        let made = deliveries(&program.backend, &id).await;
        (made.len() == ids.len() && made.iter().all(|one| one["state"] == "delivered")).then_some(())
    })
    .await;
    let heard = receiver.heard();
    assert!(heard.iter().all(|heard| heard.is_signed_with(&secret)));
    let arrived: BTreeSet<String> = heard.iter().map(|heard| heard.header("webhook-id").to_owned()).collect();
    assert_eq!(arrived, ids);
}

#[tokio::test]
async fn a_delivery_that_was_under_way_in_the_crash_is_sent_again_under_the_same_id() {
    let (mut program, receiver) = (Program::start().await, Receiver::with(Manner::Hangs).await);
    let (id, _) = endpoint(&program.backend, &receiver, &["*"]).await;
    program.backend.post(&format!("/v1/webhook-endpoints/{id}/test"), &json!({})).await.expect(200);
    receiver.hears(1).await;
    program.kill().await;
    receiver.turns(Manner::Answers(200));
    program.serve().await;
    let heard = receiver.hears(2).await;
    assert_eq!(heard[0].header("webhook-id"), heard[1].header("webhook-id"));
    until("it is noted", async || (deliveries(&program.backend, &id).await[0]["state"] == "delivered").then_some(()))
        .await;
}
