//! What regular users see and change of their own account.

use std::collections::BTreeMap;

use secrecy::SecretString;
use time::{Duration, OffsetDateTime};

use super::{
    moves::{Changed, Mistake},
    passwords,
};
use crate::{
    app::App,
    crash,
    domain::{
        id::Id,
        identity::{BrowserSession, User, grant::RevokeReason, hosted::password, proof::Means, user::IdentityKind},
    },
    service::{
        ServiceError,
        identity::{events, sessions},
    },
    store::{
        Tx,
        identity::{
            browser_sessions::{self, StoredBrowserSession},
            clients,
            grants::{self, StoredGrant},
            hosted::{authenticators, second_factors},
            identities,
            pools::StoredPool,
            users::{self, StoredUser},
        },
    },
};

/// How long ago a factor must have been shown for a change that lets somebody else in.
const RECENT: Duration = Duration::minutes(15);
/// How often it is written that a session is used.
const SEEN: Duration = Duration::minutes(5);

/// A user with the session of the browser.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub session: StoredBrowserSession,
    pub user: StoredUser,
    /// What the forms of the account are bound to: this sign-in, and no later one.
    pub stamp: String,
}

impl SignedIn {
    /// A user with the session of the browser.
    pub fn new(session: StoredBrowserSession, user: StoredUser) -> Self {
        let stamp = format!("{} {}", session.id, session.auth_time.unix_timestamp());
        Self { session, user, stamp }
    }

    /// Whether the person has shown a factor a short time ago.
    pub fn is_recent(&self, now: OffsetDateTime) -> bool {
        now < self.session.auth_time + RECENT
    }
}

/// One place where a user is signed in: a browser with the applications that it opened, or an application by itself.
#[derive(Debug)]
pub struct Place {
    /// The id of the browser's session, or of the application's.
    pub id: String,
    pub is_this: bool,
    /// What the browser called itself; nothing for an application by itself.
    pub user_agent: Option<String>,
    /// The names of the applications.
    pub applications: Vec<String>,
    pub last_used_at: OffsetDateTime,
}

/// What there is to see of an account.
#[derive(Debug)]
pub struct Account {
    pub email: String,
    pub places: Vec<Place>,
    pub has_password: bool,
    /// The recovery codes left, where a second factor is on.
    pub second_factor: Option<u32>,
}

/// Writes that a session is used, if that was not written lately.
pub async fn see(app: &App, session: &StoredBrowserSession) -> Result<(), ServiceError> {
    let now = app.clock.now();
    if now < session.last_access_at + SEEN {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    browser_sessions::touch(&mut tx, session.id, now).await?;
    users::see(&mut tx, session.user_id, now).await?;
    Ok(tx.commit().await?)
}

/// The address of a user.
pub async fn email(app: &App, user: Id<User>) -> Result<String, ServiceError> {
    let known = identities::of_user(&app.db, user).await?;
    let email = known.into_iter().find(|identity| identity.kind == IdentityKind::Email);
    Ok(email.map(|email| email.display).unwrap_or_default())
}

/// An account as its user sees it.
pub async fn account(app: &App, pool: &StoredPool, signed_in: &SignedIn) -> Result<Account, ServiceError> {
    let user = signed_in.user.id;
    let second_factor = match second_factors::app(&app.db, user).await? {
        Some(stored) if stored.is_on => Some(second_factors::recovery_codes_left(&app.db, user).await?),
        _ => None,
    };
    Ok(Account {
        email: email(app, user).await?,
        places: places(app, pool, signed_in).await?,
        has_password: authenticators::password(&app.db, user).await?.is_some(),
        second_factor,
    })
}

async fn places(app: &App, pool: &StoredPool, signed_in: &SignedIn) -> Result<Vec<Place>, ServiceError> {
    let (now, user) = (app.clock.now(), signed_in.user.id);
    let mut places: BTreeMap<String, Place> = BTreeMap::new();
    for session in browser_sessions::of_user(&app.db, user).await? {
        if session.is_alive(&pool.definition, now) {
            let place = Place {
                id: session.id.to_string(),
                is_this: session.id == signed_in.session.id,
                user_agent: Some(session.user_agent.unwrap_or_default()),
                applications: Vec::new(),
                last_used_at: session.last_access_at,
            };
            places.insert(place.id.clone(), place);
        }
    }
    let granted = grants::of_user(&app.db, user).await?;
    for grant in sessions::still_alive(app, granted).await? {
        let client = clients::of_anybody(&app.db, grant.client_id).await?;
        let name = client.map(|client| client.definition.name).unwrap_or_default();
        add(&mut places, &grant, name);
    }
    let mut places: Vec<Place> = places.into_values().collect();
    places.sort_by_key(|place| (!place.is_this, std::cmp::Reverse(place.last_used_at)));
    Ok(places)
}

/// Adds an application to the browser that opened it, or by itself where that browser is signed out.
fn add(places: &mut BTreeMap<String, Place>, grant: &StoredGrant, name: String) {
    let used = grant.times.last_used_at;
    let browser = grant.browser_session_id.map(|id| id.to_string());
    if let Some(place) = browser.and_then(|id| places.get_mut(&id)) {
        if !place.applications.contains(&name) {
            place.applications.push(name);
        }
        place.last_used_at = place.last_used_at.max(used);
        return;
    }
    let id = grant.id.to_string();
    let place =
        Place { id: id.clone(), is_this: false, user_agent: None, applications: vec![name], last_used_at: used };
    places.insert(id, place);
}

/// Signs a user out at one place; nothing happens where it is not one of theirs.
pub async fn end_place(app: &App, user: &StoredUser, id: &str) -> Result<(), ServiceError> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    if let Ok(session) = id.parse::<Id<BrowserSession>>() {
        let of_user = browser_sessions::of_user(&mut tx, user.id).await?;
        if of_user.iter().any(|known| known.id == session) {
            end_session(&mut tx, user, session, now).await?;
        }
    } else if let Ok(grant) = id.parse()
        && let Some(grant) = grants::find(&mut tx, grant).await?.filter(|grant| grant.user_id == user.id)
    {
        sessions::revoke(&mut tx, &grant, user, RevokeReason::SignedOut, now).await?;
    }
    Ok(tx.commit().await?)
}

async fn end_session(
    tx: &mut Tx,
    user: &StoredUser,
    session: Id<BrowserSession>,
    now: OffsetDateTime,
) -> Result<(), ServiceError> {
    browser_sessions::revoke(tx, session, now).await?;
    for grant in grants::of_session(&mut *tx, session).await? {
        sessions::revoke(tx, &grant, user, RevokeReason::SignedOut, now).await?;
    }
    Ok(())
}

/// Signs a user out everywhere but in this browser.
pub async fn end_others(app: &App, signed_in: &SignedIn) -> Result<(), ServiceError> {
    let mut tx = app.db.begin().await?;
    end_others_in(&mut tx, signed_in, RevokeReason::SignedOut, app.clock.now()).await?;
    Ok(tx.commit().await?)
}

async fn end_others_in(
    tx: &mut Tx,
    signed_in: &SignedIn,
    reason: RevokeReason,
    now: OffsetDateTime,
) -> Result<(), ServiceError> {
    let SignedIn { session: this, user, .. } = signed_in;
    for session in browser_sessions::of_user(&mut *tx, user.id).await? {
        if session.id != this.id {
            browser_sessions::revoke(tx, session.id, now).await?;
        }
    }
    for grant in grants::of_user(&mut *tx, user.id).await? {
        if grant.browser_session_id != Some(this.id) {
            sessions::revoke(tx, &grant, user, reason, now).await?;
        }
    }
    Ok(())
}

/// Gives a user another password, and signs them out everywhere else.
pub async fn change_password(
    app: &App,
    signed_in: &SignedIn,
    names: &[&str],
    (current, wanted): (SecretString, SecretString),
) -> Result<Changed, ServiceError> {
    let user = signed_in.user.id;
    let stored = authenticators::password(&app.db, user).await?;
    let stored = stored.filter(|stored| stored.failed_count < password::MOST_FAILURES);
    let is_right = app.hashing.is_of(stored.as_ref().map(|stored| stored.hash.as_str()), current).await;
    let Some(stored) = stored.filter(|_| is_right) else {
        let mut tx = app.db.begin().await?;
        if let Some(stored) = authenticators::password(&mut tx, user).await? {
            authenticators::count_failure(&mut tx, stored.id).await?;
        }
        let pool = (signed_in.user.tenant_id, signed_in.user.pool_id);
        events::authentication_failed(&mut tx, pool, (Some(user), Means::Password), app.clock.now());
        tx.commit().await?;
        return Ok(Changed::Again(Mistake::Credentials));
    };
    if let Some(weakness) = passwords::weakness(names, &wanted) {
        return Ok(Changed::Again(Mistake::Password(weakness)));
    }
    let hash = passwords::hashed(app, wanted).await?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    users::lock_alone(&mut tx, user).await?;
    let is_same = authenticators::password(&mut tx, user).await?.is_some_and(|now| now.id == stored.id);
    if !is_same {
        // It was changed in between, by somebody who may be somebody else.
        return Ok(Changed::Again(Mistake::Credentials));
    }
    authenticators::set_password(&mut tx, (app.id(), user), &hash, now).await?;
    crash::point("password: changed");
    end_others_in(&mut tx, signed_in, RevokeReason::PasswordReset, now).await?;
    crash::point("password: before its end");
    tx.commit().await?;
    Ok(Changed::Done)
}
