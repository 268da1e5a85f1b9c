//! Sources.

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
        scope::{SourcesRead, SourcesWrite},
    },
    app::App,
    domain::{
        id::Id,
        moment::Moment,
        source::{Definition, Engine, Source, lock_out::LockOut, recipe::Recipe},
        tenant::environment::Environment,
    },
    store::{
        source::sources::{self, StoredSource},
        table,
    },
};

/// A source as the API shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Source")]
pub struct SourceResponse {
    id: Id<Source>,
    #[schemars(extend("const" = "source"))]
    object: &'static str,
    name: String,
    login_url: String,
    hosts: Vec<String>,
    engine: Engine,
    #[serde(skip_serializing_if = "Option::is_none")]
    lock_out: Option<LockOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipe: Option<Recipe>,
    created_at: Moment,
}

impl Object for Source {
    const NAME: &'static str = "source";
    type Read = SourcesRead;
    type Stored = StoredSource;
    type Filter = NoFilter;
    type Response = SourceResponse;

    fn response(_: &App, stored: StoredSource) -> Result<SourceResponse, ApiError> {
        Ok(stored.into())
    }
}

impl Delete for Source {
    type Write = SourcesWrite;
}

impl From<StoredSource> for SourceResponse {
    fn from(stored: StoredSource) -> Self {
        let hosts = stored.definition.allowed_hosts();
        let Definition { name, login_url, engine, lock_out, recipe, .. } = stored.definition;
        let created_at = Moment::from(stored.created_at);
        Self { id: stored.id, object: "source", name, login_url, hosts, engine, lock_out, recipe, created_at }
    }
}

/// `POST /v1/sources`
pub async fn create(
    State(app): State<Arc<App>>,
    caller: Caller<SourcesWrite>,
    Post { body: definition, mut once }: Post<Definition>,
) -> Result<Created<SourceResponse>, ApiError> {
    check(&app, caller.key.environment, &definition)?;
    let source = StoredSource { id: app.id(), definition, created_at: app.clock.now() };
    let mut tx = once.begin(&app).await?;
    sources::insert(&mut tx, caller.tenant, &source).await?;
    once.created(&app, tx, &SourceResponse::from(source)).await
}

/// Refuses a definition with mistakes, with addresses that the server may not connect to, or of the sandbox for live use.
fn check(app: &App, environment: Environment, definition: &Definition) -> Result<(), ApiError> {
    let private = app.private().map_err(|error| ApiError::Internal(error.to_string()))?;
    let mut mistakes = definition.lint();
    for unreachable in definition.unreachable(&private) {
        if mistakes.iter().all(|mistake| mistake.key != unreachable.key) {
            mistakes.push(unreachable);
        }
    }
    if environment == Environment::Live {
        mistakes.extend(definition.sandbox_mistakes(&app.config.sandbox));
    }
    Ok(Problem::unless_none(mistakes)?)
}

/// `PATCH /v1/sources/{id}`
pub async fn update(
    State(app): State<Arc<App>>,
    caller: Caller<SourcesWrite>,
    PathId(id): PathId<Source>,
    patch: Patch<Definition>,
) -> Result<Json<SourceResponse>, ApiError> {
    let mut tx = app.db.begin().await?;
    let source = table::lock::<StoredSource>(&mut tx, caller.tenant, id).await?.ok_or_else(Source::missing)?;
    let definition = patch.onto(&source.definition)?;
    check(&app, caller.key.environment, &definition)?;
    sources::update(&mut tx, id, &definition).await?;
    tx.commit().await?;
    Ok(Json(StoredSource { definition, ..source }.into()))
}
