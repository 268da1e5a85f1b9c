//! Attempts to prove who one is that failed: the tenant hears of each.

use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{Pool, User, proof::Means},
        tenant::Tenant,
    },
    service::identity::{IdentityError, OAuthError, Refused, events, party::Party},
    store::StoreError,
};

/// Tells the tenant of one. No transaction may be open.
pub async fn tell(
    app: &App,
    pool: (Id<Tenant>, Id<Pool>),
    attempt: (Option<Id<User>>, Means),
) -> Result<(), StoreError> {
    let mut tx = app.db.begin().await?;
    events::authentication_failed(&mut tx, pool, attempt, app.clock.now());
    tx.commit().await
}

/// Does something with the key of a device, and tells the tenant where the key or what it signed is not accepted.
pub async fn with_key<T>(
    app: &App,
    party: &Party,
    means: Means,
    does: impl Future<Output = Result<T, IdentityError>>,
) -> Result<T, IdentityError> {
    let done = does.await;
    if let Err(IdentityError::Refused(Refused { error: OAuthError::InvalidGrant, .. })) = &done {
        tell(app, (party.pool.tenant_id, party.pool.id), (None, means)).await?;
    }
    done
}
