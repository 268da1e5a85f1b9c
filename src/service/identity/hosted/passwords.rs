//! Passwords on the pages: one is chosen, or shown.

use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

use super::{
    choosing,
    chosen::Chosen,
    ending::{self, At},
    factor,
    flows::{self, Found},
    moves::{Mistake, Moved},
    promotion,
};
use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{
            User,
            hosted::{
                email::Email,
                password::{self, Weakness},
                step::{Aim, Pending, Step},
            },
            proof::{Amr, Means},
            user::{IdentityKind, State},
        },
    },
    service::{ServiceError, identity::events},
    store::{
        Tx,
        identity::{
            hosted::authenticators::{self, StoredPassword},
            identities,
            users::{self, StoredUser},
        },
    },
};

/// Takes a new password, and with it ends what the person came for.
pub async fn choose(app: &App, at: At<'_>, typed: SecretString) -> Result<Moved, ServiceError> {
    let Some(email) = at.found.pending.email.clone().filter(|_| at.found.pending.is_verified) else {
        return Ok(Moved::On);
    };
    if let Some(weakness) = weakness(&names(at.found, &email), &typed) {
        return Ok(Moved::Again(Mistake::Password(weakness)));
    }
    let hash = hashed(app, typed).await?;
    choosing::end(app, at, &email, &Chosen::Password(hash)).await
}

/// The hash of a password.
pub(super) async fn hashed(app: &App, password: SecretString) -> Result<String, ServiceError> {
    let no_memory = || ServiceError::Broken("a password could not be hashed".to_owned());
    app.hashing.hash(password).await.ok_or_else(no_memory)
}

/// What a password must not be made of.
fn names<'a>(found: &'a Found, email: &'a Email) -> [&'a str; 3] {
    [email.as_str(), &found.party.client.definition.name, &found.party.pool.definition.name]
}

/// Why a password cannot be chosen; the first of the names is an address.
pub(super) fn weakness(names: &[&str], typed: &SecretString) -> Option<Weakness> {
    let of_address = names.first().into_iter().flat_map(|email| email.split(['@', '.', '+']));
    let parts: Vec<&str> = names.iter().copied().chain(of_address).collect();
    password::weakness(typed, &parts)
}

/// Takes an address and a password. Whatever is wrong, it takes as long and says the same.
pub async fn sign_in(app: &App, at: At<'_>, typed: &str, secret: SecretString) -> Result<Moved, ServiceError> {
    let wrong = Ok(Moved::Again(Mistake::Credentials));
    let is_possible = secret.expose_secret().len() <= password::LONGEST;
    let (owner, stored) = match Email::parse(typed).filter(|_| is_possible) {
        Some(email) => known(app, at.found, &email).await?,
        None => (None, None),
    };
    let hash = stored.as_ref().map(|stored| stored.hash.as_str());
    let is_right = app.hashing.is_of(hash, secret).await;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let (Some(owner), Some(stored), true) = (owner, &stored, is_right) else {
        if let Some(stored) = stored {
            authenticators::count_failure(&mut tx, stored.id).await?;
        }
        fail(tx, at.found, owner, now).await?;
        return wrong;
    };
    let Some(found) = at.locked(app, &mut tx, now).await? else { return Ok(Moved::On) };
    let user = users::lock_of_pool(&mut tx, found.party.pool.id, owner).await?;
    let Some(user) = user.filter(|user| user.state() == State::Active) else {
        fail(tx, &found, Some(owner), now).await?;
        return wrong;
    };
    authenticators::used(&mut tx, stored.id, now).await?;
    if factor::is_on(&mut tx, user.id).await? {
        let pending = Pending { owner: Some(user.id), shown: vec![Amr::Pwd], ..found.pending };
        flows::put(app, &mut tx, found.flow.id, (found.aim, Step::SecondFactor), &pending).await?;
        tx.commit().await?;
        return Ok(Moved::On);
    }
    let Some(cookie) = enter(app, &mut tx, (at, &found), &user, vec![Amr::Pwd], now).await? else {
        return Ok(Moved::Over);
    };
    tx.commit().await?;
    Ok(Moved::Ended(cookie))
}

/// Ends a transaction of an attempt that failed.
async fn fail(mut tx: Tx, found: &Found, user: Option<Id<User>>, now: OffsetDateTime) -> Result<(), ServiceError> {
    let pool = &found.party.pool;
    events::authentication_failed(&mut tx, (pool.tenant_id, pool.id), (user, Means::Password), now);
    Ok(tx.commit().await?)
}

/// Ends a sign-in as a user who is known, and with it what a guest did before; `None` for a guest who is none any more.
pub(super) async fn enter(
    app: &App,
    tx: &mut Tx,
    (at, found): (At<'_>, &Found),
    user: &StoredUser,
    amr: Vec<Amr>,
    now: OffsetDateTime,
) -> Result<Option<SecretString>, ServiceError> {
    if found.aim == Aim::Promote && !promotion::merge(tx, found, user, now).await? {
        return Ok(None);
    }
    ending::end(app, tx, (at, found), user, amr, now).await.map(Some)
}

/// The owner of an address with the password, as long as that opens anything; on the way of a guest only the owner of the
/// address that the guest has shown to be theirs.
async fn known(
    app: &App,
    found: &Found,
    email: &Email,
) -> Result<(Option<Id<User>>, Option<StoredPassword>), ServiceError> {
    let identity = identities::find(&app.db, found.party.pool.id, IdentityKind::Email, &email.unique_key()).await?;
    let owner = identity.map(|identity| identity.user_id);
    let Some(owner) = owner.filter(|owner| found.aim != Aim::Promote || found.pending.owner == Some(*owner)) else {
        return Ok((None, None));
    };
    let stored = authenticators::password(&app.db, owner).await?;
    Ok((Some(owner), stored.filter(|stored| stored.failed_count < password::MOST_FAILURES)))
}
