//! How far the runs of a flow's jobs have come.

use crate::{
    domain::{id::Id, job::progress::RunProgress, link::flow::Flow},
    store::{
        StoreError,
        sql::{
            query::{At, query},
            stored::Reader,
        },
    },
};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    status: String,
    steps: String,
    current_step: Option<i64>,
    counts: String,
}

/// The workflow runs of a flow's jobs, in their order, without those that were retried.
pub async fn of_flow(at: impl Into<At<'_>>, flow: Id<Flow>) -> Result<Vec<RunProgress>, StoreError> {
    let rows: Vec<Row> = query(
        "SELECT w.id, w.status, w.steps, w.current_step, w.counts
         FROM workflow_runs w JOIN job_runs j ON j.id = w.job_run_id
         WHERE j.flow_id = $1 AND j.retried_at IS NULL ORDER BY j.position, j.id, w.position",
    )
    .bind(flow)
    .all(at)
    .await?;
    let read = |row: Row| {
        let reader = Reader(&row.id);
        let step = row.current_step.map(|step| reader.number("workflow_runs.current_step", step));
        Ok(RunProgress {
            status: reader.parse("workflow_runs.status", &row.status)?,
            steps: reader.json("workflow_runs.steps", &row.steps)?,
            current_step: step.transpose()?,
            counts: reader.json("workflow_runs.counts", &row.counts)?,
        })
    };
    rows.into_iter().map(read).collect()
}
