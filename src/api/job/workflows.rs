//! Workflows.

use std::sync::Arc;

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    api::http::{
        auth::Caller,
        error::ApiError,
        list::NoFilter,
        object::{Delete, Object},
        post::{Created, Post},
        problem::Problem,
        request::{Patch, PathId},
        scope::{JobsRead, JobsWrite},
    },
    app::App,
    domain::{
        id::Id,
        job::{
            input::Inputs,
            permissions::Permissions,
            schema,
            step::Step,
            workflow::{self, Workflow},
        },
        line,
        moment::Moment,
        source::{Source, recipe::lint::Mistake},
    },
    store::{
        job::workflows::{self, StoredWorkflow},
        source::sources::StoredSource,
        table,
    },
};

/// What a workflow is made of.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWorkflow {
    #[schemars(length(max = 80), regex(pattern = line::PATTERN), example = &"Read invoices")]
    name: String,
    source_id: Id<Source>,
    #[schemars(length(min = 1, max = 100))]
    steps: Vec<Step>,
    /// What the workflow may do at the source. Without it, it reads, and changes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    permissions: Option<Permissions>,
    /// What it is given with each link, as a JSON Schema (2020-12); `{{input.name}}` stands for one in its steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inputs: Option<Inputs>,
}

/// What may be changed of a workflow.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkflowChange {
    #[schemars(length(max = 80), regex(pattern = line::PATTERN))]
    name: String,
    #[schemars(length(min = 1, max = 100))]
    steps: Vec<Step>,
    /// What the workflow may do at the source. Without it, it reads, and changes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    permissions: Option<Permissions>,
    /// What it is given with each link, as a JSON Schema (2020-12).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inputs: Option<Inputs>,
}

/// A workflow as the API shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Workflow")]
pub struct WorkflowResponse {
    id: Id<Workflow>,
    #[schemars(extend("const" = "workflow"))]
    object: &'static str,
    name: String,
    source_id: Id<Source>,
    steps: Vec<Step>,
    /// The JSON Schema (2020-12) of the result: what each `extract` reads, by its name.
    output_schema: Value,
    permissions: Option<Permissions>,
    inputs: Option<Inputs>,
    created_at: Moment,
}

impl Object for Workflow {
    const NAME: &'static str = "workflow";
    type Read = JobsRead;
    type Stored = StoredWorkflow;
    type Filter = NoFilter;
    type Response = WorkflowResponse;

    fn response(_: &App, stored: StoredWorkflow) -> Result<WorkflowResponse, ApiError> {
        Ok(stored.into())
    }
}

impl Delete for Workflow {
    type Write = JobsWrite;
}

impl From<StoredWorkflow> for WorkflowResponse {
    fn from(stored: StoredWorkflow) -> Self {
        Self {
            id: stored.id,
            object: "workflow",
            name: stored.name,
            source_id: stored.source_id,
            output_schema: schema::of_workflow(&stored.steps),
            steps: stored.steps,
            permissions: stored.permissions,
            inputs: stored.inputs,
            created_at: Moment::from(stored.created_at),
        }
    }
}

fn mistakes(name: &str, steps: &[Step], permissions: Option<&Permissions>, inputs: Option<&Inputs>) -> Vec<Mistake> {
    let mut mistakes = workflow::lint(name, steps, inputs);
    mistakes.extend(permissions.into_iter().flat_map(|permissions| permissions.lint("permissions")));
    mistakes
}

/// `POST /v1/workflows`
pub async fn create(
    State(app): State<Arc<App>>,
    caller: Caller<JobsWrite>,
    Post { body: create, mut once }: Post<NewWorkflow>,
) -> Result<Created<WorkflowResponse>, ApiError> {
    Problem::unless_none(mistakes(&create.name, &create.steps, create.permissions.as_ref(), create.inputs.as_ref()))?;
    let mut tx = once.begin(&app).await?;
    let source = table::hold::<StoredSource>(&mut tx, caller.tenant, create.source_id).await?;
    source.ok_or_else(|| Problem::invalid("source_id", "there is no such source"))?;
    let workflow = StoredWorkflow {
        id: app.id(),
        source_id: create.source_id,
        name: create.name,
        steps: create.steps,
        permissions: create.permissions,
        inputs: create.inputs,
        created_at: app.clock.now(),
    };
    workflows::insert(&mut tx, caller.tenant, &workflow).await?;
    once.created(&app, tx, &WorkflowResponse::from(workflow)).await
}

/// `PATCH /v1/workflows/{id}`
pub async fn update(
    State(app): State<Arc<App>>,
    caller: Caller<JobsWrite>,
    PathId(id): PathId<Workflow>,
    patch: Patch<WorkflowChange>,
) -> Result<Json<WorkflowResponse>, ApiError> {
    let mut tx = app.db.begin().await?;
    let mut workflow =
        table::lock::<StoredWorkflow>(&mut tx, caller.tenant, id).await?.ok_or_else(Workflow::missing)?;
    let before = WorkflowChange {
        name: workflow.name,
        steps: workflow.steps,
        permissions: workflow.permissions,
        inputs: workflow.inputs,
    };
    let WorkflowChange { name, steps, permissions, inputs } = patch.onto(&before)?;
    Problem::unless_none(mistakes(&name, &steps, permissions.as_ref(), inputs.as_ref()))?;
    (workflow.name, workflow.steps, workflow.permissions, workflow.inputs) = (name, steps, permissions, inputs);
    workflows::update(&mut tx, &workflow).await?;
    tx.commit().await?;
    Ok(Json(workflow.into()))
}
