//! Grants: what clients may do for users.

use const_format::formatcp;
use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        identity::{
            BrowserSession, Client, Device, Grant, Pool, User,
            grant::{Origin, RevokeReason, Times},
            proof::{Acr, Amr},
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

/// A grant as it is stored.
#[derive(Debug, Clone)]
pub struct StoredGrant {
    pub id: Id<Grant>,
    pub pool_id: Id<Pool>,
    pub user_id: Id<User>,
    pub client_id: Id<Client>,
    pub device_id: Option<Id<Device>>,
    pub browser_session_id: Option<Id<BrowserSession>>,
    pub scope: String,
    pub acr: Acr,
    pub amr: Vec<Amr>,
    pub auth_time: OffsetDateTime,
    pub origin: Origin,
    /// The thumbprint of the key without which its tokens are of no use.
    pub dpop_jkt: Option<String>,
    pub times: Times,
}

/// Adds a grant.
pub async fn insert(tx: &mut Tx, grant: &StoredGrant) -> Result<(), StoreError> {
    query(
        "INSERT INTO grants (id, pool_id, user_id, client_id, device_id, browser_session_id, scope, acr, amr,
             auth_time, origin, dpop_jkt, created_at, last_used_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(grant.id)
    .bind(grant.pool_id)
    .bind(grant.user_id)
    .bind(grant.client_id)
    .bind(grant.device_id)
    .bind(grant.browser_session_id)
    .bind(grant.scope.as_str())
    .bind(grant.acr.to_string())
    .bind(to_json(&grant.amr))
    .bind(grant.auth_time)
    .bind(<&str>::from(grant.origin))
    .bind(grant.dpop_jkt.clone())
    .bind(grant.times.created_at)
    .bind(grant.times.last_used_at)
    .bind(grant.times.ends_at)
    .later(tx)
    .await
}

#[derive(sqlx::FromRow)]
pub struct Row {
    id: String,
    pool_id: String,
    user_id: String,
    client_id: String,
    device_id: Option<String>,
    browser_session_id: Option<String>,
    scope: String,
    acr: String,
    amr: String,
    auth_time: i64,
    origin: String,
    dpop_jkt: Option<String>,
    created_at: i64,
    last_used_at: i64,
    ends_at: Option<i64>,
    revoked_at: Option<i64>,
}

/// What a [`Row`] is made of.
pub const COLUMNS: &str = "id, pool_id, user_id, client_id, device_id, browser_session_id, scope, acr, amr, auth_time, \
    origin, dpop_jkt, created_at, last_used_at, ends_at, revoked_at";

/// Reads a row.
pub fn read(row: Row) -> Result<StoredGrant, StoreError> {
    let reader = Reader(&row.id);
    Ok(StoredGrant {
        id: reader.parse("grants.id", &row.id)?,
        pool_id: reader.parse("grants.pool_id", &row.pool_id)?,
        user_id: reader.parse("grants.user_id", &row.user_id)?,
        client_id: reader.parse("grants.client_id", &row.client_id)?,
        device_id: reader.parse_opt("grants.device_id", row.device_id.as_deref())?,
        browser_session_id: reader.parse_opt("grants.browser_session_id", row.browser_session_id.as_deref())?,
        acr: reader.parse("grants.acr", &row.acr)?,
        amr: reader.json("grants.amr", &row.amr)?,
        auth_time: reader.time("grants.auth_time", row.auth_time)?,
        origin: reader.parse("grants.origin", &row.origin)?,
        times: Times {
            created_at: reader.time("grants.created_at", row.created_at)?,
            last_used_at: reader.time("grants.last_used_at", row.last_used_at)?,
            ends_at: reader.time_opt("grants.ends_at", row.ends_at)?,
            revoked_at: reader.time_opt("grants.revoked_at", row.revoked_at)?,
        },
        scope: row.scope,
        dpop_jkt: row.dpop_jkt,
    })
}

const FIND: &str = formatcp!("SELECT {COLUMNS} FROM grants WHERE id = $1");

/// A grant, dead or alive.
pub async fn find(at: impl Into<At<'_>>, id: Id<Grant>) -> Result<Option<StoredGrant>, StoreError> {
    query(FIND).bind(id).opt(at).await?.map(read).transpose()
}

/// A grant that nobody else may lock until the transaction ends.
pub async fn lock(tx: &mut Tx, id: Id<Grant>) -> Result<Option<StoredGrant>, StoreError> {
    query(FIND).bind(id).locking(Lock::Exclusive).opt(tx).await?.map(read).transpose()
}

/// The grants of a user that were not revoked, newest first.
pub async fn of_user(at: impl Into<At<'_>>, user: Id<User>) -> Result<Vec<StoredGrant>, StoreError> {
    let rows: Vec<Row> = query(formatcp!(
        "SELECT {COLUMNS} FROM grants WHERE user_id = $1 AND revoked_at IS NULL ORDER BY id DESC LIMIT 100"
    ))
    .bind(user)
    .all(at)
    .await?;
    rows.into_iter().map(read).collect()
}

/// The grants of a browser's session that were not revoked.
pub async fn of_session(at: impl Into<At<'_>>, session: Id<BrowserSession>) -> Result<Vec<StoredGrant>, StoreError> {
    let rows: Vec<Row> = query(formatcp!(
        "SELECT {COLUMNS} FROM grants WHERE browser_session_id = $1 AND revoked_at IS NULL ORDER BY id DESC LIMIT 100"
    ))
    .bind(session)
    .all(at)
    .await?;
    rows.into_iter().map(read).collect()
}

/// The grants of a device that were not revoked.
pub async fn of_device(at: impl Into<At<'_>>, device: Id<Device>) -> Result<Vec<StoredGrant>, StoreError> {
    let rows: Vec<Row> =
        query(formatcp!("SELECT {COLUMNS} FROM grants WHERE device_id = $1 AND revoked_at IS NULL ORDER BY id DESC"))
            .bind(device)
            .all(at)
            .await?;
    rows.into_iter().map(read).collect()
}

/// Writes that a grant was used.
pub async fn touch(tx: &mut Tx, id: Id<Grant>, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE grants SET last_used_at = $2 WHERE id = $1 AND last_used_at < $2").bind(id).bind(now).later(tx).await
}

/// Ends a grant; false when it has ended already.
pub async fn revoke(tx: &mut Tx, id: Id<Grant>, reason: RevokeReason, now: OffsetDateTime) -> Result<bool, StoreError> {
    let revoked = query("UPDATE grants SET revoked_at = $2, revoke_reason = $3 WHERE id = $1 AND revoked_at IS NULL")
        .bind(id)
        .bind(now)
        .bind(<&str>::from(reason));
    Ok(revoked.run(tx).await? == 1)
}
