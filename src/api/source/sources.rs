//! Sources.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode, response::Response};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    api::http::{
        error::Refused,
        key::Caller,
        list::{Listed, Plain},
        post::Post,
        problem::Problem,
        request::{Named, Patch, Query},
    },
    app::App,
    domain::{
        id::Id,
        moment::{Moment, told},
        source::{Definition, Engine, Source, lock_out::LockOut, recipe::Recipe},
    },
    store::{
        source::sources::{self, StoredSource},
        uses,
    },
};

/// A source as the API tells it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Source")]
pub struct Told {
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

impl From<StoredSource> for Told {
    fn from(stored: StoredSource) -> Self {
        let hosts = stored.definition.allowed_hosts();
        let Definition { name, login_url, engine, lock_out, recipe, .. } = stored.definition;
        let created_at = told(stored.created_at);
        Self { id: stored.id, object: "source", name, login_url, hosts, engine, lock_out, recipe, created_at }
    }
}

/// `POST /v1/sources`
pub async fn create(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Post { body: definition, mut once }: Post<Definition>,
) -> Result<Response, Refused> {
    Problem::unless_none(definition.lint())?;
    let source = StoredSource { id: app.id(), definition, created_at: app.clock.now() };
    let mut tx = once.begin(&app).await?;
    sources::insert(&mut tx, tenant, &source).await?;
    once.created(&app, tx, &Told::from(source)).await
}

/// `PATCH /v1/sources/{id}`
pub async fn update(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Source>,
    patch: Patch,
) -> Result<Json<Told>, Refused> {
    let mut tx = app.db.begin().await?;
    let source = sources::lock(&mut tx, tenant, id).await?.ok_or_else(|| Problem::not_found("source"))?;
    let definition = patch.onto(&source.definition)?;
    Problem::unless_none(definition.lint())?;
    sources::update(&mut tx, id, &definition).await?;
    tx.commit().await?;
    Ok(Json(StoredSource { definition, ..source }.into()))
}

/// `DELETE /v1/sources/{id}`
pub async fn delete(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Source>,
) -> Result<StatusCode, Refused> {
    Problem::unless_unused("source", &uses::of_source(&app.db, tenant, id).await?)?;
    let mut tx = app.db.begin().await?;
    sources::lock(&mut tx, tenant, id).await?.ok_or_else(|| Problem::not_found("source"))?;
    sources::delete(&mut tx, id, app.clock.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /v1/sources/{id}`
pub async fn find(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Source>,
) -> Result<Json<Told>, Refused> {
    let source = sources::find(&app.db, tenant, id).await?.ok_or_else(|| Problem::not_found("source"))?;
    Ok(Json(source.into()))
}

/// `GET /v1/sources`
pub async fn list(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Query(wanted): Query<Plain>,
) -> Result<Json<Listed<Told>>, Refused> {
    let slice = wanted.slice()?;
    let limit = slice.limit;
    let rows = sources::list(&app.db, tenant, slice).await?;
    Ok(Json(Listed::new(rows, limit, |row| row.id, Told::from)))
}
