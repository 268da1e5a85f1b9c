//! Sessions for customers whom the tenant vouches for: token exchange (RFC 8693) and JWT bearer (RFC 7523).

use crate::service::identity::{
    IdentityError, Refused,
    issue::{NewSession, Tokens, issue},
    party::Party,
    resolve::resolve,
    signing_keys,
    vouched::{app_user_tokens, trusted},
};
use crate::{
    app::App,
    domain::identity::{
        device::dpop::KeyProof,
        grant::Origin,
        proof::{Acr, Proof, Subject},
        scope,
    },
};

/// Exchanges a token that names a customer for a session of the customer's user. Without `offline_access` among the wanted
/// scopes it lives as long as its access token.
pub async fn exchange(
    app: &App,
    party: &Party,
    token: &str,
    wanted: Option<&str>,
    key: Option<&KeyProof>,
) -> Result<Tokens, IdentityError> {
    let named = match &party.pool.definition.authorization {
        None => app_user_tokens::read(app, &party.pool, Some(party.client.id), token).await?,
        Some(authorization) => trusted::read(app, &party.pool, authorization, token).await?,
    };
    let external_id = named.map_err(|rejected| Refused::grant(format!("the token is not accepted: {rejected}")))?;
    let now = app.clock.now();
    let signer = signing_keys::signer(app, &party.pool).await?;
    let proof =
        Proof { subject: Subject::External(external_id), acr: Acr::None, amr: Vec::new(), origin: Origin::Exchange };
    let mut tx = app.db.begin().await?;
    let resolved = resolve(app, &mut tx, party, &proof, now).await?;
    let session = NewSession {
        scope: scope::granted(wanted.unwrap_or("openid")),
        acr: proof.acr,
        amr: proof.amr,
        auth_time: now,
        origin: proof.origin,
        device: None,
        browser_session: None,
        dpop_jkt: key.map(|proof| proof.key.jkt.clone()),
        nonce: None,
        with_id_token: true,
    };
    let tokens = issue(app, &mut tx, &signer, (party, &resolved.user), session, now).await?;
    tx.commit().await?;
    Ok(tokens)
}
