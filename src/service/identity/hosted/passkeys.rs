//! Passkeys: somebody signs in with one, adds one, or takes one away.

use super::{
    account::SignedIn,
    choosing,
    chosen::Chosen,
    ending::At,
    flows::Found,
    moves::{Mistake, Moved},
    passwords,
};
use crate::{
    app::App,
    domain::{
        crypto::keyring::Purpose,
        id::Id,
        identity::{
            Passkey, User,
            hosted::{
                passkey::{self, Made, Signed, Site},
                second_factor::{FactorKind, FactorRemoval},
                step::Aim,
            },
            proof::{Amr, Means},
            user::State,
        },
    },
    service::{
        ServiceError,
        identity::{events, users::failures},
    },
    store::identity::{
        hosted::passkeys::{self, StoredPasskey},
        users,
    },
};

/// How many passkeys somebody may have.
const MOST: usize = 20;

/// The site that passkeys are for, if browsers make any for it.
pub fn site(app: &App) -> Option<Site> {
    Site::at(&app.public_url)
}

/// What a device signs for a sign-in: it is of this sign-in alone, which ends with it.
pub fn challenge(app: &App, found: &Found) -> String {
    app.vault.index(Purpose::Passkey, &["sign in", &found.flow.id.to_string()])
}

/// What a device signs for a new passkey.
pub fn challenge_to_add(app: &App, signed_in: &SignedIn) -> String {
    app.vault.index(Purpose::Passkey, &["add", &signed_in.stamp])
}

/// Takes a sign-in with a passkey, as the page's script sends it.
pub async fn sign_in(app: &App, at: At<'_>, typed: &str) -> Result<Moved, ServiceError> {
    match shown(app, at, typed).await? {
        Ok(moved) => Ok(moved),
        Err(owner) => {
            let pool = &at.found.party.pool;
            failures::tell(app, (pool.tenant_id, pool.id), (owner, Means::Passkey)).await?;
            Ok(Moved::Again(Mistake::Passkey))
        }
    }
}

/// The same; `Err` with whose the passkey is, where it is known, for one that is refused.
async fn shown(app: &App, at: At<'_>, typed: &str) -> Result<Result<Moved, Option<Id<User>>>, ServiceError> {
    let Some((site, signed)) = site(app).zip(serde_json::from_str::<Signed>(typed).ok()) else { return Ok(Err(None)) };
    let pool = at.found.party.pool.id;
    let Some(stored) = passkeys::find(&app.db, pool, &signed.credential_id).await? else { return Ok(Err(None)) };
    let refused = || Ok(Err(Some(stored.user_id)));
    let known = (&stored.public_key, stored.counter);
    let counter = match passkey::verify(&site, &challenge(app, at.found), known, &signed) {
        Ok(counter) => counter,
        Err(error) => {
            tracing::info!(%error, "a passkey was refused");
            return refused();
        }
    };
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some(found) = at.locked(app, &mut tx, now).await? else { return Ok(Ok(Moved::On)) };
    if found.aim == Aim::Promote && found.pending.owner != Some(stored.user_id) {
        return refused();
    }
    let user = users::lock_of_pool(&mut tx, pool, stored.user_id).await?;
    let Some(user) = user.filter(|user| user.state() == State::Active) else { return refused() };
    if !passkeys::used(&mut tx, stored.id, (stored.counter, counter), now).await? {
        return refused();
    }
    // The device has recognised its user: two factors in one.
    let shown = vec![Amr::Swk, Amr::Mfa];
    let Some(cookie) = passwords::enter(app, &mut tx, (at, &found), &user, shown, now).await? else {
        return Ok(Ok(Moved::Over));
    };
    tx.commit().await?;
    Ok(Ok(Moved::Ended(cookie)))
}

/// What a device signs for the passkey of an account that a sign-in makes.
pub fn challenge_to_begin(app: &App, found: &Found) -> String {
    app.vault.index(Purpose::Passkey, &["begin", &found.flow.id.to_string()])
}

/// Takes a new passkey in the place of a password, as the page's script sends it, and ends with it what the person came for.
pub async fn choose(app: &App, at: At<'_>, typed: &str) -> Result<Moved, ServiceError> {
    let refused = || Ok(Moved::Again(Mistake::Passkey));
    let found = at.found;
    let Some(email) = found.pending.email.as_ref().filter(|_| found.pending.is_verified && is_offered(found)) else {
        return Ok(Moved::On);
    };
    let Some((site, made)) = site(app).zip(serde_json::from_str::<Made>(typed).ok()) else { return refused() };
    match passkey::made(&site, &challenge_to_begin(app, found), &made) {
        Ok(new) => choosing::end(app, at, email, &Chosen::Passkey(new, at.from.user_agent.clone())).await,
        Err(error) => {
            tracing::info!(%error, "a new passkey was refused");
            refused()
        }
    }
}

/// Whether a sign-in may end with a new passkey: who has forgotten a password chooses another, and adds one later.
pub fn is_offered(found: &Found) -> bool {
    matches!(found.aim, Aim::Create | Aim::Promote)
}

/// The passkeys of a user, newest first.
pub async fn of_user(app: &App, user: Id<User>) -> Result<Vec<StoredPasskey>, ServiceError> {
    Ok(passkeys::of_user(&app.db, user).await?)
}

/// Adds a passkey, as the page's script sends it; false for one that is not taken.
pub async fn add(app: &App, signed_in: &SignedIn, typed: &str, user_agent: Option<&str>) -> Result<bool, ServiceError> {
    let Some((site, made)) = site(app).zip(serde_json::from_str::<Made>(typed).ok()) else { return Ok(false) };
    let new = match passkey::made(&site, &challenge_to_add(app, signed_in), &made) {
        Ok(new) => new,
        Err(error) => {
            tracing::info!(%error, "a new passkey was refused");
            return Ok(false);
        }
    };
    let (user, now) = (&signed_in.user, app.clock.now());
    let mut tx = app.db.begin().await?;
    if users::lock_alone(&mut tx, user.id).await?.is_none() {
        return Ok(false);
    }
    if passkeys::of_user(&mut tx, user.id).await?.len() >= MOST {
        return Ok(false);
    }
    let ids = (app.id(), user.pool_id, user.id);
    let is_added = passkeys::insert(&mut tx, ids, &new, user_agent, now).await?;
    if is_added {
        events::factor_added(&mut tx, user, FactorKind::Passkey, now);
    }
    tx.commit().await?;
    Ok(is_added)
}

/// Takes a passkey of a user away.
pub async fn remove(app: &App, user: Id<User>, id: &str) -> Result<(), ServiceError> {
    let Ok(id) = id.parse::<Id<Passkey>>() else { return Ok(()) };
    let mut tx = app.db.begin().await?;
    let Some(owner) = users::lock_alone(&mut tx, user).await? else { return Ok(()) };
    if passkeys::delete(&mut tx, user, id).await? {
        events::factor_removed(&mut tx, &owner, (FactorKind::Passkey, FactorRemoval::ByUser), app.clock.now());
    }
    Ok(tx.commit().await?)
}
