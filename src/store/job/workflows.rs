//! Workflows.

use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        job::{input::Inputs, permissions::Permissions, step::Step, workflow::Workflow},
        source::Source,
        tenant::Tenant,
    },
    store::{
        StoreError, Tx,
        sql::{
            query::query,
            stored::{Reader, to_json},
        },
        table::{self, Table},
    },
};

/// A workflow as it is stored.
#[derive(Debug, Clone)]
pub struct StoredWorkflow {
    pub id: Id<Workflow>,
    pub source_id: Id<Source>,
    pub name: String,
    pub steps: Vec<Step>,
    /// What it may do at the source, where its author declared it.
    pub permissions: Option<Permissions>,
    /// What it is given with each link.
    pub inputs: Option<Inputs>,
    pub created_at: OffsetDateTime,
}

/// Adds a workflow.
pub async fn insert(tx: &mut Tx, tenant: Id<Tenant>, workflow: &StoredWorkflow) -> Result<(), StoreError> {
    query(
        "INSERT INTO workflows (id, tenant_id, source_id, name, steps, permissions, created_at, inputs)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(workflow.id)
    .bind(tenant)
    .bind(workflow.source_id)
    .bind(workflow.name.as_str())
    .bind(to_json(&workflow.steps))
    .bind(workflow.permissions.as_ref().map(to_json))
    .bind(workflow.created_at)
    .bind(workflow.inputs.as_ref().map(to_json))
    .later(tx)
    .await
}

#[derive(sqlx::FromRow)]
pub struct Row {
    id: String,
    source_id: String,
    name: String,
    steps: String,
    permissions: Option<String>,
    inputs: Option<String>,
    created_at: i64,
}

impl Table for StoredWorkflow {
    type Noun = Workflow;
    type Row = Row;
    type Filter = ();
    const NAME: &'static str = "workflows";
    const COLUMNS: &'static str = "id, source_id, name, steps, permissions, inputs, created_at";
    const KEEPS_DELETED: bool = true;

    fn read(row: Row) -> Result<Self, StoreError> {
        let reader = Reader(&row.id);
        Ok(Self {
            id: reader.parse("workflows.id", &row.id)?,
            source_id: reader.parse("workflows.source_id", &row.source_id)?,
            steps: reader.json("workflows.steps", &row.steps)?,
            permissions: row.permissions.map(|text| reader.json("workflows.permissions", &text)).transpose()?,
            inputs: row.inputs.map(|text| reader.json("workflows.inputs", &text)).transpose()?,
            created_at: reader.time("workflows.created_at", row.created_at)?,
            name: row.name,
        })
    }

    fn id(&self) -> Id<Workflow> {
        self.id
    }
}

/// Writes what may be changed of a workflow.
pub async fn update(tx: &mut Tx, workflow: &StoredWorkflow) -> Result<(), StoreError> {
    query("UPDATE workflows SET name = $2, steps = $3, permissions = $4, inputs = $5 WHERE id = $1")
        .bind(workflow.id)
        .bind(workflow.name.as_str())
        .bind(to_json(&workflow.steps))
        .bind(workflow.permissions.as_ref().map(to_json))
        .bind(workflow.inputs.as_ref().map(to_json))
        .later(tx)
        .await?;
    table::redefine::<StoredWorkflow>(tx, workflow.id).await
}
