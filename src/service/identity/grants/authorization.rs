//! The authorization code grant: what a sign-in on a pool's pages ends with, and what an application gets for it.

use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{
            BrowserSession, Device, User,
            code::{AuthRequest, Authorized, Kind},
            device::dpop::KeyProof,
            grant::RevokeReason,
            pkce,
            proof::{Acr, Amr, Proof, Subject},
            secret,
        },
    },
    service::identity::{
        IdentityError, Refused, UNKNOWN_CODE,
        issue::{NewSession, Tokens, issue},
        party::Party,
        resolve::resolve,
        sessions, signing_keys,
    },
    store::{
        Tx,
        identity::{
            codes::{self, About, Consumed, Fate},
            grants, users,
        },
    },
};

/// Who has signed in, and how.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub user: Id<User>,
    pub acr: Acr,
    pub amr: Vec<Amr>,
    pub auth_time: OffsetDateTime,
    pub browser_session: Option<Id<BrowserSession>>,
    pub device: Option<Id<Device>>,
}

/// Makes the code that ends a sign-in.
pub async fn code(
    app: &App,
    tx: &mut Tx,
    party: &Party,
    request: &AuthRequest,
    signed_in: SignedIn,
) -> Result<SecretString, IdentityError> {
    let code = secret::make(rand::random());
    let payload = Authorized {
        redirect_uri: request.redirect_uri.clone(),
        scope: request.scope.clone(),
        nonce: request.nonce.clone(),
        code_challenge: request.code_challenge.clone(),
        acr: signed_in.acr,
        amr: signed_in.amr,
        auth_time: signed_in.auth_time.unix_timestamp(),
        browser_session: signed_in.browser_session,
        device: signed_in.device,
        origin: request.origin(),
        dpop_jkt: request.dpop_jkt.clone(),
    };
    let about = About {
        pool: Some(party.pool.id),
        client: Some(party.client.id),
        user: Some(signed_in.user),
        device: signed_in.device,
        ..About::default()
    };
    let hash = secret::hash(code.expose_secret());
    codes::insert(tx, (app.id(), Kind::Authorization), &hash, about, &payload, app.clock.now()).await?;
    Ok(code)
}

fn unknown() -> Refused {
    Refused::grant("the code is unknown, used or expired")
}

/// Answers a code with a session. One that comes a second time ends what the first has made (RFC 6749 §4.1.2); one that
/// comes with a wrong verifier, or without the key that it is bound to, is used up.
pub async fn redeem(
    app: &App,
    party: &Party,
    code: &str,
    (redirect_uri, verifier): (&str, &str),
    key: Option<&KeyProof>,
) -> Result<Tokens, IdentityError> {
    let (now, hash) = (app.clock.now(), secret::hash(code));
    let signer = signing_keys::signer(app, &party.pool).await?;
    let mut tx = app.db.begin().await?;
    let Some(found) = codes::consume::<Authorized>(&mut tx, Kind::Authorization, &hash, now).await? else {
        drop(tx);
        let is_guess = codes::fate(&app.db, Kind::Authorization, &hash).await? == Fate::Unknown;
        end_issued(app, Kind::Authorization, &hash, now).await?;
        return Err(if is_guess { unknown().coded(UNKNOWN_CODE) } else { unknown() }.into());
    };
    let Consumed { id, client, user, payload, .. } = found;
    let is_of_key = payload.dpop_jkt.as_ref().is_none_or(|jkt| key.is_some_and(|proof| proof.key.jkt == *jkt));
    let is_of_client = client == Some(party.client.id) && payload.redirect_uri == redirect_uri && is_of_key;
    let Some(user) = user.filter(|_| is_of_client && pkce::is_verified(&payload.code_challenge, verifier)) else {
        tx.commit().await?;
        return Err(Refused::grant("the code is of another client, address or key, or the verifier is wrong").into());
    };
    let proof = Proof { subject: Subject::Existing(user), acr: payload.acr, amr: payload.amr, origin: payload.origin };
    let resolved = resolve(app, &mut tx, party, &proof, now).await?;
    let session = NewSession {
        scope: payload.scope,
        acr: proof.acr,
        amr: proof.amr,
        auth_time: OffsetDateTime::from_unix_timestamp(payload.auth_time).unwrap_or(now),
        origin: proof.origin,
        device: payload.device,
        browser_session: payload.browser_session,
        dpop_jkt: key.map(|proof| proof.key.jkt.clone()),
        nonce: payload.nonce,
        with_id_token: true,
    };
    let tokens = issue(app, &mut tx, &signer, (party, &resolved.user), session, now).await?;
    codes::set_issued(&mut tx, id, tokens.grant.id).await?;
    tx.commit().await?;
    Ok(tokens)
}

/// Ends the session that was made with a code which has come again.
pub async fn end_issued(app: &App, kind: Kind, hash: &str, now: OffsetDateTime) -> Result<(), IdentityError> {
    let Some(id) = codes::issued(&app.db, kind, hash).await? else { return Ok(()) };
    let Some(grant) = grants::find(&app.db, id).await? else { return Ok(()) };
    let Some(user) = users::of_pool(&app.db, grant.pool_id, grant.user_id).await? else { return Ok(()) };
    let mut tx = app.db.begin().await?;
    sessions::revoke(&mut tx, &grant, &user, RevokeReason::CodeReused, now).await?;
    Ok(tx.commit().await?)
}
