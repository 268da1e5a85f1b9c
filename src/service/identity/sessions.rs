//! Sessions as they are used and ended: whether one lives, what its access tokens open, and how it is revoked.

use secrecy::SecretString;
use time::OffsetDateTime;

use super::{
    IdentityError, OAuthError, Refused, events,
    issue::Minter,
    party::{self, Party},
    signing_keys,
};
use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{Grant, Pool, device::dpop::KeyProof, grant::RevokeReason, jose, secret, user::State},
    },
    service::ServiceError,
    store::{
        StoreError, Tx,
        identity::{
            browser_sessions::{self, StoredBrowserSession},
            grants::{self, StoredGrant},
            pools::StoredPool,
            refresh_tokens,
            sessions::{self as stored, StoredSession},
            users::{self, StoredUser},
        },
    },
};

/// A session that lives, with those it is about.
#[derive(Debug)]
pub struct Session {
    pub party: Party,
    pub user: StoredUser,
    pub grant: StoredGrant,
}

/// The session of a grant, if it lives.
pub async fn find(app: &App, grant: Id<Grant>, now: OffsetDateTime) -> Result<Option<Session>, StoreError> {
    match stored::find(&app.db, grant).await? {
        Some(stored) => alive(app, stored, now).await,
        None => Ok(None),
    }
}

/// A session, if it lives: not revoked, not too old or idle by the lifetimes as they are now, and of a client and a user
/// that may still be used.
pub async fn alive(app: &App, stored: StoredSession, now: OffsetDateTime) -> Result<Option<Session>, StoreError> {
    let StoredSession { grant, user, definitions } = stored;
    let Some(party) = party::as_of(app, grant.client_id, definitions).await? else { return Ok(None) };
    let lives = grant.times.is_alive(party.lifetimes(), now) && user.state() == State::Active;
    Ok(lives.then_some(Session { party, user, grant }))
}

/// How an access token is presented.
#[derive(Debug, Clone, Copy)]
pub enum Presentation<'p> {
    /// As a parameter of a request about it (introspection, revocation, exchange), which needs no proof.
    Parameter,
    /// With the scheme `Bearer`.
    Bearer,
    /// With the scheme `DPoP` and its proof.
    Dpop(&'p KeyProof),
}

impl Presentation<'_> {
    /// Refuses a token that is bound to a key without its proof, and a proof with a token that is bound to none.
    fn check(self, token: &str, grant: &StoredGrant) -> Result<(), Refused> {
        let why = match (self, grant.dpop_jkt.as_deref()) {
            (Presentation::Parameter, _) | (Presentation::Bearer, None) => return Ok(()),
            (Presentation::Dpop(proof), Some(jkt)) if proof.key.jkt == jkt && proof.is_for(token) => return Ok(()),
            (Presentation::Bearer, Some(_)) => "the token is bound to a key: send it as `DPoP`, with a proof",
            (Presentation::Dpop(_), None) => "the token is bound to no key: send it as a bearer",
            (Presentation::Dpop(_), Some(_)) => "the proof is of another key, or for another token",
        };
        Err(Refused::new(OAuthError::InvalidToken, why))
    }
}

/// The session that an access token of a pool opens. The first use of a token is written down, by which a refresh token
/// that comes twice is told from one that was lost.
pub async fn of_access_token(
    app: &App,
    pool: Id<Pool>,
    (token, presentation): (&str, Presentation<'_>),
    now: OffsetDateTime,
) -> Result<Session, IdentityError> {
    let issuer = party::issuer(app, pool);
    let stale = |reason: jose::Rejected| Refused::new(OAuthError::InvalidToken, reason.to_string());
    let header = jose::header(token).map_err(stale)?;
    let claims = jose::verify_with(token, &signing_keys::verifying(app, pool).await?).map_err(stale)?;
    let is_ours = header.typ.as_deref() == Some("at+jwt")
        && jose::text(&claims, "iss") == Some(&issuer)
        && jose::is_for(&claims, &issuer);
    if !is_ours {
        return Err(stale(jose::Rejected::Audience).into());
    }
    if jose::seconds(&claims, "exp").is_none_or(|expiry| expiry <= now.unix_timestamp()) {
        // The session may live; a new access token opens it.
        return Err(stale(jose::Rejected::Expired).into());
    }
    let gone = || Refused::grant("the session has ended");
    let id = jose::text(&claims, "sid").and_then(|sid| sid.parse().ok()).ok_or_else(gone)?;
    let stored = stored::find(&app.db, id).await?.ok_or_else(gone)?;
    presentation.check(token, &stored.grant)?;
    let session = alive(app, stored, now).await?.ok_or_else(gone)?;
    if let Some(jti) = jose::text(&claims, "jti")
        && let Some(unused) = refresh_tokens::with_unused_access(&app.db, jti).await?
    {
        let mut tx = app.db.begin().await?;
        refresh_tokens::use_access(&mut tx, unused, now).await?;
        tx.commit().await?;
    }
    Ok(session)
}

/// A fresh ID token of a session.
pub async fn id_token(app: &App, session: &Session) -> Result<SecretString, IdentityError> {
    let Session { party, user, grant } = session;
    let signer = signing_keys::signer(app, &party.pool).await?;
    Minter { app, signer: &signer, party, user, grant, now: app.clock.now() }.id_token(None, None)
}

/// Ends a session, and tells of it where it had not ended before.
pub async fn revoke(
    tx: &mut Tx,
    grant: &StoredGrant,
    user: &StoredUser,
    reason: RevokeReason,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    if grants::revoke(tx, grant.id, reason, now).await? {
        if user.is_anonymous {
            users::leave(tx, user.id, now).await?;
        }
        events::session_revoked(tx, grant, user, reason, now);
    }
    Ok(())
}

/// Ends every session of a user.
pub async fn revoke_all(
    tx: &mut Tx,
    user: &StoredUser,
    reason: RevokeReason,
    now: OffsetDateTime,
) -> Result<u32, ServiceError> {
    browser_sessions::revoke_of_user(tx, user.id, now).await?;
    let mut ended = 0;
    loop {
        let some = grants::of_user(&mut *tx, user.id).await?;
        if some.is_empty() {
            return Ok(ended);
        }
        for grant in some {
            revoke(tx, &grant, user, reason, now).await?;
            ended += 1;
        }
    }
}

/// Ends the session of a refresh token or an access token; nothing happens where it is of no session.
pub async fn sign_out(app: &App, pool: Id<Pool>, token: &str) -> Result<(), IdentityError> {
    let now = app.clock.now();
    let grant = match secret::read_refresh_token(token) {
        Some((id, secret)) => {
            let stored = refresh_tokens::by_hash(&app.db, id, &secret::hash(secret)).await?;
            if stored.is_some() { grants::find(&app.db, id).await? } else { None }
        }
        None => {
            of_access_token(app, pool, (token, Presentation::Parameter), now).await.ok().map(|session| session.grant)
        }
    };
    let Some(grant) = grant.filter(|grant| grant.pool_id == pool) else { return Ok(()) };
    let Some(user) = users::of_pool(&app.db, pool, grant.user_id).await? else { return Ok(()) };
    let mut tx = app.db.begin().await?;
    revoke(&mut tx, &grant, &user, RevokeReason::SignedOut, now).await?;
    Ok(tx.commit().await?)
}

/// Those of some grants that live.
pub async fn still_alive(app: &App, grants: Vec<StoredGrant>) -> Result<Vec<StoredGrant>, StoreError> {
    let mut living = Vec::new();
    for grant in grants {
        if let Some(session) = find(app, grant.id, app.clock.now()).await? {
            living.push(session.grant);
        }
    }
    Ok(living)
}

/// What an ID token of a pool says, however old it is.
#[derive(Debug)]
pub struct Hinted {
    pub sub: String,
    pub sid: String,
    pub client_id: String,
}

/// Reads an ID token that an application shows as a hint.
pub async fn hinted(app: &App, pool: Id<Pool>, token: &str) -> Result<Hinted, IdentityError> {
    let bad = || Refused::request("the id_token_hint is not an ID token of this pool");
    let keys = signing_keys::verifying(app, pool).await?;
    let claims = jose::verify_with(token, &keys).map_err(|_| bad())?;
    let text = |name: &str| jose::text(&claims, name).map(str::to_owned).ok_or_else(bad);
    if text("iss")? != party::issuer(app, pool) {
        return Err(bad().into());
    }
    Ok(Hinted { sub: text("sub")?, sid: text("sid")?, client_id: text("aud")? })
}

/// Ends the session of a hint, and that of the browser that brought it.
pub async fn end_hinted(
    app: &App,
    pool: &StoredPool,
    hinted: &Hinted,
    browser: Option<&StoredBrowserSession>,
) -> Result<(), IdentityError> {
    let now = app.clock.now();
    let grant = match hinted.sid.parse() {
        Ok(id) => grants::find(&app.db, id).await?.filter(|grant| grant.pool_id == pool.id),
        Err(_) => None,
    };
    let mut tx = app.db.begin().await?;
    if let Some(session) = browser {
        browser_sessions::revoke(&mut tx, session.id, now).await?;
    }
    if let Some(grant) = grant
        && let Some(user) = users::of_pool(&mut tx, pool.id, grant.user_id).await?
    {
        revoke(&mut tx, &grant, &user, RevokeReason::SignedOut, now).await?;
    }
    Ok(tx.commit().await?)
}
