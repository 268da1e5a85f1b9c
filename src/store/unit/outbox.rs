//! The events of a unit of work, with a delivery of each to every endpoint that wants it.

use std::sync::LazyLock;

use serde_json::{Map, Value};
use time::OffsetDateTime;

use crate::{
    domain::{
        event::{Event, Type},
        id::Id,
        link::Link,
        tenant::Tenant,
        webhook::Endpoint,
    },
    store::sql::{
        query::{At, query},
        stored::{StoreError, to_json},
        transaction::Transaction,
    },
};

/// An event that is to be recorded.
#[derive(Debug, Clone)]
pub struct NewEvent {
    pub tenant_id: Id<Tenant>,
    /// The link it is about; its row must be locked.
    pub link_id: Option<Id<Link>>,
    /// The webhook endpoint it is about.
    pub endpoint_id: Option<Id<Endpoint>>,
    pub kind: Type,
    pub data: Map<String, Value>,
    pub created_at: OffsetDateTime,
}

/// The most events that one statement writes.
const ROWS: usize = 8;
const COLUMNS: usize = 10;

/// The statement for each number of events.
static INSERTS: LazyLock<Vec<String>> = LazyLock::new(|| (1..=ROWS).map(insert).collect());

fn insert(rows: usize) -> String {
    let row = |row: usize| {
        let columns: Vec<String> = (1..=COLUMNS).map(|column| format!("${}", row * COLUMNS + column)).collect();
        format!("({})", columns.join(", "))
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!(
        "INSERT INTO events (id, tenant_id, link_id, endpoint_id, user_id, sequence, position, type, data, created_at)
         VALUES {}",
        rows.join(", ")
    )
}

/// Writes events, with a delivery for each endpoint that wants to know; whether there is one. Right before the commit:
/// the tenant's row is locked from here on, so that positions of the feed are committed in their order and no reader can
/// pass one by that is still to come.
pub async fn write(tx: &mut Transaction, events: &[NewEvent]) -> Result<bool, StoreError> {
    let Some(NewEvent { tenant_id, link_id, .. }) = events.first() else { return Ok(false) };
    let count = i64::try_from(events.len()).unwrap_or(i64::MAX);
    let before = take(tx, *tenant_id, *link_id, count).await?;
    let sequence = link_id.map(|_| before.sequence.max(before.swept));
    let numbered: Vec<(i64, &NewEvent)> = (0..).zip(events).collect();
    for some in numbered.chunks(ROWS) {
        let mut statement = query(INSERTS[some.len() - 1].as_str());
        for (offset, event) in some {
            statement = statement
                .bind(Id::<Event>::new(event.created_at, rand::random()))
                .bind(event.tenant_id)
                .bind(event.link_id)
                .bind(event.endpoint_id)
                .bind(event.data.get("user_id").and_then(Value::as_str).map(str::to_owned))
                .bind(sequence.map(|sequence| sequence + 1 + offset))
                .bind(before.position + 1 + offset)
                .bind(<&str>::from(event.kind))
                .bind(to_json(&event.data))
                .bind(event.created_at);
        }
        statement.later(tx).await?;
    }
    Ok(before.endpoints > 0 && insert_deliveries(tx, *tenant_id, before.position).await? > 0)
}

/// How things stood before the events that are being written.
#[derive(sqlx::FromRow)]
struct Before {
    /// The last position of the tenant's feed.
    position: i64,
    /// How many endpoints the tenant has.
    endpoints: i64,
    /// The last number of the link, as far as its events are kept.
    sequence: i64,
    /// The last number of the link when events of it were last swept.
    swept: i64,
}

/// Takes the next `count` positions of a tenant's feed. One statement for all that has to be known.
async fn take(
    tx: &mut Transaction,
    tenant: Id<Tenant>,
    link: Option<Id<Link>>,
    count: i64,
) -> Result<Before, StoreError> {
    let before: Option<Before> = query(
        "UPDATE tenants SET feed = feed + $2 WHERE id = $1 RETURNING feed - $2 AS position,
             (SELECT COUNT(*) FROM webhook_endpoints w WHERE w.tenant_id = tenants.id AND w.disabled_at IS NULL)
             AS endpoints,
             (SELECT COALESCE(MAX(e.sequence), 0) FROM events e WHERE e.link_id = $3) AS sequence,
             COALESCE((SELECT l.last_swept FROM links l WHERE l.id = $3), 0) AS swept",
    )
    .bind(tenant)
    .bind(count)
    .bind(link)
    .opt(At::Transaction(tx))
    .await?;
    before.ok_or_else(|| StoreError::Missing { row: tenant.to_string() })
}

/// Makes a delivery of each event after a position of a tenant's feed to each endpoint that wants it: how many. An id
/// is made of the event's time and parts of both ids' randomness. A ping goes to its endpoint only.
async fn insert_deliveries(tx: &mut Transaction, tenant: Id<Tenant>, position: i64) -> Result<u64, StoreError> {
    query(
        "INSERT INTO deliveries
             (id, tenant_id, event_id, endpoint_id, state, attempts, tries, due_at, created_at, position)
         SELECT 'dlv_' || SUBSTR(e.id, 5, 10) || SUBSTR(e.id, 23, 8) || SUBSTR(w.id, 23, 8), e.tenant_id, e.id, w.id,
             'pending', 0, 0, e.created_at, e.created_at, e.position
         FROM events e JOIN webhook_endpoints w ON w.tenant_id = e.tenant_id
         WHERE e.tenant_id = $1 AND e.position > $2 AND w.disabled_at IS NULL AND CASE
             WHEN e.type = 'webhook.ping' THEN w.id = e.endpoint_id
             ELSE w.events = '[\"*\"]' OR w.events LIKE '%\"' || e.type || '\"%' END",
    )
    .bind(tenant)
    .bind(position)
    .run(tx)
    .await
}
