//! Inputs: what workflows declare, and the sealed values of links.

use crate::{
    domain::{
        id::Id,
        job::{input::Inputs, workflow::Workflow},
        link::Link,
        tenant::Tenant,
    },
    store::{
        Db, StoreError, Tx,
        sql::{query::query, stored::Reader},
    },
};

#[derive(sqlx::FromRow)]
struct DeclaredRow {
    name: String,
    inputs: Option<String>,
}

/// The name of a workflow, and what it declares; `None` where it declares nothing.
pub async fn declared(
    tx: &mut Tx,
    tenant: Id<Tenant>,
    workflow: Id<Workflow>,
) -> Result<Option<(String, Inputs)>, StoreError> {
    let row: Option<DeclaredRow> =
        query("SELECT name, inputs FROM workflows WHERE tenant_id = $1 AND id = $2 AND inputs IS NOT NULL")
            .bind(tenant)
            .bind(workflow)
            .opt(tx)
            .await?;
    let Some(DeclaredRow { name, inputs: Some(inputs) }) = row else { return Ok(None) };
    Ok(Some((name, Reader(&workflow.to_string()).json("workflows.inputs", &inputs)?)))
}

/// Keeps the sealed values of a new link.
pub async fn insert(tx: &mut Tx, link: Id<Link>, sealed: String) -> Result<(), StoreError> {
    query("INSERT INTO link_inputs (link_id, sealed) VALUES ($1, $2)").bind(link).bind(sealed).later(tx).await
}

#[derive(sqlx::FromRow)]
struct SealedRow {
    sealed: String,
}

/// The sealed values of a link, as long as they are kept.
pub async fn of_link(db: &Db, link: Id<Link>) -> Result<Option<String>, StoreError> {
    let row: Option<SealedRow> = query("SELECT sealed FROM link_inputs WHERE link_id = $1").bind(link).opt(db).await?;
    Ok(row.map(|row| row.sealed))
}

/// Deletes the values of links that have ended, which no run needs any more.
pub async fn delete_ended(tx: &mut Tx) -> Result<(), StoreError> {
    query(
        "DELETE FROM link_inputs
         WHERE link_id IN (SELECT id FROM links WHERE status IN ('COMPLETED', 'EXPIRED')
             AND id IN (SELECT link_id FROM link_inputs))",
    )
    .later(tx)
    .await
}
