//! Sign-ins of browsers at pools.

use const_format::formatcp;
use time::{Duration, OffsetDateTime};

use crate::{
    domain::{
        id::Id,
        identity::{
            BrowserSession, Pool, User,
            pool::Definition,
            proof::{Acr, Amr},
        },
    },
    store::{
        StoreError, Tx,
        identity::users,
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
    /// What the browser called itself when the person signed in.
    pub user_agent: Option<String>,
    pub created_at: OffsetDateTime,
    pub last_access_at: OffsetDateTime,
}

impl StoredBrowserSession {
    /// Whether it opens anything, by the lifetimes of its pool as they are now.
    pub fn is_alive(&self, pool: &Definition, now: OffsetDateTime) -> bool {
        let seconds = |seconds: u32| Duration::seconds(seconds.into());
        let idle = pool.refresh_idle.map(|idle| self.last_access_at + seconds(idle));
        now < self.created_at + seconds(pool.refresh_ttl) && idle.is_none_or(|end| now < end)
    }
}

/// Adds a session by the hash of its cookie.
pub async fn insert(tx: &mut Tx, session: &StoredBrowserSession, token_hash: &str) -> Result<(), StoreError> {
    query(
        "INSERT INTO browser_sessions
             (id, pool_id, user_id, token_hash, acr, amr, auth_time, created_at, last_access_at, user_agent)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
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
    .bind(session.user_agent.clone())
    .later(tx)
    .await
}

/// Begins a session anew, under another cookie; false when it was revoked.
pub async fn begin_again(tx: &mut Tx, session: &StoredBrowserSession, token_hash: &str) -> Result<bool, StoreError> {
    let begun = query(
        "UPDATE browser_sessions
         SET token_hash = $2, acr = $3, amr = $4, auth_time = $5, created_at = $5, last_access_at = $5, user_agent = $6
         WHERE id = $1 AND revoked_at IS NULL",
    )
    .bind(session.id)
    .bind(token_hash)
    .bind(session.acr.to_string())
    .bind(to_json(&session.amr))
    .bind(session.auth_time)
    .bind(session.user_agent.clone());
    Ok(begun.run(tx).await? == 1)
}

/// Writes that the person has shown more in a session.
pub async fn raise(tx: &mut Tx, session: &StoredBrowserSession) -> Result<(), StoreError> {
    query("UPDATE browser_sessions SET acr = $2, amr = $3, auth_time = $4 WHERE id = $1")
        .bind(session.id)
        .bind(session.acr.to_string())
        .bind(to_json(&session.amr))
        .bind(session.auth_time)
        .later(tx)
        .await
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    pool_id: String,
    user_id: String,
    acr: String,
    amr: String,
    auth_time: i64,
    user_agent: Option<String>,
    created_at: i64,
    last_access_at: i64,
}

const COLUMNS: &str = "id, pool_id, user_id, acr, amr, auth_time, user_agent, created_at, last_access_at";

fn read(row: Row) -> Result<StoredBrowserSession, StoreError> {
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
        user_agent: row.user_agent,
    })
}

/// The session of a pool that a cookie opens, unless it was revoked.
pub async fn by_hash(
    at: impl Into<At<'_>>,
    pool: Id<Pool>,
    token_hash: &str,
) -> Result<Option<StoredBrowserSession>, StoreError> {
    let row: Option<Row> = query(formatcp!(
        "SELECT {COLUMNS} FROM browser_sessions WHERE token_hash = $2 AND pool_id = $1 AND revoked_at IS NULL"
    ))
    .bind(pool)
    .bind(token_hash)
    .opt(at)
    .await?;
    row.map(read).transpose()
}

/// The sessions of a user that were not revoked, newest first.
pub async fn of_user(at: impl Into<At<'_>>, user: Id<User>) -> Result<Vec<StoredBrowserSession>, StoreError> {
    let rows: Vec<Row> = query(formatcp!(
        "SELECT {COLUMNS} FROM browser_sessions WHERE user_id = $1 AND revoked_at IS NULL ORDER BY id DESC LIMIT 100"
    ))
    .bind(user)
    .all(at)
    .await?;
    rows.into_iter().map(read).collect()
}

/// Writes that a session was used.
pub async fn touch(tx: &mut Tx, id: Id<BrowserSession>, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE browser_sessions SET last_access_at = $2 WHERE id = $1").bind(id).bind(now).later(tx).await
}

/// Ends a session.
pub async fn revoke(tx: &mut Tx, id: Id<BrowserSession>, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE browser_sessions SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1")
        .bind(id)
        .bind(now)
        .later(tx)
        .await?;
    let left = "UPDATE users SET left_at = $2 WHERE is_anonymous = 1 AND id IN
                    (SELECT user_id FROM browser_sessions WHERE id = $1)";
    query(left).bind(id).bind(now).later(tx).await
}

/// Ends all sessions of a user.
pub async fn revoke_of_user(tx: &mut Tx, user: Id<User>, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE browser_sessions SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL")
        .bind(user)
        .bind(now)
        .later(tx)
        .await?;
    users::leave(tx, user, now).await
}
