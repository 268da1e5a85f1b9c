//! Webhook endpoints.

use const_format::formatcp;
use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        tenant::Tenant,
        webhook::{Endpoint, Health, Reason},
    },
    store::{
        Db, StoreError, Tx,
        sql::{
            query::query,
            stored::{Reader, micros, to_json},
        },
        table::Table,
    },
};

/// An endpoint as it is stored, sealed parts still sealed.
#[derive(Debug, Clone)]
pub struct StoredEndpoint {
    pub id: Id<Endpoint>,
    pub tenant_id: Id<Tenant>,
    pub url: String,
    pub description: Option<String>,
    /// The types it hears of, or `*`.
    pub events: Vec<String>,
    /// Sealed.
    pub headers: Option<String>,
    /// Sealed.
    pub secret: String,
    /// Sealed, with the moment until which it signs too.
    pub old_secret: Option<(String, OffsetDateTime)>,
    pub disabled: Option<(OffsetDateTime, Reason)>,
    pub health: Health,
    /// Which claim of it this is; writes under an earlier one are refused.
    pub fence: i64,
    pub created_at: OffsetDateTime,
}

/// Adds an endpoint.
pub async fn insert(tx: &mut Tx, endpoint: &StoredEndpoint) -> Result<(), StoreError> {
    query(
        "INSERT INTO webhook_endpoints (id, tenant_id, url, description, events, headers, secret, failures, rest_until,
             fence, leased_until, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0, 0, $8)",
    )
    .bind(endpoint.id)
    .bind(endpoint.tenant_id)
    .bind(endpoint.url.as_str())
    .bind(endpoint.description.clone())
    .bind(to_json(&endpoint.events))
    .bind(endpoint.headers.clone())
    .bind(endpoint.secret.as_str())
    .bind(endpoint.created_at)
    .later(tx)
    .await
}

/// Writes what its company may change of an endpoint, whose row must be locked.
pub async fn update(tx: &mut Tx, endpoint: &StoredEndpoint) -> Result<(), StoreError> {
    let (old_secret, until) = endpoint.old_secret.clone().unzip();
    let (disabled_at, reason) = endpoint.disabled.unzip();
    query(
        "UPDATE webhook_endpoints SET url = $2, description = $3, events = $4, headers = $5, secret = $6,
             old_secret = $7, old_secret_until = $8, disabled_at = $9, disabled_reason = $10, failures = $11,
             failing_since = $12, rest_until = $13
         WHERE id = $1",
    )
    .bind(endpoint.id)
    .bind(endpoint.url.as_str())
    .bind(endpoint.description.clone())
    .bind(to_json(&endpoint.events))
    .bind(endpoint.headers.clone())
    .bind(endpoint.secret.as_str())
    .bind(old_secret)
    .bind(until)
    .bind(disabled_at)
    .bind(reason.map(|reason| reason.to_string()))
    .bind(i64::from(endpoint.health.failures))
    .bind(endpoint.health.failing_since)
    .bind(endpoint.health.rest_until.map_or(0, micros))
    .later(tx)
    .await
}

/// Takes an endpoint and its secrets out of everybody's sight; its deliveries stay as long as their events.
pub async fn delete(tx: &mut Tx, id: Id<Endpoint>, now: OffsetDateTime) -> Result<(), StoreError> {
    query(
        "UPDATE webhook_endpoints SET deleted_at = $2, disabled_at = $2, secret = '', old_secret = NULL, headers = NULL
         WHERE id = $1",
    )
    .bind(id)
    .bind(now)
    .later(tx)
    .await
}

#[derive(sqlx::FromRow)]
pub struct Row {
    id: String,
    tenant_id: String,
    url: String,
    description: Option<String>,
    events: String,
    headers: Option<String>,
    secret: String,
    old_secret: Option<String>,
    old_secret_until: Option<i64>,
    disabled_at: Option<i64>,
    disabled_reason: Option<String>,
    failures: i64,
    failing_since: Option<i64>,
    rest_until: i64,
    fence: i64,
    created_at: i64,
}

const COLUMNS: &str =
    "id, tenant_id, url, description, events, headers, secret, old_secret, old_secret_until, disabled_at,
     disabled_reason, failures, failing_since, rest_until, fence, created_at";

impl Table for StoredEndpoint {
    type Noun = Endpoint;
    type Row = Row;
    type Filter = ();
    const NAME: &'static str = "webhook_endpoints";
    const COLUMNS: &'static str = COLUMNS;
    const KEEPS_DELETED: bool = true;

    fn read(row: Row) -> Result<Self, StoreError> {
        let reader = Reader(&row.id);
        let until = reader.time_opt("webhook_endpoints.old_secret_until", row.old_secret_until)?;
        let disabled_at = reader.time_opt("webhook_endpoints.disabled_at", row.disabled_at)?;
        let reason = reader.parse_opt("webhook_endpoints.disabled_reason", row.disabled_reason.as_deref())?;
        let resting = Some(row.rest_until).filter(|until| *until > 0);
        Ok(Self {
            id: reader.parse("webhook_endpoints.id", &row.id)?,
            tenant_id: reader.parse("webhook_endpoints.tenant_id", &row.tenant_id)?,
            events: reader.json("webhook_endpoints.events", &row.events)?,
            created_at: reader.time("webhook_endpoints.created_at", row.created_at)?,
            health: Health {
                failures: reader.number("webhook_endpoints.failures", row.failures)?,
                failing_since: reader.time_opt("webhook_endpoints.failing_since", row.failing_since)?,
                rest_until: reader.time_opt("webhook_endpoints.rest_until", resting)?,
            },
            url: row.url,
            description: row.description,
            headers: row.headers,
            secret: row.secret,
            old_secret: row.old_secret.zip(until),
            disabled: disabled_at.zip(reason),
            fence: row.fence,
        })
    }

    fn id(&self) -> Id<Endpoint> {
        self.id
    }
}

#[derive(sqlx::FromRow)]
struct IdRow {
    id: String,
}

/// Endpoints that nobody is delivering to although something is due, the longest unserved first. Leases are by the first
/// clock, what is due by the second.
pub async fn due(
    db: &Db,
    (now, latest): (OffsetDateTime, OffsetDateTime),
    limit: i64,
) -> Result<Vec<Id<Endpoint>>, StoreError> {
    let rows: Vec<IdRow> = query(
        "SELECT id FROM webhook_endpoints w
         WHERE disabled_at IS NULL AND leased_until <= $1 AND rest_until <= $1 AND EXISTS
             (SELECT 1 FROM deliveries d WHERE d.endpoint_id = w.id AND d.state = 'pending' AND d.due_at <= $2)
         ORDER BY leased_until LIMIT $3",
    )
    .bind(now)
    .bind(latest)
    .bind(limit)
    .all(db)
    .await?;
    rows.iter().map(|row| Reader(&row.id).parse("webhook_endpoints.id", &row.id)).collect()
}

/// Takes an endpoint until a moment, unless somebody has it or it has to rest.
pub async fn claim(
    tx: &mut Tx,
    id: Id<Endpoint>,
    until: OffsetDateTime,
    now: OffsetDateTime,
) -> Result<Option<StoredEndpoint>, StoreError> {
    let row: Option<Row> = query(formatcp!(
        "UPDATE webhook_endpoints SET fence = fence + 1, leased_until = $2
         WHERE id = $1 AND disabled_at IS NULL AND leased_until <= $3 AND rest_until <= $3
         RETURNING {COLUMNS}",
    ))
    .bind(id)
    .bind(until)
    .bind(now)
    .opt(tx)
    .await?;
    row.map(StoredEndpoint::read).transpose()
}

/// Holds on to a claimed endpoint, or lets go of it, and writes how it does; `None` when it is in other hands.
pub async fn keep(
    tx: &mut Tx,
    claimed: &StoredEndpoint,
    until: OffsetDateTime,
) -> Result<Option<StoredEndpoint>, StoreError> {
    let row: Option<Row> = query(formatcp!(
        "UPDATE webhook_endpoints SET leased_until = $3, failures = $4, failing_since = $5, rest_until = $6
         WHERE id = $1 AND fence = $2
         RETURNING {COLUMNS}",
    ))
    .bind(claimed.id)
    .bind(claimed.fence)
    .bind(until)
    .bind(i64::from(claimed.health.failures))
    .bind(claimed.health.failing_since)
    .bind(claimed.health.rest_until.map_or(0, micros))
    .opt(tx)
    .await?;
    row.map(StoredEndpoint::read).transpose()
}

/// Ends every claim, where no other process can be delivering.
pub async fn release_all(tx: &mut Tx, now: OffsetDateTime) -> Result<u64, StoreError> {
    query("UPDATE webhook_endpoints SET leased_until = $1 WHERE leased_until > $1").bind(now).run(tx).await
}
