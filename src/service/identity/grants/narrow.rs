//! Token exchange (RFC 8693) that only narrows: a third party gets a token of the user which opens nothing else, lives
//! shorter, and cannot be exchanged again.

use secrecy::SecretString;

use crate::{
    app::App,
    domain::identity::{device::dpop::KeyProof, jose},
    service::identity::{
        IdentityError, OAuthError, Refused,
        devices::proofs,
        events,
        issue::Minter,
        party::Party,
        sessions::{self, Presentation, Session},
        signing_keys,
    },
    store::identity::{
        grants,
        resource_servers::{self, StoredResourceServer},
    },
};

/// A token for a third party.
#[derive(Debug)]
pub struct Narrowed {
    pub access_token: SecretString,
    /// Seconds.
    pub expires_in: i64,
    pub scope: String,
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'r> {
    pub audience: &'r str,
    pub scope: Option<&'r str>,
}

/// The session of an access token that a client brings to exchange it, with its key where it is bound to one.
pub async fn session(app: &App, party: &Party, token: &str, key: Option<&KeyProof>) -> Result<Session, IdentityError> {
    let presented = (token, Presentation::Parameter);
    let session = match sessions::of_access_token(app, party.pool.id, presented, app.clock.now()).await {
        Ok(session) if session.party.client.id == party.client.id => session,
        Ok(_) => return Err(Refused::request("the subject_token is another client's").into()),
        Err(IdentityError::Refused(refused)) => {
            return Err(Refused::request(format!("the subject_token is not accepted: {}", refused.description)).into());
        }
        Err(error) => return Err(error),
    };
    proofs::check_holder(&session.grant, key)?;
    Ok(session)
}

/// Exchanges the access token of a session for one for a resource server.
pub async fn exchange(
    app: &App,
    session: &Session,
    token: &str,
    wanted: Wanted<'_>,
) -> Result<Narrowed, IdentityError> {
    let now = app.clock.now();
    let server = allowed(app, session, wanted.audience).await?;
    let no_scope = || Refused::new(OAuthError::InvalidScope, "the resource server has no such scope");
    let scope = server.definition.granted(wanted.scope).ok_or_else(no_scope)?;
    // The token was verified above: what it says is what it was signed with.
    let expiry = jose::claimed_expiry(token).unwrap_or_default();
    let life = i64::from(server.definition.token_ttl).min(expiry - now.unix_timestamp()).max(1);
    let Session { user, grant, party } = session;
    let signer = signing_keys::signer(app, &party.pool).await?;
    let minter = Minter { app, signer: &signer, party, user, grant, now };
    let access_token = minter.narrowed_token((&server.definition.identifier, &scope), life)?;
    let mut tx = app.db.begin().await?;
    grants::touch(&mut tx, grant.id, now).await?;
    events::token_exchanged(&mut tx, (grant, user), (wanted.audience, &scope), now);
    tx.commit().await?;
    Ok(Narrowed { access_token, expires_in: life, scope })
}

fn target(why: &'static str) -> Refused {
    Refused::new(OAuthError::InvalidTarget, why)
}

/// The resource server of an audience, if a session's user may have tokens for it.
async fn allowed(app: &App, session: &Session, audience: &str) -> Result<StoredResourceServer, IdentityError> {
    let server = resource_servers::named(&app.db, session.party.pool.tenant_id, audience).await?;
    // Clients and this server itself are no resource servers: the API refuses such identifiers.
    let server = server.ok_or_else(|| target("the audience is not a resource server of the company"))?;
    if !server.definition.takes(session.party.client.id) {
        return Err(target("the resource server takes no tokens of this application").into());
    }
    if session.user.is_anonymous && !server.definition.allow_anonymous {
        return Err(target("the resource server takes no anonymous users").into());
    }
    if session.grant.acr < server.definition.min_acr {
        return Err(target("the resource server needs to know better who the user is").into());
    }
    Ok(server)
}
