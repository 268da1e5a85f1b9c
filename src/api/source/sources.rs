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
        picture::PictureName,
        source::{Definition, Engine, Source, brand::SourceBrand, lock_out::LockOut, recipe::Recipe},
        tenant::environment::Environment,
    },
    service::source::definitions,
    store::{source::sources::StoredSource, table},
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
    brand: Option<SourceBrand>,
    /// The address of the icon that was found at its site, where it has no logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "uri"))]
    icon_url: Option<String>,
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

    fn response(app: &App, stored: StoredSource) -> Result<SourceResponse, ApiError> {
        Ok(SourceResponse::new(app, stored))
    }
}

impl Delete for Source {
    type Write = SourcesWrite;
}

impl SourceResponse {
    fn new(app: &App, stored: StoredSource) -> Self {
        let hosts = stored.definition.allowed_hosts();
        let whole = |path: String| format!("{}{path}", app.public_url);
        let Definition { name, login_url, engine, brand, lock_out, recipe, .. } = stored.definition;
        let brand = brand.map(|brand| SourceBrand {
            logo: brand.logo.map(whole),
            logo_dark: brand.logo_dark.map(whole),
            ..brand
        });
        let icon_url = stored.icon.and_then(|name| Some(whole(name.parse::<PictureName>().ok()?.path())));
        let created_at = Moment::from(stored.created_at);
        let (id, object) = (stored.id, "source");
        Self { id, object, name, login_url, hosts, engine, brand, icon_url, lock_out, recipe, created_at }
    }
}

/// `POST /v1/sources`
pub async fn create(
    State(app): State<Arc<App>>,
    caller: Caller<SourcesWrite>,
    Post { body: definition, mut once }: Post<Definition>,
) -> Result<Created<SourceResponse>, ApiError> {
    check(&app, caller.key.environment, &definition)?;
    let mut tx = once.begin(&app).await?;
    let added = definitions::add(&app, &mut tx, caller.tenant, definition).await?;
    let source = added.map_err(Problem::mistakes)?;
    let response = SourceResponse::new(&app, source);
    once.created(&app, tx, &response).await
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
    let changed = definitions::change(&app, &mut tx, caller.tenant, source, definition).await?;
    let source = changed.map_err(Problem::mistakes)?;
    tx.commit().await?;
    Ok(Json(SourceResponse::new(&app, source)))
}
