//! What a promotion changes.

use time::OffsetDateTime;

use crate::{
    domain::{id::Id, identity::User},
    store::{StoreError, Tx, sql::query::query},
};

/// Makes a regular user of one who was not promoted before; false when somebody was faster.
pub async fn promote(tx: &mut Tx, user: Id<User>, now: OffsetDateTime) -> Result<bool, StoreError> {
    let promoted = query(
        "UPDATE users SET is_anonymous = 0, promoted_at = $2
         WHERE id = $1 AND promoted_at IS NULL AND deleted_at IS NULL AND merged_into IS NULL",
    )
    .bind(user)
    .bind(now);
    Ok(promoted.run(tx).await? == 1)
}

/// Writes that a guest is somebody else; false when it was no guest any more.
pub async fn merge(tx: &mut Tx, guest: Id<User>, owner: Id<User>) -> Result<bool, StoreError> {
    let merged = query(
        "UPDATE users SET merged_into = $2
         WHERE id = $1 AND is_anonymous = 1 AND deleted_at IS NULL AND merged_into IS NULL",
    )
    .bind(guest)
    .bind(owner);
    Ok(merged.run(tx).await? == 1)
}

/// Uses up a promotion code that was good when the sign-in began; false when it was used since.
pub async fn use_code(tx: &mut Tx, code_hash: &str, now: OffsetDateTime) -> Result<bool, StoreError> {
    let used = query(
        "UPDATE one_time_codes SET consumed_at = $2
         WHERE code_hash = $1 AND kind = 'promotion' AND consumed_at IS NULL",
    )
    .bind(code_hash)
    .bind(now);
    Ok(used.run(tx).await? == 1)
}

/// Has the sessions that a user has now end soon: an application may be about to use one, and gets another.
pub async fn let_grants_end(tx: &mut Tx, user: Id<User>, ends_at: OffsetDateTime) -> Result<(), StoreError> {
    query(
        "UPDATE grants SET ends_at = $2
         WHERE user_id = $1 AND revoked_at IS NULL AND (ends_at IS NULL OR ends_at > $2)",
    )
    .bind(user)
    .bind(ends_at)
    .later(tx)
    .await
}
