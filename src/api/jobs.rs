//! Jobs.

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
    domain::{id::Id, job::Job, source::Source, workflow::Workflow},
    store::{
        jobs::{self, StoredJob},
        sources, workflows,
    },
};

/// What a job is made of.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "NewJob")]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Customers read it as what will be done.
    name: String,
    source_id: Id<Source>,
    #[serde(default)]
    workflow_ids: Vec<Id<Workflow>>,
}

/// A job as the API tells it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Job")]
pub struct Told {
    id: Id<Job>,
    #[schemars(extend("const" = "job"))]
    object: &'static str,
    name: String,
    source_id: Id<Source>,
    workflow_ids: Vec<Id<Workflow>>,
    created_at: Moment,
}

impl From<StoredJob> for Told {
    fn from(stored: StoredJob) -> Self {
        Self {
            id: stored.id,
            object: "job",
            name: stored.name,
            source_id: stored.source_id,
            workflow_ids: stored.workflow_ids,
            created_at: told(stored.created_at),
        }
    }
}

/// `POST /v1/jobs`
pub async fn create(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Body(create): Body<Create>,
) -> Result<(StatusCode, Json<Told>), Refused> {
    if !(1..=80).contains(&create.name.trim().chars().count()) {
        return Err(Problem::invalid("name", "a name has 1 to 80 characters").into());
    }
    let mut tx = app.db.begin().await?;
    let source = sources::find(&mut tx, tenant, create.source_id).await?;
    source.ok_or_else(|| Problem::invalid("source_id", "there is no such source"))?;
    for (index, id) in create.workflow_ids.iter().enumerate() {
        let workflow = workflows::find(&mut tx, tenant, *id).await?;
        if workflow.is_none_or(|workflow| workflow.source_id != create.source_id) {
            let field = format!("workflow_ids[{index}]");
            return Err(Problem::invalid(&field, "there is no such workflow of this source").into());
        }
    }
    let job = StoredJob {
        id: app.id(),
        source_id: create.source_id,
        name: create.name,
        workflow_ids: create.workflow_ids,
        created_at: app.clock.now(),
    };
    jobs::insert(&mut tx, tenant, &job).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(job.into())))
}

/// `GET /v1/jobs/{id}`
pub async fn find(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Job>,
) -> Result<Json<Told>, Refused> {
    let job = jobs::find(&app.db, tenant, id).await?.ok_or_else(|| Problem::not_found("job"))?;
    Ok(Json(job.into()))
}

/// `GET /v1/jobs`
pub async fn list(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Query(wanted): Query<Plain>,
) -> Result<Json<Listed<Told>>, Refused> {
    let slice = wanted.slice()?;
    let limit = slice.limit;
    let rows = jobs::list(&app.db, tenant, slice).await?;
    Ok(Json(Listed::new(rows, limit, |row| row.id, Told::from)))
}
