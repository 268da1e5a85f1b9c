//! Deliveries: events on their way to endpoints, and every attempt.

use time::OffsetDateTime;

use super::events;
use crate::{
    domain::{
        event::{Event, Type},
        id::Id,
        tenant::Tenant,
        webhook::{Attempt, Delivery, Endpoint, State},
    },
    store::{
        Db, StoreError, Tx,
        sql::{
            query::{At, query},
            slice::Slice,
            stored::{Reader, to_json},
        },
    },
};

/// A delivery that is to be tried now.
#[derive(Debug)]
pub struct Due {
    pub id: Id<Delivery>,
    pub event_id: Id<Event>,
    /// Deliveries of one link are made one after the other.
    pub link_id: Option<String>,
    /// Attempts made so far.
    pub attempts: i64,
    /// Of them, those on the present schedule.
    pub tries: u32,
    /// The event as it is sent.
    pub body: String,
}

#[derive(sqlx::FromRow)]
struct DueRow {
    id: String,
    attempts: i64,
    tries: i64,
    link_id: Option<String>,
    event_id: String,
    sequence: Option<i64>,
    r#type: String,
    data: String,
    created_at: i64,
}

impl DueRow {
    fn read(self) -> Result<Due, StoreError> {
        let reader = Reader(&self.id);
        let (id, tries) = (reader.parse("deliveries.id", &self.id)?, reader.number("deliveries.tries", self.tries)?);
        let event = events::Row {
            id: self.event_id,
            sequence: self.sequence,
            r#type: self.r#type,
            data: self.data,
            created_at: self.created_at,
        };
        let event = event.read()?;
        let (event_id, body) = (event.id, to_json(&event.envelope()));
        Ok(Due { id, event_id, link_id: self.link_id, attempts: self.attempts, tries, body })
    }
}

/// What is due at an endpoint, the longest waiting first.
pub async fn due(tx: &mut Tx, endpoint: Id<Endpoint>, now: OffsetDateTime, limit: i64) -> Result<Vec<Due>, StoreError> {
    let rows: Vec<DueRow> = query(
        "SELECT d.id, d.attempts, d.tries, e.link_id, e.id AS event_id, e.sequence, e.type, e.data, e.created_at
         FROM deliveries d JOIN events e ON e.id = d.event_id
         WHERE d.endpoint_id = $1 AND d.state = 'pending' AND d.due_at <= $2
         ORDER BY d.due_at, d.position LIMIT $3",
    )
    .bind(endpoint)
    .bind(now)
    .bind(limit)
    .all(tx)
    .await?;
    rows.into_iter().map(DueRow::read).collect()
}

/// Writes an attempt, and how its delivery stands after it: what was taken is delivered whatever was decided
/// meanwhile, everything else changes only what is still pending.
pub async fn note(
    tx: &mut Tx,
    due: &Due,
    attempt: &Attempt,
    state: State,
    next: Option<OffsetDateTime>,
) -> Result<(), StoreError> {
    let noted = query(
        "UPDATE deliveries SET state = $2, attempts = attempts + 1, tries = tries + 1, due_at = $3, ended_at = $4
         WHERE id = $1 AND (state = 'pending' OR $2 = 'delivered')",
    )
    .bind(due.id)
    .bind(<&str>::from(state))
    .bind(next)
    .bind(Some(attempt.at).filter(|_| state != State::Pending))
    .run(tx)
    .await?;
    if noted == 0 {
        return Ok(());
    }
    query(
        "INSERT INTO delivery_attempts (delivery_id, number, at, duration, status, answer, error)
         VALUES ($1, (SELECT attempts FROM deliveries WHERE id = $1), $2, $3, $4, $5, $6)",
    )
    .bind(due.id)
    .bind(attempt.at)
    .bind(attempt.duration)
    .bind(attempt.status.map(i64::from))
    .bind(attempt.answer.clone())
    .bind(attempt.error.map(str::to_owned))
    .later(tx)
    .await
}

/// Ends everything that is pending at an endpoint that gets nothing any more.
pub async fn disable(tx: &mut Tx, endpoint: Id<Endpoint>, now: OffsetDateTime) -> Result<(), StoreError> {
    query(
        "UPDATE deliveries SET state = 'disabled', due_at = NULL, ended_at = $2
         WHERE endpoint_id = $1 AND state = 'pending'",
    )
    .bind(endpoint)
    .bind(now)
    .later(tx)
    .await
}

#[derive(sqlx::FromRow)]
struct IdRow {
    id: String,
}

/// Endpoints that were disabled while an event for them was being written.
pub async fn stranded(db: &Db, limit: i64) -> Result<Vec<Id<Endpoint>>, StoreError> {
    let rows: Vec<IdRow> = query(
        "SELECT id FROM webhook_endpoints w WHERE disabled_at IS NOT NULL AND EXISTS
             (SELECT 1 FROM deliveries d WHERE d.endpoint_id = w.id AND d.state = 'pending')
         LIMIT $1",
    )
    .bind(limit)
    .all(db)
    .await?;
    rows.iter().map(|row| Reader(&row.id).parse("webhook_endpoints.id", &row.id)).collect()
}

/// Begins a delivery anew; one that is pending is tried now.
pub async fn replay(tx: &mut Tx, id: Id<Delivery>, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE deliveries SET state = 'pending', tries = 0, due_at = $2, ended_at = NULL WHERE id = $1")
        .bind(id)
        .bind(now)
        .later(tx)
        .await
}

/// Begins anew what an endpoint did not take, or with `all` everything, of the events from `since` to `until`: how many.
pub async fn replay_range(
    tx: &mut Tx,
    endpoint: Id<Endpoint>,
    (since, until): (OffsetDateTime, OffsetDateTime),
    all: bool,
    now: OffsetDateTime,
) -> Result<u64, StoreError> {
    query(
        "UPDATE deliveries SET state = 'pending', tries = 0, due_at = $5, ended_at = NULL
         WHERE endpoint_id = $1 AND created_at >= $2 AND created_at < $3
             AND (state IN ('exhausted', 'disabled') OR (state = 'delivered' AND $4 = 1))",
    )
    .bind(endpoint)
    .bind(since)
    .bind(until)
    .bind(i64::from(all))
    .bind(now)
    .run(tx)
    .await
}

/// A delivery as it is stored.
#[derive(Debug, Clone)]
pub struct StoredDelivery {
    pub id: Id<Delivery>,
    pub event_id: Id<Event>,
    pub kind: Type,
    pub endpoint_id: Id<Endpoint>,
    pub state: State,
    pub attempts: i64,
    pub due_at: Option<OffsetDateTime>,
    pub created_at: OffsetDateTime,
    pub ended_at: Option<OffsetDateTime>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    event_id: String,
    r#type: String,
    endpoint_id: String,
    state: String,
    attempts: i64,
    due_at: Option<i64>,
    created_at: i64,
    ended_at: Option<i64>,
}

impl Row {
    fn read(self) -> Result<StoredDelivery, StoreError> {
        let reader = Reader(&self.id);
        Ok(StoredDelivery {
            id: reader.parse("deliveries.id", &self.id)?,
            event_id: reader.parse("deliveries.event_id", &self.event_id)?,
            kind: reader.parse("events.type", &self.r#type)?,
            endpoint_id: reader.parse("deliveries.endpoint_id", &self.endpoint_id)?,
            state: reader.parse("deliveries.state", &self.state)?,
            attempts: self.attempts,
            due_at: reader.time_opt("deliveries.due_at", self.due_at)?,
            created_at: reader.time("deliveries.created_at", self.created_at)?,
            ended_at: reader.time_opt("deliveries.ended_at", self.ended_at)?,
        })
    }
}

/// One delivery of a tenant. An endpoint that rests is tried when its rest is over.
pub async fn find(
    at: impl Into<At<'_>>,
    tenant: Id<Tenant>,
    id: Id<Delivery>,
) -> Result<Option<StoredDelivery>, StoreError> {
    let row: Option<Row> = query(
        "SELECT d.id, d.event_id, e.type, d.endpoint_id, d.state, d.attempts,
             CASE WHEN d.due_at < w.rest_until THEN w.rest_until ELSE d.due_at END AS due_at, d.created_at, d.ended_at
         FROM deliveries d JOIN events e ON e.id = d.event_id JOIN webhook_endpoints w ON w.id = d.endpoint_id
         WHERE d.tenant_id = $1 AND d.id = $2",
    )
    .bind(tenant)
    .bind(id)
    .opt(at)
    .await?;
    row.map(Row::read).transpose()
}

/// Which deliveries are listed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    pub endpoint: Option<Id<Endpoint>>,
    pub event: Option<Id<Event>>,
    pub state: Option<State>,
}

/// A tenant's deliveries.
pub async fn list(
    db: &Db,
    tenant: Id<Tenant>,
    filter: Filter,
    slice: Slice<Delivery>,
) -> Result<Vec<StoredDelivery>, StoreError> {
    let rows: Vec<Row> = query(
        "SELECT d.id, d.event_id, e.type, d.endpoint_id, d.state, d.attempts,
             CASE WHEN d.due_at < w.rest_until THEN w.rest_until ELSE d.due_at END AS due_at, d.created_at, d.ended_at
         FROM deliveries d JOIN events e ON e.id = d.event_id JOIN webhook_endpoints w ON w.id = d.endpoint_id
         WHERE d.tenant_id = $1 AND d.id < $2 AND ($4 IS NULL OR d.endpoint_id = $4)
             AND ($5 IS NULL OR d.event_id = $5) AND ($6 IS NULL OR d.state = $6)
         ORDER BY d.id DESC LIMIT $3",
    )
    .bind(tenant)
    .bind(slice.bound())
    .bind(slice.limit())
    .bind(filter.endpoint)
    .bind(filter.event)
    .bind(filter.state.map(|state| state.to_string()))
    .all(db)
    .await?;
    rows.into_iter().map(Row::read).collect()
}
