//! Proofs of possession that were used.

use time::OffsetDateTime;

use crate::store::{
    StoreError, Tx,
    sql::query::{At, query},
};

/// Writes that a proof was used; false when it was used before.
pub async fn insert(tx: &mut Tx, proof_hash: &str, expires_at: OffsetDateTime) -> Result<bool, StoreError> {
    let inserted =
        query("INSERT INTO used_proofs (proof_hash, expires_at) VALUES ($1, $2) ON CONFLICT (proof_hash) DO NOTHING")
            .bind(proof_hash)
            .bind(expires_at);
    Ok(inserted.run(tx).await? == 1)
}

#[derive(sqlx::FromRow)]
struct Row {
    expires_at: i64,
}

/// Whether any proof expired before `before`.
pub async fn any_old(at: impl Into<At<'_>>, before: OffsetDateTime) -> Result<bool, StoreError> {
    let row: Option<Row> =
        query("SELECT expires_at FROM used_proofs WHERE expires_at < $1 LIMIT 1").bind(before).opt(at).await?;
    Ok(row.is_some_and(|row| row.expires_at > 0))
}

/// Forgets some of the proofs that expired before `before`.
pub async fn forget_old(tx: &mut Tx, before: OffsetDateTime, limit: i64) -> Result<u64, StoreError> {
    query(
        "DELETE FROM used_proofs WHERE proof_hash IN
             (SELECT proof_hash FROM used_proofs WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
    )
    .bind(before)
    .bind(limit)
    .run(tx)
    .await
}
