//! What time has ended, asked for with one statement: the sweeper asks every second, and mostly there is nothing.

use strum::EnumString;
use time::OffsetDateTime;

use super::{
    Db, StoreError,
    sql::{query::query, stored::Reader},
};

/// Something of which there is some whose time is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Due {
    Flows,
    Links,
    Accounts,
    Events,
    Deliveries,
    Codes,
    Users,
    Letters,
    Pictures,
    Sessions,
    Inputs,
    Artifacts,
    Calls,
    Keys,
}

/// Until when everything was kept.
pub struct Moments {
    /// The time of day.
    pub now: OffsetDateTime,
    /// The time that only goes on.
    pub steady: OffsetDateTime,
    pub accounts: OffsetDateTime,
    pub events: OffsetDateTime,
    pub codes: OffsetDateTime,
    pub users: OffsetDateTime,
    pub sessions: OffsetDateTime,
    pub calls: OffsetDateTime,
}

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
}

/// What has to be looked at.
pub async fn look(db: &Db, moments: &Moments) -> Result<Vec<Due>, StoreError> {
    let rows: Vec<Row> = query(
        "SELECT 'flows' AS name WHERE EXISTS (SELECT 1 FROM flows WHERE ended_at IS NULL AND deadline <= $2)
         UNION ALL SELECT 'links' WHERE EXISTS (SELECT 1 FROM links
             WHERE expires_at <= $1 AND status IN ('CREATED', 'ACCESSED', 'AUTHENTICATING', 'FAILED'))
         UNION ALL SELECT 'accounts' WHERE EXISTS (SELECT 1 FROM source_accounts WHERE since < $3)
         UNION ALL SELECT 'events' WHERE EXISTS (SELECT 1 FROM events WHERE created_at < $4)
         UNION ALL SELECT 'deliveries' WHERE EXISTS (SELECT 1 FROM webhook_endpoints w
             WHERE w.disabled_at IS NOT NULL AND EXISTS
                 (SELECT 1 FROM deliveries d WHERE d.endpoint_id = w.id AND d.state = 'pending'))
         UNION ALL SELECT 'codes' WHERE EXISTS (SELECT 1 FROM one_time_codes WHERE expires_at < $5)
             OR EXISTS (SELECT 1 FROM auth_flows WHERE expires_at < $1)
             OR EXISTS (SELECT 1 FROM used_proofs WHERE expires_at < $1 AND kept_until < $2)
         UNION ALL SELECT 'users' WHERE EXISTS (SELECT 1 FROM users WHERE deleted_at < $6)
             OR EXISTS (SELECT 1 FROM grants WHERE revoked_at < $7)
             OR EXISTS (SELECT 1 FROM grants WHERE ends_at < $7)
         UNION ALL SELECT 'letters' WHERE EXISTS (SELECT 1 FROM letters WHERE expires_at <= $1)
         UNION ALL SELECT 'pictures' WHERE EXISTS (SELECT 1 FROM pictures WHERE due_at <= $1)
         UNION ALL SELECT 'sessions' WHERE EXISTS (SELECT 1 FROM flows WHERE session_until <= $1)
         UNION ALL SELECT 'inputs' WHERE EXISTS (SELECT 1 FROM link_inputs i JOIN links l ON l.id = i.link_id
             WHERE l.status IN ('COMPLETED', 'EXPIRED'))
         UNION ALL SELECT 'artifacts' WHERE EXISTS (SELECT 1 FROM artifacts WHERE expires_at <= $1)
             OR EXISTS (SELECT 1 FROM object_deletions WHERE due_at <= $1)
         UNION ALL SELECT 'calls' WHERE EXISTS (SELECT 1 FROM idempotent_calls WHERE created_at <= $8)
         UNION ALL SELECT 'keys' WHERE EXISTS (SELECT 1 FROM user_pools WHERE keys_due_at <= $1 AND deleted_at IS NULL)",
    )
    .bind(moments.now)
    .bind(moments.steady)
    .bind(moments.accounts)
    .bind(moments.events)
    .bind(moments.codes)
    .bind(moments.users)
    .bind(moments.sessions)
    .bind(moments.calls)
    .all(db)
    .await?;
    rows.iter().map(|row| Reader("what is due").parse("name", &row.name)).collect()
}
