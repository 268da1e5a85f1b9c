//! The feed of events: complete, ordered, and nobody else's.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use serde_json::{Value, json};
use time::Duration;

use crate::support::{Backend, Customer, Installation, Story, until};

/// The next events after one, as many as one call gives.
async fn after(backend: &Backend, id: &str, more: &str) -> Vec<Value> {
    let listed = backend.get(&format!("/v1/events?after={id}{more}")).await.expect(200);
    listed["data"].as_array().unwrap().clone()
}

fn types(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["type"].as_str().unwrap()).collect()
}

const WHOLE: [&str; 14] = [
    "link.created",
    "link.status_changed",
    "link.opened",
    "flow.challenge_presented",
    "link.status_changed",
    "flow.challenge_presented",
    "link.status_changed",
    "job_run.started",
    "workflow_run.started",
    "workflow_run.completed",
    "artifact.created",
    "job_run.completed",
    "link.status_changed",
    "link.closed",
];

#[tokio::test]
async fn a_sign_in_is_told_from_the_link_to_its_end_without_a_secret() {
    let mut story = Story::after("mfa_sms").await;
    story.customer.answer(&[("code", "123456")]).await.is("done");
    story.ends_well().await;
    let backend = &story.installation.backend;
    let events = after(backend, "", "&limit=100").await;
    assert_eq!(types(&events), WHOLE);
    for (number, event) in (1..).zip(&events) {
        assert_eq!(
            (&event["data"]["sequence"], &event["data"]["link_id"]),
            (&number.into(), &story.link.id.clone().into())
        );
        assert_eq!(event["data"]["external_id"], "customer-1");
    }
    let asked = &events[5]["data"]["object"]["challenge"];
    assert_eq!((&asked["kind"], &asked["code_length"]), (&"one_time_code".into(), &6.into()));
    assert!(asked["deadline"].as_str().unwrap().ends_with('Z'));
    let text = serde_json::to_string(&events).unwrap();
    for secret in ["user_good", "mfa_sms", "123456", "48.20"] {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn a_feed_read_in_pieces_is_the_list_read_backwards() {
    let installation = Installation::open().await;
    for _ in 0..4 {
        let link = installation.link("classic").await;
        installation.backend.revoke(&link).await.expect(200);
    }
    let (mut feed, mut last) = (Vec::new(), String::new());
    loop {
        let some = after(&installation.backend, &last, "&limit=5").await;
        let Some(newest) = some.last() else { break };
        newest["id"].as_str().unwrap().clone_into(&mut last);
        feed.extend(some);
    }
    let listed = installation.backend.get("/v1/events?limit=100").await.expect(200);
    feed.reverse();
    assert_eq!(Value::Array(feed), listed["data"]);
    let closed = after(&installation.backend, "", "&type=link.closed").await;
    assert_eq!(types(&closed), ["link.closed"; 4]);
    let link = closed[2]["data"]["link_id"].as_str().unwrap();
    let of_link = after(&installation.backend, "", &format!("&link_id={link}")).await;
    assert_eq!(types(&of_link), ["link.created", "link.status_changed", "link.closed"]);
    for query in ["after=evt_1", "after=&cursor=evt_01arz3ndektsv4rrffq69g5fav", "after=evt_01arz3ndektsv4rrffq69g5fav"]
    {
        installation.backend.get(&format!("/v1/events?{query}")).await.problem(422);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_follower_misses_nothing_while_many_write() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let writers = join_all((0..8).map(|_| {
        let (backend, job) = (installation.backend.clone(), job.clone());
        async move {
            for _ in 0..10 {
                let link = backend.create_link(&job).await;
                backend.revoke(&link).await.expect(200);
            }
        }
    }));
    let follower = async {
        let (mut seen, mut last) = (BTreeSet::new(), String::new());
        until("the follower has seen all", async || {
            for event in after(&installation.backend, &last, "&limit=7").await {
                event["id"].as_str().unwrap().clone_into(&mut last);
                assert!(seen.insert(last.clone()), "{last} came twice");
            }
            (seen.len() >= 240).then_some(())
        })
        .await;
    };
    tokio::join!(writers, follower);
}

#[tokio::test]
async fn links_whose_time_comes_are_told_of_and_events_are_kept_for_thirty_days() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let link =
        installation.backend.create_link_with(json!({"external_id": "late", "job_id": job, "expires_in": 60})).await;
    let first = after(&installation.backend, "", "").await[0]["id"].as_str().unwrap().to_owned();
    installation.clock.advance(Duration::seconds(61));
    let closed = until("its end is told", async || {
        let closed = after(&installation.backend, &first, "").await;
        (closed.len() == 2).then_some(closed)
    })
    .await;
    assert_eq!(types(&closed), ["link.status_changed", "link.closed"]);
    assert_eq!(closed[0]["data"]["transition"]["reason"], "expired");
    installation.clock.advance(Duration::days(30));
    until("events are forgotten", async || after(&installation.backend, "", "").await.is_empty().then_some(())).await;
    installation.backend.get(&format!("/v1/events?after={first}")).await.problem(422);
    let mut customer = Customer::new();
    customer.open(&link.url).await;
    customer.press("action", "renew").await.is("expired");
    assert_eq!(after(&installation.backend, "", "").await[0]["data"]["sequence"], 4, "numbers go on");
}
