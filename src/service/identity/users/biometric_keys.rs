//! The biometric keys of a user, as the user and the company see and remove them.

use time::OffsetDateTime;

use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{
            Identity, User,
            hosted::second_factor::{FactorKind, FactorRemoval},
            user::IdentityKind,
        },
    },
    service::{ServiceError, identity::events},
    store::{
        Tx,
        identity::{
            devices, identities,
            users::{self, StoredUser},
        },
    },
};

/// A key as its user sees it.
#[derive(Debug)]
pub struct BiometricKey {
    pub id: Id<Identity>,
    /// What the device says it is.
    pub device: Option<String>,
    pub created_at: OffsetDateTime,
    pub last_used_at: Option<OffsetDateTime>,
}

/// The keys of a user, oldest first.
pub async fn of_user(app: &App, user: Id<User>) -> Result<Vec<BiometricKey>, ServiceError> {
    let mut keys = Vec::new();
    for identity in identities::of_user(&app.db, user).await? {
        if identity.kind != IdentityKind::Biometric {
            continue;
        }
        let device = match identity.device_id {
            Some(id) => devices::find(&app.db, id).await?,
            None => None,
        };
        keys.push(BiometricKey {
            id: identity.id,
            device: device.and_then(|device| device.details.model.or(device.details.platform)),
            created_at: identity.created_at,
            last_used_at: identity.last_used_at,
        });
    }
    Ok(keys)
}

/// Takes a key of a user away.
pub async fn remove(app: &App, user: Id<User>, id: &str) -> Result<(), ServiceError> {
    let Ok(id) = id.parse::<Id<Identity>>() else { return Ok(()) };
    let mut tx = app.db.begin().await?;
    let Some(owner) = users::lock_alone(&mut tx, user).await? else { return Ok(()) };
    if identities::delete_biometric(&mut tx, user, id).await? {
        events::factor_removed(&mut tx, &owner, (FactorKind::Biometric, FactorRemoval::ByUser), app.clock.now());
    }
    Ok(tx.commit().await?)
}

/// Takes all keys of a locked user away: whether there were any.
pub async fn drop_all(tx: &mut Tx, user: &StoredUser, now: OffsetDateTime) -> Result<bool, ServiceError> {
    let dropped = identities::delete(tx, user.id, Some(IdentityKind::Biometric)).await?;
    for _ in 0..dropped {
        events::factor_removed(tx, user, (FactorKind::Biometric, FactorRemoval::Reset), now);
    }
    Ok(dropped > 0)
}
