//! Durable work: leased, fenced by its attempt, and left to whoever comes next when a lease runs out.

use std::fmt::Display;

use time::OffsetDateTime;

use super::{
    Db, StoreError, Tx,
    sql::{query::query, stored::Reader},
    unit::{Ready, Signal},
};
use crate::domain::{
    id::Id,
    task::{Claim, Kind, Lease, Share, Task, Work},
};

/// A task that is to be done.
pub struct NewTask {
    pub id: Id<Task>,
    pub work: Work,
    pub share: Share,
}

/// When a new task is done.
pub enum Start<'a> {
    /// At once: it is in this process's hands, as its first attempt, with something sealed that it may carry.
    Leased(&'a Lease, Option<String>),
    /// By whoever claims it first from now on; it may carry something sealed.
    Now(Option<String>),
    /// By whoever claims it from then on.
    At(OffsetDateTime),
}

/// Adds a task, in place of one of the same kind that its subject may still have. Workers of this process hear of it with
/// the commit if it can be done now.
pub async fn insert(tx: &mut Tx, task: NewTask, start: Start<'_>, now: OffsetDateTime) -> Result<(), StoreError> {
    let NewTask { id, work, share } = task;
    let (owner, due_at, attempt) = match &start {
        Start::Leased(lease, _) => (Some(lease.owner.clone()), lease.until, 1),
        Start::Now(_) => (None, now, 0),
        Start::At(due_at) => (None, *due_at, 0),
    };
    let (claim, is_ready, payload) = match start {
        Start::Leased(_, payload) => {
            (Some(Claim { id, work, share: share.clone(), attempt, payload, until: due_at }), true, None)
        }
        Start::Now(payload) => (None, true, payload),
        Start::At(_) => (None, false, None),
    };
    query(
        "INSERT INTO tasks (id, kind, subject, tenant_id, host, payload, attempt, leased_by, due_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (subject, kind) DO UPDATE SET id = excluded.id, tenant_id = excluded.tenant_id,
             host = excluded.host, payload = excluded.payload, attempt = excluded.attempt,
             leased_by = excluded.leased_by, due_at = excluded.due_at, created_at = excluded.created_at",
    )
    .bind(id)
    .bind(<&str>::from(work.kind()))
    .bind(work.subject())
    .bind(share.tenant)
    .bind(share.host.as_str())
    .bind(payload)
    .bind(attempt)
    .bind(owner)
    .bind(due_at)
    .bind(now)
    .later(tx)
    .await?;
    if is_ready {
        tx.signal(Signal::Task(Ready { id, share, claim }));
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct DueRow {
    id: String,
    tenant_id: String,
    host: String,
}

/// The tasks that may be claimed at `now`: the longest waiting of each tenant and host, then their next, and so on.
pub async fn due(db: &Db, now: OffsetDateTime, limit: i64) -> Result<Vec<Ready>, StoreError> {
    let rows: Vec<DueRow> = query(
        "SELECT id, tenant_id, host FROM
             (SELECT id, tenant_id, host, due_at,
                  ROW_NUMBER() OVER (PARTITION BY tenant_id, host ORDER BY due_at, id) AS place
              FROM tasks WHERE due_at <= $1) ranked
         ORDER BY place, due_at LIMIT $2",
    )
    .bind(now)
    .bind(limit)
    .all(db)
    .await?;
    let read = |row: DueRow| {
        let reader = Reader(&row.id);
        let tenant = reader.parse("tasks.tenant_id", &row.tenant_id)?;
        let id = reader.parse("tasks.id", &row.id)?;
        Ok(Ready { id, share: Share { tenant, host: row.host }, claim: None })
    };
    rows.into_iter().map(read).collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    subject: String,
    tenant_id: String,
    host: String,
    attempt: i64,
    payload: Option<String>,
}

impl Row {
    fn claimed(self, until: OffsetDateTime) -> Result<Claim, StoreError> {
        let reader = Reader(&self.id);
        let kind: Kind = reader.parse("tasks.kind", &self.kind)?;
        let work = Work::of(kind, &self.subject).map_err(|problem| reader.unreadable("tasks.subject", problem))?;
        Ok(Claim {
            id: reader.parse("tasks.id", &self.id)?,
            work,
            share: Share { tenant: reader.parse("tasks.tenant_id", &self.tenant_id)?, host: self.host },
            attempt: self.attempt + 1,
            payload: self.payload,
            until,
        })
    }
}

/// Takes a task, if it may be taken at `now`; what it carries leaves the database with it.
pub async fn claim(tx: &mut Tx, id: Id<Task>, lease: &Lease, now: OffsetDateTime) -> Result<Option<Claim>, StoreError> {
    let row: Option<Row> =
        query("SELECT id, kind, subject, tenant_id, host, attempt, payload FROM tasks WHERE id = $1 AND due_at <= $2")
            .bind(id)
            .bind(now)
            .opt(&mut *tx)
            .await?;
    let Some(row) = row else { return Ok(None) };
    let taken = query(
        "UPDATE tasks SET attempt = attempt + 1, leased_by = $3, due_at = $4, payload = NULL
         WHERE id = $1 AND attempt = $2",
    )
    .bind(row.id.as_str())
    .bind(row.attempt)
    .bind(lease.owner.as_str())
    .bind(lease.until)
    .run(tx)
    .await?;
    if taken == 0 { Ok(None) } else { row.claimed(lease.until).map(Some) }
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

/// Gives back a task that was not begun, with what it carries; false when it is in other hands or gone.
pub async fn give_back(tx: &mut Tx, claim: &Claim, now: OffsetDateTime) -> Result<bool, StoreError> {
    query("UPDATE tasks SET due_at = $3, leased_by = NULL, payload = $4 WHERE id = $1 AND attempt = $2")
        .bind(claim.id)
        .bind(claim.attempt)
        .bind(now)
        .bind(claim.payload.clone())
        .run(tx)
        .await
        .map(|given_back| given_back == 1)
}

#[derive(sqlx::FromRow)]
struct PayloadRow {
    id: String,
    payload: Option<String>,
}

/// Removes every task of a subject, whoever works on it: what those carried that nobody has begun.
pub async fn withdraw(tx: &mut Tx, subject: impl Display) -> Result<Vec<(Id<Task>, String)>, StoreError> {
    let rows: Vec<PayloadRow> =
        query("DELETE FROM tasks WHERE subject = $1 RETURNING id, payload").bind(subject.to_string()).all(tx).await?;
    let carried = rows.iter().filter_map(|row| row.payload.clone().map(|payload| (&row.id, payload)));
    carried.map(|(id, payload)| Ok((Reader(id).parse("tasks.id", id)?, payload))).collect()
}

/// Removes every task of a subject, whoever works on it.
pub async fn discard(tx: &mut Tx, subject: impl Display) -> Result<(), StoreError> {
    query("DELETE FROM tasks WHERE subject = $1").bind(subject.to_string()).later(tx).await
}

/// Ends every lease, where no other process can be working: after a restart on an embedded database.
pub async fn release_all(tx: &mut Tx, now: OffsetDateTime) -> Result<u64, StoreError> {
    query("UPDATE tasks SET due_at = $1 WHERE due_at > $1").bind(now).run(tx).await
}
