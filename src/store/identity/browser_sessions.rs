//! Sign-ins of browsers at pools.

use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        identity::{
            BrowserSession, Pool, User,
            proof::{Acr, Amr},
        },
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, query},
            stored::{Reader, to_json},
        },
    },
};

/// A session as it is stored.
#[derive(Debug, Clone)]
pub struct StoredBrowserSession {
    pub id: Id<BrowserSession>,
    pub pool_id: Id<Pool>,
    pub user_id: Id<User>,
    pub acr: Acr,
    pub amr: Vec<Amr>,
    pub auth_time: OffsetDateTime,
    pub created_at: OffsetDateTime,
    pub last_access_at: OffsetDateTime,
}

/// Adds a session by the hash of its cookie.
pub async fn insert(tx: &mut Tx, session: &StoredBrowserSession, token_hash: &str) -> Result<(), StoreError> {
    query(
        "INSERT INTO browser_sessions
             (id, pool_id, user_id, token_hash, acr, amr, auth_time, created_at, last_access_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(session.id)
    .bind(session.pool_id)
    .bind(session.user_id)
    .bind(token_hash)
    .bind(session.acr.to_string())
    .bind(to_json(&session.amr))
    .bind(session.auth_time)
    .bind(session.created_at)
    .bind(session.last_access_at)
    .run(tx)
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    pool_id: String,
    user_id: String,
    acr: String,
    amr: String,
    auth_time: i64,
    created_at: i64,
    last_access_at: i64,
}

/// The session of a pool that a cookie opens, unless it was revoked.
pub async fn by_hash(
    at: impl Into<At<'_>>,
    pool: Id<Pool>,
    token_hash: &str,
) -> Result<Option<StoredBrowserSession>, StoreError> {
    let row: Option<Row> = query(
        "SELECT id, pool_id, user_id, acr, amr, auth_time, created_at, last_access_at FROM browser_sessions
         WHERE token_hash = $2 AND pool_id = $1 AND revoked_at IS NULL",
    )
    .bind(pool)
    .bind(token_hash)
    .opt(at)
    .await?;
    row.map(|row| {
        let reader = Reader(&row.id);
        Ok(StoredBrowserSession {
            id: reader.parse("browser_sessions.id", &row.id)?,
            pool_id: reader.parse("browser_sessions.pool_id", &row.pool_id)?,
            user_id: reader.parse("browser_sessions.user_id", &row.user_id)?,
            acr: reader.parse("browser_sessions.acr", &row.acr)?,
            amr: reader.json("browser_sessions.amr", &row.amr)?,
            auth_time: reader.time("browser_sessions.auth_time", row.auth_time)?,
            created_at: reader.time("browser_sessions.created_at", row.created_at)?,
            last_access_at: reader.time("browser_sessions.last_access_at", row.last_access_at)?,
        })
    })
    .transpose()
}

/// Writes that a session was used.
pub async fn touch(tx: &mut Tx, id: Id<BrowserSession>, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE browser_sessions SET last_access_at = $2 WHERE id = $1").bind(id).bind(now).run(tx).await?;
    Ok(())
}

/// Ends a session.
pub async fn revoke(tx: &mut Tx, id: Id<BrowserSession>, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE browser_sessions SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1")
        .bind(id)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Ends all sessions of a user.
pub async fn revoke_of_user(tx: &mut Tx, user: Id<User>, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE browser_sessions SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL")
        .bind(user)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}
