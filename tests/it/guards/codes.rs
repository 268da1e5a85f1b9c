//! One-time codes: each is good for one use, whoever comes first.

use serde_json::Value;
use time::{Duration, OffsetDateTime};
use vestibule::{
    domain::identity::code::Kind,
    store::identity::{
        codes::{self, About},
        hosted::promotion,
    },
};

use super::{Records, id};

const HASH: &str = "hash";

async fn made(kind: Kind) -> Records {
    let records = Records::open().await;
    let mut tx = records.db.begin().await.unwrap();
    codes::insert(&mut tx, (id(3), kind), HASH, About::default(), &Value::Null, records.now).await.unwrap();
    tx.commit().await.unwrap();
    records
}

async fn is_used(records: &Records, kind: Kind, at: OffsetDateTime) -> bool {
    let mut tx = records.db.begin().await.unwrap();
    let used = codes::consume::<Value>(&mut tx, kind, HASH, at).await.unwrap();
    tx.commit().await.unwrap();
    used.is_some()
}

#[tokio::test]
async fn a_code_is_good_for_one_use() {
    let records = made(Kind::Authorization).await;
    assert!(is_used(&records, Kind::Authorization, records.now).await);
    assert!(!is_used(&records, Kind::Authorization, records.now).await);
}

#[tokio::test]
async fn a_code_whose_time_is_up_is_good_for_nothing() {
    let records = made(Kind::Authorization).await;
    assert!(!is_used(&records, Kind::Authorization, records.now + Duration::HOUR).await);
}

#[tokio::test]
async fn a_code_is_good_for_what_it_was_made_for() {
    let records = made(Kind::Challenge).await;
    assert!(!is_used(&records, Kind::Authorization, records.now).await);
}

#[tokio::test]
async fn a_promotion_code_that_was_used_since_is_not_used_again() {
    let records = made(Kind::Promotion).await;
    let mut tx = records.db.begin().await.unwrap();
    assert!(promotion::use_code(&mut tx, HASH, records.now).await.unwrap());
    assert!(!promotion::use_code(&mut tx, HASH, records.now).await.unwrap());
    tx.commit().await.unwrap();
}
