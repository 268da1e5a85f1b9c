//! Artifacts: what workflow runs brought home.

use const_format::formatcp;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use super::object_deletions;
use crate::{
    domain::{
        crypto::hex,
        id::Id,
        job::{Artifact, WorkflowRun, artifact::Kind},
        tenant::Tenant,
    },
    store::{
        Db, StoreError, Tx,
        sql::{
            query::{At, query},
            stored::Reader,
        },
        table::Table,
    },
};

/// One result of a workflow run.
#[derive(Debug, Clone)]
pub struct StoredArtifact {
    pub id: Id<Artifact>,
    pub tenant_id: Id<Tenant>,
    pub workflow_run_id: Id<WorkflowRun>,
    pub kind: Kind,
    pub name: String,
    pub media_type: String,
    pub content: Content,
    /// Bytes of the content.
    pub size: u64,
    /// Of the content, in hexadecimal digits.
    pub sha256: String,
    pub created_at: OffsetDateTime,
    /// When it is deleted, if ever.
    pub expires_at: Option<OffsetDateTime>,
}

impl StoredArtifact {
    /// The numbers of the step and of the item that made it, as far as they are known.
    pub fn made_by(&self) -> (Option<u32>, Option<u32>) {
        let Content::Object(object) = &self.content else { return (None, None) };
        let mut parts = object.place.split('/').map(|part| part.parse().ok());
        (parts.next().flatten(), parts.next().flatten())
    }
}

/// Where the content of an artifact is.
#[derive(Debug, Clone)]
pub enum Content {
    /// In the row, as that of every artifact of an older version.
    Row(String),
    Object(ContentObject),
}

/// The content of an artifact as an object of the artifact store.
#[derive(Debug, Clone)]
pub struct ContentObject {
    /// Which step of the run made it, and for which item; a run has one artifact of each place.
    pub place: String,
    pub name: String,
    pub sealed_key: String,
}

/// Adds an artifact with its object; false where its place is taken.
pub async fn insert(tx: &mut Tx, artifact: &StoredArtifact) -> Result<bool, StoreError> {
    let Content::Object(object) = &artifact.content else { return Ok(false) };
    let inserted = query(
        "INSERT INTO artifacts (id, tenant_id, workflow_run_id, kind, name, content_type, content, place, object,
             content_key, size, sha256, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, '', $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING",
    )
    .bind(artifact.id)
    .bind(artifact.tenant_id)
    .bind(artifact.workflow_run_id)
    .bind(<&str>::from(artifact.kind))
    .bind(artifact.name.as_str())
    .bind(artifact.media_type.as_str())
    .bind(object.place.as_str())
    .bind(object.name.as_str())
    .bind(object.sealed_key.as_str())
    .bind(i64::try_from(artifact.size).unwrap_or(i64::MAX))
    .bind(artifact.sha256.as_str())
    .bind(artifact.created_at)
    .bind(artifact.expires_at)
    .run(tx)
    .await?;
    Ok(inserted == 1)
}

#[derive(sqlx::FromRow)]
struct ObjectRow {
    id: String,
    object: Option<String>,
}

async fn delete_row(tx: &mut Tx, row: &ObjectRow, now: OffsetDateTime) -> Result<(), StoreError> {
    query("DELETE FROM artifacts WHERE id = $1").bind(row.id.as_str()).later(tx).await?;
    if let Some(object) = &row.object {
        object_deletions::insert(tx, object, now).await?;
    }
    Ok(())
}

/// Deletes an artifact, which is locked, and has its object deleted.
pub async fn delete(tx: &mut Tx, artifact: &StoredArtifact, now: OffsetDateTime) -> Result<(), StoreError> {
    let object = match &artifact.content {
        Content::Row(_) => None,
        Content::Object(object) => Some(object.name.clone()),
    };
    delete_row(tx, &ObjectRow { id: artifact.id.to_string(), object }, now).await
}

/// What a step of a run made, if it is kept.
pub async fn at_place(
    at: impl Into<At<'_>>,
    run: Id<WorkflowRun>,
    place: &str,
) -> Result<Option<StoredArtifact>, StoreError> {
    let row: Option<Row> =
        query(formatcp!("SELECT {COLUMNS} FROM artifacts WHERE workflow_run_id = $1 AND place = $2"))
            .bind(run)
            .bind(place)
            .opt(at)
            .await?;
    row.map(StoredArtifact::read).transpose()
}

/// Whether there are artifacts whose time is up.
pub async fn any_expired(db: &Db, now: OffsetDateTime) -> Result<bool, StoreError> {
    let row: Option<ObjectRow> =
        query("SELECT id, object FROM artifacts WHERE expires_at <= $1 LIMIT 1").bind(now).opt(db).await?;
    Ok(row.is_some())
}

/// Deletes some artifacts whose time is up, and has their objects deleted.
pub async fn delete_expired(tx: &mut Tx, now: OffsetDateTime, limit: i64) -> Result<(), StoreError> {
    let rows: Vec<ObjectRow> =
        query("SELECT id, object FROM artifacts WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2")
            .bind(now)
            .bind(limit)
            .all(&mut *tx)
            .await?;
    for row in rows {
        delete_row(tx, &row, now).await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
pub struct Row {
    id: String,
    tenant_id: String,
    workflow_run_id: String,
    kind: String,
    name: String,
    content_type: String,
    content: String,
    place: Option<String>,
    object: Option<String>,
    content_key: Option<String>,
    size: Option<i64>,
    sha256: Option<String>,
    created_at: i64,
    expires_at: Option<i64>,
}

const COLUMNS: &str = "id, tenant_id, workflow_run_id, kind, name, content_type, content, place, object, content_key, \
                       size, sha256, created_at, expires_at";

impl Table for StoredArtifact {
    type Noun = Artifact;
    type Row = Row;
    type Filter = Option<Id<WorkflowRun>>;
    const NAME: &'static str = "artifacts";
    const COLUMNS: &'static str = COLUMNS;
    const PARENT: Option<&'static str> = Some("workflow_run_id");

    fn read(row: Row) -> Result<Self, StoreError> {
        let reader = Reader(&row.id);
        let size = row.size.map_or(row.content.len() as u64, i64::cast_unsigned);
        let sha256 = row.sha256.unwrap_or_else(|| hex(&Sha256::digest(&row.content)));
        let content = match (row.place, row.object, row.content_key) {
            (Some(place), Some(name), Some(sealed_key)) => Content::Object(ContentObject { place, name, sealed_key }),
            _ => Content::Row(row.content),
        };
        Ok(Self {
            id: reader.parse("artifacts.id", &row.id)?,
            tenant_id: reader.parse("artifacts.tenant_id", &row.tenant_id)?,
            workflow_run_id: reader.parse("artifacts.workflow_run_id", &row.workflow_run_id)?,
            kind: reader.parse("artifacts.kind", &row.kind)?,
            created_at: reader.time("artifacts.created_at", row.created_at)?,
            expires_at: reader.time_opt("artifacts.expires_at", row.expires_at)?,
            name: row.name,
            media_type: row.content_type,
            content,
            size,
            sha256,
        })
    }

    fn id(&self) -> Id<Artifact> {
        self.id
    }
}
