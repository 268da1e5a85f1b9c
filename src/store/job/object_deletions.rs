//! Objects that are to be deleted from the artifact store: those of artifacts that are gone, and those that are being
//! written, in case nobody comes to keep them.

use time::OffsetDateTime;

use crate::store::{Db, StoreError, Tx, sql::query::query};

/// Has an object deleted at a time, unless it is taken out before.
pub async fn insert(tx: &mut Tx, object: &str, due_at: OffsetDateTime) -> Result<(), StoreError> {
    query(
        "INSERT INTO object_deletions (object, due_at) VALUES ($1, $2)
         ON CONFLICT (object) DO UPDATE SET due_at = excluded.due_at",
    )
    .bind(object)
    .bind(due_at)
    .later(tx)
    .await
}

/// Takes out an object that is kept; false when it is due before `until`, and so may be deleted already.
pub async fn take_out(tx: &mut Tx, object: &str, until: OffsetDateTime) -> Result<bool, StoreError> {
    let taken = query("DELETE FROM object_deletions WHERE object = $1 AND due_at > $2");
    Ok(taken.bind(object).bind(until).run(tx).await? == 1)
}

/// Takes out an object that was deleted.
pub async fn done(tx: &mut Tx, object: &str) -> Result<(), StoreError> {
    query("DELETE FROM object_deletions WHERE object = $1").bind(object).later(tx).await
}

#[derive(sqlx::FromRow)]
struct Row {
    object: String,
}

/// Some objects that are due.
pub async fn due(db: &Db, now: OffsetDateTime, limit: i64) -> Result<Vec<String>, StoreError> {
    let rows: Vec<Row> =
        query("SELECT object FROM object_deletions WHERE due_at <= $1 ORDER BY due_at, object LIMIT $2")
            .bind(now)
            .bind(limit)
            .all(db)
            .await?;
    Ok(rows.into_iter().map(|row| row.object).collect())
}
