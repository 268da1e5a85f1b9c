//! Jobs.

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
        job::{Job, workflow::Workflow},
        line,
        moment::{Moment, told},
        source::Source,
        tenant::Tenant,
    },
    store::{
        Tx,
        job::{
            jobs::{self, StoredJob},
            workflows,
        },
        source::sources,
        uses,
    },
};

/// More than one person could be told of at once.
const MOST_WORKFLOWS: usize = 20;

/// What a job is made of.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "NewJob")]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Customers read it as what will be done.
    #[schemars(length(max = 80), regex(pattern = line::PATTERN), example = &"Read your invoices")]
    name: String,
    source_id: Id<Source>,
    /// Run one after the other; without any, the job only signs in.
    #[serde(default)]
    #[schemars(length(max = 20))]
    workflow_ids: Vec<Id<Workflow>>,
}

/// What may be changed of a job.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "JobChange")]
#[serde(deny_unknown_fields)]
pub struct Change {
    #[schemars(length(max = 80), regex(pattern = line::PATTERN))]
    name: String,
    #[schemars(length(max = 20))]
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
    Post { body: create, mut once }: Post<Create>,
) -> Result<Response, Refused> {
    let mut tx = once.begin(&app).await?;
    let source = sources::find(&mut tx, tenant, create.source_id).await?;
    source.ok_or_else(|| Problem::invalid("source_id", "there is no such source"))?;
    check(&mut tx, tenant, create.source_id, &create.name, &create.workflow_ids).await?;
    let job = StoredJob {
        id: app.id(),
        source_id: create.source_id,
        name: create.name,
        workflow_ids: create.workflow_ids,
        created_at: app.clock.now(),
    };
    jobs::insert(&mut tx, tenant, &job).await?;
    once.created(&app, tx, &Told::from(job)).await
}

async fn check(
    tx: &mut Tx,
    tenant: Id<Tenant>,
    source: Id<Source>,
    name: &str,
    workflow_ids: &[Id<Workflow>],
) -> Result<(), Refused> {
    if let Some(mistake) = line::mistake(name, 80) {
        return Err(Problem::invalid("name", mistake).into());
    }
    if workflow_ids.len() > MOST_WORKFLOWS {
        return Err(Problem::invalid("workflow_ids", "at most 20 workflows").into());
    }
    for (index, id) in workflow_ids.iter().enumerate() {
        let workflow = workflows::find(&mut *tx, tenant, *id).await?;
        if workflow.is_none_or(|workflow| workflow.source_id != source) {
            let field = format!("workflow_ids[{index}]");
            return Err(Problem::invalid(&field, "there is no such workflow of this source").into());
        }
    }
    Ok(())
}

/// `PATCH /v1/jobs/{id}`
pub async fn update(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Job>,
    patch: Patch,
) -> Result<Json<Told>, Refused> {
    let mut tx = app.db.begin().await?;
    let mut job = jobs::lock(&mut tx, tenant, id).await?.ok_or_else(|| Problem::not_found("job"))?;
    let change = patch.onto(&Change { name: job.name, workflow_ids: job.workflow_ids })?;
    check(&mut tx, tenant, job.source_id, &change.name, &change.workflow_ids).await?;
    (job.name, job.workflow_ids) = (change.name, change.workflow_ids);
    jobs::update(&mut tx, &job).await?;
    tx.commit().await?;
    Ok(Json(job.into()))
}

/// `DELETE /v1/jobs/{id}`
pub async fn delete(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Job>,
) -> Result<StatusCode, Refused> {
    Problem::unless_unused("job", &uses::of_job(&app.db, tenant, id).await?)?;
    let mut tx = app.db.begin().await?;
    jobs::lock(&mut tx, tenant, id).await?.ok_or_else(|| Problem::not_found("job"))?;
    jobs::delete(&mut tx, id, app.clock.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
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
