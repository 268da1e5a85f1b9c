//! The refresh token grant: a token is replaced by its successor, which follows from it and a key of the server alone. So
//! two tabs that refresh at once are both answered with the same successor, although only its hash is kept.

use std::sync::Arc;

use secrecy::SecretString;
use time::OffsetDateTime;

use crate::service::identity::{
    IdentityError, OAuthError, Refused,
    devices::proofs,
    events,
    issue::{Minter, Tokens, new_jti},
    limits,
    party::Party,
    sessions::{self, Session},
    signing_keys,
};
use crate::{
    app::{App, Signer},
    domain::{
        crypto::keyring::Purpose,
        id::Id,
        identity::{
            Device, Grant, RefreshToken,
            device::{State, dpop::KeyProof},
            grant::RevokeReason,
            refresh::{Decision, LEEWAY, Presented},
            scope, secret,
        },
    },
    store::{
        Tx,
        identity::{
            devices, grants,
            refresh_tokens::{self, StoredRefreshToken},
            users,
        },
    },
};

/// How far a token that was replaced may be behind the one that is good now.
const MOST_STEPS: usize = 4;

fn unknown() -> Refused {
    Refused::grant("the refresh token is not good any more")
}

/// Why the session of a token has ended: as far as its application is told.
async fn ended(app: &App, device: Option<Id<Device>>) -> Result<Refused, IdentityError> {
    let Some(device) = device else { return Ok(unknown()) };
    let state = devices::find(&app.db, device).await?.map(|device| device.state);
    let is_deactivated = state == Some(State::Deactivated);
    Ok(if is_deactivated { unknown().coded("device_deactivated") } else { unknown() })
}

/// What follows a token.
fn successor(app: &App, grant: Id<Grant>, secret: &str) -> String {
    app.vault.index(Purpose::Refresh, &[&grant.to_string(), secret])
}

/// The session of a refresh token, which stays as it is. A token that was replaced less than [`LEEWAY`] ago still names
/// its session: Authgear's client may send the one it had read before a refresh.
pub async fn look(app: &App, token: &str, now: OffsetDateTime) -> Result<Option<Session>, IdentityError> {
    let Some((id, secret)) = secret::read_refresh_token(token) else { return Ok(None) };
    let Some(stored) = refresh_tokens::by_hash(&app.db, id, &secret::hash(secret)).await? else { return Ok(None) };
    let is_good = stored.consumed_at.is_none_or(|at| now < at + LEEWAY);
    let Some(grant) = grants::find(&app.db, id).await?.filter(|_| is_good) else { return Ok(None) };
    Ok(sessions::alive(&app.db, grant, now).await?)
}

/// Answers a refresh token with new tokens.
pub async fn refresh(
    app: &App,
    party: &Party,
    token: &str,
    wanted: Option<&str>,
    key: Option<&KeyProof>,
) -> Result<Tokens, IdentityError> {
    let now = app.clock.now();
    let (id, secret) = secret::read_refresh_token(token).ok_or_else(unknown)?;
    let signer = signing_keys::signer(app, &party.pool).await?;
    let grant = grants::find(&app.db, id).await?.ok_or_else(unknown)?;
    if grant.client_id != party.client.id {
        return Err(unknown().into());
    }
    proofs::check_holder(&grant, key)?;
    if wanted.is_some_and(|wanted| !scope::is_within(wanted, &grant.scope)) {
        return Err(Refused::new(OAuthError::InvalidScope, "a refresh cannot have more scopes than its session").into());
    }
    let device = grant.device_id;
    let Some(session) = sessions::alive(&app.db, grant, now).await? else {
        return Err(ended(app, device).await?.into());
    };
    limits::token(app, session.user.id)?;
    let mut tx = app.db.begin().await?;
    // Whoever refreshes the same session at the same time waits here.
    let grant =
        grants::lock(&mut tx, id).await?.filter(|grant| grant.times.revoked_at.is_none()).ok_or_else(unknown)?;
    let session = Session { grant, ..session };
    let stored = refresh_tokens::by_hash(&mut tx, id, &secret::hash(secret)).await?.ok_or_else(unknown)?;
    match presented(app, &mut tx, &stored, secret).await?.decide(now) {
        Decision::Rotate => rotate(app, tx, &signer, session, (stored.id, secret), now).await,
        Decision::Repeat => repeat(app, tx, &signer, session, secret, now).await,
        Decision::Reused => {
            reused(tx, &session, now).await?;
            Err(unknown().into())
        }
    }
}

async fn presented(
    app: &App,
    tx: &mut Tx,
    stored: &StoredRefreshToken,
    secret: &str,
) -> Result<Presented, IdentityError> {
    let mut is_successor_used = false;
    if stored.consumed_at.is_some() {
        let next = successor(app, stored.grant_id, secret);
        let next = refresh_tokens::by_hash(tx, stored.grant_id, &secret::hash(&next)).await?;
        is_successor_used = next.is_none_or(|next| next.consumed_at.is_some() || next.access_used_at.is_some());
    }
    Ok(Presented { consumed_at: stored.consumed_at, is_successor_used })
}

async fn rotate(
    app: &App,
    mut tx: Tx,
    signer: &Arc<Signer>,
    session: Session,
    (token, secret): (Id<RefreshToken>, &str),
    now: OffsetDateTime,
) -> Result<Tokens, IdentityError> {
    let (next, jti) = (successor(app, session.grant.id, secret), new_jti());
    let next_id = app.id();
    if !refresh_tokens::consume(&mut tx, token, next_id, now).await? {
        return Err(unknown().into());
    }
    refresh_tokens::insert(&mut tx, (next_id, session.grant.id), &secret::hash(&next), &jti, now).await?;
    finish(app, tx, signer, session, (&next, &jti), now).await
}

/// Answers with the successor that a token was given before, or with what has replaced that meanwhile. Its access token has
/// the same id as the first, so that the use of either is known.
async fn repeat(
    app: &App,
    mut tx: Tx,
    signer: &Arc<Signer>,
    session: Session,
    secret: &str,
    now: OffsetDateTime,
) -> Result<Tokens, IdentityError> {
    let mut next = secret.to_owned();
    for _ in 0..MOST_STEPS {
        next = successor(app, session.grant.id, &next);
        let stored = refresh_tokens::by_hash(&mut tx, session.grant.id, &secret::hash(&next)).await?;
        let stored = stored.ok_or_else(unknown)?;
        if stored.consumed_at.is_none() {
            return finish(app, tx, signer, session, (&next, &stored.access_jti), now).await;
        }
    }
    Err(unknown().into())
}

async fn finish(
    app: &App,
    mut tx: Tx,
    signer: &Arc<Signer>,
    mut session: Session,
    (next, jti): (&str, &str),
    now: OffsetDateTime,
) -> Result<Tokens, IdentityError> {
    let grant = session.grant.id;
    session.grant.times.last_used_at = now;
    grants::touch(&mut tx, grant, now).await?;
    users::see(&mut tx, session.user.id, now).await?;
    let Session { party, user, .. } = &session;
    let minter = Minter { app, signer, party, user, grant: &session.grant, now };
    let access_token = minter.access_token(jti)?;
    let is_openid = scope::holds(&session.grant.scope, "openid");
    let id_token = is_openid.then(|| minter.id_token(None, Some(&access_token))).transpose()?;
    let expires_in = minter.expires_in();
    tx.commit().await?;
    Ok(Tokens {
        access_token,
        expires_in,
        refresh_token: Some(secret::refresh_token(grant, next)),
        id_token,
        scope: session.grant.scope.clone(),
        grant: session.grant,
    })
}

/// Somebody else has the token: the session ends, and the tenant is told.
async fn reused(mut tx: Tx, session: &Session, now: OffsetDateTime) -> Result<(), IdentityError> {
    events::session_reuse_detected(&mut tx, &session.grant, &session.user, now);
    sessions::revoke(&mut tx, &session.grant, &session.user, RevokeReason::Reused, now).await?;
    Ok(tx.commit().await?)
}

/// Another access token of a session that goes on, and the seconds it lives.
pub async fn access_again(app: &App, session: &Session) -> Result<(SecretString, i64), IdentityError> {
    let now = app.clock.now();
    let signer = signing_keys::signer(app, &session.party.pool).await?;
    let mut tx = app.db.begin().await?;
    grants::touch(&mut tx, session.grant.id, now).await?;
    users::see(&mut tx, session.user.id, now).await?;
    tx.commit().await?;
    let Session { party, user, grant } = session;
    let minter = Minter { app, signer: &signer, party, user, grant, now };
    Ok((minter.access_token(&new_jti())?, minter.expires_in()))
}
