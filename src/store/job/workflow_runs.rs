//! Runs of workflows.

use const_format::formatcp;
use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        job::{
            JobRun, WorkflowRun, WorkflowStatus,
            failure::Reason,
            input::Inputs,
            outcome::{Counts, StepOutcome},
            permissions::Permissions,
            step::Step,
            workflow::Workflow,
        },
        tenant::Tenant,
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, query},
            stored::{Reader, to_json},
        },
        table::Table,
    },
};

/// One execution of a workflow, with the steps, permissions and inputs as they were when it was made.
#[derive(Debug, Clone)]
pub struct StoredWorkflowRun {
    pub id: Id<WorkflowRun>,
    pub tenant_id: Id<Tenant>,
    pub job_run_id: Id<JobRun>,
    pub workflow_id: Id<Workflow>,
    pub status: WorkflowStatus,
    /// Why it ended as it did.
    pub reason: Option<Reason>,
    /// What the `stop` says that ended it.
    pub note: Option<String>,
    /// How its steps ended so far.
    pub outcomes: Vec<StepOutcome>,
    pub steps: Vec<Step>,
    /// Without a declaration, what is allowed without one.
    pub permissions: Option<Permissions>,
    pub inputs: Option<Inputs>,
    /// What it did so far; what its steps read and took is counted when it is written.
    pub counts: Counts,
    /// The step it is at or failed at, from 0.
    pub current_step: Option<u32>,
    /// For the company's developers: what went wrong.
    pub error: Option<String>,
    pub created_at: OffsetDateTime,
    pub ended_at: Option<OffsetDateTime>,
}

impl StoredWorkflowRun {
    /// What it did so far.
    pub fn counted(&self) -> Counts {
        let sum = |of: fn(&StepOutcome) -> Option<u64>| self.outcomes.iter().filter_map(of).sum();
        Counts {
            records: sum(|outcome| outcome.records),
            files: sum(|outcome| outcome.files),
            bytes: sum(|outcome| outcome.bytes),
            ..self.counts
        }
    }
}

/// Adds a run as the job's `position`th workflow.
pub async fn insert(tx: &mut Tx, run: &StoredWorkflowRun, position: i64) -> Result<(), StoreError> {
    query(
        "INSERT INTO workflow_runs
             (id, tenant_id, job_run_id, workflow_id, position, status, steps, created_at, permissions, inputs)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(run.id)
    .bind(run.tenant_id)
    .bind(run.job_run_id)
    .bind(run.workflow_id)
    .bind(position)
    .bind(<&str>::from(run.status))
    .bind(to_json(&run.steps))
    .bind(run.created_at)
    .bind(run.permissions.as_ref().map(to_json))
    .bind(run.inputs.as_ref().map(to_json))
    .later(tx)
    .await
}

/// Adds a run that does another again, for another run of the job.
pub async fn insert_retry(
    tx: &mut Tx,
    id: Id<WorkflowRun>,
    of: Id<WorkflowRun>,
    (job_run, now): (Id<JobRun>, OffsetDateTime),
) -> Result<(), StoreError> {
    query(
        "INSERT INTO workflow_runs
             (id, tenant_id, job_run_id, workflow_id, position, status, steps, created_at, permissions, inputs)
         SELECT $1, tenant_id, $3, workflow_id, position, $4, steps, $5, permissions, inputs
         FROM workflow_runs WHERE id = $2",
    )
    .bind(id)
    .bind(of)
    .bind(job_run)
    .bind(<&str>::from(WorkflowStatus::Pending))
    .bind(now)
    .later(tx)
    .await
}

/// Writes where a run stands now; the page of one that has ended is forgotten.
pub async fn update(tx: &mut Tx, run: &StoredWorkflowRun) -> Result<(), StoreError> {
    query(
        "UPDATE workflow_runs SET status = $2, current_step = $3, error = $4, ended_at = $5, reason = $6, note = $7,
         outcomes = $8, counts = $9, page = CASE WHEN $5 IS NULL THEN page END WHERE id = $1",
    )
    .bind(run.id)
    .bind(<&str>::from(run.status))
    .bind(i64::from(run.current_step.unwrap_or_default()))
    .bind(run.error.clone())
    .bind(run.ended_at)
    .bind(run.reason.map(|reason| reason.to_string()))
    .bind(run.note.clone())
    .bind(to_json(&run.outcomes))
    .bind(to_json(&run.counted()))
    .later(tx)
    .await
}

/// Keeps (or with `None` forgets) the sealed page behind the last step of a run that may have changed something.
pub async fn set_page(tx: &mut Tx, id: Id<WorkflowRun>, sealed: Option<String>) -> Result<(), StoreError> {
    query("UPDATE workflow_runs SET page = $2 WHERE id = $1").bind(id).bind(sealed).later(tx).await
}

/// Keeps that a run is about to send something in a step that may change something.
pub async fn set_wrote_in(tx: &mut Tx, id: Id<WorkflowRun>, step: u32) -> Result<(), StoreError> {
    query("UPDATE workflow_runs SET wrote_in = $2 WHERE id = $1").bind(id).bind(i64::from(step)).later(tx).await
}

/// What is kept of a run for when it is cut off.
#[derive(Default, sqlx::FromRow)]
pub struct LeftOff {
    /// The sealed page behind the last step that may have changed something.
    pub page: Option<String>,
    /// The last step in which it was about to send something.
    pub wrote_in: Option<i64>,
}

/// What is kept of a run for when it is cut off.
pub async fn left_off(at: impl Into<At<'_>>, id: Id<WorkflowRun>) -> Result<LeftOff, StoreError> {
    let row = query("SELECT page, wrote_in FROM workflow_runs WHERE id = $1").bind(id).opt(at).await?;
    Ok(row.unwrap_or_default())
}

#[derive(sqlx::FromRow)]
pub struct Row {
    id: String,
    tenant_id: String,
    job_run_id: String,
    workflow_id: String,
    status: String,
    steps: String,
    permissions: Option<String>,
    inputs: Option<String>,
    current_step: Option<i64>,
    error: Option<String>,
    reason: Option<String>,
    note: Option<String>,
    outcomes: String,
    counts: String,
    created_at: i64,
    ended_at: Option<i64>,
}

const COLUMNS: &str =
    "id, tenant_id, job_run_id, workflow_id, status, steps, permissions, inputs, current_step, error, reason, note,
     outcomes, counts, created_at, ended_at";

impl Table for StoredWorkflowRun {
    type Noun = WorkflowRun;
    type Row = Row;
    type Filter = Option<Id<JobRun>>;
    const NAME: &'static str = "workflow_runs";
    const COLUMNS: &'static str = COLUMNS;
    const PARENT: Option<&'static str> = Some("job_run_id");

    fn read(row: Row) -> Result<Self, StoreError> {
        let reader = Reader(&row.id);
        Ok(Self {
            id: reader.parse("workflow_runs.id", &row.id)?,
            tenant_id: reader.parse("workflow_runs.tenant_id", &row.tenant_id)?,
            job_run_id: reader.parse("workflow_runs.job_run_id", &row.job_run_id)?,
            workflow_id: reader.parse("workflow_runs.workflow_id", &row.workflow_id)?,
            status: reader.parse("workflow_runs.status", &row.status)?,
            steps: reader.json("workflow_runs.steps", &row.steps)?,
            permissions: row.permissions.map(|text| reader.json("workflow_runs.permissions", &text)).transpose()?,
            inputs: row.inputs.map(|text| reader.json("workflow_runs.inputs", &text)).transpose()?,
            current_step: row.current_step.map(|step| reader.number("workflow_runs.current_step", step)).transpose()?,
            created_at: reader.time("workflow_runs.created_at", row.created_at)?,
            ended_at: reader.time_opt("workflow_runs.ended_at", row.ended_at)?,
            reason: row.reason.map(|reason| reader.parse("workflow_runs.reason", &reason)).transpose()?,
            outcomes: reader.json("workflow_runs.outcomes", &row.outcomes)?,
            counts: reader.json("workflow_runs.counts", &row.counts)?,
            note: row.note,
            error: row.error,
        })
    }

    fn id(&self) -> Id<WorkflowRun> {
        self.id
    }
}

/// The runs of a job run, in their order.
pub async fn of_job_run(at: impl Into<At<'_>>, job_run: Id<JobRun>) -> Result<Vec<StoredWorkflowRun>, StoreError> {
    let rows: Vec<Row> =
        query(formatcp!("SELECT {COLUMNS} FROM workflow_runs WHERE job_run_id = $1 ORDER BY position"))
            .bind(job_run)
            .all(at)
            .await?;
    rows.into_iter().map(StoredWorkflowRun::read).collect()
}
