//! Sign-ins on a pool's own pages: how one begins, and the codes that lead there and back.

use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

use super::{IdentityError, Refused, UNKNOWN_CODE, limits, party::Party, users};
use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{
            Client, User,
            code::{AuthRequest, Kind},
            secret,
            user::IdentityKind,
        },
    },
    store::identity::{
        auth_flows::{self, LIFE, StoredAuthFlow},
        codes::{self, About},
        devices::{self, used_proofs},
        identities,
        users::StoredUser,
    },
};

/// Begins a sign-in for the browser whose cookie has this hash. `kind` is `login`, `create` or `promote`.
pub async fn begin(
    app: &App,
    party: &Party,
    (kind, user_id): (&str, Option<Id<User>>),
    request: AuthRequest,
    browser: impl FnOnce(&StoredAuthFlow) -> String,
) -> Result<StoredAuthFlow, IdentityError> {
    let now = app.clock.now();
    let flow = StoredAuthFlow {
        id: app.id(),
        pool_id: party.pool.id,
        client_id: party.client.id,
        kind: kind.to_owned(),
        request,
        step: "begin".to_owned(),
        user_id,
        pending: None,
        expires_at: now + LIFE,
    };
    let browser_hash = browser(&flow);
    let mut tx = app.db.begin().await?;
    auth_flows::insert(&mut tx, &flow, &browser_hash, now).await?;
    tx.commit().await?;
    Ok(flow)
}

/// A code with which the application of a user without an account opens the promotion page: it, and when it expires. A user
/// has one at a time.
/// That of a browser's session, which belongs to no client, is for any client of the pool.
pub async fn promotion_code(
    app: &App,
    client: Option<Id<Client>>,
    user: &StoredUser,
) -> Result<(SecretString, OffsetDateTime), IdentityError> {
    let known = identities::of_user(&app.db, user.id).await?;
    if !users::has_no_account(user, &known) {
        return Err(Refused::request("user logged in as normal user").into());
    }
    if known.iter().any(|identity| identity.kind == IdentityKind::Anonymous && identity.public_jwk.is_some()) {
        return Err(Refused::request("a guest with a device key is promoted by what the device signs").into());
    }
    limits::promotion_code(app, user.id)?;
    let code = secret::challenge(rand::random());
    let hash = secret::hash(code.expose_secret());
    let about = About { pool: Some(user.pool_id), client, user: Some(user.id), ..About::default() };
    let mut tx = app.db.begin().await?;
    codes::drop_open(&mut tx, Kind::Promotion, user.id).await?;
    let id = (app.id(), Kind::Promotion);
    let expires_at = codes::insert(&mut tx, id, &hash, about, &(), app.clock.now()).await?;
    tx.commit().await?;
    Ok((code, expires_at))
}

/// The guest of a promotion code that can still be used; the code is not used up.
pub async fn guest_of(app: &App, party: &Party, code_hash: &str) -> Result<Id<User>, IdentityError> {
    let found = codes::look::<()>(&app.db, Kind::Promotion, code_hash, app.clock.now()).await?;
    let is_for = |client: Id<Client>| client == party.client.id;
    let found = found.filter(|found| found.pool == Some(party.pool.id) && found.client.is_none_or(is_for));
    let user = found.and_then(|found| found.user);
    if let Some(user) = user {
        return Ok(user);
    }
    let refused = Refused::request("the promotion code is unknown, used or expired");
    let is_guess = codes::fate(&app.db, Kind::Promotion, code_hash).await? == codes::Fate::Unknown;
    Err(if is_guess { refused.coded(UNKNOWN_CODE) } else { refused }.into())
}

/// Keeps a request that an application pushed: the code that stands for it, and the seconds it is good for.
pub async fn push(app: &App, party: &Party, request: &AuthRequest) -> Result<(SecretString, i64), IdentityError> {
    let code = secret::make(rand::random());
    let hash = secret::hash(code.expose_secret());
    let device = match &request.enrolment {
        Some(enrolment) => devices::with_key(&app.db, party.pool.id, &enrolment.key.jkt).await?,
        None => None,
    };
    let about = About {
        pool: Some(party.pool.id),
        client: Some(party.client.id),
        user: device.as_ref().and_then(|device| device.user_id),
        device: device.map(|device| device.id),
        ..About::default()
    };
    let mut tx = app.db.begin().await?;
    codes::insert(&mut tx, (app.id(), Kind::Par), &hash, about, request, app.clock.now()).await?;
    tx.commit().await?;
    Ok((code, Kind::Par.life().whole_seconds()))
}

/// The request that a pushed code stands for, once.
pub async fn pushed(app: &App, party: &Party, code: &str) -> Result<AuthRequest, IdentityError> {
    let mut tx = app.db.begin().await?;
    let found = codes::consume::<AuthRequest>(&mut tx, Kind::Par, &secret::hash(code), app.clock.now()).await?;
    tx.commit().await?;
    let found = found.filter(|found| found.client == Some(party.client.id));
    Ok(found.ok_or_else(|| Refused::request("the request_uri is unknown, used or expired"))?.payload)
}

/// Forgets codes that nobody can use any more, and sign-ins that ran out of time, some at a time.
pub async fn forget_old(app: &App, limit: i64) -> Result<(), IdentityError> {
    // A used code is remembered for a while: what comes twice ends what the first has made.
    let now = app.clock.now();
    let gone = used_proofs::Until { day: now, steady: app.clock.steady() };
    let has_old = codes::any_old(&app.db, now - KEPT).await?
        || auth_flows::any_old(&app.db, now).await?
        || used_proofs::any_old(&app.db, gone).await?;
    if !has_old {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    codes::forget_old(&mut tx, now - KEPT, limit).await?;
    auth_flows::forget_old(&mut tx, now, limit).await?;
    used_proofs::forget_old(&mut tx, gone, limit).await?;
    Ok(tx.commit().await?)
}

/// How long codes are remembered after their time.
pub const KEPT: time::Duration = time::Duration::days(1);
