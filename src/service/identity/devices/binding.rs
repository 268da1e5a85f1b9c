//! Whose device a device is: bound to a user, taken from one by another device, or reset.

use time::OffsetDateTime;

use crate::{
    app::App,
    crash,
    domain::{
        id::Id,
        identity::{
            Device,
            device::{AuthenticationMode, Described, Details, FormFactor, State},
            grant::RevokeReason,
            hosted::second_factor::{FactorKind, FactorRemoval},
            jose::DeviceKey,
            user::IdentityKind,
        },
    },
    service::identity::{IdentityError, Refused, events, party::Party, sessions},
    store::{
        Tx,
        identity::{
            devices::{self, StoredDevice},
            grants, identities,
            users::StoredUser,
        },
    },
};

/// Why a device ended, as events and the database have it.
pub const RESTORED_ELSEWHERE: &str = "restored_elsewhere";

fn taken() -> Refused {
    Refused::grant("the device has another user; reset it first").coded("user_already_exists")
}

/// Binds the device with a key to a locked user, and takes the place of another one where the pool allows only so many.
/// A device that is another user's stays so.
pub async fn bind(
    app: &App,
    tx: &mut Tx,
    (party, user): (&Party, &StoredUser),
    (key, described): (&DeviceKey, Described),
    now: OffsetDateTime,
) -> Result<StoredDevice, IdentityError> {
    let (pool, client) = (party.pool.id, party.client.id);
    let known = devices::lock_with_key(tx, pool, &key.jkt).await?;
    let is_active = known.as_ref().is_some_and(|device| device.state == State::Active);
    if is_active && known.as_ref().is_some_and(|device| device.user_id != Some(user.id)) {
        return Err(taken().into());
    }
    let form_factor = described.details.as_ref().or(known.as_ref().map(|device| &device.details));
    make_room(tx, (party, user), (&key.jkt, form_factor.map_or(FormFactor::Other, |said| said.form_factor)), now)
        .await?;
    crash::point("redemption: room made");
    let id = known.as_ref().map_or_else(|| app.id(), |device| device.id);
    if known.is_some() {
        devices::bind(tx, (id, user.id, client), now).await?;
    } else if !devices::insert(tx, (id, pool, client), key, user.id, now).await? {
        // Another user's redemption with the same key was faster.
        return Err(taken().into());
    }
    let before = known.map(|device| (device.details, device.authentication_mode)).unwrap_or_default();
    describe(tx, id, described, before).await?;
    crash::point("redemption: device bound");
    let bound = devices::find(&mut *tx, id).await?.ok_or_else(taken)?;
    if !is_active {
        events::device_enrolled(tx, user, &bound, now);
    }
    Ok(bound)
}

/// Writes what a device says of itself, over what it said before.
async fn describe(
    tx: &mut Tx,
    id: Id<Device>,
    described: Described,
    (details, mode): (Details, AuthenticationMode),
) -> Result<(), IdentityError> {
    let (details, mode) = (described.details.unwrap_or(details), described.mode.unwrap_or(mode));
    Ok(devices::describe(tx, id, &details, mode).await?)
}

/// Writes what a device says of itself at a sign-in: how it guards its tokens then.
pub async fn signed_in(tx: &mut Tx, id: Id<Device>, described: Described) -> Result<AuthenticationMode, IdentityError> {
    let Some(device) = devices::find(&mut *tx, id).await? else { return Ok(AuthenticationMode::No) };
    let mode = described.mode.unwrap_or(device.authentication_mode);
    if described.details.is_some() || described.mode.is_some() {
        describe(tx, id, described, (device.details, device.authentication_mode)).await?;
    }
    Ok(mode)
}

/// Ends the use of devices of a user until there is room for one with another key.
async fn make_room(
    tx: &mut Tx,
    (party, user): (&Party, &StoredUser),
    (jkt, form_factor): (&str, FormFactor),
    now: OffsetDateTime,
) -> Result<(), IdentityError> {
    let Some(most) = party.pool.definition.max_active_devices else { return Ok(()) };
    let others = devices::of_user(&mut *tx, user.id).await?.into_iter();
    let others: Vec<StoredDevice> =
        others.filter(|device| device.state == State::Active && device.jkt != jkt).collect();
    let surplus = (others.len() + 1).saturating_sub(usize::try_from(most).unwrap_or(usize::MAX));
    if surplus == 0 {
        return Ok(());
    }
    let has_phone = others.iter().any(|device| device.details.form_factor == FormFactor::Phone);
    if party.pool.definition.prefer_phone && form_factor == FormFactor::Tablet && has_phone {
        let why = "the user has an active phone, which the pool prefers to a tablet";
        return Err(Refused::grant(why).coded("active_phone_preferred").into());
    }
    for device in others.into_iter().take(surplus) {
        end_sessions(tx, (&device, user), RevokeReason::DeviceDeactivated, now).await?;
        end_keys(tx, (&device, user), now).await?;
        devices::end(tx, device.id, State::Deactivated, RESTORED_ELSEWHERE).await?;
        crash::point("redemption: another device deactivated");
        events::device_deactivated(tx, user, &device, RESTORED_ELSEWHERE, now);
    }
    Ok(())
}

/// Ends every session of a device.
async fn end_sessions(
    tx: &mut Tx,
    (device, user): (&StoredDevice, &StoredUser),
    reason: RevokeReason,
    now: OffsetDateTime,
) -> Result<(), IdentityError> {
    for grant in grants::of_device(&mut *tx, device.id).await? {
        sessions::revoke(tx, &grant, user, reason, now).await?;
    }
    Ok(())
}

/// Takes away the biometric keys of a device.
async fn end_keys(
    tx: &mut Tx,
    (device, user): (&StoredDevice, &StoredUser),
    now: OffsetDateTime,
) -> Result<(), IdentityError> {
    for _ in 0..identities::delete_of_device(tx, user.id, device.id).await? {
        events::factor_removed(tx, user, (FactorKind::Biometric, FactorRemoval::DeviceEnded), now);
    }
    Ok(())
}

/// Takes a device from its user: its sessions end, its key opens nothing, and it may get another user.
pub async fn reset(
    tx: &mut Tx,
    device: &StoredDevice,
    user: &StoredUser,
    now: OffsetDateTime,
) -> Result<(), IdentityError> {
    end_sessions(tx, (device, user), RevokeReason::DeviceReset, now).await?;
    end_keys(tx, (device, user), now).await?;
    crash::point("reset: sessions ended");
    let guest = identities::find(&mut *tx, user.pool_id, IdentityKind::Anonymous, &device.jkt).await?;
    if guest.is_some_and(|guest| guest.user_id == user.id) {
        identities::delete(tx, user.id, Some(IdentityKind::Anonymous)).await?;
    }
    devices::end(tx, device.id, State::Reset, "reset").await?;
    crash::point("reset: device unbound");
    events::device_reset(tx, user, device, now);
    Ok(())
}
