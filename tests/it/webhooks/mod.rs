mod crash;
mod endpoints;
mod feed;
mod listen;
mod receivers;
mod schedule;
mod signatures;

use serde_json::{Value, json};

use crate::support::{Backend, Receiver};

/// A new endpoint at a receiver, with these types: its id and secret.
async fn endpoint(backend: &Backend, receiver: &Receiver, events: &[&str]) -> (String, String) {
    let made = backend.post("/v1/webhook-endpoints", &json!({"url": receiver.url, "events": events})).await.expect(201);
    (made["id"].as_str().unwrap().to_owned(), made["secret"].as_str().unwrap().to_owned())
}

/// Sends a ping to an endpoint.
async fn ping(backend: &Backend, endpoint: &str) {
    backend.post(&format!("/v1/webhook-endpoints/{endpoint}/test"), &json!({})).await.expect(200);
}

/// The deliveries to an endpoint, newest first.
async fn deliveries(backend: &Backend, endpoint: &str) -> Vec<Value> {
    let listed = backend.get(&format!("/v1/deliveries?endpoint_id={endpoint}&limit=100")).await.expect(200);
    listed["data"].as_array().unwrap().clone()
}

/// Waits until the newest delivery to an endpoint has so many attempts; it with them.
async fn attempted(backend: &Backend, endpoint: &str, count: usize) -> Value {
    crate::support::until(&format!("{count} attempts were made"), async || {
        let newest = deliveries(backend, endpoint).await.into_iter().next()?;
        let path = format!("/v1/deliveries/{}", newest["id"].as_str().unwrap());
        let delivery = backend.get(&path).await.expect(200);
        Some(delivery).filter(|delivery| delivery["attempts"].as_array().unwrap().len() >= count)
    })
    .await
}

/// Waits until the delivery of an event to an endpoint was attempted: the first attempt.
async fn first_attempt(backend: &Backend, endpoint: &str, event: &str) -> Value {
    crate::support::until("it was attempted", async || {
        let listed = backend.get(&format!("/v1/deliveries?endpoint_id={endpoint}&event_id={event}")).await.expect(200);
        let path = format!("/v1/deliveries/{}", listed["data"][0]["id"].as_str().unwrap());
        let delivery = backend.get(&path).await.expect(200);
        delivery["attempts"].as_array().unwrap().first().cloned()
    })
    .await
}
