//! Jobs.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    api::http::{
        auth::Caller,
        body::mistakes::Mistakes,
        error::ApiError,
        list::NoFilter,
        object::{Delete, Object},
        post::{Created, Post},
        request::{Patch, PathId},
        scope::{JobsRead, JobsWrite},
    },
    app::App,
    domain::{
        id::Id,
        job::{Job, name::JobName, workflow::Workflow},
        line,
        moment::Moment,
        source::Source,
        tenant::Tenant,
    },
    service::job::inputs,
    store::{
        StoreError, Tx,
        job::{
            jobs::{self, StoredJob},
            workflows::StoredWorkflow,
        },
        source::sources::StoredSource,
        table,
    },
};

/// The most workflows of a job.
const MOST_WORKFLOWS: usize = 20;

/// What a job is made of.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewJob {
    /// Customers read it as what will be done.
    #[schemars(length(max = 80), regex(pattern = line::PATTERN), example = &"Read your invoices")]
    name: String,
    /// What it is in other languages, by their tags: `ar`, `de`, `en`, `es`, `fr`, `ja` or `pt`.
    #[serde(default)]
    #[schemars(example = &serde_json::json!({"de": "Ihre Rechnungen lesen"}))]
    names: BTreeMap<String, String>,
    source_id: Id<Source>,
    /// Run one after the other; without any, the job only signs in.
    #[serde(default)]
    #[schemars(length(max = 20))]
    workflow_ids: Vec<Id<Workflow>>,
    /// What the workflows are given for every link, by the names that they declare; a link may have others.
    #[serde(default)]
    inputs: Map<String, Value>,
}

/// What may be changed of a job.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JobChange {
    #[schemars(length(max = 80), regex(pattern = line::PATTERN))]
    name: String,
    names: BTreeMap<String, String>,
    #[schemars(length(max = 20))]
    workflow_ids: Vec<Id<Workflow>>,
    inputs: Map<String, Value>,
}

/// A job as the API shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Job")]
pub struct JobResponse {
    id: Id<Job>,
    #[schemars(extend("const" = "job"))]
    object: &'static str,
    name: String,
    names: BTreeMap<String, String>,
    source_id: Id<Source>,
    workflow_ids: Vec<Id<Workflow>>,
    inputs: Map<String, Value>,
    created_at: Moment,
}

impl Object for Job {
    const NAME: &'static str = "job";
    type Read = JobsRead;
    type Stored = StoredJob;
    type Filter = NoFilter;
    type Response = JobResponse;

    fn response(_: &App, stored: StoredJob) -> Result<JobResponse, ApiError> {
        Ok(stored.into())
    }
}

impl Delete for Job {
    type Write = JobsWrite;
}

impl From<StoredJob> for JobResponse {
    fn from(stored: StoredJob) -> Self {
        Self {
            id: stored.id,
            object: "job",
            name: stored.name.name,
            names: stored.name.names,
            source_id: stored.source_id,
            workflow_ids: stored.workflow_ids,
            inputs: stored.inputs,
            created_at: Moment::from(stored.created_at),
        }
    }
}

/// `POST /v1/jobs`
pub async fn create(
    State(app): State<Arc<App>>,
    caller: Caller<JobsWrite>,
    Post { body: create, mut once }: Post<NewJob>,
) -> Result<Created<JobResponse>, ApiError> {
    let mut tx = once.begin(&app).await?;
    let mut mistakes = Mistakes::default();
    if table::hold::<StoredSource>(&mut tx, caller.tenant, create.source_id).await?.is_none() {
        mistakes.add("source_id", "there is no such source");
    }
    let job = StoredJob {
        id: app.id(),
        source_id: create.source_id,
        name: JobName { name: create.name, names: create.names },
        workflow_ids: create.workflow_ids,
        inputs: create.inputs,
        created_at: app.clock.now(),
    };
    check(&mut tx, &mut mistakes, caller.tenant, &job).await?;
    mistakes.unless_none()?;
    jobs::insert(&mut tx, caller.tenant, &job).await?;
    once.created(&app, tx, &JobResponse::from(job)).await
}

/// Finds mistakes in a job's name, workflows and inputs; holds the workflows.
async fn check(tx: &mut Tx, mistakes: &mut Mistakes, tenant: Id<Tenant>, job: &StoredJob) -> Result<(), StoreError> {
    for mistake in job.name.lint() {
        mistakes.add(&mistake.key, mistake.message);
    }
    if job.workflow_ids.len() > MOST_WORKFLOWS {
        mistakes.add("workflow_ids", format!("at most {MOST_WORKFLOWS} workflows"));
        return Ok(());
    }
    for (index, id) in job.workflow_ids.iter().enumerate() {
        let workflow = table::hold::<StoredWorkflow>(tx, tenant, *id).await?;
        if workflow.is_none_or(|workflow| workflow.source_id != job.source_id) {
            mistakes.add(&format!("workflow_ids[{index}]"), "there is no such workflow of this source");
        }
    }
    for mistake in inputs::mistakes_of_job(tx, tenant, job).await? {
        mistakes.add(&format!("inputs.{}", mistake.key), mistake.message);
    }
    Ok(())
}

/// `PATCH /v1/jobs/{id}`
pub async fn update(
    State(app): State<Arc<App>>,
    caller: Caller<JobsWrite>,
    PathId(id): PathId<Job>,
    patch: Patch<JobChange>,
) -> Result<Json<JobResponse>, ApiError> {
    let mut tx = app.db.begin().await?;
    let mut job = table::lock::<StoredJob>(&mut tx, caller.tenant, id).await?.ok_or_else(Job::missing)?;
    let before =
        JobChange { name: job.name.name, names: job.name.names, workflow_ids: job.workflow_ids, inputs: job.inputs };
    let JobChange { name, names, workflow_ids, inputs } = patch.onto(&before)?;
    (job.name, job.workflow_ids, job.inputs) = (JobName { name, names }, workflow_ids, inputs);
    let mut mistakes = Mistakes::default();
    check(&mut tx, &mut mistakes, caller.tenant, &job).await?;
    mistakes.unless_none()?;
    jobs::update(&mut tx, &job).await?;
    tx.commit().await?;
    Ok(Json(job.into()))
}
