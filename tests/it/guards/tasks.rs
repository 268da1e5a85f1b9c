//! The queue's writes: a task is in one owner's hands, and an owner who lost it changes nothing.

use futures_util::future::{join_all, poll_immediate};
use time::{Duration, OffsetDateTime};
use tokio::time::timeout;
use vestibule::{
    domain::{
        id::Id,
        link::flow::Flow,
        task::{Claim, Task, Work},
    },
    store::tasks::{self, NewTask, Start},
};

use super::{Records, id};

/// A task that is due, with something sealed.
async fn task(records: &Records, number: u128) -> Id<Task> {
    task_of(records, number, id(number)).await
}

async fn task_of(records: &Records, number: u128, flow: Id<Flow>) -> Id<Task> {
    let task = NewTask { id: id(number), work: Work::Answer(flow), share: records.share() };
    let own = task.id;
    let mut tx = records.db.begin().await.unwrap();
    tasks::insert(&mut tx, task, Start::Now(Some("sealed".to_owned())), records.now).await.unwrap();
    tx.commit().await.unwrap();
    own
}

async fn claim(records: &Records, task: Id<Task>, owner: &str, at: OffsetDateTime) -> Option<Claim> {
    let mut tx = records.db.begin().await.unwrap();
    let claim = tasks::claim(&mut tx, task, &Records::lease(owner, at), at).await.unwrap();
    tx.commit().await.unwrap();
    claim
}

/// A claim whose lease ran out, and that of the owner who took the task then.
async fn stale_and_present(records: &Records) -> (Claim, Claim) {
    let task = task(records, 7).await;
    let stale = claim(records, task, "first", records.now).await.unwrap();
    let present = claim(records, task, "second", records.now + Duration::seconds(11)).await.unwrap();
    (stale, present)
}

#[tokio::test]
async fn a_stale_owner_does_not_finish_a_task() {
    let records = Records::open().await;
    let (stale, present) = stale_and_present(&records).await;
    let mut tx = records.db.begin().await.unwrap();
    assert!(!tasks::finish(&mut tx, &stale).await.unwrap());
    assert!(tasks::finish(&mut tx, &present).await.unwrap());
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_stale_owner_does_not_renew_a_lease() {
    let records = Records::open().await;
    let (stale, present) = stale_and_present(&records).await;
    let mut tx = records.db.begin().await.unwrap();
    assert!(!tasks::renew(&mut tx, &stale, records.now).await.unwrap());
    assert!(tasks::renew(&mut tx, &present, records.now).await.unwrap());
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_stale_owner_does_not_postpone_a_task() {
    let records = Records::open().await;
    let (stale, present) = stale_and_present(&records).await;
    let mut tx = records.db.begin().await.unwrap();
    assert!(!tasks::postpone(&mut tx, &stale, records.now).await.unwrap());
    assert!(tasks::postpone(&mut tx, &present, records.now).await.unwrap());
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_stale_owner_does_not_give_a_task_back() {
    let records = Records::open().await;
    let (stale, present) = stale_and_present(&records).await;
    let mut tx = records.db.begin().await.unwrap();
    assert!(!tasks::give_back(&mut tx, &stale, records.now).await.unwrap());
    assert!(tasks::give_back(&mut tx, &present, records.now).await.unwrap());
    tx.commit().await.unwrap();
}

/// A task with something sealed, in the hands of whoever has made it.
async fn leased(records: &Records) -> Claim {
    let task = NewTask { id: id(7), work: Work::Answer(id(7)), share: records.share() };
    let mut tx = records.db.begin().await.unwrap();
    let lease = Records::lease("first", records.now);
    tasks::insert(&mut tx, task, Start::Leased(&lease, Some("sealed".to_owned())), records.now).await.unwrap();
    tx.commit().await.unwrap();
    records.db.signals().left().remove(0).claim.unwrap()
}

#[tokio::test]
async fn what_a_task_carries_that_its_maker_works_on_is_never_in_the_database() {
    let records = Records::open().await;
    let first = leased(&records).await;
    let second = claim(&records, first.id, "second", records.now + Duration::seconds(11)).await.unwrap();
    assert_eq!((first.payload.as_deref(), second.payload, second.attempt), (Some("sealed"), None, 2));
}

#[tokio::test]
async fn what_a_task_carries_that_was_given_back_goes_to_the_next_who_claims_it() {
    let records = Records::open().await;
    let first = leased(&records).await;
    let mut tx = records.db.begin().await.unwrap();
    assert!(tasks::give_back(&mut tx, &first, records.now).await.unwrap());
    tx.commit().await.unwrap();
    let second = claim(&records, first.id, "second", records.now).await.unwrap();
    let third = claim(&records, first.id, "third", records.now + Duration::seconds(11)).await.unwrap();
    assert_eq!((second.payload.as_deref(), third.payload), (Some("sealed"), None));
}

#[tokio::test]
async fn what_tasks_carry_that_are_withdrawn_is_told_unless_somebody_has_begun() {
    let records = Records::open().await;
    let flow = id(7);
    let withdraw = async || {
        let mut tx = records.db.begin().await.unwrap();
        let carried = tasks::withdraw(&mut tx, flow).await.unwrap();
        tx.commit().await.unwrap();
        carried
    };
    let own = task_of(&records, 7, flow).await;
    assert_eq!(withdraw().await, [(own, "sealed".to_owned())]);
    let own = task_of(&records, 8, flow).await;
    claim(&records, own, "first", records.now).await.unwrap();
    assert_eq!(withdraw().await, []);
}

#[tokio::test]
async fn a_task_comes_into_its_hands_though_whoever_commits_it_is_gone() {
    let records = Records::open().await;
    let task = NewTask { id: id(7), work: Work::Answer(id(7)), share: records.share() };
    let own = task.id;
    let lease = Records::lease("first", records.now);
    let mut tx = records.db.begin().await.unwrap();
    tasks::insert(&mut tx, task, Start::Leased(&lease, Some("sealed".to_owned())), records.now).await.unwrap();
    // As for a client that hangs up.
    assert!(poll_immediate(tx.commit()).await.is_none());
    let ready = timeout(std::time::Duration::from_secs(10), records.db.signals().tasks()).await.unwrap();
    assert_eq!(ready.iter().map(|ready| ready.id).collect::<Vec<_>>(), [own]);
    assert_eq!(ready[0].claim.as_ref().unwrap().payload.as_deref(), Some("sealed"));
}

#[tokio::test]
async fn a_leased_task_is_not_claimed() {
    let records = Records::open().await;
    let task = task(&records, 7).await;
    assert!(claim(&records, task, "first", records.now).await.is_some());
    assert!(claim(&records, task, "second", records.now + Duration::seconds(9)).await.is_none());
}

#[tokio::test]
async fn what_a_task_carries_leaves_the_database_once() {
    let records = Records::open().await;
    let (stale, present) = stale_and_present(&records).await;
    assert_eq!((stale.payload.as_deref(), present.payload), (Some("sealed"), None));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_claim_a_task_at_once_one_gets_it() {
    let records = Records::open().await;
    for number in 1..=20 {
        let task = task(&records, number).await;
        let owners: Vec<String> = (0..8).map(|owner| format!("owner-{owner}")).collect();
        let claims = join_all(owners.iter().map(|owner| claim(&records, task, owner, records.now))).await;
        assert_eq!(claims.into_iter().flatten().count(), 1);
    }
}

#[tokio::test]
async fn the_tasks_of_others_are_found_beside_those_of_a_tenant_with_many() {
    let records = Records::open().await;
    for number in 1..=30 {
        task(&records, number).await;
    }
    let mut tx = records.db.begin().await.unwrap();
    let share = vestibule::domain::task::Share { host: "other.example".to_owned(), ..records.share() };
    let last = NewTask { id: id(99), work: Work::Open(id(99)), share };
    tasks::insert(&mut tx, last, Start::Now(None), records.now).await.unwrap();
    tx.commit().await.unwrap();
    let due = tasks::due(&records.db, records.now, 2).await.unwrap();
    let hosts: Vec<&str> = due.iter().map(|ready| ready.share.host.as_str()).collect();
    assert!(hosts.contains(&"other.example"), "{hosts:?}");
}
