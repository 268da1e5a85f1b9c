//! Making pools and clients.

use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

use super::signing_keys::{self, NewKey};
use crate::{
    app::Vault,
    domain::{
        id::Id,
        identity::{
            client, pool, secret,
            signing::{Algorithm, KeyState},
        },
        tenant::Tenant,
    },
    service::ServiceError,
    store::{
        Tx,
        identity::{
            clients::{self, StoredClient},
            pools::{self, StoredPool},
        },
        tenant::tenants,
    },
};

/// The keys that a new pool begins with: one that signs, and one that will.
pub struct FirstKeys {
    active: NewKey,
    next: NewKey,
}

impl FirstKeys {
    /// Makes them, before the transaction in which the pool is made.
    pub async fn make(algorithm: Algorithm, now: OffsetDateTime) -> Result<Self, ServiceError> {
        let (active, next) = tokio::try_join!(signing_keys::make(algorithm, now), signing_keys::make(algorithm, now))?;
        Ok(Self { active, next })
    }
}

/// Makes a pool with its keys.
pub async fn create(
    vault: &Vault,
    tx: &mut Tx,
    tenant_id: Id<Tenant>,
    (definition, keys): (pool::Definition, FirstKeys),
    now: OffsetDateTime,
) -> Result<StoredPool, ServiceError> {
    let environment = tenants::environment(&mut *tx, tenant_id).await?;
    let (id, signing_key) = (Id::new(now, rand::random()), keys.active.id);
    let pool = StoredPool { id, tenant_id, environment, definition, signing_key, created_at: now };
    pools::insert(tx, &pool).await?;
    signing_keys::add(vault, tx, (pool.id, KeyState::Active), keys.active, now).await?;
    signing_keys::add(vault, tx, (pool.id, KeyState::Next), keys.next, now).await?;
    Ok(pool)
}

/// Gives a pool, which is locked, a new definition. Its keys follow by themselves.
pub async fn change(
    tx: &mut Tx,
    stored: StoredPool,
    definition: pool::Definition,
    now: OffsetDateTime,
) -> Result<StoredPool, ServiceError> {
    pools::update(tx, stored.id, &definition, now).await?;
    if definition.signing_alg != stored.definition.signing_alg {
        pools::set_keys_due(tx, stored.id, Some(now)).await?;
    }
    Ok(StoredPool { definition, ..stored })
}

/// Makes a client of a pool of the same tenant, with a secret if it keeps one.
pub async fn create_client(
    tx: &mut Tx,
    tenant_id: Id<Tenant>,
    definition: client::Definition,
    now: OffsetDateTime,
) -> Result<(StoredClient, Option<SecretString>), ServiceError> {
    let (given, secret_hash) = client_secret(&definition).unzip();
    let id = Id::new(now, rand::random());
    let client = StoredClient { id, tenant_id, definition, secret_hash, sdk_config_version: 1, created_at: now };
    clients::insert(tx, &client).await?;
    Ok((client, given))
}

/// A fresh secret and its hash, for a client that keeps one.
fn client_secret(definition: &client::Definition) -> Option<(SecretString, String)> {
    definition.application_type.has_secret().then(|| {
        let secret = secret::make(rand::random());
        let hash = secret::hash(secret.expose_secret());
        (secret, hash)
    })
}
