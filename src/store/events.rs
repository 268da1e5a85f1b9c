//! Events.

use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::{
    Db, StoreError, Tx,
    query::query,
    slice::Slice,
    stored::{Reader, to_json},
};
use crate::domain::{
    event::{Event, Type},
    id::Id,
    link::Link,
    tenant::Tenant,
};

/// An event that is to be recorded.
pub struct NewEvent {
    pub id: Id<Event>,
    pub tenant_id: Id<Tenant>,
    pub link_id: Id<Link>,
    pub kind: Type,
    pub data: Map<String, Value>,
    pub created_at: OffsetDateTime,
}

/// Records an event under the next number of its link, whose row must be locked.
pub async fn insert(tx: &mut Tx, event: &NewEvent) -> Result<(), StoreError> {
    query(
        "INSERT INTO events (id, tenant_id, link_id, sequence, type, data, created_at)
         VALUES ($1, $2, $3, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM events WHERE link_id = $3), $4, $5, $6)",
    )
    .bind(event.id)
    .bind(event.tenant_id)
    .bind(event.link_id)
    .bind(<&str>::from(event.kind))
    .bind(to_json(&event.data))
    .bind(event.created_at)
    .run(tx)
    .await?;
    Ok(())
}

/// An event as it is stored.
#[derive(Debug, Clone)]
pub struct StoredEvent {
    pub id: Id<Event>,
    /// 1 for the first event of its link, and no number is left out.
    pub sequence: i64,
    pub kind: Type,
    pub data: Map<String, Value>,
    pub created_at: OffsetDateTime,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    sequence: i64,
    r#type: String,
    data: String,
    created_at: i64,
}

impl Row {
    fn read(self) -> Result<StoredEvent, StoreError> {
        let reader = Reader(&self.id);
        Ok(StoredEvent {
            id: reader.parse("events.id", &self.id)?,
            sequence: self.sequence,
            kind: reader.parse("events.type", &self.r#type)?,
            data: reader.json("events.data", &self.data)?,
            created_at: reader.time("events.created_at", self.created_at)?,
        })
    }
}

/// Whether a link, whose row must be locked, has an event of this type.
pub async fn exists(tx: &mut Tx, link: Id<Link>, kind: Type) -> Result<bool, StoreError> {
    let row: Option<Row> =
        query("SELECT id, sequence, type, data, created_at FROM events WHERE link_id = $1 AND type = $2 LIMIT 1")
            .bind(link)
            .bind(<&str>::from(kind))
            .opt(tx)
            .await?;
    Ok(row.is_some())
}

/// A tenant's events, of one type where that is said.
pub async fn list(
    db: &Db,
    tenant: Id<Tenant>,
    kind: Option<Type>,
    slice: Slice<Event>,
) -> Result<Vec<StoredEvent>, StoreError> {
    let rows: Vec<Row> = query(
        "SELECT id, sequence, type, data, created_at FROM events
         WHERE tenant_id = $1 AND id < $2 AND ($4 IS NULL OR type = $4) ORDER BY id DESC LIMIT $3",
    )
    .bind(tenant)
    .bind(slice.bound())
    .bind(slice.limit())
    .bind(kind.map(|kind| kind.to_string()))
    .all(db)
    .await?;
    rows.into_iter().map(Row::read).collect()
}
