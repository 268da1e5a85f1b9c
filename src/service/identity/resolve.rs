//! Finding the user whom a proof is about, or making one where the pool's policy allows it.

use serde_json::Map;
use time::OffsetDateTime;

use super::{IdentityError, Refused, events, party::Party, users::guests};
use crate::{
    app::App,
    crash,
    domain::{
        id::Id,
        identity::{
            Device, User, device,
            grant::Origin,
            hosted::email::Email,
            jose::DeviceKey,
            proof::{Proof, Subject},
            user::{IdentityKind, State},
        },
    },
    store::{
        Tx,
        identity::{
            devices,
            identities::{self, StoredIdentity},
            pools::StoredPool,
            users::{self, StoredUser},
        },
        sql::stored::to_json,
    },
};

/// The user whom a proof is about.
#[derive(Debug)]
pub struct Resolved {
    pub user: StoredUser,
    /// Whether the user was made just now.
    pub is_new: bool,
    pub device: Option<Id<Device>>,
}

/// Finds or makes the user of a proof, in the transaction that then issues the session.
pub async fn resolve(
    app: &App,
    tx: &mut Tx,
    party: &Party,
    proof: &Proof,
    now: OffsetDateTime,
) -> Result<Resolved, IdentityError> {
    let resolved = match &proof.subject {
        Subject::New => guest(app, tx, party, proof.origin, now).await?,
        Subject::External(external_id) => external(app, tx, &party.pool, (external_id, proof.origin), now).await?,
        Subject::Device(key) => of_device(app, tx, party, key, now).await?,
        Subject::Person(email) => person(app, tx, party, email, now).await?,
        Subject::Existing(id) => existing(tx, &party.pool, *id).await?,
    };
    seen(tx, &resolved, now).await?;
    Ok(resolved)
}

/// Finds or makes the user of a customer whom the tenant names, where nobody signs in.
pub async fn customer(
    app: &App,
    tx: &mut Tx,
    pool: &StoredPool,
    external_id: &str,
    now: OffsetDateTime,
) -> Result<StoredUser, IdentityError> {
    let resolved = external(app, tx, pool, (external_id, Origin::Exchange), now).await?;
    seen(tx, &resolved, now).await?;
    Ok(resolved.user)
}

/// Refuses a user who may not be used, and writes that one who may was seen.
async fn seen(tx: &mut Tx, resolved: &Resolved, now: OffsetDateTime) -> Result<(), IdentityError> {
    if resolved.user.state() != State::Active {
        return Err(Refused::grant("the user is disabled").coded("user_disabled").into());
    }
    if !resolved.is_new {
        users::see(tx, resolved.user.id, now).await?;
    }
    Ok(())
}

/// Makes a user of somebody who has shown that an address is theirs; whoever has it already is found.
async fn person(
    app: &App,
    tx: &mut Tx,
    party: &Party,
    email: &Email,
    now: OffsetDateTime,
) -> Result<Resolved, IdentityError> {
    let pool = &party.pool;
    let user = StoredUser { is_verified: true, ..new_user(app, pool, false, now) };
    users::insert(tx, &user).await?;
    let key = email.unique_key();
    let wanted = identity(app, &user, IdentityKind::Email, (&key, email.as_str()), None);
    let wanted = StoredIdentity { verified_at: Some(now), ..wanted };
    if !identities::insert(tx, &wanted).await? {
        users::remove(tx, user.id).await?;
        let known = identities::find(&mut *tx, pool.id, IdentityKind::Email, &key).await?.ok_or_else(gone)?;
        return existing(tx, pool, known.user_id).await;
    }
    events::created(tx, &user, None, Origin::Code, now);
    Ok(Resolved { user, is_new: true, device: None })
}

async fn existing(tx: &mut Tx, pool: &StoredPool, id: Id<User>) -> Result<Resolved, IdentityError> {
    let user = users::of_pool(tx, pool.id, id).await?.ok_or_else(gone)?;
    Ok(Resolved { user, is_new: false, device: None })
}

fn gone() -> Refused {
    Refused::grant("the user does not exist any more")
}

/// Refuses guests where the pool has none.
fn allows_guests(party: &Party) -> Result<(), Refused> {
    if party.pool.definition.anonymous_enabled {
        return Ok(());
    }
    Err(Refused::client("anonymous users are not enabled in this pool").coded("anonymous_disallowed"))
}

async fn guest(
    app: &App,
    tx: &mut Tx,
    party: &Party,
    origin: Origin,
    now: OffsetDateTime,
) -> Result<Resolved, IdentityError> {
    allows_guests(party)?;
    let user = new_user(app, &party.pool, true, now);
    users::insert(tx, &user).await?;
    crash::point("sign-up: user added");
    let key = user.id.to_string();
    identities::add(tx, &identity(app, &user, IdentityKind::Anonymous, (&key, ""), None)).await?;
    crash::point("sign-up: identity added");
    guests::come(tx, &party.pool, now).await?;
    crash::point("sign-up: counted");
    events::created(tx, &user, None, origin, now);
    Ok(Resolved { user, is_new: true, device: None })
}

async fn external(
    app: &App,
    tx: &mut Tx,
    pool: &StoredPool,
    (external_id, origin): (&str, Origin),
    now: OffsetDateTime,
) -> Result<Resolved, IdentityError> {
    if let Some(known) = identities::find(&mut *tx, pool.id, IdentityKind::External, external_id).await? {
        return existing(tx, pool, known.user_id).await;
    }
    if !pool.definition.auto_create {
        return Err(Refused::grant("there is no such user, and the pool makes none").into());
    }
    let user = new_user(app, pool, false, now);
    users::insert(tx, &user).await?;
    let wanted = identity(app, &user, IdentityKind::External, (external_id, external_id), None);
    if !identities::insert(tx, &wanted).await? {
        // Another request made the user at the same moment.
        users::remove(tx, user.id).await?;
        let known = identities::find(&mut *tx, pool.id, IdentityKind::External, external_id).await?.ok_or_else(gone)?;
        return existing(tx, pool, known.user_id).await;
    }
    events::created(tx, &user, Some(external_id), origin, now);
    Ok(Resolved { user, is_new: true, device: None })
}

/// A guest by the key of a device: only while nobody has made a regular user of the guest.
async fn of_device(
    app: &App,
    tx: &mut Tx,
    party: &Party,
    key: &DeviceKey,
    now: OffsetDateTime,
) -> Result<Resolved, IdentityError> {
    let pool = party.pool.id;
    if let Some(resolved) = guest_of(tx, party, key, now).await? {
        return Ok(resolved);
    }
    let known = devices::lock_with_key(tx, pool, &key.jkt).await?;
    if known.as_ref().is_some_and(|device| device.state != device::State::Reset) {
        // Another request may have made the guest between the two questions.
        let refused = || Refused::grant("the key does not open this account any more");
        return Ok(guest_of(tx, party, key, now).await?.ok_or_else(refused)?);
    }
    allows_guests(party)?;
    let user = new_user(app, &party.pool, true, now);
    users::insert(tx, &user).await?;
    crash::point("sign-up: user added");
    let wanted = identity(app, &user, IdentityKind::Anonymous, (&key.jkt, &key.kid), Some(to_json(&key.jwk)));
    if !identities::insert(tx, &wanted).await? {
        users::remove(tx, user.id).await?;
        return Ok(guest_of(tx, party, key, now).await?.ok_or_else(gone)?);
    }
    crash::point("sign-up: identity added");
    // Counted last: of several requests with one key, only the one that made the guest counts.
    guests::come(tx, &party.pool, now).await?;
    crash::point("sign-up: counted");
    let id = known.as_ref().map_or_else(|| app.id(), |device| device.id);
    match known {
        Some(_) => devices::bind(tx, (id, user.id, party.client.id), now).await?,
        None => drop(devices::insert(tx, (id, pool, party.client.id), key, user.id, now).await?),
    }
    crash::point("sign-up: device added");
    events::created(tx, &user, None, Origin::Anonymous, now);
    if let Some(device) = devices::find(&mut *tx, id).await? {
        events::device_enrolled(tx, &user, &device, now);
    }
    Ok(Resolved { user, is_new: true, device: Some(id) })
}

/// The guest who has a key.
async fn guest_of(
    tx: &mut Tx,
    party: &Party,
    key: &DeviceKey,
    now: OffsetDateTime,
) -> Result<Option<Resolved>, IdentityError> {
    let pool = party.pool.id;
    let Some(known) = identities::find(&mut *tx, pool, IdentityKind::Anonymous, &key.jkt).await? else {
        return Ok(None);
    };
    let device = devices::with_key(&mut *tx, pool, &key.jkt).await?;
    if let Some(device) = &device {
        devices::see(tx, device.id, now).await?;
    }
    let resolved = existing(tx, &party.pool, known.user_id).await?;
    Ok(Some(Resolved { device: device.map(|device| device.id), ..resolved }))
}

fn new_user(app: &App, pool: &StoredPool, is_anonymous: bool, now: OffsetDateTime) -> StoredUser {
    StoredUser {
        id: app.id(),
        tenant_id: pool.tenant_id,
        pool_id: pool.id,
        is_anonymous,
        is_verified: false,
        attributes: Map::new(),
        created_at: now,
        last_seen_at: now,
        promoted_at: None,
        disabled_at: None,
        merged_into: None,
    }
}

fn identity(
    app: &App,
    user: &StoredUser,
    kind: IdentityKind,
    (unique_key, display): (&str, &str),
    public_jwk: Option<String>,
) -> StoredIdentity {
    StoredIdentity {
        id: app.id(),
        pool_id: user.pool_id,
        user_id: user.id,
        kind,
        unique_key: unique_key.to_owned(),
        display: display.to_owned(),
        public_jwk,
        device_id: None,
        verified_at: None,
        created_at: user.created_at,
        last_used_at: None,
    }
}
