//! User pools.

use std::sync::Arc;

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    api::http::{
        auth::Caller,
        error::ApiError,
        list::NoFilter,
        object::{Delete, Object},
        post::{Created, Post},
        problem::Problem,
        request::{Patch, PathId},
        scope::{IdentityRead, IdentityWrite},
    },
    app::App,
    domain::{
        id::Id,
        identity::{Pool, pool::Definition},
        moment::Moment,
        network::Allow,
        source::recipe::lint::Mistake,
        tenant::environment::Environment,
        webhook::rules,
    },
    service::identity::{
        party,
        pools::{self as service, FirstKeys},
    },
    store::{identity::pools::StoredPool, table},
};

/// A pool as the API shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "UserPool")]
pub struct PoolResponse {
    id: Id<Pool>,
    #[schemars(extend("const" = "user_pool"))]
    object: &'static str,
    environment: Environment,
    /// The `iss` of its tokens; applications find everything else from here.
    issuer: String,
    /// Where its public keys are.
    jwks_uri: String,
    /// Whether its tokens for customers come from `POST /v1/app-user-id-tokens`.
    hosted: bool,
    /// What is unsafe about its settings.
    warnings: Vec<&'static str>,
    #[serde(flatten)]
    definition: Definition,
    created_at: Moment,
}

impl PoolResponse {
    fn new(app: &App, stored: StoredPool) -> Self {
        let issuer = party::issuer(app, stored.id);
        Self {
            id: stored.id,
            object: "user_pool",
            environment: stored.environment,
            jwks_uri: format!("{issuer}/oauth2/jwks"),
            issuer,
            hosted: stored.definition.is_hosted(),
            warnings: stored.definition.warnings(),
            definition: stored.definition,
            created_at: Moment::from(stored.created_at),
        }
    }
}

impl Object for Pool {
    const NAME: &'static str = "user pool";
    type Read = IdentityRead;
    type Stored = StoredPool;
    type Filter = NoFilter;
    type Response = PoolResponse;

    fn response(app: &App, stored: StoredPool) -> Result<PoolResponse, ApiError> {
        Ok(PoolResponse::new(app, stored))
    }
}

impl Delete for Pool {
    type Write = IdentityWrite;
}

/// `POST /v1/user-pools`
pub async fn create(
    State(app): State<Arc<App>>,
    caller: Caller<IdentityWrite>,
    Post { body: definition, mut once }: Post<Definition>,
) -> Result<Created<PoolResponse>, ApiError> {
    check(&app, &definition)?;
    let now = app.clock.now();
    let keys = FirstKeys::make(definition.signing_alg, now).await?;
    let mut tx = once.begin(&app).await?;
    let stored = service::create(&app.vault, &mut tx, caller.tenant, (definition, keys), now).await?;
    once.created(&app, tx, &PoolResponse::new(&app, stored)).await
}

/// Refuses a definition with mistakes, or with an address that the server may not connect to.
fn check(app: &App, definition: &Definition) -> Result<(), ApiError> {
    let mut mistakes = definition.lint();
    let private: Vec<Allow> = app.private().map_err(|error| ApiError::Internal(error.to_string()))?;
    if let Some(authorization) = &definition.authorization
        && let Err(message) = rules::read_url(&authorization.jwks_uri, &private)
        && mistakes.iter().all(|mistake| mistake.key != "authorization.jwks_uri")
    {
        mistakes.push(Mistake { key: "authorization.jwks_uri".to_owned(), message });
    }
    Ok(Problem::unless_none(mistakes)?)
}

/// `PATCH /v1/user-pools/{id}`
pub async fn update(
    State(app): State<Arc<App>>,
    caller: Caller<IdentityWrite>,
    PathId(id): PathId<Pool>,
    patch: Patch<Definition>,
) -> Result<Json<PoolResponse>, ApiError> {
    let mut tx = app.db.begin().await?;
    let stored = table::lock::<StoredPool>(&mut tx, caller.tenant, id).await?.ok_or_else(Pool::missing)?;
    let definition = patch.onto(&stored.definition)?;
    check(&app, &definition)?;
    let changed = service::change(&mut tx, stored, definition, app.clock.now()).await?;
    tx.commit().await?;
    Ok(Json(PoolResponse::new(&app, changed)))
}
