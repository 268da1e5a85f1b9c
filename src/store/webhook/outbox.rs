//! What a transaction announces: collected while it runs, written when it commits, so that nothing is announced that
//! did not happen and nothing happens unannounced.

use std::sync::LazyLock;

use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::deliveries;
use crate::{
    crash,
    domain::{
        event::{Event, Type},
        id::Id,
        link::Link,
        tenant::Tenant,
        webhook::Endpoint,
    },
    store::{
        StoreError, Tx,
        sql::{query::query, stored::to_json},
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

/// Announces an event when the transaction commits. All events of a transaction are of one tenant and about one link,
/// or about none.
pub fn announce(tx: &mut Tx, event: NewEvent) {
    tx.outbox.push(event);
}

/// The most events that one statement writes.
const ROWS: usize = 8;
const COLUMNS: usize = 9;

/// The statement for each number of events.
static INSERTS: LazyLock<Vec<String>> = LazyLock::new(|| (1..=ROWS).map(insert).collect());

fn insert(rows: usize) -> String {
    let row = |row: usize| {
        let columns: Vec<String> = (1..=COLUMNS).map(|column| format!("${}", row * COLUMNS + column)).collect();
        format!("({})", columns.join(", "))
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!(
        "INSERT INTO events (id, tenant_id, link_id, endpoint_id, sequence, position, type, data, created_at) VALUES {}",
        rows.join(", ")
    )
}

/// Writes what was announced, right before the commit; whether there is something to deliver.
pub async fn flush(tx: &mut Tx) -> Result<bool, StoreError> {
    let has_deliveries = write(tx).await?;
    crash::point("before commit");
    Ok(has_deliveries)
}

/// Writes events, with a delivery for each endpoint that wants to know; whether there is one. The tenant's
/// row is locked from here to the commit, so that positions of the feed are committed in their order and no reader can
/// pass one by that is still to come.
async fn write(tx: &mut Tx) -> Result<bool, StoreError> {
    let events = std::mem::take(&mut tx.outbox);
    let Some(NewEvent { tenant_id, link_id, .. }) = events.first() else { return Ok(false) };
    let count = i64::try_from(events.len()).unwrap_or(i64::MAX);
    let before = take(tx, *tenant_id, *link_id, count).await?;
    let sequence = link_id.map(|_| before.sequence.max(before.swept));
    let numbered: Vec<(i64, &NewEvent)> = (0..).zip(&events).collect();
    for some in numbered.chunks(ROWS) {
        let mut statement = query(INSERTS[some.len() - 1].as_str());
        for (offset, event) in some {
            statement = statement
                .bind(Id::<Event>::new(event.created_at, rand::random()))
                .bind(event.tenant_id)
                .bind(event.link_id)
                .bind(event.endpoint_id)
                .bind(sequence.map(|sequence| sequence + 1 + offset))
                .bind(before.position + 1 + offset)
                .bind(<&str>::from(event.kind))
                .bind(to_json(&event.data))
                .bind(event.created_at);
        }
        statement.run(tx).await?;
    }
    Ok(before.endpoints > 0 && deliveries::insert(tx, *tenant_id, before.position).await? > 0)
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
async fn take(tx: &mut Tx, tenant: Id<Tenant>, link: Option<Id<Link>>, count: i64) -> Result<Before, StoreError> {
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
    .opt(tx)
    .await?;
    before.ok_or_else(|| StoreError::Missing { row: tenant.to_string() })
}
