//! The second factor: shown in a sign-in, set up, and switched off.

pub mod step_up;

use secrecy::SecretString;
use time::OffsetDateTime;

use super::{
    account::SignedIn,
    ending::At,
    factor::{self, Tried},
    flows,
    moves::{Changed, Mistake, Moved},
    passwords,
};
use crate::{
    app::App,
    crash,
    domain::{
        id::Id,
        identity::{
            User,
            hosted::{
                otp,
                second_factor::{self, FactorKind, FactorRemoval, RECOVERY_CODES, Typed},
                step::{Aim, Pending, Step},
                totp,
            },
            proof::{Acr, Amr},
            user::State,
        },
    },
    service::{
        ServiceError,
        identity::{events, users::biometric_keys},
    },
    store::{
        Tx,
        identity::{
            browser_sessions,
            hosted::second_factors,
            users::{self, StoredUser},
        },
    },
};

/// Takes the second factor of somebody who has shown the first.
pub async fn show(app: &App, at: At<'_>, typed: &str) -> Result<Moved, ServiceError> {
    let Some(typed) = Typed::read(typed) else { return Ok(Moved::Again(Mistake::NotACode)) };
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some(found) = at.locked(app, &mut tx, now).await? else { return Ok(Moved::On) };
    let Some(owner) = found.pending.owner else { return Ok(Moved::On) };
    if !step_up::is_shown(&found.pending, at.from.session.as_ref()) {
        flows::put(app, &mut tx, found.flow.id, (found.aim, Step::first(found.aim)), &Pending::default()).await?;
        tx.commit().await?;
        return Ok(Moved::On);
    }
    let user = users::lock_of_pool(&mut tx, found.party.pool.id, owner).await?;
    let Some(user) = user.filter(|user| user.state() == State::Active) else { return Ok(Moved::On) };
    let tried = factor::attempt(app, &mut tx, &user, &typed, now).await?;
    if let Some(mistake) = mistake(tried) {
        tx.commit().await?;
        return Ok(Moved::Again(mistake));
    }
    let more = (tried == Tried::Right).then_some([Amr::Otp, Amr::Mfa]);
    let shown: Vec<Amr> = found.pending.shown.iter().copied().chain(more.into_iter().flatten()).collect();
    if found.aim == Aim::Reset {
        let pending = Pending { shown, ..found.pending };
        flows::put(app, &mut tx, found.flow.id, (found.aim, Step::Password), &pending).await?;
        tx.commit().await?;
        return Ok(Moved::On);
    }
    let Some(cookie) = passwords::enter(app, &mut tx, (at, &found), &user, shown, now).await? else {
        return Ok(Moved::Over);
    };
    tx.commit().await?;
    Ok(Moved::Ended(cookie))
}

const fn mistake(tried: Tried) -> Option<Mistake> {
    match tried {
        Tried::Right | Tried::Off => None,
        Tried::Wrong => Some(Mistake::Factor),
        Tried::Paused => Some(Mistake::FactorPaused),
    }
}

/// Whether a user is asked for a second factor.
pub async fn is_on(app: &App, user: Id<User>) -> Result<bool, ServiceError> {
    Ok(factor::is_on(&app.db, user).await?)
}

/// The key of an app that somebody may add, as it was shown before; `None` where one is asked for already.
pub async fn offered(app: &App, user: Id<User>) -> Result<Option<SecretString>, ServiceError> {
    if let Some(stored) = second_factors::app(&app.db, user).await? {
        return if stored.is_on { Ok(None) } else { factor::opened(app, &stored).map(Some) };
    }
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    users::lock_alone(&mut tx, user).await?;
    if let Some(stored) = second_factors::app(&mut tx, user).await? {
        // Another tab was faster.
        return if stored.is_on { Ok(None) } else { factor::opened(app, &stored).map(Some) };
    }
    let (id, key) = (app.id(), totp::key(rand::random()));
    second_factors::offer_app(&mut tx, (id, user), &factor::sealed(app, id, &key), now).await?;
    tx.commit().await?;
    Ok(Some(key))
}

/// Has an app asked for from now on, once somebody has shown that it works.
pub async fn switch_on(app: &App, signed_in: &SignedIn, typed: &str) -> Result<Changed, ServiceError> {
    let Some(code) = otp::read(typed) else { return Ok(Changed::Again(Mistake::NotACode)) };
    let (now, user) = (app.clock.now(), signed_in.user.id);
    let mut tx = app.db.begin().await?;
    let Some(owner) = users::lock_alone(&mut tx, user).await? else { return Ok(Changed::Done) };
    let stored = second_factors::app(&mut tx, user).await?;
    let Some(stored) = stored.filter(|stored| !stored.is_on) else { return Ok(Changed::Done) };
    if !factor::use_code(app, &mut tx, &stored, &code, now).await? {
        return Ok(Changed::Again(Mistake::Factor));
    }
    second_factors::switch_on(&mut tx, stored.id).await?;
    crash::point("second factor: switched on");
    let codes = new_codes(app, &mut tx, user, now).await?;
    // The person has shown both factors in this session now.
    let mut session = signed_in.session.clone();
    session.amr.extend([Amr::Otp, Amr::Mfa]);
    session.acr = Acr::of(&session.amr);
    browser_sessions::raise(&mut tx, &session).await?;
    events::factor_added(&mut tx, &owner, FactorKind::Totp, now);
    crash::point("second factor: before its end");
    tx.commit().await?;
    Ok(Changed::Codes(codes))
}

/// What somebody may do with a second factor that is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    SwitchOff,
    NewCodes,
}

/// Changes a second factor that is on, for somebody who shows it.
pub async fn change(app: &App, user: Id<User>, change: Change, typed: &str) -> Result<Changed, ServiceError> {
    let Some(typed) = Typed::read(typed) else { return Ok(Changed::Again(Mistake::NotACode)) };
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some(owner) = users::lock_alone(&mut tx, user).await? else { return Ok(Changed::Done) };
    let tried = factor::attempt(app, &mut tx, &owner, &typed, now).await?;
    let changed = match (mistake(tried), change) {
        (Some(mistake), _) => Changed::Again(mistake),
        (None, _) if tried == Tried::Off => Changed::Done,
        (None, Change::NewCodes) => Changed::Codes(new_codes(app, &mut tx, user, now).await?),
        (None, Change::SwitchOff) => {
            second_factors::switch_off(&mut tx, user).await?;
            crash::point("second factor: switched off");
            events::factor_removed(&mut tx, &owner, (FactorKind::Totp, FactorRemoval::ByUser), now);
            Changed::Done
        }
    };
    tx.commit().await?;
    Ok(changed)
}

/// Takes the second factor and the biometric keys of a locked user away who has lost them: false where there were none.
pub async fn reset(tx: &mut Tx, user: &StoredUser, now: OffsetDateTime) -> Result<bool, ServiceError> {
    let stored = second_factors::app(&mut *tx, user.id).await?;
    second_factors::switch_off(tx, user.id).await?;
    let was_on = stored.is_some_and(|stored| stored.is_on);
    if was_on {
        events::factor_removed(tx, user, (FactorKind::Totp, FactorRemoval::Reset), now);
    }
    let had_keys = biometric_keys::drop_all(tx, user, now).await?;
    Ok(was_on || had_keys)
}

/// Gives a user other recovery codes: as they are shown.
async fn new_codes(app: &App, tx: &mut Tx, user: Id<User>, now: OffsetDateTime) -> Result<Vec<String>, ServiceError> {
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| second_factor::recovery_code(rand::random())).collect();
    let hashes: Vec<_> = codes.iter().map(|code| (app.id(), factor::hashed(app, user, code))).collect();
    second_factors::set_recovery_codes(tx, user, &hashes, now).await?;
    Ok(codes.iter().map(|code| second_factor::shown(code)).collect())
}
