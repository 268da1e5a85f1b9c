//! Events.

use const_format::formatcp;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use crate::{
    domain::{
        event::{Envelope, Event, Type},
        id::Id,
        identity::User,
        link::Link,
        tenant::Tenant,
    },
    store::{
        Db, StoreError, Tx,
        sql::{
            query::{Query, query},
            stored::Reader,
        },
    },
};

/// An event as it is stored.
#[derive(Debug, Clone)]
pub struct StoredEvent {
    pub id: Id<Event>,
    /// 1 for the first event of its link, and no number is left out.
    pub sequence: Option<i64>,
    pub kind: Type,
    pub data: Map<String, Value>,
    pub created_at: OffsetDateTime,
}

impl StoredEvent {
    /// The event as backends are told it.
    pub fn envelope(self) -> Envelope {
        Envelope::new(self.id, self.kind, self.created_at, self.sequence, self.data)
    }
}

const COLUMNS: &str = "id, sequence, type, data, created_at";

#[derive(sqlx::FromRow)]
pub struct Row {
    pub id: String,
    pub sequence: Option<i64>,
    pub r#type: String,
    pub data: String,
    pub created_at: i64,
}

impl Row {
    pub fn read(self) -> Result<StoredEvent, StoreError> {
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
    let row: Option<Row> = query(formatcp!("SELECT {COLUMNS} FROM events WHERE link_id = $1 AND type = $2 LIMIT 1"))
        .bind(link)
        .bind(<&str>::from(kind))
        .opt(tx)
        .await?;
    Ok(row.is_some())
}

/// Which events are listed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    pub kind: Option<Type>,
    pub link: Option<Id<Link>>,
    pub user: Option<Id<User>>,
}

/// What a list asks for, of all events or of those about one user, which are found by an index of their own.
const ANY: &str = "($4 IS NULL OR type = $4) AND ($5 IS NULL OR link_id = $5)";
const OF_USER: &str = formatcp!("{ANY} AND user_id = $6");

impl Filter {
    const fn pick(self, any: &'static str, of_user: &'static str) -> &'static str {
        if self.user.is_some() { of_user } else { any }
    }
}

const BEFORE: &str = formatcp!("SELECT {COLUMNS} FROM events WHERE tenant_id = $1 AND position < $2");
const AFTER: &str = formatcp!("SELECT {COLUMNS} FROM events WHERE tenant_id = $1 AND position > $2");

/// A tenant's events before a position of its feed, newest first.
pub async fn before(
    db: &Db,
    tenant: Id<Tenant>,
    filter: Filter,
    position: i64,
    limit: u8,
) -> Result<Vec<StoredEvent>, StoreError> {
    let any = formatcp!("{BEFORE} AND {ANY} AND CAST($6 AS TEXT) IS NULL ORDER BY position DESC LIMIT $3");
    let of_user = formatcp!("{BEFORE} AND {OF_USER} ORDER BY position DESC LIMIT $3");
    list(db, query(filter.pick(any, of_user)), (tenant, position, limit), filter).await
}

/// A tenant's events after a position of its feed, oldest first: what is committed later always comes later.
pub async fn after(
    db: &Db,
    tenant: Id<Tenant>,
    filter: Filter,
    position: i64,
    limit: u8,
) -> Result<Vec<StoredEvent>, StoreError> {
    let any = formatcp!("{AFTER} AND {ANY} AND CAST($6 AS TEXT) IS NULL ORDER BY position LIMIT $3");
    let of_user = formatcp!("{AFTER} AND {OF_USER} ORDER BY position LIMIT $3");
    list(db, query(filter.pick(any, of_user)), (tenant, position, limit), filter).await
}

async fn list(
    db: &Db,
    query: Query,
    (tenant, position, limit): (Id<Tenant>, i64, u8),
    filter: Filter,
) -> Result<Vec<StoredEvent>, StoreError> {
    let bound = query.bind(tenant).bind(position).bind(i64::from(limit)).bind(filter.kind.map(|kind| kind.to_string()));
    let rows: Vec<Row> = bound.bind(filter.link).bind(filter.user).all(db).await?;
    rows.into_iter().map(Row::read).collect()
}

#[derive(sqlx::FromRow)]
struct PositionRow {
    position: i64,
}

/// Where in its tenant's feed an event is.
pub async fn position(db: &Db, tenant: Id<Tenant>, id: Id<Event>) -> Result<Option<i64>, StoreError> {
    let row: Option<PositionRow> =
        query("SELECT position FROM events WHERE tenant_id = $1 AND id = $2").bind(tenant).bind(id).opt(db).await?;
    Ok(row.map(|row| row.position))
}
