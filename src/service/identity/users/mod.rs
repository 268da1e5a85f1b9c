//! What happens to users beside signing in.

pub mod biometric_keys;
pub mod failures;
pub mod guests;
pub mod retention;

use time::OffsetDateTime;

use crate::{
    domain::identity::{
        grant::RevokeReason,
        user::{DeleteReason, IdentityKind, State},
    },
    service::{
        ServiceError,
        identity::{events, sessions},
    },
    store::{
        Tx,
        identity::{
            codes, devices,
            hosted::{authenticators, passkeys},
            identities::{self, StoredIdentity},
            users::{self, StoredUser},
        },
    },
};

/// Whether a person may make an account of a user: of a guest, or of a customer whom the company named and who has none.
pub fn has_no_account(user: &StoredUser, known: &[StoredIdentity]) -> bool {
    let has_address = known.iter().any(|identity| identity.kind == IdentityKind::Email);
    user.state() == State::Active && user.promoted_at.is_none() && !has_address
}

/// Disables a locked user, which ends its sessions, or enables it again.
pub async fn set_disabled(
    tx: &mut Tx,
    user: &mut StoredUser,
    is_disabled: bool,
    now: OffsetDateTime,
) -> Result<(), ServiceError> {
    if user.disabled_at.is_some() == is_disabled {
        return Ok(());
    }
    user.disabled_at = is_disabled.then_some(now);
    users::set_disabled(tx, user.id, user.disabled_at).await?;
    if is_disabled {
        sessions::revoke_all(tx, user, RevokeReason::UserDisabled, now).await?;
    }
    Ok(())
}

/// Deletes a locked user with everything about the person; its id stays, so that nobody gets it again.
pub async fn delete(
    tx: &mut Tx,
    user: &StoredUser,
    reason: DeleteReason,
    now: OffsetDateTime,
) -> Result<(), ServiceError> {
    delete_uncounted(tx, user, reason, now).await?;
    Ok(guests::leave(tx, user).await?)
}

/// Does the same, and leaves it to the caller to take the guests off who are gone.
pub async fn delete_uncounted(
    tx: &mut Tx,
    user: &StoredUser,
    reason: DeleteReason,
    now: OffsetDateTime,
) -> Result<(), ServiceError> {
    sessions::revoke_all(tx, user, RevokeReason::UserDeleted, now).await?;
    // While it is known which customer this is.
    codes::delete_of_user(tx, (user.pool_id, user.id)).await?;
    devices::delete_of_user(tx, user.id).await?;
    identities::delete(tx, user.id, None).await?;
    authenticators::delete_of_user(tx, user.id).await?;
    passkeys::delete_of_user(tx, user.id).await?;
    users::delete(tx, user.id, reason, now).await?;
    events::deleted(tx, user, reason, now);
    Ok(())
}
