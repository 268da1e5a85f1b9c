//! Proofs of possession (DPoP, RFC 9449): each is taken once, and binds what is issued to its key.

use time::OffsetDateTime;

use crate::{
    app::App,
    domain::{
        crypto::keyring::Purpose,
        id::Id,
        identity::{Pool, device::dpop::KeyProof, secret},
    },
    service::identity::{
        IdentityError, OAuthError, Refused,
        sessions::{self, Presentation, Session},
    },
    store::identity::{
        devices::used_proofs::{self, Until},
        grants::StoredGrant,
        pools::StoredPool,
    },
};

/// Seconds that a nonce is given out; it is taken for as long again.
const NONCE_PERIOD: i64 = 300;

/// A request that came with a proof.
#[derive(Debug, Clone, Copy)]
pub struct ProvenRequest<'r> {
    pub proof: &'r str,
    pub method: &'r str,
    /// Below the public address.
    pub path: &'r str,
}

fn refused(why: &str) -> Refused {
    Refused::new(OAuthError::InvalidDpopProof, format!("the DPoP proof is not accepted: {why}"))
}

/// Verifies the proof of a request to a pool, and uses it up.
pub async fn take(app: &App, pool: &StoredPool, request: ProvenRequest<'_>) -> Result<KeyProof, IdentityError> {
    let now = app.clock.now();
    let address = format!("{}{}", app.public_url, request.path);
    let proof = KeyProof::read(request.proof, (request.method, &address), now);
    let proof = proof.map_err(|rejected| refused(&rejected.to_string()))?;
    if pool.definition.dpop_nonce {
        check_nonce(app, pool.id, proof.nonce.as_deref(), now)?;
    }
    let hash = secret::hash(&format!("{} {}", proof.key.jkt, proof.jti));
    let mut tx = app.db.begin().await?;
    let until = Until { day: proof.expires_at, steady: app.clock.steady() + (proof.expires_at - now) };
    if !used_proofs::insert(&mut tx, &hash, until).await? {
        return Err(refused("it was used before").into());
    }
    tx.commit().await?;
    Ok(proof)
}

/// The nonce of a pool in the period of five minutes before the one that a time is in, or so many periods earlier. It
/// follows from a key of the server alone, so that every node knows it.
fn nonce(app: &App, pool: Id<Pool>, now: OffsetDateTime, periods_ago: i64) -> String {
    let period = now.unix_timestamp() / NONCE_PERIOD - periods_ago;
    app.vault.index(Purpose::DpopNonce, &[&pool.to_string(), &period.to_string()])
}

fn check_nonce(app: &App, pool: Id<Pool>, given: Option<&str>, now: OffsetDateTime) -> Result<(), Refused> {
    if given.is_some_and(|given| [0, 1].into_iter().any(|ago| nonce(app, pool, now, ago) == given)) {
        return Ok(());
    }
    let description = "sign the nonce of the DPoP-Nonce header, and send the request again";
    let dpop_nonce = Some(nonce(app, pool, now, 0));
    Err(Refused { dpop_nonce, ..Refused::new(OAuthError::UseDpopNonce, description) })
}

/// Refuses whoever refreshes or narrows a session that is bound to a key without the key.
pub fn check_holder(grant: &StoredGrant, proof: Option<&KeyProof>) -> Result<(), Refused> {
    match (&grant.dpop_jkt, proof) {
        (None, _) => Ok(()),
        (Some(jkt), Some(proof)) if proof.key.jkt == *jkt => Ok(()),
        (Some(_), Some(_)) => Err(refused("the session is bound to another key")),
        (Some(_), None) => {
            Err(Refused::new(OAuthError::InvalidDpopProof, "the session is bound to a key: send a DPoP proof"))
        }
    }
}

/// An access token as a request presents it.
#[derive(Debug, Clone, Copy)]
pub struct Presented<'r> {
    pub token: &'r str,
    /// Whether it comes with the scheme `DPoP`, and not as a bearer.
    pub is_dpop: bool,
    /// The request, where it has a proof.
    pub request: Option<ProvenRequest<'r>>,
}

/// The session of whoever presents an access token, with its key where the token is bound to one.
pub async fn open(app: &App, pool: &StoredPool, presented: Presented<'_>) -> Result<Session, IdentityError> {
    let (token, now) = (presented.token, app.clock.now());
    if !presented.is_dpop {
        return sessions::of_access_token(app, pool.id, (token, Presentation::Bearer), now).await;
    }
    let request = presented.request.ok_or_else(|| refused("there is none"))?;
    let proof = take(app, pool, request).await?;
    sessions::of_access_token(app, pool.id, (token, Presentation::Dpop(&proof)), now).await
}
