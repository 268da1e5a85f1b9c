//! Users and sessions that were deleted or ended so long ago that nobody asks for them any more.

use time::OffsetDateTime;

use crate::{
    domain::{
        id::{Id, Noun},
        identity::{Grant, User},
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, query},
            stored::Reader,
        },
    },
};

#[derive(sqlx::FromRow)]
struct IdRow {
    id: String,
}

fn ids<N: Noun>(rows: Vec<IdRow>, column: &'static str) -> Result<Vec<Id<N>>, StoreError> {
    rows.into_iter().map(|row| Reader(&row.id).parse(column, &row.id)).collect()
}

/// Some of the users that were deleted before a time, the longest ago first.
pub async fn deleted_before(
    at: impl Into<At<'_>>,
    before: OffsetDateTime,
    limit: i64,
) -> Result<Vec<Id<User>>, StoreError> {
    let deleted = query("SELECT id FROM users WHERE deleted_at < $1 ORDER BY deleted_at LIMIT $2");
    ids(deleted.bind(before).bind(limit).all(at).await?, "users.id")
}

/// Forgets that there was a user, which was deleted.
pub async fn forget_user(tx: &mut Tx, user: Id<User>) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM refresh_tokens WHERE grant_id IN (SELECT id FROM grants WHERE user_id = $1)",
        "DELETE FROM grants WHERE user_id = $1",
        "DELETE FROM browser_sessions WHERE user_id = $1",
        "DELETE FROM auth_flows WHERE user_id = $1",
        "DELETE FROM users WHERE id = $1 AND deleted_at IS NOT NULL",
    ] {
        query(statement).bind(user).later(tx).await?;
    }
    Ok(())
}

/// Some of the sessions of applications that were ended before a time.
pub async fn ended_before(
    at: impl Into<At<'_>>,
    before: OffsetDateTime,
    limit: i64,
) -> Result<Vec<Id<Grant>>, StoreError> {
    let ended = query("SELECT id FROM grants WHERE revoked_at < $1 OR ends_at < $1 LIMIT $2");
    ids(ended.bind(before).bind(limit).all(at).await?, "grants.id")
}

/// Forgets a session of an application, which has ended.
pub async fn forget_grant(tx: &mut Tx, grant: Id<Grant>) -> Result<(), StoreError> {
    query("DELETE FROM refresh_tokens WHERE grant_id = $1").bind(grant).later(tx).await?;
    query("DELETE FROM grants WHERE id = $1").bind(grant).later(tx).await
}
