//! The keys of a pool: made, published, promoted and retired.

use std::sync::Arc;

use secrecy::SecretString;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};
use tokio::task::spawn_blocking;

use crate::{
    app::{ALGORITHM, App, Signer, Vault},
    domain::{
        id::Id,
        identity::{
            Pool, SigningKey,
            jose::{self, JwkSet},
            pool::{Definition, KeyState, LONGEST_APP_USER_TOKEN},
        },
    },
    service::ServiceError,
    store::{
        StoreError, Tx,
        identity::{
            pools::StoredPool,
            signing_keys::{self, StoredSigningKey},
        },
    },
};

/// A key that is made and not stored yet.
pub struct NewKey {
    id: Id<SigningKey>,
    secret: SecretString,
    public_jwk: Value,
}

/// Makes a key. It takes a while, and so a thread of its own.
pub async fn make(now: OffsetDateTime) -> Result<NewKey, ServiceError> {
    let id = Id::new(now, rand::random());
    let made = spawn_blocking(move || Signer::generate(id)).await;
    let (secret, public_jwk) = made.map_err(|error| ServiceError::Broken(error.to_string()))??;
    Ok(NewKey { id, secret, public_jwk })
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
        algorithm: ALGORITHM.to_owned(),
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
pub async fn signer(app: &App, pool: Id<Pool>) -> Result<Arc<Signer>, ServiceError> {
    let missing = || ServiceError::Broken(format!("the pool {pool} has no active signing key"));
    let stored = signing_keys::active(&app.db, pool).await?.ok_or_else(missing)?;
    if let Some(signer) = app.signers.get(stored.id) {
        return Ok(signer);
    }
    let secret = app.vault.open(&stored.private_key, &row(stored.id))?;
    Ok(app.signers.open(stored.id, &secret)?)
}

/// The JWKS of a pool.
pub async fn jwks(app: &App, pool: Id<Pool>) -> Result<Value, StoreError> {
    let keys = signing_keys::published(&app.db, pool, app.clock.now()).await?;
    let keys: Vec<Value> = keys.iter().filter_map(|key| serde_json::from_str(&key.public_jwk).ok()).collect();
    Ok(json!({"keys": keys}))
}

/// The published keys of a pool, for verifying what it signed.
pub async fn verifying(app: &App, pool: Id<Pool>) -> Result<JwkSet, StoreError> {
    let jwks = jwks(app, pool).await?.to_string();
    Ok(jose::read_jwks(&jwks).unwrap_or_default())
}

/// How long after its last signature a key may be needed: the longest life of an access token, or of a token for an app
/// user, which only hosted pools make.
fn longest_token(pool: &Definition) -> Duration {
    if pool.is_hosted() { Duration::seconds(LONGEST_APP_USER_TOKEN.into()) } else { Duration::days(1) }
}

/// One step of a pool's keys: the one that is `next`, which verifiers know already, signs from now on; the one that signed
/// is published until what it signed has expired; another becomes `next`. All that are published then.
pub async fn rotate(
    vault: &Vault,
    tx: &mut Tx,
    pool: &StoredPool,
    another: NewKey,
    now: OffsetDateTime,
) -> Result<Vec<StoredSigningKey>, ServiceError> {
    for key in signing_keys::published(&mut *tx, pool.id, now).await? {
        if key.state == KeyState::Active {
            let retire_at = Some(now + longest_token(&pool.definition));
            signing_keys::change(tx, key.id, (KeyState::Active, KeyState::Retired), retire_at).await?;
        }
    }
    let mut next = signing_keys::published(&mut *tx, pool.id, now).await?.into_iter();
    let next = next.rfind(|key| key.state == KeyState::Next);
    let next = next.ok_or_else(|| ServiceError::Broken(format!("the pool {} has no next key", pool.id)))?;
    signing_keys::change(tx, next.id, (KeyState::Next, KeyState::Active), None).await?;
    add(vault, tx, (pool.id, KeyState::Next), another, now).await?;
    Ok(signing_keys::published(&mut *tx, pool.id, now).await?)
}
