//! The keys of a pool: made, published, promoted and retired.

use std::sync::Arc;

use secrecy::SecretString;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};
use tokio::task::spawn_blocking;

use crate::{
    app::{App, Signer, Vault},
    domain::{
        id::Id,
        identity::{
            Pool, SigningKey,
            jose::JwkSet,
            pool::{Definition, LONGEST_APP_USER_TOKEN},
            signing::{Algorithm, KeyState, Step},
        },
    },
    service::ServiceError,
    store::{
        StoreError, Tx,
        identity::{
            pools::{self, StoredPool},
            signing_keys::{self, StoredSigningKey},
        },
        table,
    },
};

/// A key that is made and not stored yet.
pub struct NewKey {
    pub id: Id<SigningKey>,
    algorithm: Algorithm,
    secret: SecretString,
    public_jwk: Value,
}

/// Makes a key. It takes a while, and so a thread of its own.
pub async fn make(algorithm: Algorithm, now: OffsetDateTime) -> Result<NewKey, ServiceError> {
    let id = Id::new(now, rand::random());
    let made = spawn_blocking(move || Signer::generate(id, algorithm)).await;
    let (secret, public_jwk) = made.map_err(|error| ServiceError::Broken(error.to_string()))??;
    Ok(NewKey { id, algorithm, secret, public_jwk })
}

/// Adds a key to a pool.
pub async fn add(
    vault: &Vault,
    tx: &mut Tx,
    (pool, state): (Id<Pool>, KeyState),
    key: NewKey,
    now: OffsetDateTime,
) -> Result<(), ServiceError> {
    let stored = StoredSigningKey {
        id: key.id,
        pool_id: pool,
        algorithm: key.algorithm,
        private_key: vault.seal(&key.secret, &row(key.id)),
        public_jwk: key.public_jwk.to_string(),
        state,
        created_at: now,
        retire_at: None,
    };
    Ok(signing_keys::insert(tx, &stored).await?)
}

/// What a private key is sealed for.
fn row(id: Id<SigningKey>) -> String {
    format!("{id} key")
}

/// What signs a pool's tokens now.
pub async fn signer(app: &App, pool: &StoredPool) -> Result<Arc<Signer>, ServiceError> {
    if let Some(signer) = app.signers.get(pool.signing_key) {
        return Ok(signer);
    }
    let missing = || ServiceError::Broken(format!("the pool {} has no active signing key", pool.id));
    let stored = signing_keys::find(&app.db, pool.signing_key).await?.ok_or_else(missing)?;
    let secret = app.vault.open(&stored.private_key, &row(stored.id))?;
    Ok(app.signers.open((stored.id, stored.algorithm), &secret)?)
}

/// The JWKS of a pool.
pub async fn jwks(app: &App, pool: Id<Pool>) -> Result<Value, StoreError> {
    let keys = signing_keys::published(&app.db, pool, app.clock.now()).await?;
    let keys: Vec<Value> = keys.iter().filter_map(|key| serde_json::from_str(&key.public_jwk).ok()).collect();
    Ok(json!({"keys": keys}))
}

/// The published keys of a pool, for verifying what it signed.
pub async fn verifying(app: &App, pool: Id<Pool>) -> Result<JwkSet, StoreError> {
    let keys = signing_keys::published(&app.db, pool, app.clock.now()).await?;
    Ok(JwkSet { keys: keys.iter().filter_map(|key| serde_json::from_str(&key.public_jwk).ok()).collect() })
}

/// How long after its last signature a key may be needed: the longest life of an access token, or of a token for an app
/// user, which only hosted pools make.
fn longest_token(pool: &Definition) -> Duration {
    if pool.is_hosted() { Duration::seconds(LONGEST_APP_USER_TOKEN.into()) } else { Duration::days(1) }
}

/// One step of a pool's keys: the one that is `next`, which verifiers know already, signs from now on; the one that signed
/// is published until what it signed has expired; another becomes `next`. All that are published then. The pool is locked.
pub async fn rotate(
    vault: &Vault,
    tx: &mut Tx,
    pool: &StoredPool,
    another: NewKey,
    now: OffsetDateTime,
) -> Result<Vec<StoredSigningKey>, ServiceError> {
    let keys = signing_keys::published(&mut *tx, pool.id, now).await?;
    let algorithm = pool.definition.signing_alg;
    let next = keys.iter().find(|key| key.state == KeyState::Next && key.algorithm == algorithm);
    let missing = || ServiceError::Broken(format!("the pool {} has no next key of {algorithm} yet", pool.id));
    let next = next.ok_or_else(missing)?.id;
    for key in keys.iter().filter(|key| key.state == KeyState::Active) {
        let retire_at = Some(now + longest_token(&pool.definition));
        signing_keys::change(tx, key.id, (KeyState::Active, KeyState::Retired), retire_at).await?;
    }
    signing_keys::change(tx, next, (KeyState::Next, KeyState::Active), None).await?;
    add(vault, tx, (pool.id, KeyState::Next), another, now).await?;
    table::redefine::<StoredPool>(tx, pool.id).await?;
    Ok(signing_keys::published(&mut *tx, pool.id, now).await?)
}

/// Has the keys of pools follow their algorithms, where these were changed: a key of the new one is published first and
/// signs later.
pub async fn follow(app: &App, most: i64) -> Result<(), ServiceError> {
    let mut followed = Ok(());
    for pool in pools::with_keys_due(&app.db, app.clock.now(), most).await? {
        // One that cannot does not keep the others waiting.
        followed = follow_one(app, &pool).await.and(followed);
    }
    followed
}

async fn follow_one(app: &App, pool: &StoredPool) -> Result<(), ServiceError> {
    let now = app.clock.now();
    let another = make(pool.definition.signing_alg, now).await?;
    let mut tx = app.db.begin().await?;
    let pool = pools::lock(&mut tx, pool.id).await?;
    // If it was changed meanwhile, its keys are still due.
    let Some(pool) = pool.filter(|pool| pool.definition.signing_alg == another.algorithm) else { return Ok(()) };
    let keys = signing_keys::published(&mut tx, pool.id, now).await?;
    let in_state = |state| keys.iter().find(|key| key.state == state);
    let missing = || ServiceError::Broken(format!("the pool {} has no active signing key", pool.id));
    let active = in_state(KeyState::Active).ok_or_else(missing)?.algorithm;
    let next = in_state(KeyState::Next).map(|next| (next.algorithm, next.created_at));
    let due = match Step::towards(another.algorithm, active, next, now) {
        Step::None => None,
        Step::Wait(until) => Some(until),
        Step::Sign => {
            rotate(&app.vault, &mut tx, &pool, another, now).await?;
            None
        }
        Step::Publish(then) => {
            signing_keys::remove_next(&mut tx, pool.id).await?;
            add(&app.vault, &mut tx, (pool.id, KeyState::Next), another, now).await?;
            then
        }
    };
    pools::set_keys_due(&mut tx, pool.id, due).await?;
    Ok(tx.commit().await?)
}
