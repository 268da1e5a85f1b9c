//! Runs of jobs.

use const_format::formatcp;
use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        job::{Job, JobRun, Status},
        link::{Link, flow::Flow},
        tenant::Tenant,
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, query},
            stored::Reader,
        },
        table::Table,
    },
};

/// One execution of a job.
#[derive(Debug, Clone)]
pub struct StoredJobRun {
    pub id: Id<JobRun>,
    pub tenant_id: Id<Tenant>,
    pub link_id: Id<Link>,
    pub flow_id: Id<Flow>,
    pub job_id: Id<Job>,
    pub status: Status,
    pub created_at: OffsetDateTime,
    pub ended_at: Option<OffsetDateTime>,
    /// The run that this one does again.
    pub retry_of: Option<Id<JobRun>>,
    /// Whether another run does this one again.
    pub retried: bool,
}

/// Adds a run as the link's `position`th job.
pub async fn insert(tx: &mut Tx, run: &StoredJobRun, position: i64) -> Result<(), StoreError> {
    query(
        "INSERT INTO job_runs (id, tenant_id, link_id, flow_id, job_id, position, status, created_at, ended_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(run.id)
    .bind(run.tenant_id)
    .bind(run.link_id)
    .bind(run.flow_id)
    .bind(run.job_id)
    .bind(position)
    .bind(<&str>::from(run.status))
    .bind(run.created_at)
    .bind(run.ended_at)
    .later(tx)
    .await
}

/// Adds a run that does another again, in its place.
pub async fn insert_retry(tx: &mut Tx, run: &StoredJobRun) -> Result<(), StoreError> {
    query(
        "INSERT INTO job_runs (id, tenant_id, link_id, flow_id, job_id, position, status, created_at, retry_of)
         SELECT $1, tenant_id, link_id, flow_id, job_id, position, $3, $4, id FROM job_runs WHERE id = $2",
    )
    .bind(run.id)
    .bind(run.retry_of)
    .bind(<&str>::from(run.status))
    .bind(run.created_at)
    .later(tx)
    .await?;
    query("UPDATE job_runs SET retried_at = $2 WHERE id = $1").bind(run.retry_of).bind(run.created_at).later(tx).await
}

/// Says where a run stands now.
pub async fn update(
    tx: &mut Tx,
    id: Id<JobRun>,
    status: Status,
    ended_at: Option<OffsetDateTime>,
) -> Result<(), StoreError> {
    query("UPDATE job_runs SET status = $2, ended_at = $3 WHERE id = $1")
        .bind(id)
        .bind(<&str>::from(status))
        .bind(ended_at)
        .later(tx)
        .await
}

#[derive(sqlx::FromRow)]
pub struct Row {
    id: String,
    tenant_id: String,
    link_id: String,
    flow_id: String,
    job_id: String,
    status: String,
    created_at: i64,
    ended_at: Option<i64>,
    retry_of: Option<String>,
    retried_at: Option<i64>,
}

const COLUMNS: &str = "id, tenant_id, link_id, flow_id, job_id, status, created_at, ended_at, retry_of, retried_at";

impl Table for StoredJobRun {
    type Noun = JobRun;
    type Row = Row;
    type Filter = Option<Id<Link>>;
    const NAME: &'static str = "job_runs";
    const COLUMNS: &'static str = COLUMNS;
    const PARENT: Option<&'static str> = Some("link_id");

    fn read(row: Row) -> Result<Self, StoreError> {
        let reader = Reader(&row.id);
        Ok(Self {
            id: reader.parse("job_runs.id", &row.id)?,
            tenant_id: reader.parse("job_runs.tenant_id", &row.tenant_id)?,
            link_id: reader.parse("job_runs.link_id", &row.link_id)?,
            flow_id: reader.parse("job_runs.flow_id", &row.flow_id)?,
            job_id: reader.parse("job_runs.job_id", &row.job_id)?,
            status: reader.parse("job_runs.status", &row.status)?,
            created_at: reader.time("job_runs.created_at", row.created_at)?,
            ended_at: reader.time_opt("job_runs.ended_at", row.ended_at)?,
            retry_of: row.retry_of.map(|run| reader.parse("job_runs.retry_of", &run)).transpose()?,
            retried: row.retried_at.is_some(),
        })
    }

    fn id(&self) -> Id<JobRun> {
        self.id
    }
}

/// The runs that a flow's sign-in started, in the order of the link's jobs; of those that were retried, the last.
pub async fn of_flow(at: impl Into<At<'_>>, flow: Id<Flow>) -> Result<Vec<StoredJobRun>, StoreError> {
    let rows: Vec<Row> =
        query(formatcp!("SELECT {COLUMNS} FROM job_runs WHERE flow_id = $1 AND retried_at IS NULL ORDER BY position"))
            .bind(flow)
            .all(at)
            .await?;
    rows.into_iter().map(StoredJobRun::read).collect()
}
