//! What a device asks and does: which state it is in, its reset, how it guards its tokens.

use super::binding;
use crate::{
    app::App,
    crash,
    domain::{
        id::Id,
        identity::{
            Pool,
            device::{AuthenticationMode, SdkState, State},
            user::State as UserState,
        },
    },
    service::identity::{
        IdentityError, events,
        sessions::{self, Session},
    },
    store::{
        Tx,
        identity::{
            codes,
            devices::{self, StoredDevice},
            grants, users,
        },
    },
};

/// What the device with a key is to do next, and why it has no user or no session any more.
pub async fn state(app: &App, pool: Id<Pool>, jkt: &str) -> Result<(SdkState, Option<&'static str>), IdentityError> {
    let Some(device) = devices::with_key(&app.db, pool, jkt).await? else {
        return Ok((SdkState::ActivationRequired, None));
    };
    match device.state {
        State::Reset => return Ok((SdkState::ActivationRequired, Some("device_reset"))),
        State::Deactivated => return Ok((SdkState::ActivationRequired, Some("device_deactivated"))),
        State::Active => {}
    }
    let user = match device.user_id {
        Some(user) => users::of_pool(&app.db, pool, user).await?,
        None => None,
    };
    let Some(user) = user else { return Ok((SdkState::ActivationRequired, None)) };
    if user.state() == UserState::Disabled {
        return Ok((SdkState::LoginRequired, Some("user_disabled")));
    }
    let grants = grants::of_device(&app.db, device.id).await?;
    let has_session = !sessions::still_alive(app, grants).await?.is_empty();
    Ok((if has_session { SdkState::Active } else { SdkState::LoginRequired }, None))
}

/// The active device of a session, which nobody else may change until the transaction ends.
async fn of_session(tx: &mut Tx, session: &Session) -> Result<Option<StoredDevice>, IdentityError> {
    let grant = &session.grant;
    let Some(jkt) = &grant.dpop_jkt else { return Ok(None) };
    users::lock_of_pool(tx, grant.pool_id, grant.user_id).await?;
    let device = devices::lock_with_key(tx, grant.pool_id, jkt).await?;
    Ok(device.filter(|device| device.state == State::Active && device.user_id == Some(grant.user_id)))
}

/// Takes the device of a session from its user; false where the session is of no device's key.
pub async fn reset(app: &App, session: &Session) -> Result<bool, IdentityError> {
    let mut tx = app.db.begin().await?;
    let Some(device) = of_session(&mut tx, session).await? else { return Ok(false) };
    binding::reset(&mut tx, &device, &session.user, app.clock.now()).await?;
    tx.commit().await?;
    crash::point("reset: after its commit");
    Ok(true)
}

/// What became of a change of a device.
#[derive(Debug)]
pub enum Changed {
    Done(Box<StoredDevice>),
    /// The session is of no device's key.
    NoDevice,
    /// The device is being enrolled, which says how it guards its tokens.
    Enrolling,
}

/// Changes how the device of a session guards its tokens, which its next sign-ins show.
pub async fn set_mode(app: &App, session: &Session, mode: AuthenticationMode) -> Result<Changed, IdentityError> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some(device) = of_session(&mut tx, session).await? else { return Ok(Changed::NoDevice) };
    if codes::is_enrolling(&mut tx, (session.user.id, device.id), now).await? {
        return Ok(Changed::Enrolling);
    }
    devices::describe(&mut tx, device.id, &device.details, mode).await?;
    let is_same = device.authentication_mode == mode;
    let device = StoredDevice { authentication_mode: mode, ..device };
    if !is_same {
        events::device_updated(&mut tx, &session.user, &device, now);
    }
    tx.commit().await?;
    Ok(Changed::Done(Box::new(device)))
}
