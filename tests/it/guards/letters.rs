//! Letters: one is in one process's hands, and a process that lost it changes nothing.

use time::{Duration, OffsetDateTime};
use vestibule::{
    domain::{id::Id, letter::Letter},
    store::letters::{self, ClaimedLetter},
};

use super::{Records, id};

/// For how long a letter is in somebody's hands.
const HELD: Duration = Duration::MINUTE;

async fn letter(records: &Records) -> Id<Letter> {
    let (own, now) = (id(5), records.now);
    let mut tx = records.db.begin().await.unwrap();
    letters::insert(&mut tx, own, "sealed".to_owned(), (now, now + Duration::HOUR)).await.unwrap();
    tx.commit().await.unwrap();
    own
}

async fn claim(records: &Records, letter: Id<Letter>, at: OffsetDateTime) -> Option<ClaimedLetter> {
    let mut tx = records.db.begin().await.unwrap();
    let claimed = letters::claim(&mut tx, letter, (at, at + HELD)).await.unwrap();
    tx.commit().await.unwrap();
    claimed
}

#[tokio::test]
async fn a_letter_that_is_being_sent_is_not_claimed() {
    let records = Records::open().await;
    let letter = letter(&records).await;
    assert!(claim(&records, letter, records.now).await.is_some());
    assert!(claim(&records, letter, records.now + Duration::SECOND).await.is_none());
}

#[tokio::test]
async fn a_letter_whose_time_is_up_is_not_claimed() {
    let records = Records::open().await;
    let letter = letter(&records).await;
    assert!(claim(&records, letter, records.now + Duration::HOUR).await.is_none());
}

#[tokio::test]
async fn a_stale_process_does_not_bring_a_letter_forward() {
    let records = Records::open().await;
    let letter = letter(&records).await;
    let stale = claim(&records, letter, records.now).await.unwrap();
    let later = records.now + HELD + Duration::SECOND;
    claim(&records, letter, later).await.unwrap();
    let mut tx = records.db.begin().await.unwrap();
    letters::postpone(&mut tx, &stale, later).await.unwrap();
    tx.commit().await.unwrap();
    assert!(claim(&records, letter, later + Duration::SECOND).await.is_none());
}
