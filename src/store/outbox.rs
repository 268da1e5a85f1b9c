//! What a transaction announces: collected while it runs, written when it commits, so that nothing is announced that
//! did not happen and nothing happens unannounced.

use std::sync::LazyLock;

use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::{StoreError, Tx, query::query, stored::to_json};
use crate::domain::{
    event::{Event, Type},
    id::Id,
    link::Link,
    tenant::Tenant,
};

/// An event that is to be recorded.
#[derive(Debug, Clone)]
pub struct NewEvent {
    pub tenant_id: Id<Tenant>,
    /// The link it is about; its row must be locked.
    pub link_id: Option<Id<Link>>,
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
const COLUMNS: usize = 8;

/// The statement for each number of events.
static INSERTS: LazyLock<Vec<String>> = LazyLock::new(|| (1..=ROWS).map(insert).collect());

fn insert(rows: usize) -> String {
    let row = |row: usize| {
        let columns: Vec<String> = (1..=COLUMNS).map(|column| format!("${}", row * COLUMNS + column)).collect();
        format!("({})", columns.join(", "))
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!(
        "INSERT INTO events (id, tenant_id, link_id, sequence, position, type, data, created_at) VALUES {}",
        rows.join(", ")
    )
}

#[derive(sqlx::FromRow)]
struct Taken {
    last: i64,
}

/// Writes what was announced. The tenant's row is locked from here to the commit, so that positions of the feed are
/// committed in their order and no reader can pass one by that is still to come.
pub(super) async fn flush(tx: &mut Tx) -> Result<(), StoreError> {
    let events = std::mem::take(&mut tx.outbox);
    let Some(NewEvent { tenant_id, link_id, .. }) = events.first() else { return Ok(()) };
    let count = i64::try_from(events.len()).unwrap_or(i64::MAX);
    let sequence = match link_id {
        Some(link) => Some(
            take(
                "UPDATE links SET events = events + $2 WHERE id = $1 RETURNING events AS last",
                link.to_string(),
                count,
                tx,
            )
            .await?,
        ),
        None => None,
    };
    let position = take(
        "UPDATE tenants SET feed = feed + $2 WHERE id = $1 RETURNING feed AS last",
        tenant_id.to_string(),
        count,
        tx,
    )
    .await?;
    let mut offset = 0;
    for some in events.chunks(ROWS) {
        let mut statement = query(INSERTS[some.len() - 1].as_str());
        for event in some {
            offset += 1;
            statement = statement
                .bind(Id::<Event>::new(event.created_at, rand::random()))
                .bind(event.tenant_id)
                .bind(event.link_id)
                .bind(sequence.map(|sequence| sequence + offset))
                .bind(position + offset)
                .bind(<&str>::from(event.kind))
                .bind(to_json(&event.data))
                .bind(event.created_at);
        }
        statement.run(tx).await?;
    }
    Ok(())
}

/// Takes the next `count` numbers of a row: the number before the first of them.
async fn take(sql: &'static str, row: String, count: i64, tx: &mut Tx) -> Result<i64, StoreError> {
    let taken: Option<Taken> = query(sql).bind(row.as_str()).bind(count).opt(tx).await?;
    let missing = || StoreError::Missing { row };
    Ok(taken.ok_or_else(missing)?.last - count)
}
