use time::macros::datetime;

use super::*;

fn share(tenant: u128, host: &str) -> Share {
    Share { tenant: Id::new(datetime!(2026-01-01 00:00 UTC), tenant), host: host.to_owned() }
}

/// As many permits as one share gets.
fn take_all(capacity: &Capacity, share: &Share) -> Vec<Permit> {
    std::iter::from_fn(|| capacity.try_acquire(Some(share))).collect()
}

/// Shares wait in line while some permits are held; once `blocking` is free, the last of the line gets it, and the others
/// get theirs when the rest is free.
async fn the_last_comes_first(capacity: &Capacity, line: [&Share; 3], (held, blocking): (Vec<Permit>, Permit)) {
    let mut waiting = Vec::new();
    for share in line {
        let (capacity, share) = (capacity.clone(), share.clone());
        waiting.push(tokio::spawn(async move { capacity.acquire(Some(&share)).await }));
        tokio::task::yield_now().await;
    }
    assert_eq!(capacity.waiting(), 3);
    drop(blocking);
    let permit = waiting.pop().unwrap().await.unwrap();
    assert_eq!((permit.is_some(), capacity.waiting()), (true, 2));
    drop((held, permit));
    for other in waiting {
        assert!(other.await.unwrap().is_some());
    }
}

#[test]
fn a_tenant_on_one_host_leaves_a_good_third_to_others() {
    let capacity = Capacity::new(64);
    let hog = take_all(&capacity, &share(1, "hangs"));
    assert_eq!((hog.len(), capacity.free()), (39, 25));
    assert!(capacity.try_acquire(Some(&share(1, "other"))).is_some());
    assert!(capacity.try_acquire(Some(&share(2, "hangs"))).is_none());
    assert!(capacity.try_acquire(Some(&share(2, "other"))).is_some());
}

#[test]
fn a_tenant_with_many_hosts_leaves_a_quarter_to_other_tenants() {
    let capacity = Capacity::new(64);
    let hogs: Vec<_> = (0..9).flat_map(|host| take_all(&capacity, &share(1, &format!("host-{host}")))).collect();
    assert_eq!(hogs.len(), 48);
    assert!(capacity.try_acquire(Some(&share(2, "host-10"))).is_some());
}

#[test]
fn one_permit_can_be_had_by_anybody() {
    let capacity = Capacity::new(1);
    let permit = capacity.try_acquire(Some(&share(1, "a")));
    assert!(permit.is_some());
    assert!(capacity.try_acquire(Some(&share(2, "b"))).is_none());
    drop(permit);
    assert!(capacity.try_acquire(Some(&share(2, "b"))).is_some());
}

#[tokio::test]
async fn whoever_holds_fewest_comes_first() {
    let capacity = Capacity::new(3);
    let (many, few) = (share(1, "a"), share(2, "b"));
    let held = take_all(&capacity, &many);
    let blocking = capacity.try_acquire(Some(&share(3, "c"))).unwrap();
    the_last_comes_first(&capacity, [&many, &many, &few], (held, blocking)).await;
}

#[tokio::test]
async fn among_those_who_hold_nothing_whoever_used_the_least_lately_comes_first() {
    let capacity = Capacity::new(1);
    let (greedy, modest) = (share(1, "a"), share(2, "b"));
    capacity.state().note(Some(&greedy), Duration::from_secs(3));
    let blocking = capacity.try_acquire(Some(&share(3, "c"))).unwrap();
    the_last_comes_first(&capacity, [&greedy, &greedy, &modest], (Vec::new(), blocking)).await;
}

#[tokio::test]
async fn a_waiter_that_is_gone_costs_nobody_a_permit() {
    let capacity = Capacity::new(1);
    let permit = capacity.try_acquire(Some(&share(1, "a")));
    let gone = tokio::time::timeout(std::time::Duration::ZERO, capacity.acquire(Some(&share(2, "b")))).await;
    assert!(gone.is_err());
    drop(permit);
    assert_eq!((capacity.free(), capacity.waiting()), (1, 0));
}

#[test]
fn a_host_that_hangs_is_met_with_fewer_until_it_answers() {
    let capacity = Capacity::new(8);
    let at = share(1, "hangs");
    let held = take_all(&capacity, &at);
    for _ in &held {
        capacity.hung("hangs");
    }
    drop(held);
    assert!(capacity.is_slow("hangs") && !capacity.is_slow("other"));
    assert_eq!(take_all(&capacity, &at).len(), PROBES);
    for _ in 0..6 {
        capacity.answered("hangs");
    }
    assert!(!capacity.is_slow("hangs"));
}

#[test]
fn a_permit_that_is_lent_is_there_for_others_until_it_is_taken_back() {
    let capacity = Capacity::new(1);
    let (mine, other) = (share(1, "a"), share(2, "b"));
    let _permit = capacity.try_acquire(Some(&mine));
    let lent = capacity.lend(Some(&mine));
    let borrowed = capacity.try_acquire(Some(&other));
    assert!(borrowed.is_some());
    drop(lent);
    drop(borrowed);
    assert!(capacity.try_acquire(Some(&other)).is_none());
}

#[test]
fn the_time_before_somebody_got_a_permit_is_not_theirs() {
    let (capacity, late) = (Capacity::new(1), share(1, "a"));
    let mut spare = capacity.try_acquire(None).unwrap();
    spare.since = Instant::now().checked_sub(Duration::from_mins(1)).unwrap();
    assert!(spare.charge(Some(&late)));
    drop(spare);
    assert!(capacity.state().tenants_used.of(&late.tenant, Instant::now()) < Duration::from_secs(30));
}

#[test]
fn a_permit_that_was_taken_in_advance_counts_for_whoever_gets_it() {
    let capacity = Capacity::new(4);
    let hog = share(1, "hangs");
    let mut held = take_all(&capacity, &hog);
    assert_eq!(held.len(), 3);
    let mut spare = capacity.try_acquire(None).unwrap();
    assert!(!spare.charge(Some(&hog)));
    held.pop();
    assert!(spare.charge(Some(&share(2, "other"))));
    drop((held, spare));
    assert_eq!(capacity.free(), 4);
}
