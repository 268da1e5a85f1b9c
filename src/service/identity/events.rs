//! What events about users and their sessions say.

use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use super::party::Party;
use crate::{
    domain::{
        event::Type,
        id::Id,
        identity::{
            Pool, User,
            grant::{Origin, RevokeReason},
            hosted::second_factor::{FactorKind, FactorRemoval},
            limit::{GuestCap, RateLimit},
            proof::Means,
            user::DeleteReason,
        },
        moment::Moment,
        tenant::Tenant,
    },
    store::{
        Tx,
        identity::{
            devices::StoredDevice, grants::StoredGrant, identities::StoredIdentity, pools::StoredPool,
            users::StoredUser,
        },
        unit::NewEvent,
    },
};

/// A user was made; `external_id` is the tenant's own name, where there is one.
pub fn created(tx: &mut Tx, user: &StoredUser, external_id: Option<&str>, origin: Origin, now: OffsetDateTime) {
    let mut object = about(user);
    object["origin"] = json!(origin);
    object["external_id"] = json!(external_id);
    say(tx, user.tenant_id, Type::UserCreated, (user, object), now);
}

/// A user was deleted.
pub fn deleted(tx: &mut Tx, user: &StoredUser, reason: DeleteReason, now: OffsetDateTime) {
    let mut object = about(user);
    object["reason"] = json!(reason);
    say(tx, user.tenant_id, Type::UserDeleted, (user, object), now);
}

/// A guest became a regular user, or signed in as one; both are named, and are the same where it is the same user.
pub fn promoted(
    tx: &mut Tx,
    user: &StoredUser,
    anonymous: Id<User>,
    identities: &[StoredIdentity],
    now: OffsetDateTime,
) {
    let mut object = about(user);
    object["anonymous_user_id"] = json!(anonymous);
    object["identities"] = identities.iter().map(|identity| json!({"kind": identity.kind})).collect();
    say(tx, user.tenant_id, Type::UserAnonymousPromoted, (user, object), now);
}

/// A guest signed in as a regular user, who takes the guest's place.
pub fn merged(tx: &mut Tx, guest: &StoredUser, into: Id<User>, now: OffsetDateTime) {
    let mut object = about(guest);
    object["merged_into"] = json!(into);
    say(tx, guest.tenant_id, Type::UserMerged, (guest, object), now);
}

/// A user turned out to be a customer of the tenant.
pub fn linked(tx: &mut Tx, user: &StoredUser, external_id: &str, now: OffsetDateTime) {
    let mut object = about(user);
    object["external_id"] = json!(external_id);
    say(tx, user.tenant_id, Type::UserLinked, (user, object), now);
}

/// A known customer came back on a device.
pub fn restored(tx: &mut Tx, user: &StoredUser, device: &StoredDevice, now: OffsetDateTime) {
    let mut object = about(user);
    object["device_id"] = json!(device.id);
    say(tx, user.tenant_id, Type::UserRestored, (user, object), now);
}

/// A device got a user.
pub fn device_enrolled(tx: &mut Tx, user: &StoredUser, device: &StoredDevice, now: OffsetDateTime) {
    say(tx, user.tenant_id, Type::DeviceEnrolled, (user, about_device(device)), now);
}

/// Another device of the user took the place of one.
pub fn device_deactivated(tx: &mut Tx, user: &StoredUser, device: &StoredDevice, reason: &str, now: OffsetDateTime) {
    let mut object = about_device(device);
    object["reason"] = json!(reason);
    say(tx, user.tenant_id, Type::DeviceDeactivated, (user, object), now);
}

/// A device was taken from its user.
pub fn device_reset(tx: &mut Tx, user: &StoredUser, device: &StoredDevice, now: OffsetDateTime) {
    say(tx, user.tenant_id, Type::DeviceReset, (user, about_device(device)), now);
}

/// A device guards its tokens in another way.
pub fn device_updated(tx: &mut Tx, user: &StoredUser, device: &StoredDevice, now: OffsetDateTime) {
    say(tx, user.tenant_id, Type::DeviceUpdated, (user, about_device(device)), now);
}

/// A user has a second factor, or another passkey.
pub fn factor_added(tx: &mut Tx, user: &StoredUser, kind: FactorKind, now: OffsetDateTime) {
    say(tx, user.tenant_id, Type::AuthenticatorAdded, (user, factor(user, kind)), now);
}

/// A second factor or passkey of a user was removed.
pub fn factor_removed(
    tx: &mut Tx,
    user: &StoredUser,
    (kind, reason): (FactorKind, FactorRemoval),
    now: OffsetDateTime,
) {
    let mut object = factor(user, kind);
    object["reason"] = json!(reason);
    say(tx, user.tenant_id, Type::AuthenticatorRemoved, (user, object), now);
}

/// A pool has as many guests as one of its caps says; of that of a day it gets more from `until` on.
pub fn cap_reached(
    tx: &mut Tx,
    (pool, cap): (&StoredPool, GuestCap),
    guests: i64,
    until: Option<OffsetDateTime>,
    now: OffsetDateTime,
) {
    let object = json!({
        "id": pool.id,
        "object": "user_pool",
        "cap": cap,
        "anonymous_users": guests,
        "anon_per_pool_day": pool.definition.anon_per_pool_day,
        "anon_soft_cap": pool.definition.anon_soft_cap,
        "anon_hard_cap": pool.definition.anon_hard_cap,
        "until": until.map(Moment::from),
    });
    let (tenant_id, kind) = (pool.tenant_id, Type::AnonymousCapReached);
    let data = Map::from_iter([("object".to_owned(), object)]);
    tx.announce(NewEvent { tenant_id, link_id: None, endpoint_id: None, kind, data, created_at: now });
}

/// Something in a pool was refused, since there was too much of it, and may go well again at `until`.
pub fn rate_limit_blocked(
    tx: &mut Tx,
    pool: &StoredPool,
    limit: RateLimit,
    until: OffsetDateTime,
    now: OffsetDateTime,
) {
    let object = json!({"object": "rate_limit", "user_pool_id": pool.id, "limit": limit, "until": Moment::from(until)});
    let (tenant_id, kind) = (pool.tenant_id, Type::RateLimitBlocked);
    let data = Map::from_iter([("object".to_owned(), object)]);
    tx.announce(NewEvent { tenant_id, link_id: None, endpoint_id: None, kind, data, created_at: now });
}

/// Somebody did not prove who they are: never what they gave, and the user where it was an account's.
pub fn authentication_failed(
    tx: &mut Tx,
    (tenant_id, pool): (Id<Tenant>, Id<Pool>),
    (user, means): (Option<Id<User>>, Means),
    now: OffsetDateTime,
) {
    let object = json!({
        "object": "authentication",
        "user_pool_id": pool,
        "identity_type": means.identity(),
        "means": means,
    });
    let user = user.map(|user| ("user_id".to_owned(), json!(user)));
    let data = user.into_iter().chain([("object".to_owned(), object)]).collect();
    let kind = Type::AuthenticationFailed;
    tx.announce(NewEvent { tenant_id, link_id: None, endpoint_id: None, kind, data, created_at: now });
}

/// A session began.
pub fn session_created(tx: &mut Tx, party: &Party, user: &StoredUser, grant: &StoredGrant, now: OffsetDateTime) {
    say(tx, party.pool.tenant_id, Type::SessionCreated, (user, session(grant)), now);
}

/// A session ended before its time.
pub fn session_revoked(tx: &mut Tx, grant: &StoredGrant, user: &StoredUser, reason: RevokeReason, now: OffsetDateTime) {
    let mut object = session(grant);
    object["reason"] = json!(reason);
    say(tx, user.tenant_id, Type::SessionRevoked, (user, object), now);
}

/// A token of a session was exchanged for a narrower one, for an audience and with scopes.
pub fn token_exchanged(
    tx: &mut Tx,
    (grant, user): (&StoredGrant, &StoredUser),
    (audience, scope): (&str, &str),
    now: OffsetDateTime,
) {
    let mut object = session(grant);
    object["audience"] = json!(audience);
    object["scope"] = json!(scope);
    say(tx, user.tenant_id, Type::TokenExchanged, (user, object), now);
}

/// A refresh token came again after it had been replaced and what replaced it was used: somebody else has it.
pub fn session_reuse_detected(tx: &mut Tx, grant: &StoredGrant, user: &StoredUser, now: OffsetDateTime) {
    say(tx, user.tenant_id, Type::SessionReuseDetected, (user, session(grant)), now);
}

fn about(user: &StoredUser) -> Value {
    json!({
        "id": user.id,
        "object": "user",
        "user_pool_id": user.pool_id,
        "is_anonymous": user.is_anonymous,
        "created_at": Moment::from(user.created_at),
    })
}

fn about_device(device: &StoredDevice) -> Value {
    json!({
        "id": device.id,
        "object": "device",
        "user_pool_id": device.pool_id,
        "sdk_client_id": device.client_id,
        "details": device.details,
        "authentication_mode": device.authentication_mode,
        "enrolled_at": Moment::from(device.enrolled_at),
    })
}

fn factor(user: &StoredUser, kind: FactorKind) -> Value {
    json!({"object": "authenticator", "user_pool_id": user.pool_id, "kind": kind})
}

fn session(grant: &StoredGrant) -> Value {
    json!({
        "id": grant.id,
        "object": "session",
        "user_pool_id": grant.pool_id,
        "sdk_client_id": grant.client_id,
        "origin": grant.origin,
        "created_at": Moment::from(grant.times.created_at),
    })
}

fn say(tx: &mut Tx, tenant_id: Id<Tenant>, kind: Type, (user, object): (&StoredUser, Value), now: OffsetDateTime) {
    let data = Map::from_iter([("user_id".to_owned(), json!(user.id)), ("object".to_owned(), object)]);
    tx.announce(NewEvent { tenant_id, link_id: None, endpoint_id: None, kind, data, created_at: now });
}
