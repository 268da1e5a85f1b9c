//! Applications of user pools.

use std::sync::Arc;

use axum::{Json, extract::State};
use schemars::JsonSchema;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::{
    api::http::{
        auth::Caller,
        error::ApiError,
        object::{NoContent, Object},
        post::{Created, Post},
        problem::Problem,
        request::{Patch, PathId},
        scope::{IdentityRead, IdentityWrite},
    },
    app::App,
    domain::{
        id::Id,
        identity::{Client, Pool, client::Definition},
        moment::Moment,
    },
    service::identity::pools as service,
    store::{
        identity::{
            clients::{self, StoredClient},
            pools::StoredPool,
        },
        table,
    },
};

/// An application as the API shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SdkClient")]
pub struct ClientResponse {
    id: Id<Client>,
    #[schemars(extend("const" = "sdk_client"))]
    object: &'static str,
    #[serde(flatten)]
    definition: Definition,
    /// How often `sdk_config` was changed, and one.
    sdk_config_version: i64,
    created_at: Moment,
    /// What a confidential application proves itself with; shown once.
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret: Option<String>,
}

impl ClientResponse {
    fn new(stored: StoredClient, secret: Option<&SecretString>) -> Self {
        Self {
            id: stored.id,
            object: "sdk_client",
            definition: stored.definition,
            sdk_config_version: stored.sdk_config_version,
            created_at: Moment::from(stored.created_at),
            client_secret: secret.map(|secret| secret.expose_secret().to_owned()),
        }
    }
}

/// Which applications are listed.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfPool {
    /// Only those of this pool.
    user_pool_id: Option<Id<Pool>>,
}

impl From<OfPool> for Option<Id<Pool>> {
    fn from(filter: OfPool) -> Self {
        filter.user_pool_id
    }
}

impl Object for Client {
    const NAME: &'static str = "application";
    type Read = IdentityRead;
    type Stored = StoredClient;
    type Filter = OfPool;
    type Response = ClientResponse;

    fn response(_: &App, stored: StoredClient) -> Result<ClientResponse, ApiError> {
        Ok(ClientResponse::new(stored, None))
    }
}

/// `DELETE /v1/sdk-clients/{id}`: its sessions end with it.
pub async fn delete(
    State(app): State<Arc<App>>,
    caller: Caller<IdentityWrite>,
    PathId(id): PathId<Client>,
) -> Result<NoContent, ApiError> {
    let mut tx = app.db.begin().await?;
    table::lock::<StoredClient>(&mut tx, caller.tenant, id).await?.ok_or_else(Client::missing)?;
    table::hide::<StoredClient>(&mut tx, id, app.clock.now()).await?;
    tx.commit().await?;
    Ok(NoContent)
}

/// `POST /v1/sdk-clients`
pub async fn create(
    State(app): State<Arc<App>>,
    caller: Caller<IdentityWrite>,
    Post { body: definition, mut once }: Post<Definition>,
) -> Result<Created<ClientResponse>, ApiError> {
    Problem::unless_none(definition.lint())?;
    let mut tx = once.begin(&app).await?;
    let pool = definition.user_pool_id;
    if table::hold::<StoredPool>(&mut tx, caller.tenant, pool).await?.is_none() {
        return Err(Problem::invalid("user_pool_id", format!("there is no user pool {pool}")).into());
    }
    let (stored, secret) = service::create_client(&mut tx, caller.tenant, definition, app.clock.now()).await?;
    once.created(&app, tx, &ClientResponse::new(stored, secret.as_ref())).await
}

/// `PATCH /v1/sdk-clients/{id}`
pub async fn update(
    State(app): State<Arc<App>>,
    caller: Caller<IdentityWrite>,
    PathId(id): PathId<Client>,
    patch: Patch<Definition>,
) -> Result<Json<ClientResponse>, ApiError> {
    let mut tx = app.db.begin().await?;
    let stored = table::lock::<StoredClient>(&mut tx, caller.tenant, id).await?.ok_or_else(Client::missing)?;
    let definition = patch.onto(&stored.definition)?;
    Problem::unless_none(definition.lint())?;
    if definition.user_pool_id != stored.definition.user_pool_id {
        return Err(Problem::invalid("user_pool_id", "cannot be changed: sessions belong to the pool").into());
    }
    if definition.application_type.has_secret() != stored.definition.application_type.has_secret() {
        let message = "an application that keeps a secret stays one, and another does not become one";
        return Err(Problem::invalid("application_type", message).into());
    }
    let is_changed = definition.sdk_config != stored.definition.sdk_config;
    let sdk_config_version = stored.sdk_config_version + i64::from(is_changed);
    clients::update(&mut tx, (id, sdk_config_version), &definition).await?;
    tx.commit().await?;
    Ok(Json(ClientResponse::new(StoredClient { definition, sdk_config_version, ..stored }, None)))
}
