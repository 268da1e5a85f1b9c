//! Everything that is kept of a customer, whom a company knows by an `external_id`: deleted in one transaction.

use time::OffsetDateTime;

use super::{
    StoreError, Tx,
    sql::query::{Lock, query},
};
use crate::domain::{id::Id, tenant::Tenant};

/// How much was deleted of a customer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Deleted {
    pub links: u64,
    pub flows: u64,
    pub job_runs: u64,
    pub workflow_runs: u64,
    pub artifacts: u64,
    pub events: u64,
    pub deliveries: u64,
}

#[derive(sqlx::FromRow)]
struct Row {
    #[expect(dead_code, reason = "rows are selected to be locked")]
    id: String,
}

/// Deletes a customer's links with all that was made for them, and has the objects of artifacts deleted.
pub async fn delete(
    tx: &mut Tx,
    tenant: Id<Tenant>,
    external_id: &str,
    now: OffsetDateTime,
) -> Result<Deleted, StoreError> {
    // Whoever changes something of a link locks it first, and finds nothing afterwards.
    let _: Vec<Row> = query("SELECT id FROM links WHERE tenant_id = $1 AND external_id = $2 ORDER BY id")
        .bind(tenant)
        .bind(external_id)
        .locking(Lock::Exclusive)
        .all(&mut *tx)
        .await?;
    let objects = query(
        "INSERT INTO object_deletions (object, due_at)
         SELECT a.object, $3 FROM artifacts a
         JOIN workflow_runs w ON w.id = a.workflow_run_id
         JOIN job_runs j ON j.id = w.job_run_id
         JOIN links l ON l.id = j.link_id
         WHERE l.tenant_id = $1 AND l.external_id = $2 AND a.object IS NOT NULL",
    );
    objects.bind(tenant).bind(external_id).bind(now).run(tx).await?;
    let mut counts = [0; STATEMENTS.len()];
    for (sql, count) in STATEMENTS.into_iter().zip(&mut counts) {
        *count = query(sql).bind(tenant).bind(external_id).run(tx).await?;
    }
    let [artifacts, _, workflow_runs, job_runs, _, flows, _, deliveries, events, _, _, links, _] = counts;
    Ok(Deleted { links, flows, job_runs, workflow_runs, artifacts, events, deliveries })
}

/// What is deleted, each before what it belongs to.
const STATEMENTS: [&str; 13] = [
    "DELETE FROM artifacts WHERE workflow_run_id IN
         (SELECT w.id FROM workflow_runs w JOIN job_runs j ON j.id = w.job_run_id JOIN links l ON l.id = j.link_id
          WHERE l.tenant_id = $1 AND l.external_id = $2)",
    "DELETE FROM tasks WHERE subject IN
         (SELECT j.id FROM job_runs j JOIN links l ON l.id = j.link_id WHERE l.tenant_id = $1 AND l.external_id = $2)",
    "DELETE FROM workflow_runs WHERE job_run_id IN
         (SELECT j.id FROM job_runs j JOIN links l ON l.id = j.link_id WHERE l.tenant_id = $1 AND l.external_id = $2)",
    "DELETE FROM job_runs WHERE link_id IN (SELECT id FROM links WHERE tenant_id = $1 AND external_id = $2)",
    "DELETE FROM tasks WHERE subject IN
         (SELECT f.id FROM flows f JOIN links l ON l.id = f.link_id WHERE l.tenant_id = $1 AND l.external_id = $2)",
    "DELETE FROM flows WHERE link_id IN (SELECT id FROM links WHERE tenant_id = $1 AND external_id = $2)",
    "DELETE FROM delivery_attempts WHERE delivery_id IN
         (SELECT d.id FROM deliveries d JOIN events e ON e.id = d.event_id JOIN links l ON l.id = e.link_id
          WHERE l.tenant_id = $1 AND l.external_id = $2)",
    "DELETE FROM deliveries WHERE event_id IN
         (SELECT e.id FROM events e JOIN links l ON l.id = e.link_id WHERE l.tenant_id = $1 AND l.external_id = $2)",
    "DELETE FROM events WHERE link_id IN (SELECT id FROM links WHERE tenant_id = $1 AND external_id = $2)",
    "DELETE FROM link_transitions WHERE link_id IN
         (SELECT id FROM links WHERE tenant_id = $1 AND external_id = $2)",
    "DELETE FROM link_inputs WHERE link_id IN (SELECT id FROM links WHERE tenant_id = $1 AND external_id = $2)",
    "DELETE FROM links WHERE tenant_id = $1 AND external_id = $2",
    "DELETE FROM one_time_codes WHERE external_id = $2 AND pool_id IN
         (SELECT id FROM user_pools WHERE tenant_id = $1)",
];
