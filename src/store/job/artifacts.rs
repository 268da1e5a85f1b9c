//! Artifacts: what workflow runs brought home.

use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        job::{Artifact, WorkflowRun},
        tenant::Tenant,
    },
    store::{
        StoreError, Tx,
        sql::{query::query, stored::Reader},
        table::Table,
    },
};

/// One result of a workflow run.
#[derive(Debug, Clone)]
pub struct StoredArtifact {
    pub id: Id<Artifact>,
    pub tenant_id: Id<Tenant>,
    pub workflow_run_id: Id<WorkflowRun>,
    pub name: String,
    pub content_type: String,
    pub content: String,
    pub created_at: OffsetDateTime,
}

/// Adds an artifact.
pub async fn insert(tx: &mut Tx, artifact: &StoredArtifact) -> Result<(), StoreError> {
    query(
        "INSERT INTO artifacts (id, tenant_id, workflow_run_id, name, content_type, content, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(artifact.id)
    .bind(artifact.tenant_id)
    .bind(artifact.workflow_run_id)
    .bind(artifact.name.as_str())
    .bind(artifact.content_type.as_str())
    .bind(artifact.content.as_str())
    .bind(artifact.created_at)
    .run(tx)
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
pub struct Row {
    id: String,
    tenant_id: String,
    workflow_run_id: String,
    name: String,
    content_type: String,
    content: String,
    created_at: i64,
}

impl Table for StoredArtifact {
    type Noun = Artifact;
    type Row = Row;
    type Filter = Option<Id<WorkflowRun>>;
    const NAME: &'static str = "artifacts";
    const COLUMNS: &'static str = "id, tenant_id, workflow_run_id, name, content_type, content, created_at";
    const PARENT: Option<&'static str> = Some("workflow_run_id");

    fn read(row: Row) -> Result<Self, StoreError> {
        let reader = Reader(&row.id);
        Ok(Self {
            id: reader.parse("artifacts.id", &row.id)?,
            tenant_id: reader.parse("artifacts.tenant_id", &row.tenant_id)?,
            workflow_run_id: reader.parse("artifacts.workflow_run_id", &row.workflow_run_id)?,
            created_at: reader.time("artifacts.created_at", row.created_at)?,
            name: row.name,
            content_type: row.content_type,
            content: row.content,
        })
    }

    fn id(&self) -> Id<Artifact> {
        self.id
    }
}
