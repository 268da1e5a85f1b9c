//! Second factors: an authenticator app for each user at most, and recovery codes.

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

/// The app of a user as it is stored.
#[derive(Debug, Clone)]
pub struct StoredAuthenticatorApp {
    pub id: Id<Authenticator>,
    /// Sealed.
    pub key: String,
    /// Whether it is asked for; before that its key was only shown.
    pub is_on: bool,
    /// Wrong codes since the last right one.
    pub failed_count: i64,
    pub locked_until: Option<OffsetDateTime>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    secret: Option<String>,
    failed_count: i64,
    locked_until: Option<i64>,
}

/// The app of a user, on or only shown. Whoever is about to change it has locked the user.
pub async fn app(at: impl Into<At<'_>>, user: Id<User>) -> Result<Option<StoredAuthenticatorApp>, StoreError> {
    let row: Option<Row> = query(
        "SELECT id, kind, secret, failed_count, locked_until FROM authenticators
         WHERE user_id = $1 AND type = 'totp'",
    )
    .bind(user)
    .opt(at)
    .await?;
    row.map(|row| {
        let reader = Reader(&row.id);
        Ok(StoredAuthenticatorApp {
            id: reader.parse("authenticators.id", &row.id)?,
            is_on: row.kind == "secondary",
            key: row.secret.unwrap_or_default(),
            failed_count: row.failed_count,
            locked_until: reader.time_opt("authenticators.locked_until", row.locked_until)?,
        })
    })
    .transpose()
}

/// Adds an app whose key is shown, and which is not asked for yet. The user has none.
pub async fn offer_app(
    tx: &mut Tx,
    (id, user): (Id<Authenticator>, Id<User>),
    sealed_key: &str,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    query(
        "INSERT INTO authenticators (id, user_id, type, kind, secret, data, created_at, failed_count)
         VALUES ($1, $2, 'totp', 'offered', $3, '{}', $4, 0)",
    )
    .bind(id)
    .bind(user)
    .bind(sealed_key)
    .bind(now)
    .later(tx)
    .await
}

/// Has an app asked for from now on.
pub async fn switch_on(tx: &mut Tx, id: Id<Authenticator>) -> Result<(), StoreError> {
    query("UPDATE authenticators SET kind = 'secondary' WHERE id = $1 AND type = 'totp'").bind(id).later(tx).await
}

/// Uses a step of an app; false when it, or a later one, was used before.
pub async fn use_step(tx: &mut Tx, id: Id<Authenticator>, step: i64, now: OffsetDateTime) -> Result<bool, StoreError> {
    let used = query(
        "UPDATE authenticators SET last_step = $2, last_used_at = $3, failed_count = 0, locked_until = NULL
         WHERE id = $1 AND (last_step IS NULL OR last_step < $2)",
    )
    .bind(id)
    .bind(step)
    .bind(now);
    Ok(used.run(tx).await? == 1)
}

/// Counts a wrong code, after which there may be a pause.
pub async fn count_failure(
    tx: &mut Tx,
    id: Id<Authenticator>,
    locked_until: Option<OffsetDateTime>,
) -> Result<(), StoreError> {
    query("UPDATE authenticators SET failed_count = failed_count + 1, locked_until = $2 WHERE id = $1")
        .bind(id)
        .bind(locked_until)
        .later(tx)
        .await
}

/// Forgets the wrong codes after a right one.
pub async fn forget_failures(tx: &mut Tx, id: Id<Authenticator>) -> Result<(), StoreError> {
    query("UPDATE authenticators SET failed_count = 0, locked_until = NULL WHERE id = $1").bind(id).later(tx).await
}

/// Takes the second factor of a user away, with the recovery codes.
pub async fn switch_off(tx: &mut Tx, user: Id<User>) -> Result<(), StoreError> {
    query("DELETE FROM authenticators WHERE user_id = $1 AND type IN ('totp', 'recovery_code')")
        .bind(user)
        .later(tx)
        .await
}

/// Gives a user recovery codes, by their hashes, in place of those there are.
pub async fn set_recovery_codes(
    tx: &mut Tx,
    user: Id<User>,
    codes: &[(Id<Authenticator>, String)],
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    query("DELETE FROM authenticators WHERE user_id = $1 AND type = 'recovery_code'").bind(user).later(tx).await?;
    for (id, hash) in codes {
        query(
            "INSERT INTO authenticators (id, user_id, type, kind, secret, data, created_at, failed_count)
             VALUES ($1, $2, 'recovery_code', 'secondary', $3, '{}', $4, 0)",
        )
        .bind(*id)
        .bind(user)
        .bind(hash.as_str())
        .bind(now)
        .later(tx)
        .await?;
    }
    Ok(())
}

/// Uses a recovery code up; false when there is no such code, or not any more.
pub async fn use_recovery_code(tx: &mut Tx, user: Id<User>, hash: &str) -> Result<bool, StoreError> {
    let taken = query("DELETE FROM authenticators WHERE user_id = $1 AND type = 'recovery_code' AND secret = $2")
        .bind(user)
        .bind(hash);
    Ok(taken.run(tx).await? == 1)
}

#[derive(sqlx::FromRow)]
struct CountRow {
    count: i64,
}

/// How many recovery codes a user has left.
pub async fn recovery_codes_left(at: impl Into<At<'_>>, user: Id<User>) -> Result<u32, StoreError> {
    let row: Option<CountRow> =
        query("SELECT COUNT(*) AS count FROM authenticators WHERE user_id = $1 AND type = 'recovery_code'")
            .bind(user)
            .opt(at)
            .await?;
    row.map_or(Ok(0), |row| Reader(&user.to_string()).number("count", row.count))
}
