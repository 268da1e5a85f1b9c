//! Receivers that are slow, broken or hostile, beside one that is not.

use super::{endpoint, first_attempt, ping};
use crate::support::{Installation, Manner, Receiver};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_healthy_receiver_gets_everything_in_order_whatever_the_others_do() {
    let (installation, healthy) = (Installation::near_receivers().await, Receiver::start().await);
    let mut others = vec![Receiver::of_garbage().await];
    for manner in [Manner::Hangs, Manner::Drips, Manner::Floods, Manner::Answers(500), Manner::Answers(302)] {
        others.push(Receiver::with(manner).await);
    }
    let mut ids = Vec::new();
    for other in &others {
        ids.push(endpoint(&installation.backend, other, &["*"]).await.0);
    }
    let (_, secret) = endpoint(&installation.backend, &healthy, &["*"]).await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let mut links = Vec::new();
    for _ in 0..20 {
        let link = installation.backend.create_link(&job).await;
        installation.customer_at(&link).await;
        installation.backend.revoke(&link).await.expect(200);
        links.push(link.id);
    }
    let told = events(&installation).await;
    let heard = healthy.hears(told.len()).await;
    assert!(heard.iter().all(|heard| heard.is_signed_with(&secret)));
    for link in links {
        let of_link = |heard: &&crate::support::Heard| heard.event()["data"]["link_id"] == link.as_str();
        let sequences: Vec<i64> =
            heard.iter().filter(of_link).map(|heard| heard.event()["data"]["sequence"].as_i64().unwrap()).collect();
        assert!(sequences.is_sorted() && sequences.len() >= 5, "{sequences:?}");
    }
    for (id, error) in ids.iter().zip(["broken_answer", "timed_out", "", "", "refused", "redirected"]) {
        let attempt = first_attempt(&installation.backend, id, told[0]["id"].as_str().unwrap()).await;
        assert_eq!(attempt["error"].as_str().unwrap_or_default(), error, "{attempt}");
        assert!(attempt["answer"].as_str().unwrap_or_default().len() <= 1_024);
    }
}

/// All events, oldest first.
async fn events(installation: &Installation) -> Vec<serde_json::Value> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let listed = installation.backend.get(&format!("/v1/events?after={after}&limit=100")).await.expect(200);
        all.extend(listed["data"].as_array().unwrap().clone());
        match listed["next_cursor"].as_str() {
            Some(next) => next.clone_into(&mut after),
            None => return all,
        }
    }
}

#[tokio::test]
async fn an_address_that_the_operator_did_not_allow_is_not_connected_to() {
    let receiver = Receiver::start().await;
    let url = receiver.url.replace("127.0.0.1", "localhost");
    // Another address at the same port: what the name leads to is seen only at the connection.
    let port = url::Url::parse(&url).unwrap().port().unwrap();
    let installation = Installation::with(&[("VESTIBULE_ALLOW_PRIVATE", &format!("127.0.0.9:{port}"))]).await;
    let made = installation.backend.post("/v1/webhook-endpoints", &serde_json::json!({"url": url})).await.expect(201);
    let id = made["id"].as_str().unwrap();
    ping(&installation.backend, id).await;
    let event = events(&installation).await[0]["id"].as_str().unwrap().to_owned();
    let attempt = first_attempt(&installation.backend, id, &event).await;
    assert_eq!(attempt["error"], "address_not_allowed");
    assert!(receiver.heard().is_empty());
}
