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

use super::{Records, endpoints::endpoint};

/// A pending delivery.
async fn delivery(records: &Records) -> Due {
    let endpoint = endpoint(records).await;
    let mut tx = records.db.begin().await.unwrap();
    tx.announce(NewEvent {
        tenant_id: records.tenant,
        link_id: None,
        endpoint_id: Some(endpoint),
        kind: Type::WebhookPing,
        data: Map::new(),
        created_at: records.now,
    });
    tx.commit().await.unwrap();
    let mut tx = records.db.begin().await.unwrap();
    deliveries::due(&mut tx, endpoint, records.now, 10).await.unwrap().pop().unwrap()
}

fn attempt(records: &Records, status: u16) -> Attempt {
    let error = (status != 200).then_some("refused");
    Attempt { at: records.now, duration: 1, status: Some(status), answer: None, error, retry_after: None }
}

#[tokio::test]
async fn a_failed_attempt_does_not_bring_a_disabled_delivery_back() {
    let records = Records::open().await;
    let due = delivery(&records).await;
    let endpoint = endpoint_of(&records, &due).await;
    let mut tx = records.db.begin().await.unwrap();
    deliveries::disable(&mut tx, endpoint, records.now).await.unwrap();
    let later = Some(records.now + Duration::minutes(5));
    deliveries::note(&mut tx, &due, &attempt(&records, 500), State::Pending, later).await.unwrap();
    let found = deliveries::find(&mut tx, records.tenant, due.id).await.unwrap().unwrap();
    assert_eq!((found.state, found.attempts), (State::Disabled, 0));
}

#[tokio::test]
async fn a_delivery_that_was_taken_is_delivered_whatever_was_decided_meanwhile() {
    let records = Records::open().await;
    let due = delivery(&records).await;
    let endpoint = endpoint_of(&records, &due).await;
    let mut tx = records.db.begin().await.unwrap();
    deliveries::disable(&mut tx, endpoint, records.now).await.unwrap();
    deliveries::note(&mut tx, &due, &attempt(&records, 200), State::Delivered, None).await.unwrap();
    let found = deliveries::find(&mut tx, records.tenant, due.id).await.unwrap().unwrap();
    assert_eq!((found.state, found.attempts), (State::Delivered, 1));
}

async fn endpoint_of(records: &Records, due: &Due) -> Id<Endpoint> {
    deliveries::find(&records.db, records.tenant, due.id).await.unwrap().unwrap().endpoint_id
}
