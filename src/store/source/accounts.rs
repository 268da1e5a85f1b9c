//! What was tried on accounts of sources, by keyed hash.

use time::OffsetDateTime;

use crate::store::{Db, StoreError, Tx, sql::query::query};

#[derive(sqlx::FromRow)]
struct TriesRow {
    tries: i64,
}

/// Counts one try, unless there were `most` already since `start`; how many there are then. What came before `start`
/// is forgotten. One statement, so that of tries at one moment no more than `most` pass.
pub async fn spend(
    tx: &mut Tx,
    account: &str,
    most: u16,
    start: OffsetDateTime,
    now: OffsetDateTime,
) -> Result<Option<i64>, StoreError> {
    let row: Option<TriesRow> = query(
        "INSERT INTO source_accounts (account, tries, since) VALUES ($1, 1, $2)
         ON CONFLICT (account) DO UPDATE SET
             tries = CASE WHEN source_accounts.since < $3 THEN 1 ELSE source_accounts.tries + 1 END,
             since = CASE WHEN source_accounts.since < $3 THEN $2 ELSE source_accounts.since END
         WHERE source_accounts.tries < $4 OR source_accounts.since < $3
         RETURNING tries",
    )
    .bind(account)
    .bind(now)
    .bind(start)
    .bind(i64::from(most))
    .opt(tx)
    .await?;
    Ok(row.map(|row| row.tries))
}

/// Takes one try back: it told the source nothing.
pub async fn give_back(tx: &mut Tx, account: &str) -> Result<(), StoreError> {
    query("UPDATE source_accounts SET tries = tries - 1 WHERE account = $1 AND tries > 0").bind(account).later(tx).await
}

/// Forgets an account: the source has accepted what was tried.
pub async fn forget(tx: &mut Tx, account: &str) -> Result<(), StoreError> {
    query("DELETE FROM source_accounts WHERE account = $1").bind(account).later(tx).await
}

#[derive(sqlx::FromRow)]
struct OldRow {
    account: String,
}

/// Accounts whose first try was before `start`.
pub async fn old(db: &Db, start: OffsetDateTime, limit: i64) -> Result<Vec<String>, StoreError> {
    let rows: Vec<OldRow> =
        query("SELECT account FROM source_accounts WHERE since < $1 LIMIT $2").bind(start).bind(limit).all(db).await?;
    Ok(rows.into_iter().map(|row| row.account).collect())
}
