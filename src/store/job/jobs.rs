//! Jobs.

use serde_json::{Map, Value};
use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        job::{Job, name::JobName, workflow::Workflow},
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

/// A job as it is stored.
#[derive(Debug, Clone)]
pub struct StoredJob {
    pub id: Id<Job>,
    pub source_id: Id<Source>,
    pub name: JobName,
    pub workflow_ids: Vec<Id<Workflow>>,
    /// The values that its workflows are given for every link, unless the link has others.
    pub inputs: Map<String, Value>,
    pub created_at: OffsetDateTime,
}

/// Adds a job.
pub async fn insert(tx: &mut Tx, tenant: Id<Tenant>, job: &StoredJob) -> Result<(), StoreError> {
    query(
        "INSERT INTO jobs (id, tenant_id, source_id, name, names, workflow_ids, created_at, inputs)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(job.id)
    .bind(tenant)
    .bind(job.source_id)
    .bind(job.name.name.as_str())
    .bind(to_json(&job.name.names))
    .bind(to_json(&job.workflow_ids))
    .bind(job.created_at)
    .bind(to_json(&job.inputs))
    .later(tx)
    .await
}

#[derive(sqlx::FromRow)]
pub struct Row {
    id: String,
    source_id: String,
    name: String,
    names: String,
    workflow_ids: String,
    inputs: String,
    created_at: i64,
}

impl Table for StoredJob {
    type Noun = Job;
    type Row = Row;
    type Filter = ();
    const NAME: &'static str = "jobs";
    const COLUMNS: &'static str = "id, source_id, name, names, workflow_ids, inputs, created_at";
    const KEEPS_DELETED: bool = true;

    fn read(row: Row) -> Result<Self, StoreError> {
        let reader = Reader(&row.id);
        Ok(Self {
            id: reader.parse("jobs.id", &row.id)?,
            source_id: reader.parse("jobs.source_id", &row.source_id)?,
            workflow_ids: reader.json("jobs.workflow_ids", &row.workflow_ids)?,
            inputs: reader.json("jobs.inputs", &row.inputs)?,
            created_at: reader.time("jobs.created_at", row.created_at)?,
            name: JobName { names: reader.json("jobs.names", &row.names)?, name: row.name },
        })
    }

    fn id(&self) -> Id<Job> {
        self.id
    }
}

/// Writes what may be changed of a job.
pub async fn update(tx: &mut Tx, job: &StoredJob) -> Result<(), StoreError> {
    query("UPDATE jobs SET name = $2, names = $3, workflow_ids = $4, inputs = $5 WHERE id = $1")
        .bind(job.id)
        .bind(job.name.name.as_str())
        .bind(to_json(&job.name.names))
        .bind(to_json(&job.workflow_ids))
        .bind(to_json(&job.inputs))
        .later(tx)
        .await?;
    table::redefine::<StoredJob>(tx, job.id).await
}
