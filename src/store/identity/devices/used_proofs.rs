//! Proofs of possession that were used.

use time::OffsetDateTime;

use crate::store::{
    StoreError, Tx,
    sql::query::{At, query},
};

/// Until when a proof is kept: by the time of day, which may be set, and by the time that only goes on.
#[derive(Debug, Clone, Copy)]
pub struct Until {
    pub day: OffsetDateTime,
    pub steady: OffsetDateTime,
}

/// Writes that a proof was used; false when it was used before.
pub async fn insert(tx: &mut Tx, proof_hash: &str, until: Until) -> Result<bool, StoreError> {
    let inserted = query(
        "INSERT INTO used_proofs (proof_hash, expires_at, kept_until) VALUES ($1, $2, $3)
         ON CONFLICT (proof_hash) DO NOTHING",
    )
    .bind(proof_hash)
    .bind(until.day)
    .bind(until.steady);
    Ok(inserted.run(tx).await? == 1)
}

#[derive(sqlx::FromRow)]
struct Row {
    expires_at: i64,
}

/// Whether any proof is to be forgotten.
pub async fn any_old(at: impl Into<At<'_>>, before: Until) -> Result<bool, StoreError> {
    let row: Option<Row> =
        query("SELECT expires_at FROM used_proofs WHERE expires_at < $1 AND kept_until < $2 LIMIT 1")
            .bind(before.day)
            .bind(before.steady)
            .opt(at)
            .await?;
    Ok(row.is_some_and(|row| row.expires_at > 0))
}

/// Forgets some of the proofs that are to be.
pub async fn forget_old(tx: &mut Tx, before: Until, limit: i64) -> Result<u64, StoreError> {
    query(
        "DELETE FROM used_proofs WHERE proof_hash IN
             (SELECT proof_hash FROM used_proofs WHERE expires_at < $1 AND kept_until < $2 ORDER BY expires_at LIMIT $3)",
    )
    .bind(before.day)
    .bind(before.steady)
    .bind(limit)
    .run(tx)
    .await
}
