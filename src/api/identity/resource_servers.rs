//! Resource servers.

use std::sync::Arc;

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    api::http::{
        auth::Caller,
        error::ApiError,
        list::NoFilter,
        object::{NoContent, Object},
        post::{Created, Post},
        problem::Problem,
        request::{Patch, PathId},
        scope::{IdentityRead, IdentityWrite},
    },
    app::App,
    domain::{
        id::Id,
        identity::{
            Client,
            narrow::{Definition, ResourceServer},
        },
        moment::Moment,
        tenant::Tenant,
    },
    store::{
        identity::clients::StoredClient,
        identity::resource_servers::{self, StoredResourceServer},
        table,
    },
};

/// A resource server as the API shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ResourceServer")]
pub struct ResourceServerResponse {
    id: Id<ResourceServer>,
    #[schemars(extend("const" = "resource_server"))]
    object: &'static str,
    #[serde(flatten)]
    definition: Definition,
    created_at: Moment,
}

impl From<StoredResourceServer> for ResourceServerResponse {
    fn from(stored: StoredResourceServer) -> Self {
        Self {
            id: stored.id,
            object: "resource_server",
            definition: stored.definition,
            created_at: Moment::from(stored.created_at),
        }
    }
}

impl Object for ResourceServer {
    const NAME: &'static str = "resource server";
    type Read = IdentityRead;
    type Stored = StoredResourceServer;
    type Filter = NoFilter;
    type Response = ResourceServerResponse;

    fn response(_: &App, stored: StoredResourceServer) -> Result<ResourceServerResponse, ApiError> {
        Ok(stored.into())
    }
}

/// Refuses a definition with mistakes, with an identifier that names one of us, or with applications that there are not.
async fn check(app: &App, tenant: Id<Tenant>, definition: &Definition) -> Result<(), ApiError> {
    Problem::unless_none(definition.lint())?;
    let is_client = definition.identifier.parse::<Id<Client>>().is_ok();
    if is_client || definition.identifier.starts_with(&app.public_url) {
        return Err(Problem::invalid("identifier", "must not be an application or an address of this server").into());
    }
    for (index, id) in definition.allowed_clients.iter().enumerate() {
        if table::find::<StoredClient>(&app.db, tenant, *id).await?.is_none() {
            let field = format!("allowed_clients[{index}]");
            return Err(Problem::invalid(&field, format!("there is no application {id}")).into());
        }
    }
    Ok(())
}

/// `POST /v1/resource-servers`
pub async fn create(
    State(app): State<Arc<App>>,
    caller: Caller<IdentityWrite>,
    Post { body: definition, mut once }: Post<Definition>,
) -> Result<Created<ResourceServerResponse>, ApiError> {
    check(&app, caller.tenant, &definition).await?;
    let mut tx = once.begin(&app).await?;
    let stored =
        StoredResourceServer { id: app.id(), tenant_id: caller.tenant, definition, created_at: app.clock.now() };
    if !resource_servers::insert(&mut tx, &stored).await? {
        return Err(Problem::invalid("identifier", "another resource server has it").into());
    }
    once.created(&app, tx, &stored.into()).await
}

/// `PATCH /v1/resource-servers/{id}`
pub async fn update(
    State(app): State<Arc<App>>,
    caller: Caller<IdentityWrite>,
    PathId(id): PathId<ResourceServer>,
    patch: Patch<Definition>,
) -> Result<Json<ResourceServerResponse>, ApiError> {
    let mut tx = app.db.begin().await?;
    let stored = table::lock::<StoredResourceServer>(&mut tx, caller.tenant, id).await?;
    let stored = stored.ok_or_else(ResourceServer::missing)?;
    let definition = patch.onto(&stored.definition)?;
    check(&app, caller.tenant, &definition).await?;
    if definition.identifier != stored.definition.identifier {
        return Err(Problem::invalid("identifier", "cannot be changed: tokens name it").into());
    }
    resource_servers::update(&mut tx, id, &definition).await?;
    tx.commit().await?;
    Ok(Json(StoredResourceServer { definition, ..stored }.into()))
}

/// `DELETE /v1/resource-servers/{id}`
pub async fn delete(
    State(app): State<Arc<App>>,
    caller: Caller<IdentityWrite>,
    PathId(id): PathId<ResourceServer>,
) -> Result<NoContent, ApiError> {
    let mut tx = app.db.begin().await?;
    let stored = table::lock::<StoredResourceServer>(&mut tx, caller.tenant, id).await?;
    stored.ok_or_else(ResourceServer::missing)?;
    table::hide::<StoredResourceServer>(&mut tx, id, app.clock.now()).await?;
    tx.commit().await?;
    Ok(NoContent)
}
