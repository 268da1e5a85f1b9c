//! Durable work: leased, fenced by its attempt, and left to whoever comes next when a lease runs out.

use time::OffsetDateTime;

use super::{
    Db, StoreError, Tx,
    sql::{query::query, stored::Reader},
};
use crate::domain::{
    id::Id,
    link::flow::Flow,
    task::{Kind, Task},
};

/// Who works on a task, and until when nobody else may.
#[derive(Debug, Clone)]
pub struct Lease {
    /// A name of this process that no other has.
    pub owner: String,
    pub until: OffsetDateTime,
}

/// A task in the hands of its owner.
#[derive(Debug, Clone)]
pub struct Claim {
    pub id: Id<Task>,
    pub kind: Kind,
    pub flow_id: Id<Flow>,
    /// Fences: writes of an earlier attempt are refused.
    pub attempt: i64,
    /// Sealed; only the first claim of a task gets it.
    pub answer: Option<String>,
}

/// When a new task is done.
pub enum Start<'a> {
    /// At once: it is in this process's hands, as its first attempt.
    Leased(&'a Lease),
    /// By whoever claims it from then on.
    At(OffsetDateTime),
}

/// Adds a flow's task, in place of one that may still be there.
pub async fn insert(tx: &mut Tx, claim: &Claim, start: Start<'_>, now: OffsetDateTime) -> Result<(), StoreError> {
    let (owner, due_at) = match start {
        Start::Leased(lease) => (Some(lease.owner.clone()), lease.until),
        Start::At(due_at) => (None, due_at),
    };
    query(
        "INSERT INTO tasks (id, kind, flow_id, answer, attempt, leased_by, due_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (flow_id) DO UPDATE SET id = excluded.id, kind = excluded.kind, answer = excluded.answer,
             attempt = excluded.attempt, leased_by = excluded.leased_by, due_at = excluded.due_at,
             created_at = excluded.created_at",
    )
    .bind(claim.id)
    .bind(<&str>::from(claim.kind))
    .bind(claim.flow_id)
    .bind(claim.answer.clone())
    .bind(claim.attempt)
    .bind(owner)
    .bind(due_at)
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    flow_id: String,
    attempt: i64,
    answer: Option<String>,
}

/// The tasks that may be claimed at `now`, the longest waiting first.
pub async fn due(db: &Db, now: OffsetDateTime, limit: i64) -> Result<Vec<Id<Flow>>, StoreError> {
    let rows: Vec<Row> = query(
        "SELECT id, kind, flow_id, attempt, NULL AS answer FROM tasks WHERE due_at <= $1 ORDER BY due_at LIMIT $2",
    )
    .bind(now)
    .bind(limit)
    .all(db)
    .await?;
    rows.iter().map(|row| Reader(&row.id).parse("tasks.flow_id", &row.flow_id)).collect()
}

/// Takes the task of a flow, if it may be taken at `now`; its answer leaves the database with it.
pub async fn claim(
    tx: &mut Tx,
    flow: Id<Flow>,
    lease: &Lease,
    now: OffsetDateTime,
) -> Result<Option<Claim>, StoreError> {
    let row: Option<Row> =
        query("SELECT id, kind, flow_id, attempt, answer FROM tasks WHERE flow_id = $1 AND due_at <= $2")
            .bind(flow)
            .bind(now)
            .opt(&mut *tx)
            .await?;
    let Some(row) = row else { return Ok(None) };
    let taken = query(
        "UPDATE tasks SET attempt = attempt + 1, leased_by = $3, due_at = $4, answer = NULL
         WHERE id = $1 AND attempt = $2",
    )
    .bind(row.id.as_str())
    .bind(row.attempt)
    .bind(lease.owner.as_str())
    .bind(lease.until)
    .run(tx)
    .await?;
    if taken == 0 {
        return Ok(None);
    }
    let reader = Reader(&row.id);
    Ok(Some(Claim {
        id: reader.parse("tasks.id", &row.id)?,
        kind: reader.parse("tasks.kind", &row.kind)?,
        flow_id: reader.parse("tasks.flow_id", &row.flow_id)?,
        attempt: row.attempt + 1,
        answer: row.answer,
    }))
}

/// Holds on to a task for longer; false when it is in other hands or gone.
pub async fn renew(tx: &mut Tx, claim: &Claim, until: OffsetDateTime) -> Result<bool, StoreError> {
    let renewed = query("UPDATE tasks SET due_at = $3 WHERE id = $1 AND attempt = $2");
    Ok(renewed.bind(claim.id).bind(claim.attempt).bind(until).run(tx).await? == 1)
}

/// Removes a task that is done; false when it is in other hands or gone, and then nothing else may be written either.
pub async fn finish(tx: &mut Tx, claim: &Claim) -> Result<bool, StoreError> {
    let finished = query("DELETE FROM tasks WHERE id = $1 AND attempt = $2");
    Ok(finished.bind(claim.id).bind(claim.attempt).run(tx).await? == 1)
}

/// Lets a task rest until it is due again; false when it is in other hands or gone.
pub async fn postpone(tx: &mut Tx, claim: &Claim, due_at: OffsetDateTime) -> Result<bool, StoreError> {
    let postponed = query("UPDATE tasks SET due_at = $3, leased_by = NULL WHERE id = $1 AND attempt = $2");
    Ok(postponed.bind(claim.id).bind(claim.attempt).bind(due_at).run(tx).await? == 1)
}

/// Removes the task of a flow that has ended otherwise.
pub async fn discard(tx: &mut Tx, flow: Id<Flow>) -> Result<(), StoreError> {
    query("DELETE FROM tasks WHERE flow_id = $1").bind(flow).run(tx).await?;
    Ok(())
}

/// Ends every lease, where no other process can be working: after a restart on an embedded database.
pub async fn release_all(tx: &mut Tx, now: OffsetDateTime) -> Result<u64, StoreError> {
    query("UPDATE tasks SET due_at = $1 WHERE due_at > $1").bind(now).run(tx).await
}
