//! Links.

use const_format::formatcp;
use time::OffsetDateTime;

use super::transitions::{self, Announced};
use crate::{
    domain::{
        id::Id,
        job::{Job, name::JobName},
        link::{Link, Status, token::TokenId},
        source::Source,
        tenant::Tenant,
    },
    store::{
        Db, StoreError, Tx,
        sql::{
            query::{Lock, query},
            slice::Slice,
            stored::{Reader, micros, to_json},
        },
        unit::Signal,
    },
};

/// A link as it is stored: what never changes, and its [`Link`].
#[derive(Debug, Clone)]
pub struct StoredLink {
    pub id: Id<Link>,
    pub tenant_id: Id<Tenant>,
    pub source_id: Id<Source>,
    pub token_id: TokenId,
    /// The id of the key that signed its URL.
    pub token_key: String,
    pub external_id: String,
    pub job_ids: Vec<Id<Job>>,
    /// The names of the jobs when the link was made: what the customer was told.
    pub purposes: Vec<JobName>,
    pub return_url: Option<String>,
    pub locale: Option<String>,
    pub metadata: serde_json::Map<String, serde_json::Value>,
    /// The user name at the source, as far as the company knows it.
    pub identifier: Option<String>,
    pub created_at: OffsetDateTime,
    pub link: Link,
}

/// Adds a link with its creation.
pub async fn insert(tx: &mut Tx, stored: &StoredLink, created: Announced<'_>) -> Result<(), StoreError> {
    query(
        "INSERT INTO links (id, tenant_id, source_id, token_id, token_key, external_id, job_ids, purposes, return_url, locale,
             metadata, identifier, status, sequence, created_at, changed_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(stored.id)
    .bind(stored.tenant_id)
    .bind(stored.source_id)
    .bind(stored.token_id.to_string())
    .bind(stored.token_key.as_str())
    .bind(stored.external_id.as_str())
    .bind(to_json(&stored.job_ids))
    .bind(to_json(&stored.purposes))
    .bind(stored.return_url.clone())
    .bind(stored.locale.clone())
    .bind(to_json(&stored.metadata))
    .bind(stored.identifier.clone())
    .bind(<&str>::from(stored.link.status))
    .bind(stored.link.sequence)
    .bind(stored.created_at)
    .bind(stored.link.changed_at)
    .bind(stored.link.expires_at)
    .later(tx)
    .await?;
    transitions::insert(tx, stored.id, created).await
}

/// Writes what has changed of a link, whose row must be locked, with its status: the only statement that changes one.
pub async fn change_status(tx: &mut Tx, stored: &StoredLink, change: Announced<'_>) -> Result<(), StoreError> {
    let link = &stored.link;
    query(
        "UPDATE links SET status = $2, status_reason = $3, last_refusal = $4, last_flow = $5, sequence = $6,
             changed_at = $7
         WHERE id = $1",
    )
    .bind(stored.id)
    .bind(<&str>::from(link.status))
    .bind(link.status_reason.clone())
    .bind(link.last_refusal.map(|refusal| refusal.to_string()))
    .bind(link.last_flow)
    .bind(link.sequence)
    .bind(link.changed_at)
    .later(tx)
    .await?;
    signal(tx, link);
    transitions::insert(tx, stored.id, change).await
}

/// The page of a link's last flow shows how the link stands.
fn signal(tx: &mut Tx, link: &Link) {
    if let Some(flow) = link.last_flow {
        tx.signal(Signal::Flow(flow));
    }
}

/// Writes a link's new flow, where its status has not changed; its row is locked.
pub async fn set_flow(tx: &mut Tx, stored: &StoredLink) -> Result<(), StoreError> {
    query("UPDATE links SET last_flow = $2 WHERE id = $1")
        .bind(stored.id)
        .bind(stored.link.last_flow)
        .later(tx)
        .await?;
    signal(tx, &stored.link);
    Ok(())
}

/// The columns of a [`Row`], of `links` as `l`.
pub const COLUMNS: &str =
    "l.id, l.tenant_id, l.source_id, l.token_id, l.token_key, l.external_id, l.job_ids, l.purposes, l.return_url, l.locale,
     l.metadata, l.identifier, l.status, l.status_reason, l.last_refusal, l.last_flow, l.sequence, l.created_at,
     l.changed_at, l.expires_at";

/// A row of `links`, under the names of its columns.
#[derive(sqlx::FromRow)]
pub struct Row {
    id: String,
    tenant_id: String,
    source_id: String,
    token_id: String,
    token_key: String,
    external_id: String,
    job_ids: String,
    purposes: String,
    return_url: Option<String>,
    locale: Option<String>,
    metadata: String,
    identifier: Option<String>,
    status: String,
    status_reason: Option<String>,
    last_refusal: Option<String>,
    last_flow: Option<String>,
    sequence: i64,
    created_at: i64,
    changed_at: i64,
    expires_at: i64,
}

impl Row {
    pub fn read(self) -> Result<StoredLink, StoreError> {
        let reader = Reader(&self.id);
        let link = Link {
            status: reader.parse("links.status", &self.status)?,
            status_reason: self.status_reason,
            last_refusal: reader.parse_opt("links.last_refusal", self.last_refusal.as_deref())?,
            last_flow: reader.parse_opt("links.last_flow", self.last_flow.as_deref())?,
            sequence: self.sequence,
            changed_at: reader.time("links.changed_at", self.changed_at)?,
            expires_at: reader.time("links.expires_at", self.expires_at)?,
        };
        Ok(StoredLink {
            id: reader.parse("links.id", &self.id)?,
            tenant_id: reader.parse("links.tenant_id", &self.tenant_id)?,
            source_id: reader.parse("links.source_id", &self.source_id)?,
            token_id: reader.parse("links.token_id", &self.token_id)?,
            job_ids: reader.json("links.job_ids", &self.job_ids)?,
            purposes: reader.json("links.purposes", &self.purposes)?,
            metadata: reader.json("links.metadata", &self.metadata)?,
            created_at: reader.time("links.created_at", self.created_at)?,
            token_key: self.token_key,
            external_id: self.external_id,
            return_url: self.return_url,
            locale: self.locale,
            identifier: self.identifier,
            link,
        })
    }
}

/// One link of a tenant.
pub async fn find(db: &Db, tenant: Id<Tenant>, id: Id<Link>) -> Result<Option<StoredLink>, StoreError> {
    let row: Option<Row> = query(formatcp!("SELECT {COLUMNS} FROM links l WHERE l.tenant_id = $1 AND l.id = $2"))
        .bind(tenant)
        .bind(id)
        .opt(db)
        .await?;
    row.map(Row::read).transpose()
}

/// Locks a link until the transaction ends: whatever changes a link or one of its flows does this first, or locks both.
pub async fn lock(tx: &mut Tx, id: Id<Link>) -> Result<Option<StoredLink>, StoreError> {
    let found = query(formatcp!("SELECT {COLUMNS} FROM links l WHERE l.id = $1")).bind(id).locking(Lock::Exclusive);
    let row: Option<Row> = found.opt(tx).await?;
    row.map(Row::read).transpose()
}

/// Which links a list holds.
#[derive(Default)]
pub struct Filter {
    pub external_id: Option<String>,
    pub status: Option<Status>,
    pub job_id: Option<Id<Job>>,
}

/// A tenant's links, by the status every reader must see at `now`.
pub async fn list(
    db: &Db,
    tenant: Id<Tenant>,
    filter: &Filter,
    slice: Slice<Link>,
    now: OffsetDateTime,
) -> Result<Vec<StoredLink>, StoreError> {
    let rows: Vec<Row> = query(formatcp!(
        "SELECT {COLUMNS} FROM links l
         WHERE tenant_id = $1 AND id < $2
             AND ($4 IS NULL OR external_id = $4)
             AND ($5 IS NULL OR job_ids LIKE $5)
             AND ($6 IS NULL OR $6 = CASE
                 WHEN expires_at <= $7 AND status IN ('CREATED', 'ACCESSED', 'AUTHENTICATING', 'FAILED')
                 THEN 'EXPIRED' ELSE status END)
         ORDER BY id DESC LIMIT $3"
    ))
    .bind(tenant)
    .bind(slice.bound())
    .bind(slice.limit())
    .bind(filter.external_id.clone())
    .bind(filter.job_id.map(|id| format!("%\"{id}\"%")))
    .bind(filter.status.map(|status| status.to_string()))
    .bind(now)
    .all(db)
    .await?;
    rows.into_iter().map(Row::read).collect()
}

#[derive(sqlx::FromRow)]
struct IdRow {
    id: String,
}

/// Links whose time is up although no transition says so.
pub async fn due(db: &Db, now: OffsetDateTime, limit: i64) -> Result<Vec<Id<Link>>, StoreError> {
    let rows: Vec<IdRow> = query(
        "SELECT id FROM links
         WHERE expires_at <= $1 AND status IN ('CREATED', 'ACCESSED', 'AUTHENTICATING', 'FAILED')
         ORDER BY expires_at LIMIT $2",
    )
    .bind(micros(now))
    .bind(limit)
    .all(db)
    .await?;
    rows.iter().map(|row| Reader(&row.id).parse("links.id", &row.id)).collect()
}
