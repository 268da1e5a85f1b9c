//! Calls that were made with an `Idempotency-Key`, and what they were answered.

use time::{Duration, OffsetDateTime};

use crate::{
    domain::{id::Id, tenant::Tenant},
    store::{
        StoreError, Tx,
        sql::{query::query, stored::Reader},
    },
};

/// How long an answer is kept for those who ask again.
pub const MEMORY: Duration = Duration::hours(24);

/// A call and its answer.
pub struct StoredCall {
    pub fingerprint: String,
    pub status: u16,
    /// Sealed.
    pub answer: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    fingerprint: String,
    status: i64,
    answer: String,
}

/// The call that a tenant made with this key after `since`.
pub async fn find(
    tx: &mut Tx,
    tenant: Id<Tenant>,
    key: &str,
    since: OffsetDateTime,
) -> Result<Option<StoredCall>, StoreError> {
    let row: Option<Row> = query(
        "SELECT fingerprint, status, answer FROM idempotent_calls
         WHERE tenant_id = $1 AND key = $2 AND created_at > $3",
    )
    .bind(tenant)
    .bind(key)
    .bind(since)
    .opt(tx)
    .await?;
    row.map(|row| {
        let status = Reader(key).number("idempotent_calls.status", row.status)?;
        let status = u16::try_from(status).unwrap_or_default();
        Ok(StoredCall { fingerprint: row.fingerprint, status, answer: row.answer })
    })
    .transpose()
}

/// Keeps a call, in place of one that was made before `since`; false when another has taken the key meanwhile.
pub async fn insert(
    tx: &mut Tx,
    (tenant, key): (Id<Tenant>, &str),
    call: &StoredCall,
    since: OffsetDateTime,
    now: OffsetDateTime,
) -> Result<bool, StoreError> {
    let kept = query(
        "INSERT INTO idempotent_calls (tenant_id, key, fingerprint, status, answer, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (tenant_id, key) DO UPDATE
             SET fingerprint = excluded.fingerprint, status = excluded.status, answer = excluded.answer,
                 created_at = excluded.created_at
             WHERE idempotent_calls.created_at <= $7",
    )
    .bind(tenant)
    .bind(key)
    .bind(call.fingerprint.as_str())
    .bind(i64::from(call.status))
    .bind(call.answer.as_str())
    .bind(now)
    .bind(since)
    .run(tx)
    .await?;
    Ok(kept == 1)
}

/// Forgets some of the calls that were made before `since`.
pub async fn forget_old(tx: &mut Tx, since: OffsetDateTime, limit: i64) -> Result<(), StoreError> {
    query(
        "DELETE FROM idempotent_calls WHERE created_at <= (
             SELECT MAX(created_at) FROM (
                 SELECT created_at FROM idempotent_calls WHERE created_at <= $1 ORDER BY created_at LIMIT $2
             ) AS oldest
         )",
    )
    .bind(since)
    .bind(limit)
    .run(tx)
    .await?;
    Ok(())
}
