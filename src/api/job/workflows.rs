//! Workflows.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode, response::Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
        job::workflow::{self, Step, Workflow},
        line,
        moment::{Moment, told},
        source::Source,
    },
    store::{
        job::workflows::{self, StoredWorkflow},
        source::sources,
        uses,
    },
};

/// What a workflow is made of.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "NewWorkflow")]
#[serde(deny_unknown_fields)]
pub struct Create {
    #[schemars(length(max = 80), regex(pattern = line::PATTERN), example = &"Read invoices")]
    name: String,
    source_id: Id<Source>,
    #[schemars(length(min = 1, max = 100))]
    steps: Vec<Step>,
}

/// What may be changed of a workflow.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "WorkflowChange")]
#[serde(deny_unknown_fields)]
pub struct Change {
    #[schemars(length(max = 80), regex(pattern = line::PATTERN))]
    name: String,
    #[schemars(length(min = 1, max = 100))]
    steps: Vec<Step>,
}

/// A workflow as the API tells it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Workflow")]
pub struct Told {
    id: Id<Workflow>,
    #[schemars(extend("const" = "workflow"))]
    object: &'static str,
    name: String,
    source_id: Id<Source>,
    steps: Vec<Step>,
    created_at: Moment,
}

impl From<StoredWorkflow> for Told {
    fn from(stored: StoredWorkflow) -> Self {
        Self {
            id: stored.id,
            object: "workflow",
            name: stored.name,
            source_id: stored.source_id,
            steps: stored.steps,
            created_at: told(stored.created_at),
        }
    }
}

/// `POST /v1/workflows`
pub async fn create(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Post { body: create, mut once }: Post<Create>,
) -> Result<Response, Refused> {
    Problem::unless_none(workflow::lint(&create.name, &create.steps))?;
    let mut tx = once.begin(&app).await?;
    let source = sources::find(&mut tx, tenant, create.source_id).await?;
    source.ok_or_else(|| Problem::invalid("source_id", "there is no such source"))?;
    let workflow = StoredWorkflow {
        id: app.id(),
        source_id: create.source_id,
        name: create.name,
        steps: create.steps,
        created_at: app.clock.now(),
    };
    workflows::insert(&mut tx, tenant, &workflow).await?;
    once.created(&app, tx, &Told::from(workflow)).await
}

/// `PATCH /v1/workflows/{id}`
pub async fn update(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Workflow>,
    patch: Patch,
) -> Result<Json<Told>, Refused> {
    let mut tx = app.db.begin().await?;
    let mut workflow = workflows::lock(&mut tx, tenant, id).await?.ok_or_else(|| Problem::not_found("workflow"))?;
    let Change { name, steps } = patch.onto(&Change { name: workflow.name, steps: workflow.steps })?;
    Problem::unless_none(workflow::lint(&name, &steps))?;
    (workflow.name, workflow.steps) = (name, steps);
    workflows::update(&mut tx, &workflow).await?;
    tx.commit().await?;
    Ok(Json(workflow.into()))
}

/// `DELETE /v1/workflows/{id}`
pub async fn delete(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Workflow>,
) -> Result<StatusCode, Refused> {
    Problem::unless_unused("workflow", &uses::of_workflow(&app.db, tenant, id).await?)?;
    let mut tx = app.db.begin().await?;
    workflows::lock(&mut tx, tenant, id).await?.ok_or_else(|| Problem::not_found("workflow"))?;
    workflows::delete(&mut tx, id, app.clock.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /v1/workflows/{id}`
pub async fn find(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Workflow>,
) -> Result<Json<Told>, Refused> {
    let workflow = workflows::find(&app.db, tenant, id).await?.ok_or_else(|| Problem::not_found("workflow"))?;
    Ok(Json(workflow.into()))
}

/// `GET /v1/workflows`
pub async fn list(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Query(wanted): Query<Plain>,
) -> Result<Json<Listed<Told>>, Refused> {
    let slice = wanted.slice()?;
    let limit = slice.limit;
    let rows = workflows::list(&app.db, tenant, slice).await?;
    Ok(Json(Listed::new(rows, limit, |row| row.id, Told::from)))
}
