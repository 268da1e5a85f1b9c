//! Guests whom perhaps nobody can come back to.

use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        identity::{Pool, User},
    },
    store::{
        StoreError,
        sql::{
            query::{At, query},
            slice::Slice,
            stored::Reader,
        },
    },
};

/// When what would open a guest's account was last good.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Only guests who were last seen before this.
    pub seen_before: OffsetDateTime,
    /// Device keys that were used since this are good.
    pub keys_since: OffsetDateTime,
    /// Browsers' sessions that were begun since this, and used since the other, are good.
    pub sessions_since: OffsetDateTime,
    pub sessions_used_since: OffsetDateTime,
    /// The same of applications' sessions, by the shortest lifetimes: those that are good by any.
    pub grants_since: OffsetDateTime,
    pub grants_used_since: OffsetDateTime,
    pub now: OffsetDateTime,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    last_seen_at: i64,
}

/// A guest, and when it was last seen.
pub type Candidate = (Id<User>, OffsetDateTime);

/// Guests of a pool without a good device key or session, a slice of them: of those who have ended a session, and those
/// who were not seen for as long as a session lives. Whether a session of an application is good that is older than the
/// shortest lifetimes depends on its client, which is not asked here.
pub async fn candidates(
    at: impl Into<At<'_>>,
    pool: Id<Pool>,
    bounds: Bounds,
    slice: Slice<User>,
) -> Result<Vec<Candidate>, StoreError> {
    let rows: Vec<Row> = query(
        "SELECT u.id, u.last_seen_at FROM users u
         WHERE u.pool_id = $1 AND u.is_anonymous = 1 AND u.last_seen_at < $2 AND u.id < $3
             AND u.id IN (SELECT l.id FROM users l WHERE l.pool_id = $1 AND l.left_at IS NOT NULL UNION
                 SELECT q.id FROM users q WHERE q.pool_id = $1 AND q.is_anonymous = 1 AND q.last_seen_at <= $9)
             AND u.deleted_at IS NULL AND u.merged_into IS NULL
             AND NOT EXISTS (SELECT 1 FROM grants g JOIN clients c ON c.id = g.client_id AND c.deleted_at IS NULL
                 WHERE g.user_id = u.id AND g.revoked_at IS NULL AND (g.ends_at IS NULL OR g.ends_at > $10)
                 AND g.created_at > $8 AND g.last_used_at > $9)
             AND NOT EXISTS (SELECT 1 FROM devices d WHERE d.user_id = u.id AND d.last_seen_at >= $4)
             AND NOT EXISTS (SELECT 1 FROM browser_sessions s WHERE s.user_id = u.id AND s.revoked_at IS NULL
                 AND s.created_at > $5 AND s.last_access_at > $6)
         ORDER BY u.id DESC LIMIT $7",
    )
    .bind(pool)
    .bind(bounds.seen_before)
    .bind(slice.bound())
    .bind(bounds.keys_since)
    .bind(bounds.sessions_since)
    .bind(bounds.sessions_used_since)
    .bind(slice.limit())
    .bind(bounds.grants_since)
    .bind(bounds.grants_used_since)
    .bind(bounds.now)
    .all(at)
    .await?;
    let read = |row: Row| {
        let reader = Reader(&row.id);
        Ok((reader.parse("users.id", &row.id)?, reader.time("users.last_seen_at", row.last_seen_at)?))
    };
    rows.into_iter().map(read).collect()
}
