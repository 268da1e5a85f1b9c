//! What users prove themselves with.

use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        identity::{Authenticator, User},
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, query},
            stored::Reader,
        },
    },
};

/// A password as it is stored.
#[derive(Debug, Clone)]
pub struct StoredPassword {
    pub id: Id<Authenticator>,
    /// A PHC string.
    pub hash: String,
    /// Wrong tries since the last right one.
    pub failed_count: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    secret: Option<String>,
    failed_count: i64,
}

/// The password of a user, if there is one.
pub async fn password(at: impl Into<At<'_>>, user: Id<User>) -> Result<Option<StoredPassword>, StoreError> {
    let row: Option<Row> =
        query("SELECT id, secret, failed_count FROM authenticators WHERE user_id = $1 AND type = 'password'")
            .bind(user)
            .opt(at)
            .await?;
    let read = |row: Row| {
        let id = Reader(&row.id).parse("authenticators.id", &row.id)?;
        Ok(StoredPassword { id, hash: row.secret.unwrap_or_default(), failed_count: row.failed_count })
    };
    row.map(read).transpose()
}

/// Gives a user a password, in place of the one that there may be. Whoever calls it has locked the user.
pub async fn set_password(
    tx: &mut Tx,
    (id, user): (Id<Authenticator>, Id<User>),
    hash: &str,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    query("DELETE FROM authenticators WHERE user_id = $1 AND type = 'password'").bind(user).later(tx).await?;
    query(
        "INSERT INTO authenticators (id, user_id, type, kind, secret, data, created_at, failed_count)
         VALUES ($1, $2, 'password', 'primary', $3, '{}', $4, 0)",
    )
    .bind(id)
    .bind(user)
    .bind(hash)
    .bind(now)
    .later(tx)
    .await
}

/// Takes away all that a user proves anything with.
pub async fn delete_of_user(tx: &mut Tx, user: Id<User>) -> Result<(), StoreError> {
    query("DELETE FROM authenticators WHERE user_id = $1").bind(user).later(tx).await
}

/// Counts a wrong try.
pub async fn count_failure(tx: &mut Tx, id: Id<Authenticator>) -> Result<(), StoreError> {
    query("UPDATE authenticators SET failed_count = failed_count + 1 WHERE id = $1").bind(id).later(tx).await
}

/// Writes that it was used.
pub async fn used(tx: &mut Tx, id: Id<Authenticator>, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE authenticators SET failed_count = 0, last_used_at = $2 WHERE id = $1")
        .bind(id)
        .bind(now)
        .later(tx)
        .await
}
