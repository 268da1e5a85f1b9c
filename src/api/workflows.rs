//! Workflows.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    error::Refused,
    key::Caller,
    list::{Listed, Moment, Plain, told},
    problem::Problem,
    request::{Body, Named, Query},
};
use crate::{
    app::App,
    domain::{
        id::Id,
        source::Source,
        workflow::{self, Step, Workflow},
    },
    store::{
        sources,
        workflows::{self, StoredWorkflow},
    },
};

/// What a workflow is made of.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "NewWorkflow")]
#[serde(deny_unknown_fields)]
pub struct Create {
    name: String,
    source_id: Id<Source>,
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
    Body(create): Body<Create>,
) -> Result<(StatusCode, Json<Told>), Refused> {
    let mistakes = workflow::lint(&create.steps);
    if !mistakes.is_empty() {
        return Err(Problem::mistakes(mistakes).into());
    }
    if !(1..=80).contains(&create.name.trim().chars().count()) {
        return Err(Problem::invalid("name", "a name has 1 to 80 characters").into());
    }
    let mut tx = app.db.begin().await?;
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
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(workflow.into())))
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
