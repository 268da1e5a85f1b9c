//! What an end user does: be linked to a customer of the tenant, and be deleted.

use time::{Duration, OffsetDateTime};

use crate::{
    app::App,
    crash,
    domain::identity::{
        code::Kind,
        secret,
        user::{DeleteReason, IdentityKind, State},
    },
    service::identity::{
        IdentityError, OAuthError, Refused, events,
        sessions::Session,
        users::{self as service, guests},
    },
    store::identity::{
        codes,
        identities::{self, StoredIdentity},
        users::{self, StoredUser},
    },
};

/// How recently somebody who is no guest must have signed in to be deleted.
const FRESH: Duration = Duration::minutes(5);

/// What became of a user who was to be linked.
#[derive(Debug)]
pub enum Linked {
    Done(Box<StoredUser>),
    /// The user is a customer already.
    Already,
    /// The customer has another user.
    InUse,
    /// The code is used, expired or another pool's.
    NoCode,
    /// Nobody has made the code.
    Unknown,
}

fn gone() -> Refused {
    Refused::new(OAuthError::InvalidToken, "the user does not exist any more")
}

/// Links the user of a session to the customer whom a code names: the same user, and no guest any more. A code that is
/// refused for who the user or the customer is stays as it was.
pub async fn link(app: &App, session: &Session, code: &str) -> Result<Linked, IdentityError> {
    let (pool, now) = (session.party.pool.id, app.clock.now());
    let mut tx = app.db.begin().await?;
    let hash = secret::hash(code);
    let Some(found) = codes::consume::<()>(&mut tx, Kind::PreAuthorized, &hash, now).await? else {
        let fate = codes::fate(&mut tx, Kind::PreAuthorized, &hash).await?;
        return Ok(if fate == codes::Fate::Unknown { Linked::Unknown } else { Linked::NoCode });
    };
    let external_id = found.external_id.filter(|_| found.pool == Some(pool));
    let Some(external_id) = external_id else { return Ok(Linked::NoCode) };
    let user = users::lock_of_pool(&mut tx, pool, session.user.id).await?;
    let mut user = user.filter(|user| user.state() == State::Active).ok_or_else(gone)?;
    let known = identities::of_user(&mut tx, user.id).await?;
    if known.iter().any(|identity| identity.kind == IdentityKind::External) {
        return Ok(Linked::Already);
    }
    let identity = external(app, &user, &external_id, now);
    if !identities::insert(&mut tx, &identity).await? {
        return Ok(Linked::InUse);
    }
    crash::point("link: identity added");
    // A device's key alone opens only a guest's account.
    identities::delete(&mut tx, user.id, Some(IdentityKind::Anonymous)).await?;
    users::set_known(&mut tx, user.id).await?;
    guests::leave(&mut tx, &user).await?;
    crash::point("link: before its end");
    user.is_anonymous = false;
    events::linked(&mut tx, &user, &external_id, now);
    tx.commit().await?;
    crash::point("link: after its commit");
    Ok(Linked::Done(Box::new(user)))
}

/// The tenant's own name for a user.
fn external(app: &App, user: &StoredUser, external_id: &str, now: OffsetDateTime) -> StoredIdentity {
    StoredIdentity {
        id: app.id(),
        pool_id: user.pool_id,
        user_id: user.id,
        kind: IdentityKind::External,
        unique_key: external_id.to_owned(),
        display: external_id.to_owned(),
        public_jwk: None,
        device_id: None,
        verified_at: None,
        created_at: now,
        last_used_at: None,
    }
}

/// What became of a user who was to be deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deleted {
    Done,
    /// The user must sign in again first.
    NotFresh,
}

/// Deletes the user of a session, who has just signed in or is a guest.
pub async fn delete(app: &App, session: &Session) -> Result<Deleted, IdentityError> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let user = users::lock_of_pool(&mut tx, session.party.pool.id, session.user.id).await?.ok_or_else(gone)?;
    if !user.is_anonymous && now >= session.grant.auth_time + FRESH {
        return Ok(Deleted::NotFresh);
    }
    service::delete(&mut tx, &user, DeleteReason::ByUser, now).await?;
    tx.commit().await?;
    Ok(Deleted::Done)
}
