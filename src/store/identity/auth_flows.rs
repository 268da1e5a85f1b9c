//! Sign-ins under way on a pool's own pages.

use time::{Duration, OffsetDateTime};

use crate::{
    domain::{
        id::Id,
        identity::{AuthFlow, Client, Pool, User, code::AuthRequest},
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, query},
            stored::{Reader, to_json},
        },
    },
};

/// How long a sign-in may take.
pub const LIFE: Duration = Duration::minutes(20);

/// A sign-in as it is stored.
#[derive(Debug, Clone)]
pub struct StoredAuthFlow {
    pub id: Id<AuthFlow>,
    pub pool_id: Id<Pool>,
    pub client_id: Id<Client>,
    /// `login`, `create` or `promote`.
    pub kind: String,
    pub request: AuthRequest,
    pub step: String,
    /// The guest who is promoted.
    pub user_id: Option<Id<User>>,
    /// Sealed.
    pub pending: Option<String>,
    pub expires_at: OffsetDateTime,
}

/// Adds a sign-in by the hash of its browser's cookie.
pub async fn insert(
    tx: &mut Tx,
    flow: &StoredAuthFlow,
    browser_hash: &str,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    query(
        "INSERT INTO auth_flows
             (id, pool_id, client_id, browser_hash, kind, request, step, user_id, pending, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(flow.id)
    .bind(flow.pool_id)
    .bind(flow.client_id)
    .bind(browser_hash)
    .bind(flow.kind.as_str())
    .bind(to_json(&flow.request))
    .bind(flow.step.as_str())
    .bind(flow.user_id)
    .bind(flow.pending.clone())
    .bind(now)
    .bind(flow.expires_at)
    .later(tx)
    .await
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    pool_id: String,
    client_id: String,
    kind: String,
    request: String,
    step: String,
    user_id: Option<String>,
    pending: Option<String>,
    expires_at: i64,
}

/// The sign-in of a browser that has not run out of time.
pub async fn find(
    at: impl Into<At<'_>>,
    id: Id<AuthFlow>,
    browser_hash: &str,
    now: OffsetDateTime,
) -> Result<Option<StoredAuthFlow>, StoreError> {
    let row: Option<Row> = query(
        "SELECT id, pool_id, client_id, kind, request, step, user_id, pending, expires_at FROM auth_flows
         WHERE id = $1 AND browser_hash = $2 AND expires_at > $3",
    )
    .bind(id)
    .bind(browser_hash)
    .bind(now)
    .opt(at)
    .await?;
    row.map(|row| {
        let reader = Reader(&row.id);
        Ok(StoredAuthFlow {
            id: reader.parse("auth_flows.id", &row.id)?,
            pool_id: reader.parse("auth_flows.pool_id", &row.pool_id)?,
            client_id: reader.parse("auth_flows.client_id", &row.client_id)?,
            request: reader.json("auth_flows.request", &row.request)?,
            user_id: reader.parse_opt("auth_flows.user_id", row.user_id.as_deref())?,
            expires_at: reader.time("auth_flows.expires_at", row.expires_at)?,
            kind: row.kind,
            step: row.step,
            pending: row.pending,
        })
    })
    .transpose()
}

#[derive(sqlx::FromRow)]
struct AgeRow {
    expires_at: i64,
}

/// Whether any sign-in ran out of time before `before`.
pub async fn any_old(at: impl Into<At<'_>>, before: OffsetDateTime) -> Result<bool, StoreError> {
    let row: Option<AgeRow> =
        query("SELECT expires_at FROM auth_flows WHERE expires_at < $1 LIMIT 1").bind(before).opt(at).await?;
    Ok(row.is_some_and(|row| row.expires_at > 0))
}

/// Forgets some of the sign-ins that ran out of time before `before`.
pub async fn forget_old(tx: &mut Tx, before: OffsetDateTime, limit: i64) -> Result<u64, StoreError> {
    query(
        "DELETE FROM auth_flows WHERE id IN
             (SELECT id FROM auth_flows WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
    )
    .bind(before)
    .bind(limit)
    .run(tx)
    .await
}
