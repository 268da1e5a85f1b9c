//! End users: who becomes somebody else does so once, and what shows who somebody is counts once.

use serde_json::{Map, from_value, json};
use vestibule::{
    domain::{
        id::Id,
        identity::{
            Pool, User,
            hosted::{
                otp,
                passkey::{NewPasskey, PublicKey},
            },
            signing::{Algorithm, KeyState},
        },
        tenant::environment::Environment,
    },
    store::{
        Tx,
        identity::{
            hosted::{
                mailed_codes::{self, Tried},
                passkeys, promotion, second_factors,
            },
            pools::{self, StoredPool},
            signing_keys::{self, StoredSigningKey},
            users::{self, StoredUser},
        },
    },
};

use super::{Records, id};

/// A database with a pool, a guest and a regular user, and a transaction in it.
struct People {
    records: Records,
    tx: Tx,
    pool: Id<Pool>,
    guest: Id<User>,
    owner: Id<User>,
}

impl People {
    async fn meet() -> Self {
        let records = Records::open().await;
        let (pool, guest, owner) = (id(2), id(10), id(11));
        let mut tx = records.db.begin().await.unwrap();
        let stored = StoredPool {
            id: pool,
            tenant_id: records.tenant,
            environment: Environment::Live,
            definition: from_value(json!({ "name": "Shop customers" })).unwrap(),
            signing_key: id(4),
            created_at: records.now,
        };
        pools::insert(&mut tx, &stored).await.unwrap();
        for (id, is_anonymous) in [(guest, true), (owner, false)] {
            users::insert(&mut tx, &user(&records, pool, id, is_anonymous)).await.unwrap();
        }
        Self { records, tx, pool, guest, owner }
    }

    async fn is_promoted(&mut self, user: Id<User>) -> bool {
        promotion::promote(&mut self.tx, user, self.records.now).await.unwrap()
    }

    async fn is_merged(&mut self, guest: Id<User>, owner: Id<User>) -> bool {
        promotion::merge(&mut self.tx, guest, owner).await.unwrap()
    }
}

fn user(records: &Records, pool_id: Id<Pool>, id: Id<User>, is_anonymous: bool) -> StoredUser {
    StoredUser {
        id,
        tenant_id: records.tenant,
        pool_id,
        is_anonymous,
        is_verified: false,
        attributes: Map::new(),
        created_at: records.now,
        last_seen_at: records.now,
        promoted_at: None,
        disabled_at: None,
        merged_into: None,
    }
}

#[tokio::test]
async fn a_guest_is_promoted_once() {
    let mut people = People::meet().await;
    assert!(people.is_promoted(people.guest).await);
    assert!(!people.is_promoted(people.guest).await);
}

#[tokio::test]
async fn a_guest_becomes_one_other_and_is_not_promoted_then() {
    let mut people = People::meet().await;
    assert!(people.is_merged(people.guest, people.owner).await);
    assert!(!people.is_merged(people.guest, people.owner).await);
    assert!(!people.is_promoted(people.guest).await);
}

#[tokio::test]
async fn who_is_no_guest_does_not_become_another() {
    let mut people = People::meet().await;
    assert!(!people.is_merged(people.owner, people.guest).await);
}

#[tokio::test]
async fn a_step_of_an_authenticator_app_counts_once_and_none_before_it_after_it() {
    let People { records, mut tx, owner, .. } = People::meet().await;
    let (app, now) = (id(20), records.now);
    second_factors::offer_app(&mut tx, (app, owner), "sealed", now).await.unwrap();
    for (step, counts) in [(100, true), (100, false), (99, false), (101, true)] {
        assert_eq!(second_factors::use_step(&mut tx, app, step, now).await.unwrap(), counts, "{step}");
    }
}

#[tokio::test]
async fn a_passkey_that_signed_elsewhere_meanwhile_is_not_believed() {
    let People { records, mut tx, pool, owner, .. } = People::meet().await;
    let (passkey, now) = (id(21), records.now);
    let public_key = PublicKey::Es256 { x: "x".to_owned(), y: "y".to_owned() };
    let new = NewPasskey { credential_id: "credential".to_owned(), public_key, counter: 0 };
    passkeys::insert(&mut tx, (passkey, pool, owner), &new, None, now).await.unwrap();
    assert!(passkeys::used(&mut tx, passkey, (0, 1), now).await.unwrap());
    assert!(!passkeys::used(&mut tx, passkey, (0, 1), now).await.unwrap());
}

/// What becomes of these codes, one after the other, where "right" was mailed.
async fn tried(codes: &[&str]) -> Vec<Tried> {
    let People { records, mut tx, pool, .. } = People::meet().await;
    let code = id(22);
    mailed_codes::insert(&mut tx, code, "right", (pool, id(23)), records.now).await.unwrap();
    let mut tried = Vec::new();
    for hash in codes {
        tried.push(mailed_codes::attempt(&mut tx, code, hash, records.now).await.unwrap());
    }
    tried
}

#[tokio::test]
async fn a_mailed_code_is_good_for_one_use() {
    assert_eq!(tried(&["right", "right"]).await, [Tried::Right, Tried::Over]);
}

#[tokio::test]
async fn a_mailed_code_that_was_tried_too_often_is_good_for_nothing() {
    let wrong = vec!["wrong"; usize::try_from(otp::TRIES).unwrap()];
    let tried = tried(&[wrong, vec!["right"]].concat()).await;
    assert_eq!(tried.last(), Some(&Tried::Over));
}

#[tokio::test]
async fn a_key_is_moved_on_from_the_state_it_is_in() {
    let People { records, mut tx, pool, .. } = People::meet().await;
    let stored = StoredSigningKey {
        id: id(4),
        pool_id: pool,
        algorithm: Algorithm::Es256,
        private_key: "sealed".to_owned(),
        public_jwk: "{}".to_owned(),
        state: KeyState::Next,
        created_at: records.now,
        retire_at: None,
    };
    signing_keys::insert(&mut tx, &stored).await.unwrap();
    let on = (KeyState::Next, KeyState::Active);
    assert!(signing_keys::change(&mut tx, stored.id, on, None).await.unwrap());
    assert!(!signing_keys::change(&mut tx, stored.id, on, None).await.unwrap());
}
