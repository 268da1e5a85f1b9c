//! What runs of workflows may do, and what they are given, as it was when they were made.

use crate::{
    domain::{
        id::Id,
        job::{WorkflowRun, permissions::Permissions, workflow::Workflow},
    },
    store::{
        Db, StoreError, Tx,
        sql::{query::query, stored::Reader},
    },
};

/// Keeps with a run what its workflow may do, and what it is given, as they are now.
pub async fn keep(tx: &mut Tx, run: Id<WorkflowRun>, workflow: Id<Workflow>) -> Result<(), StoreError> {
    query(
        "UPDATE workflow_runs SET permissions = (SELECT permissions FROM workflows WHERE id = $2),
             inputs = (SELECT inputs FROM workflows WHERE id = $2)
         WHERE id = $1",
    )
    .bind(run)
    .bind(workflow)
    .run(tx)
    .await?;
    Ok(())
}

/// Keeps with a run what another may do and is given.
pub async fn copy(tx: &mut Tx, run: Id<WorkflowRun>, from: Id<WorkflowRun>) -> Result<(), StoreError> {
    query(
        "UPDATE workflow_runs SET permissions = (SELECT permissions FROM workflow_runs WHERE id = $2),
             inputs = (SELECT inputs FROM workflow_runs WHERE id = $2)
         WHERE id = $1",
    )
    .bind(run)
    .bind(from)
    .run(tx)
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    permissions: Option<String>,
}

/// What a run may do; without a declaration, what is allowed without one.
pub async fn of_run(db: &Db, run: Id<WorkflowRun>) -> Result<Permissions, StoreError> {
    let row: Option<Row> = query("SELECT permissions FROM workflow_runs WHERE id = $1").bind(run).opt(db).await?;
    let text = row.and_then(|row| row.permissions);
    text.map_or(Ok(Permissions::default()), |text| Reader(&run.to_string()).json("workflow_runs.permissions", &text))
}
