//! A webhook endpoint is in one process's hands at a time.

use time::{Duration, OffsetDateTime};
use vestibule::{
    domain::{
        id::Id,
        webhook::{Endpoint, Health},
    },
    store::webhook::webhooks::{self, StoredEndpoint},
};

use super::{Records, id};

/// An endpoint that wants every event.
pub async fn endpoint(records: &Records) -> Id<Endpoint> {
    let endpoint = StoredEndpoint {
        id: id(5),
        tenant_id: records.tenant,
        url: "https://hooks.example/".to_owned(),
        description: None,
        events: vec!["*".to_owned()],
        headers: None,
        secret: "sealed".to_owned(),
        old_secret: None,
        disabled: None,
        health: Health::default(),
        fence: 0,
        created_at: records.now,
    };
    let mut tx = records.db.begin().await.unwrap();
    webhooks::insert(&mut tx, &endpoint).await.unwrap();
    tx.commit().await.unwrap();
    endpoint.id
}

async fn claim(records: &Records, endpoint: Id<Endpoint>, at: OffsetDateTime) -> Option<StoredEndpoint> {
    let mut tx = records.db.begin().await.unwrap();
    let claimed = webhooks::claim(&mut tx, endpoint, at + Duration::seconds(10), at).await.unwrap();
    tx.commit().await.unwrap();
    claimed
}

#[tokio::test]
async fn a_leased_endpoint_is_not_claimed() {
    let records = Records::open().await;
    let endpoint = endpoint(&records).await;
    assert!(claim(&records, endpoint, records.now).await.is_some());
    assert!(claim(&records, endpoint, records.now + Duration::seconds(9)).await.is_none());
}

#[tokio::test]
async fn a_stale_process_does_not_keep_an_endpoint() {
    let records = Records::open().await;
    let endpoint = endpoint(&records).await;
    let stale = claim(&records, endpoint, records.now).await.unwrap();
    let present = claim(&records, endpoint, records.now + Duration::seconds(11)).await.unwrap();
    let mut tx = records.db.begin().await.unwrap();
    assert!(webhooks::keep(&mut tx, &stale, records.now).await.unwrap().is_none());
    assert!(webhooks::keep(&mut tx, &present, records.now).await.unwrap().is_some());
    tx.commit().await.unwrap();
}
