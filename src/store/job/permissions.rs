//! What runs of workflows may do, and what they are given, as it was when they were made.

use crate::{
    domain::{
        id::Id,
        job::{WorkflowRun, input::Inputs, permissions::Permissions},
    },
    store::{
        Db, StoreError,
        sql::{query::query, stored::Reader},
    },
};

/// What a run may do and is given.
#[derive(Default)]
pub struct Terms {
    /// Without a declaration, what is allowed without one.
    pub permissions: Permissions,
    pub inputs: Option<Inputs>,
}

#[derive(sqlx::FromRow)]
struct Row {
    permissions: Option<String>,
    inputs: Option<String>,
}

/// What a run may do and is given.
pub async fn of_run(db: &Db, run: Id<WorkflowRun>) -> Result<Terms, StoreError> {
    let row: Option<Row> =
        query("SELECT permissions, inputs FROM workflow_runs WHERE id = $1").bind(run).opt(db).await?;
    let Some(row) = row else { return Ok(Terms::default()) };
    let name = run.to_string();
    let reader = Reader(&name);
    let permissions = row.permissions.map(|text| reader.json("workflow_runs.permissions", &text)).transpose()?;
    let inputs = row.inputs.map(|text| reader.json("workflow_runs.inputs", &text)).transpose()?;
    Ok(Terms { permissions: permissions.unwrap_or_default(), inputs })
}
