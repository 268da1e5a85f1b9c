//! Devices, which are keys.

pub mod used_proofs;

use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        identity::{Client, Device, Pool, User, jose::DeviceKey},
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, query},
            stored::{Reader, to_json},
        },
    },
};

/// A device with its user.
#[derive(Debug, Clone)]
pub struct StoredDevice {
    pub id: Id<Device>,
    /// The public key, as JSON.
    pub public_jwk: String,
    pub jkt: String,
    pub user_id: Option<Id<User>>,
}

/// Adds a device, unless its key is known: whether it was added.
pub async fn insert(
    tx: &mut Tx,
    (id, pool, client): (Id<Device>, Id<Pool>, Id<Client>),
    key: &DeviceKey,
    user: Id<User>,
    now: OffsetDateTime,
) -> Result<bool, StoreError> {
    let added = query(
        "INSERT INTO devices
             (id, pool_id, jkt, kid, public_jwk, user_id, client_id, details, state, enrolled_at, last_seen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, '{}', 'active', $8, $8) ON CONFLICT (pool_id, jkt) DO NOTHING",
    )
    .bind(id)
    .bind(pool)
    .bind(key.jkt.as_str())
    .bind(key.kid.as_str())
    .bind(to_json(&key.jwk))
    .bind(user)
    .bind(client)
    .bind(now);
    Ok(added.run(tx).await? == 1)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    public_jwk: String,
    jkt: String,
    user_id: Option<String>,
}

fn read(row: Row) -> Result<StoredDevice, StoreError> {
    let reader = Reader(&row.id);
    Ok(StoredDevice {
        id: reader.parse("devices.id", &row.id)?,
        user_id: reader.parse_opt("devices.user_id", row.user_id.as_deref())?,
        public_jwk: row.public_jwk,
        jkt: row.jkt,
    })
}

/// The devices of a pool whose keys have this name, oldest first: names are the devices' own, so there may be several.
pub async fn named(at: impl Into<At<'_>>, pool: Id<Pool>, kid: &str) -> Result<Vec<StoredDevice>, StoreError> {
    let rows: Vec<Row> = query(
        "SELECT id, public_jwk, jkt, user_id FROM devices
         WHERE pool_id = $1 AND kid = $2 AND state = 'active' ORDER BY id LIMIT 5",
    )
    .bind(pool)
    .bind(kid)
    .all(at)
    .await?;
    rows.into_iter().map(read).collect()
}

/// The device with a key.
pub async fn with_key(at: impl Into<At<'_>>, pool: Id<Pool>, jkt: &str) -> Result<Option<StoredDevice>, StoreError> {
    let row: Option<Row> = query("SELECT id, public_jwk, jkt, user_id FROM devices WHERE pool_id = $1 AND jkt = $2")
        .bind(pool)
        .bind(jkt)
        .opt(at)
        .await?;
    row.map(read).transpose()
}

/// Writes that a device was seen.
pub async fn see(tx: &mut Tx, id: Id<Device>, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE devices SET last_seen_at = $2 WHERE id = $1").bind(id).bind(now).run(tx).await?;
    Ok(())
}

/// Forgets the devices of a user that is deleted.
pub async fn delete_of_user(tx: &mut Tx, user: Id<User>) -> Result<(), StoreError> {
    query("UPDATE grants SET device_id = NULL WHERE user_id = $1").bind(user).run(tx).await?;
    query("DELETE FROM devices WHERE user_id = $1").bind(user).run(tx).await?;
    Ok(())
}
