//! Identities: how users are recognised.

use const_format::formatcp;
use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        identity::{Device, Identity, Pool, User, user::IdentityKind},
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, Query, query},
            stored::Reader,
        },
    },
};

/// An identity as it is stored.
#[derive(Debug, Clone)]
pub struct StoredIdentity {
    pub id: Id<Identity>,
    pub pool_id: Id<Pool>,
    pub user_id: Id<User>,
    pub kind: IdentityKind,
    /// Normalised; unique in the pool among identities of its kind.
    pub unique_key: String,
    /// As the person wrote it.
    pub display: String,
    /// The key of a device, as JSON.
    pub public_jwk: Option<String>,
    /// The device that a biometric key is on.
    pub device_id: Option<Id<Device>>,
    pub verified_at: Option<OffsetDateTime>,
    pub created_at: OffsetDateTime,
    /// When a biometric key last signed its user in.
    pub last_used_at: Option<OffsetDateTime>,
}

/// Adds an identity, unless somebody has it: whether it was added.
pub async fn insert(tx: &mut Tx, identity: &StoredIdentity) -> Result<bool, StoreError> {
    Ok(insertion(identity).run(tx).await? == 1)
}

/// Adds an identity that nobody can have.
pub async fn add(tx: &mut Tx, identity: &StoredIdentity) -> Result<(), StoreError> {
    insertion(identity).later(tx).await
}

fn insertion(identity: &StoredIdentity) -> Query {
    query(
        "INSERT INTO identities (id, pool_id, user_id, kind, unique_key, display, public_jwk, verified_at, created_at,
             device_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (pool_id, kind, unique_key) DO NOTHING",
    )
    .bind(identity.id)
    .bind(identity.pool_id)
    .bind(identity.user_id)
    .bind(<&str>::from(identity.kind))
    .bind(identity.unique_key.as_str())
    .bind(identity.display.as_str())
    .bind(identity.public_jwk.clone())
    .bind(identity.verified_at)
    .bind(identity.created_at)
    .bind(identity.device_id)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    pool_id: String,
    user_id: String,
    kind: String,
    unique_key: String,
    display: String,
    public_jwk: Option<String>,
    device_id: Option<String>,
    verified_at: Option<i64>,
    created_at: i64,
    last_used_at: Option<i64>,
}

const COLUMNS: &str = "id, pool_id, user_id, kind, unique_key, display, public_jwk, device_id, verified_at, created_at, \
    last_used_at";

fn read(row: Row) -> Result<StoredIdentity, StoreError> {
    let reader = Reader(&row.id);
    Ok(StoredIdentity {
        id: reader.parse("identities.id", &row.id)?,
        pool_id: reader.parse("identities.pool_id", &row.pool_id)?,
        user_id: reader.parse("identities.user_id", &row.user_id)?,
        kind: reader.parse("identities.kind", &row.kind)?,
        device_id: reader.parse_opt("identities.device_id", row.device_id.as_deref())?,
        verified_at: reader.time_opt("identities.verified_at", row.verified_at)?,
        created_at: reader.time("identities.created_at", row.created_at)?,
        last_used_at: reader.time_opt("identities.last_used_at", row.last_used_at)?,
        unique_key: row.unique_key,
        display: row.display,
        public_jwk: row.public_jwk,
    })
}

/// Whoever has an identity of a pool.
pub async fn find(
    at: impl Into<At<'_>>,
    pool: Id<Pool>,
    kind: IdentityKind,
    unique_key: &str,
) -> Result<Option<StoredIdentity>, StoreError> {
    let row: Option<Row> =
        query(formatcp!("SELECT {COLUMNS} FROM identities WHERE pool_id = $1 AND kind = $2 AND unique_key = $3"))
            .bind(pool)
            .bind(<&str>::from(kind))
            .bind(unique_key)
            .opt(at)
            .await?;
    row.map(read).transpose()
}

/// All identities of a user.
pub async fn of_user(at: impl Into<At<'_>>, user: Id<User>) -> Result<Vec<StoredIdentity>, StoreError> {
    let rows: Vec<Row> =
        query(formatcp!("SELECT {COLUMNS} FROM identities WHERE user_id = $1 ORDER BY id")).bind(user).all(at).await?;
    rows.into_iter().map(read).collect()
}

/// Takes away the identities of one kind, or all: how many there were.
pub async fn delete(tx: &mut Tx, user: Id<User>, kind: Option<IdentityKind>) -> Result<u64, StoreError> {
    query("DELETE FROM identities WHERE user_id = $1 AND (CAST($2 AS TEXT) IS NULL OR kind = $2)")
        .bind(user)
        .bind(kind.map(|kind| kind.to_string()))
        .run(tx)
        .await
}

/// Writes that an identity signed its user in.
pub async fn used(tx: &mut Tx, id: Id<Identity>, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE identities SET last_used_at = $2 WHERE id = $1").bind(id).bind(now).run(tx).await?;
    Ok(())
}

/// Takes away a biometric key of a user; false when there is no such one, or not any more.
pub async fn delete_biometric(tx: &mut Tx, user: Id<User>, id: Id<Identity>) -> Result<bool, StoreError> {
    let taken =
        query("DELETE FROM identities WHERE user_id = $1 AND id = $2 AND kind = 'biometric'").bind(user).bind(id);
    Ok(taken.run(tx).await? == 1)
}

/// Takes away the biometric keys of a device of a user: how many there were.
pub async fn delete_of_device(tx: &mut Tx, user: Id<User>, device: Id<Device>) -> Result<u64, StoreError> {
    query("DELETE FROM identities WHERE user_id = $1 AND device_id = $2").bind(user).bind(device).run(tx).await
}
