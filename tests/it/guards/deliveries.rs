//! What was decided about a delivery is not undone by an attempt that ends later.

use serde_json::Map;
use time::Duration;
use vestibule::{
    domain::{
        event::Type,
        id::Id,
        webhook::{Attempt, Endpoint, State},
    },
    store::{
        unit::NewEvent,
        webhook::deliveries::{self, Due},
    },
};

use super::{Ground, endpoints::endpoint};

/// A pending delivery.
async fn delivery(ground: &Ground) -> Due {
    let endpoint = endpoint(ground).await;
    let mut tx = ground.db.begin().await.unwrap();
    tx.announce(NewEvent {
        tenant_id: ground.tenant,
        link_id: None,
        endpoint_id: Some(endpoint),
        kind: Type::WebhookPing,
        data: Map::new(),
        created_at: ground.now,
    });
    tx.commit().await.unwrap();
    let mut tx = ground.db.begin().await.unwrap();
    deliveries::due(&mut tx, endpoint, ground.now, 10).await.unwrap().pop().unwrap()
}

fn attempt(ground: &Ground, status: u16) -> Attempt {
    let error = (status != 200).then_some("refused");
    Attempt { at: ground.now, duration: 1, status: Some(status), answer: None, error, retry_after: None }
}

#[tokio::test]
async fn a_failed_attempt_does_not_bring_a_disabled_delivery_back() {
    let ground = Ground::open().await;
    let due = delivery(&ground).await;
    let endpoint = endpoint_of(&ground, &due).await;
    let mut tx = ground.db.begin().await.unwrap();
    deliveries::disable(&mut tx, endpoint, ground.now).await.unwrap();
    let later = Some(ground.now + Duration::minutes(5));
    deliveries::note(&mut tx, &due, &attempt(&ground, 500), State::Pending, later).await.unwrap();
    let found = deliveries::find(&mut tx, ground.tenant, due.id).await.unwrap().unwrap();
    assert_eq!((found.state, found.attempts), (State::Disabled, 0));
}

#[tokio::test]
async fn a_delivery_that_was_taken_is_delivered_whatever_was_decided_meanwhile() {
    let ground = Ground::open().await;
    let due = delivery(&ground).await;
    let endpoint = endpoint_of(&ground, &due).await;
    let mut tx = ground.db.begin().await.unwrap();
    deliveries::disable(&mut tx, endpoint, ground.now).await.unwrap();
    deliveries::note(&mut tx, &due, &attempt(&ground, 200), State::Delivered, None).await.unwrap();
    let found = deliveries::find(&mut tx, ground.tenant, due.id).await.unwrap().unwrap();
    assert_eq!((found.state, found.attempts), (State::Delivered, 1));
}

async fn endpoint_of(ground: &Ground, due: &Due) -> Id<Endpoint> {
    deliveries::find(&ground.db, ground.tenant, due.id).await.unwrap().unwrap().endpoint_id
}
