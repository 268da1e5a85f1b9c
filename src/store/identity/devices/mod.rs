//! Devices, which are keys.

pub mod used_proofs;

use const_format::formatcp;
use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        identity::{
            Client, Device, Pool, User,
            device::{AuthenticationMode, Details, State},
            jose::DeviceKey,
        },
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, Lock, query},
            stored::{Reader, to_json},
        },
    },
};

/// A device with its user.
#[derive(Debug, Clone)]
pub struct StoredDevice {
    pub id: Id<Device>,
    pub pool_id: Id<Pool>,
    /// The public key, as JSON.
    pub public_jwk: String,
    pub jkt: String,
    pub user_id: Option<Id<User>>,
    pub client_id: Id<Client>,
    pub details: Details,
    pub authentication_mode: AuthenticationMode,
    pub state: State,
    pub enrolled_at: OffsetDateTime,
    pub last_seen_at: OffsetDateTime,
}

/// Adds an active device, unless its key is known: whether it was added.
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

/// Makes a locked device that of a user, for a client.
pub async fn bind(
    tx: &mut Tx,
    (id, user, client): (Id<Device>, Id<User>, Id<Client>),
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    query(
        "UPDATE devices SET user_id = $2, client_id = $3, state = 'active', state_reason = NULL, enrolled_at = $4,
             last_seen_at = $4 WHERE id = $1",
    )
    .bind(id)
    .bind(user)
    .bind(client)
    .bind(now)
    .later(tx)
    .await
}

/// Writes what a device says of itself, and how it guards its tokens.
pub async fn describe(
    tx: &mut Tx,
    id: Id<Device>,
    details: &Details,
    mode: AuthenticationMode,
) -> Result<(), StoreError> {
    query("UPDATE devices SET details = $2, authentication_mode = $3 WHERE id = $1")
        .bind(id)
        .bind(to_json(details))
        .bind(<&str>::from(mode))
        .later(tx)
        .await
}

/// Ends the use of a device; one that is reset has no user any more.
pub async fn end(tx: &mut Tx, id: Id<Device>, state: State, reason: &str) -> Result<(), StoreError> {
    query(
        "UPDATE devices SET state = $2, state_reason = $3,
             user_id = CASE WHEN $2 = 'reset' THEN NULL ELSE user_id END WHERE id = $1",
    )
    .bind(id)
    .bind(<&str>::from(state))
    .bind(reason)
    .later(tx)
    .await
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    pool_id: String,
    public_jwk: String,
    jkt: String,
    user_id: Option<String>,
    client_id: String,
    details: String,
    authentication_mode: String,
    state: String,
    enrolled_at: i64,
    last_seen_at: i64,
}

const COLUMNS: &str = "id, pool_id, public_jwk, jkt, user_id, client_id, details, authentication_mode, state, \
    enrolled_at, last_seen_at";

fn read(row: Row) -> Result<StoredDevice, StoreError> {
    let reader = Reader(&row.id);
    Ok(StoredDevice {
        id: reader.parse("devices.id", &row.id)?,
        pool_id: reader.parse("devices.pool_id", &row.pool_id)?,
        user_id: reader.parse_opt("devices.user_id", row.user_id.as_deref())?,
        client_id: reader.parse("devices.client_id", &row.client_id)?,
        details: reader.json("devices.details", &row.details)?,
        authentication_mode: reader.parse("devices.authentication_mode", &row.authentication_mode)?,
        state: reader.parse("devices.state", &row.state)?,
        enrolled_at: reader.time("devices.enrolled_at", row.enrolled_at)?,
        last_seen_at: reader.time("devices.last_seen_at", row.last_seen_at)?,
        public_jwk: row.public_jwk,
        jkt: row.jkt,
    })
}

/// A device.
pub async fn find(at: impl Into<At<'_>>, id: Id<Device>) -> Result<Option<StoredDevice>, StoreError> {
    let row: Option<Row> = query(formatcp!("SELECT {COLUMNS} FROM devices WHERE id = $1")).bind(id).opt(at).await?;
    row.map(read).transpose()
}

/// The devices of a pool whose keys have this name, oldest first: names are the devices' own, so there may be several.
pub async fn named(at: impl Into<At<'_>>, pool: Id<Pool>, kid: &str) -> Result<Vec<StoredDevice>, StoreError> {
    let rows: Vec<Row> = query(formatcp!(
        "SELECT {COLUMNS} FROM devices WHERE pool_id = $1 AND kid = $2 AND state = 'active' ORDER BY id LIMIT 5"
    ))
    .bind(pool)
    .bind(kid)
    .all(at)
    .await?;
    rows.into_iter().map(read).collect()
}

const WITH_KEY: &str = formatcp!("SELECT {COLUMNS} FROM devices WHERE pool_id = $1 AND jkt = $2");

/// The device with a key.
pub async fn with_key(at: impl Into<At<'_>>, pool: Id<Pool>, jkt: &str) -> Result<Option<StoredDevice>, StoreError> {
    query(WITH_KEY).bind(pool).bind(jkt).opt(at).await?.map(read).transpose()
}

/// The device with a key, which nobody else may lock until the transaction ends.
pub async fn lock_with_key(tx: &mut Tx, pool: Id<Pool>, jkt: &str) -> Result<Option<StoredDevice>, StoreError> {
    query(WITH_KEY).bind(pool).bind(jkt).locking(Lock::Exclusive).opt(tx).await?.map(read).transpose()
}

/// The devices of a user, in whichever state, those that were seen last at the end.
pub async fn of_user(at: impl Into<At<'_>>, user: Id<User>) -> Result<Vec<StoredDevice>, StoreError> {
    let rows: Vec<Row> =
        query(formatcp!("SELECT {COLUMNS} FROM devices WHERE user_id = $1 ORDER BY last_seen_at, id LIMIT 100"))
            .bind(user)
            .all(at)
            .await?;
    rows.into_iter().map(read).collect()
}

/// Writes that a device was seen.
pub async fn see(tx: &mut Tx, id: Id<Device>, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE devices SET last_seen_at = $2 WHERE id = $1").bind(id).bind(now).later(tx).await
}

/// Forgets the devices of a user that is deleted.
pub async fn delete_of_user(tx: &mut Tx, user: Id<User>) -> Result<(), StoreError> {
    query("UPDATE grants SET device_id = NULL WHERE device_id IN (SELECT id FROM devices WHERE user_id = $1)")
        .bind(user)
        .later(tx)
        .await?;
    query("DELETE FROM devices WHERE user_id = $1").bind(user).later(tx).await
}
