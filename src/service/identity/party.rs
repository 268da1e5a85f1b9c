//! Whom a request is about: a pool and one of its clients.

use secrecy::{ExposeSecret, SecretString};

use super::{OAuthError, Refused};
use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{Client, Pool, jose, pool::Lifetimes, secret},
    },
    store::{
        StoreError,
        identity::{
            clients::{self, StoredClient},
            pools::{self, StoredPool},
        },
    },
};

/// A pool and one of its clients.
#[derive(Debug, Clone)]
pub struct Party {
    pub pool: StoredPool,
    pub client: StoredClient,
}

impl Party {
    /// Whether every token of the client must be bound to a key.
    pub const fn needs_key(&self) -> bool {
        self.client.definition.dpop_bound || self.pool.definition.require_dpop
    }

    /// How long what is issued lives.
    pub fn lifetimes(&self) -> Lifetimes {
        self.client.definition.lifetimes(&self.pool.definition)
    }
}

/// The `iss` of a pool's tokens, below which its endpoints are.
pub fn issuer(app: &App, pool: Id<Pool>) -> String {
    format!("{}/pools/{pool}", app.public_url)
}

/// The `iss` of the tokens that a hosted pool makes for its tenant's app users.
pub fn app_users_issuer(app: &App, pool: Id<Pool>) -> String {
    format!("{}/app-users", issuer(app, pool))
}

/// The pool that makes the tokens of such an issuer.
pub fn pool_of_app_users_issuer(app: &App, issuer: &str) -> Option<Id<Pool>> {
    let pool = issuer.strip_prefix(app.public_url.as_str())?.strip_prefix("/pools/")?;
    pool.strip_suffix("/app-users")?.parse().ok()
}

/// The pool whose access token a token claims to be; nobody has vouched for it yet.
pub fn claimed_pool(app: &App, token: &str) -> Option<Id<Pool>> {
    jose::claimed_issuer(token)?.strip_prefix(app.public_url.as_str())?.strip_prefix("/pools/")?.parse().ok()
}

/// A client by the id that it names, with its pool; `None` for one that there is not.
pub async fn of_client(app: &App, client_id: &str) -> Result<Option<Party>, StoreError> {
    let Ok(id) = client_id.parse() else { return Ok(None) };
    match clients::definitions(&app.db, id).await? {
        Some(definitions) => as_of(app, id, definitions).await,
        None => Ok(None),
    }
}

/// A client with its pool, as of the number of its tenant's definitions, which was read just now.
pub async fn as_of(app: &App, id: Id<Client>, definitions: i64) -> Result<Option<Party>, StoreError> {
    if let Some((pool, client)) = app.parties.find(&id, definitions) {
        return Ok(Some(Party { pool, client }));
    }
    let Some(client) = clients::of_anybody(&app.db, id).await? else { return Ok(None) };
    let Some(pool) = pools::of_anybody(&app.db, client.pool_id()).await? else { return Ok(None) };
    app.parties.keep(id, definitions, (pool.clone(), client.clone()));
    Ok(Some(Party { pool, client }))
}

/// A client, if it is one of the pool and has shown, where it keeps a secret, that it knows it.
pub fn authenticated(pool: Id<Pool>, party: Option<Party>, given: Option<&SecretString>) -> Result<Party, Refused> {
    let unknown = || Refused::new(OAuthError::InvalidClient, "the client is unknown, or its secret is wrong");
    let party = party.filter(|party| party.pool.id == pool).ok_or_else(unknown)?;
    // Hashes of random texts are compared: how long it takes says nothing of the secret.
    let is_known = match (&party.client.secret_hash, given) {
        (Some(hash), Some(given)) => secret::hash(given.expose_secret()) == *hash,
        (Some(_), None) => false,
        (None, _) => true,
    };
    if is_known { Ok(party) } else { Err(unknown()) }
}
