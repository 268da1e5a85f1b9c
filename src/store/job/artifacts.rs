//! Artifacts: what workflow runs brought home.

use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        job::{Artifact, WorkflowRun},
        tenant::Tenant,
    },
    store::{
        Db, StoreError, Tx,
        sql::{query::query, slice::Slice, stored::Reader},
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
struct Row {
    id: String,
    tenant_id: String,
    workflow_run_id: String,
    name: String,
    content_type: String,
    content: String,
    created_at: i64,
}

impl Row {
    fn read(self) -> Result<StoredArtifact, StoreError> {
        let reader = Reader(&self.id);
        Ok(StoredArtifact {
            id: reader.parse("artifacts.id", &self.id)?,
            tenant_id: reader.parse("artifacts.tenant_id", &self.tenant_id)?,
            workflow_run_id: reader.parse("artifacts.workflow_run_id", &self.workflow_run_id)?,
            created_at: reader.time("artifacts.created_at", self.created_at)?,
            name: self.name,
            content_type: self.content_type,
            content: self.content,
        })
    }
}

/// One artifact of a tenant.
pub async fn find(db: &Db, tenant: Id<Tenant>, id: Id<Artifact>) -> Result<Option<StoredArtifact>, StoreError> {
    let row: Option<Row> = query(
        "SELECT id, tenant_id, workflow_run_id, name, content_type, content, created_at FROM artifacts
         WHERE tenant_id = $1 AND id = $2",
    )
    .bind(tenant)
    .bind(id)
    .opt(db)
    .await?;
    row.map(Row::read).transpose()
}

/// A tenant's artifacts, of one workflow run where that is said.
pub async fn list(
    db: &Db,
    tenant: Id<Tenant>,
    run: Option<Id<WorkflowRun>>,
    slice: Slice<Artifact>,
) -> Result<Vec<StoredArtifact>, StoreError> {
    let rows: Vec<Row> = query(
        "SELECT id, tenant_id, workflow_run_id, name, content_type, content, created_at FROM artifacts
         WHERE tenant_id = $1 AND id < $2 AND ($4 IS NULL OR workflow_run_id = $4) ORDER BY id DESC LIMIT $3",
    )
    .bind(tenant)
    .bind(slice.bound())
    .bind(slice.limit())
    .bind(run)
    .all(db)
    .await?;
    rows.into_iter().map(Row::read).collect()
}
