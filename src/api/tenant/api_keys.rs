//! API keys.

use std::{collections::BTreeSet, sync::Arc};

use axum::extract::State;
use schemars::JsonSchema;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};

use crate::{
    api::http::{
        auth::Caller,
        error::ApiError,
        list::NoFilter,
        object::{NoContent, Object},
        post::{Created, Post},
        problem::{Code, Problem},
        request::PathId,
        scope::{KeysRead, KeysWrite},
    },
    app::App,
    domain::{
        id::Id,
        line,
        moment::Moment,
        tenant::{ApiKey, access::Scope, api_key, environment::Environment},
    },
    store::{
        table,
        tenant::api_keys::{self, StoredKey},
    },
};

/// What a key is made of.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewApiKey {
    /// What it is for.
    #[schemars(length(max = 80), regex(pattern = line::PATTERN), example = &"nightly import")]
    name: String,
    /// What it may be used for: at most what the key of this call may be used for, and as much without it.
    #[schemars(with = "Option<Vec<Scope>>", example = ["links:write", "links:read"])]
    scopes: Option<BTreeSet<Scope>>,
}

/// A key as the API shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ApiKey")]
pub struct ApiKeyResponse {
    id: Id<ApiKey>,
    #[schemars(extend("const" = "api_key"))]
    object: &'static str,
    /// The side of the company that it is for.
    environment: Environment,
    name: String,
    scopes: Vec<Scope>,
    created_at: Moment,
    revoked_at: Option<Moment>,
    /// The key itself; told only when it is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

impl Object for ApiKey {
    const NAME: &'static str = "key";
    type Read = KeysRead;
    type Stored = StoredKey;
    type Filter = NoFilter;
    type Response = ApiKeyResponse;

    fn response(_: &App, stored: StoredKey) -> Result<ApiKeyResponse, ApiError> {
        Ok(stored.into())
    }
}

impl From<StoredKey> for ApiKeyResponse {
    fn from(stored: StoredKey) -> Self {
        Self {
            id: stored.id,
            object: "api_key",
            environment: stored.environment,
            name: stored.name,
            scopes: stored.access.scopes(),
            created_at: Moment::from(stored.created_at),
            revoked_at: stored.revoked_at.map(Moment::from),
            secret: None,
        }
    }
}

/// `POST /v1/keys`
pub async fn create(
    State(app): State<Arc<App>>,
    caller: Caller<KeysWrite>,
    Post { body, mut once }: Post<NewApiKey>,
) -> Result<Created<ApiKeyResponse>, ApiError> {
    if let Some(mistake) = line::mistake(&body.name, 80) {
        return Err(Problem::invalid("name", mistake).into());
    }
    let access = caller.key.access.pass_on(body.scopes).map_err(Problem::scope_missing)?;
    let mut tx = once.begin(&app).await?;
    let (secret, hash) = api_key::make(caller.key.environment, rand::random());
    let key = StoredKey {
        id: app.id(),
        tenant_id: caller.tenant,
        environment: caller.key.environment,
        name: body.name,
        access,
        created_at: app.clock.now(),
        revoked_at: None,
    };
    api_keys::insert(&mut tx, &key, &hash).await?;
    let made = ApiKeyResponse { secret: Some(secret.expose_secret().to_owned()), ..key.into() };
    once.created(&app, tx, &made).await
}

/// `DELETE /v1/keys/{id}`
pub async fn revoke(
    State(app): State<Arc<App>>,
    caller: Caller<KeysWrite>,
    PathId(id): PathId<ApiKey>,
) -> Result<NoContent, ApiError> {
    if id == caller.key.id {
        let detail = "A key cannot revoke itself. Revoke it with another key, so that one is left.";
        return Err(Problem::conflict(Code::OwnKey, detail).into());
    }
    let mut tx = app.db.begin().await?;
    let key = table::lock::<StoredKey>(&mut tx, caller.tenant, id).await?.ok_or_else(ApiKey::missing)?;
    // As a key passes on only the scopes that it has, it revokes only keys that have no others.
    if let Some(scope) = key.access.scopes().into_iter().find(|scope| !caller.key.access.holds(*scope)) {
        return Err(Problem::scope_missing(scope).into());
    }
    api_keys::revoke(&mut tx, id, app.clock.now()).await?;
    tx.commit().await?;
    Ok(NoContent)
}
