//! The refresh token grant: a token is replaced by its successor, which follows from it and a key of the server alone. So
//! two tabs that refresh at once are both answered with the same successor, although only its hash is kept.

use secrecy::SecretString;
use time::{Duration, OffsetDateTime};

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
    app::App,
    domain::{
        crypto::keyring::Purpose,
        id::Id,
        identity::{
            Client, Device, Grant,
            device::{State, dpop::KeyProof},
            grant::{RevokeReason, Times},
            refresh::{Decision, LEEWAY, Presented},
            scope, secret,
        },
    },
    store::{
        StoreError, Tx,
        identity::{
            devices,
            grants::{self, StoredGrant},
            refresh_tokens::{self, NewRefreshToken, StoredRefreshToken},
            sessions::{self as stored, StoredSession},
            users,
        },
    },
};

/// How far a token that was replaced may be behind the one that is good now.
const MOST_STEPS: usize = 4;

/// How exactly it is written when a user was last seen.
const SEEN: Duration = Duration::minutes(1);

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

/// The id of the access tokens that come with a token which follows another.
fn access_jti(app: &App, grant: Id<Grant>, secret: &str) -> String {
    app.vault.index(Purpose::Refresh, &[&grant.to_string(), secret, "access"])
}

/// A refresh token as it is stored, with its session.
pub struct Held {
    secret: String,
    token: StoredRefreshToken,
    session: StoredSession,
}

impl Held {
    /// The number of the definitions that its client is to be known by.
    pub fn definitions(&self, client: Id<Client>) -> Option<i64> {
        (self.session.grant.client_id == client).then_some(self.session.definitions)
    }
}

/// A refresh token that somebody presents, used or not.
pub async fn find(app: &App, token: &str) -> Result<Option<Held>, StoreError> {
    let Some((id, secret)) = secret::read_refresh_token(token) else { return Ok(None) };
    let found = stored::of_token(&app.db, id, &secret::hash(secret)).await?;
    Ok(found.map(|(session, token)| Held { secret: secret.to_owned(), token, session }))
}

/// The session of a refresh token, which stays as it is. A token that was replaced less than [`LEEWAY`] ago still names
/// its session: Authgear's client may send the one it had read before a refresh.
pub async fn look(app: &App, token: &str, now: OffsetDateTime) -> Result<Option<Session>, IdentityError> {
    let held = find(app, token).await?;
    let Some(held) = held.filter(|held| held.token.consumed_at.is_none_or(|at| now < at + LEEWAY)) else {
        return Ok(None);
    };
    Ok(sessions::alive(app, held.session, now).await?)
}

/// Answers a refresh token with new tokens.
pub async fn refresh(
    app: &App,
    party: &Party,
    held: Option<Held>,
    wanted: Option<&str>,
    key: Option<&KeyProof>,
) -> Result<Tokens, IdentityError> {
    let now = app.clock.now();
    let Held { secret, token, session } = held.ok_or_else(unknown)?;
    if session.grant.client_id != party.client.id {
        return Err(unknown().into());
    }
    proofs::check_holder(&session.grant, key)?;
    if wanted.is_some_and(|wanted| !scope::is_within(wanted, &session.grant.scope)) {
        return Err(Refused::new(OAuthError::InvalidScope, "a refresh cannot have more scopes than its session").into());
    }
    let device = session.grant.device_id;
    let Some(session) = sessions::alive(app, session, now).await? else {
        return Err(ended(app, device).await?.into());
    };
    limits::token(app, session.user.id)?;
    match token.consumed_at {
        None => rotate(app, session, &token, &secret, now).await,
        Some(_) => again(app, session, &token, &secret, now).await,
    }
}

/// Answers a token that was not replaced, as far as is known. Whoever presents it at the same moment gets the same.
async fn rotate(
    app: &App,
    session: Session,
    token: &StoredRefreshToken,
    secret: &str,
    now: OffsetDateTime,
) -> Result<Tokens, IdentityError> {
    let grant = session.grant.id;
    let next = successor(app, grant, secret);
    let (hash, jti) = (secret::hash(&next), access_jti(app, grant, &next));
    let by = NewRefreshToken { id: app.id(), grant, hash: &hash, access_jti: &jti };
    let tokens = tokens(app, &session, (&next, &jti), now).await?;
    let mut tx = app.db.begin().await?;
    refresh_tokens::replace(&mut tx, token.id, by, now).await?;
    seen(&mut tx, &session, now).await?;
    tx.commit().await?;
    Ok(tokens)
}

/// Answers a token that was replaced.
async fn again(
    app: &App,
    session: Session,
    token: &StoredRefreshToken,
    secret: &str,
    now: OffsetDateTime,
) -> Result<Tokens, IdentityError> {
    let mut tx = app.db.begin().await?;
    // Whoever ends the session, or finds the same out, waits here.
    let grant = grants::lock(&mut tx, token.grant_id).await?;
    let grant = grant.filter(|grant| grant.times.revoked_at.is_none()).ok_or_else(unknown)?;
    let session = Session { grant, ..session };
    match presented(app, &mut tx, token, secret).await?.decide(now) {
        Decision::Rotate | Decision::Repeat => repeat(app, tx, session, secret, now).await,
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

/// Answers with the successor that a token was given before, or with what has replaced that meanwhile. Its access token has
/// the same id as the first, so that the use of either is known.
async fn repeat(
    app: &App,
    mut tx: Tx,
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
            let tokens = tokens(app, &session, (&next, &stored.access_jti), now).await?;
            seen(&mut tx, &session, now).await?;
            tx.commit().await?;
            return Ok(tokens);
        }
    }
    Err(unknown().into())
}

/// The tokens that a session goes on with: the refresh token `next`, and an access token with this id.
async fn tokens(
    app: &App,
    session: &Session,
    (next, jti): (&str, &str),
    now: OffsetDateTime,
) -> Result<Tokens, IdentityError> {
    let Session { party, user, grant } = session;
    let grant = StoredGrant { times: Times { last_used_at: now, ..grant.times }, ..grant.clone() };
    let signer = signing_keys::signer(app, &party.pool).await?;
    let minter = Minter { app, signer: &signer, party, user, grant: &grant, now };
    let access_token = minter.access_token(jti)?;
    let is_openid = scope::holds(&grant.scope, "openid");
    let id_token = is_openid.then(|| minter.id_token(None, Some(&access_token))).transpose()?;
    Ok(Tokens {
        access_token,
        expires_in: minter.expires_in(),
        refresh_token: Some(secret::refresh_token(grant.id, next)),
        id_token,
        scope: grant.scope.clone(),
        grant,
    })
}

/// Writes that a session was used.
async fn seen(tx: &mut Tx, session: &Session, now: OffsetDateTime) -> Result<(), StoreError> {
    grants::touch(tx, session.grant.id, now).await?;
    if session.user.last_seen_at + SEEN <= now {
        users::see(tx, session.user.id, now).await?;
    }
    Ok(())
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
    seen(&mut tx, session, now).await?;
    tx.commit().await?;
    let Session { party, user, grant } = session;
    let minter = Minter { app, signer: &signer, party, user, grant, now };
    Ok((minter.access_token(&new_jti())?, minter.expires_in()))
}
