//! A guest, or a customer without an account, becomes a regular user, or turns out to be one: each in one transaction.

use time::{Duration, OffsetDateTime};

use super::{chosen::Chosen, flows::Found};
use crate::{
    app::App,
    crash,
    domain::identity::{hosted::email::Email, user::IdentityKind},
    service::{
        ServiceError,
        identity::{
            events,
            users::{self as service, guests},
        },
    },
    store::{
        Tx,
        identity::{
            hosted::promotion,
            identities::{self, StoredIdentity},
            users::{self, StoredUser},
        },
    },
};

/// How long the guest's own sessions live on: the application gets another one in that time.
const GRACE: Duration = Duration::seconds(60);

/// What became of it.
pub enum Promoted {
    Done(Box<StoredUser>),
    /// The address is another user's.
    Taken,
    /// What the person is to sign in with is somebody's already.
    NotTaken,
    /// The guest is none any more, or the code was used.
    Over,
}

/// Makes a regular user of the guest of a sign-in, or gives an account to a customer whom the company named, by an address
/// that is shown to be theirs and what they chose to sign in with.
pub async fn promote(
    app: &App,
    tx: &mut Tx,
    found: &Found,
    (email, chosen): (&Email, &Chosen),
    now: OffsetDateTime,
) -> Result<Promoted, ServiceError> {
    let Some(mut user) = unclaimed(tx, found).await? else { return Ok(Promoted::Over) };
    if !identities::insert(tx, &verified(app, &user, email, now)).await? {
        return Ok(Promoted::Taken);
    }
    crash::point("promotion: identity added");
    if !chosen.give(app, tx, &user, now).await? {
        return Ok(Promoted::NotTaken);
    }
    identities::delete(tx, user.id, Some(IdentityKind::Anonymous)).await?;
    crash::point("promotion: guest's identity taken away");
    if !promotion::promote(tx, user.id, now).await? || !use_code(tx, found, now).await? {
        return Ok(Promoted::Over);
    }
    crash::point("promotion: code used");
    promotion::let_grants_end(tx, user.id, now + GRACE).await?;
    guests::leave(tx, &user).await?;
    let anonymous = user.id;
    (user.is_anonymous, user.promoted_at) = (false, Some(now));
    let known = identities::of_user(&mut *tx, user.id).await?;
    events::promoted(tx, &user, anonymous, &known, now);
    crash::point("promotion: before its end");
    Ok(Promoted::Done(Box::new(user)))
}

/// The user of a sign-in turns out to be the owner of an address: what a guest had is the owner's to ask for. A customer
/// whom the company named stays the company's customer, whoever signs in.
pub async fn merge(tx: &mut Tx, found: &Found, owner: &StoredUser, now: OffsetDateTime) -> Result<bool, ServiceError> {
    let Some(guest) = unclaimed(tx, found).await? else { return Ok(false) };
    if !guest.is_anonymous {
        return use_code(tx, found, now).await;
    }
    identities::delete(tx, guest.id, None).await?;
    if !promotion::merge(tx, guest.id, owner.id).await? || !use_code(tx, found, now).await? {
        return Ok(false);
    }
    promotion::let_grants_end(tx, guest.id, now).await?;
    guests::leave(tx, &guest).await?;
    let known = identities::of_user(&mut *tx, owner.id).await?;
    events::promoted(tx, owner, guest.id, &known, now);
    events::merged(tx, &guest, owner.id, now);
    Ok(true)
}

/// The user of a sign-in, locked, of whom an account may be made; `None` for one who has one, or was merged or disabled.
async fn unclaimed(tx: &mut Tx, found: &Found) -> Result<Option<StoredUser>, ServiceError> {
    let Some(id) = found.flow.user_id else { return Ok(None) };
    let Some(user) = users::lock_of_pool(tx, found.party.pool.id, id).await? else { return Ok(None) };
    let known = identities::of_user(&mut *tx, id).await?;
    Ok(service::has_no_account(&user, &known).then_some(user))
}

async fn use_code(tx: &mut Tx, found: &Found, now: OffsetDateTime) -> Result<bool, ServiceError> {
    match &found.flow.request.promotion {
        Some(code) => Ok(promotion::use_code(tx, code, now).await?),
        None => Ok(true),
    }
}

/// An address of a user that was shown to be theirs.
fn verified(app: &App, user: &StoredUser, email: &Email, now: OffsetDateTime) -> StoredIdentity {
    StoredIdentity {
        id: app.id(),
        pool_id: user.pool_id,
        user_id: user.id,
        kind: IdentityKind::Email,
        unique_key: email.unique_key(),
        display: email.as_str().to_owned(),
        public_jwk: None,
        device_id: None,
        verified_at: Some(now),
        created_at: now,
        last_used_at: None,
    }
}
