//! Trying the second factor of a user, in the transaction that acts on it.

use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

use crate::{
    app::App,
    domain::{
        crypto::keyring::Purpose,
        id::Id,
        identity::{
            Authenticator, User,
            hosted::{
                second_factor::{self, Typed},
                totp,
            },
            proof::Means,
        },
    },
    service::{ServiceError, identity::events},
    store::{
        At, StoreError, Tx,
        identity::{
            hosted::second_factors::{self, StoredAuthenticatorApp},
            users::StoredUser,
        },
    },
};

/// What became of a code that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    Right,
    /// It is not right, or was used before.
    Wrong,
    /// None is tried for a while.
    Paused,
    /// The user has no second factor any more.
    Off,
}

/// Whether a user is asked for a second factor.
pub async fn is_on(at: impl Into<At<'_>>, user: Id<User>) -> Result<bool, StoreError> {
    Ok(second_factors::app(at, user).await?.is_some_and(|app| app.is_on))
}

/// What the key of an app is sealed for.
fn row(id: Id<Authenticator>) -> String {
    format!("{id} app")
}

/// The key of an app as it is stored.
pub fn sealed(app: &App, id: Id<Authenticator>, key: &SecretString) -> String {
    app.vault.seal(key, &row(id))
}

/// The key of an app.
pub fn opened(app: &App, stored: &StoredAuthenticatorApp) -> Result<SecretString, ServiceError> {
    Ok(app.vault.open(&stored.key, &row(stored.id))?)
}

/// A recovery code as it is stored.
pub fn hashed(app: &App, user: Id<User>, code: &str) -> String {
    app.vault.index(Purpose::RecoveryCode, &[&user.to_string(), code])
}

/// Tries what somebody typed for a user who is locked, and uses it up. A wrong try is counted and told: the caller commits.
pub async fn attempt(
    app: &App,
    tx: &mut Tx,
    user: &StoredUser,
    typed: &Typed,
    now: OffsetDateTime,
) -> Result<Tried, ServiceError> {
    let Some(stored) = second_factors::app(&mut *tx, user.id).await?.filter(|stored| stored.is_on) else {
        return Ok(Tried::Off);
    };
    if stored.locked_until.is_some_and(|until| now < until) {
        return Ok(Tried::Paused);
    }
    let (is_right, means) = match typed {
        Typed::App(code) => (use_code(app, tx, &stored, code, now).await?, Means::Totp),
        Typed::Recovery(code) => {
            let hash = hashed(app, user.id, code.expose_secret());
            (second_factors::use_recovery_code(tx, user.id, &hash).await?, Means::RecoveryCode)
        }
    };
    if is_right {
        second_factors::forget_failures(tx, stored.id).await?;
        return Ok(Tried::Right);
    }
    let pause = second_factor::pause(stored.failed_count + 1);
    second_factors::count_failure(tx, stored.id, pause.map(|pause| now + pause)).await?;
    events::authentication_failed(tx, (user.tenant_id, user.pool_id), (Some(user.id), means), now);
    Ok(if pause.is_some() { Tried::Paused } else { Tried::Wrong })
}

/// Uses a code of an app, if it is right and newer than the last one that was used.
pub async fn use_code(
    app: &App,
    tx: &mut Tx,
    stored: &StoredAuthenticatorApp,
    code: &str,
    now: OffsetDateTime,
) -> Result<bool, ServiceError> {
    match totp::step_of(&opened(app, stored)?, code, now) {
        Some(step) => Ok(second_factors::use_step(tx, stored.id, step, now).await?),
        None => Ok(false),
    }
}
