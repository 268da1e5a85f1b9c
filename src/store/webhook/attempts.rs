//! Attempts at deliveries, and their end with the events they carried.

use time::OffsetDateTime;

use crate::{
    domain::{id::Id, webhook::Delivery},
    store::{
        Db, StoreError, Tx,
        sql::{query::query, stored::Reader},
    },
};

/// An attempt as it is stored.
#[derive(Debug, Clone)]
pub struct StoredAttempt {
    pub number: i64,
    pub at: OffsetDateTime,
    /// Milliseconds.
    pub duration: i64,
    pub status: Option<i64>,
    pub answer: Option<String>,
    pub error: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    at: i64,
    duration: i64,
    status: Option<i64>,
    answer: Option<String>,
    error: Option<String>,
}

/// The attempts at a delivery, oldest first.
pub async fn list(db: &Db, delivery: Id<Delivery>) -> Result<Vec<StoredAttempt>, StoreError> {
    let rows: Vec<Row> = query(
        "SELECT number, at, duration, status, answer, error FROM delivery_attempts
         WHERE delivery_id = $1 ORDER BY number",
    )
    .bind(delivery)
    .all(db)
    .await?;
    let name = delivery.to_string();
    let read = |row: Row| {
        Ok(StoredAttempt {
            number: row.number,
            at: Reader(&name).time("delivery_attempts.at", row.at)?,
            duration: row.duration,
            status: row.status,
            answer: row.answer,
            error: row.error,
        })
    };
    rows.into_iter().map(read).collect()
}

#[derive(sqlx::FromRow)]
struct Count {
    count: i64,
}

/// Whether there are events from before a moment.
pub async fn has_old(db: &Db, before: OffsetDateTime) -> Result<bool, StoreError> {
    let count: Option<Count> =
        query("SELECT COUNT(*) AS count FROM (SELECT id FROM events WHERE created_at < $1 LIMIT 1) old")
            .bind(before)
            .opt(db)
            .await?;
    Ok(count.is_some_and(|count| count.count > 0))
}

/// Forgets the oldest events from before a moment, with their deliveries and attempts.
pub async fn forget(tx: &mut Tx, before: OffsetDateTime, limit: i64) -> Result<(), StoreError> {
    // What stays of a link are its numbers.
    let numbers = query(
        "UPDATE links SET last_swept = (SELECT MAX(e.sequence) FROM events e WHERE e.link_id = links.id)
         WHERE id IN (SELECT link_id FROM events WHERE id IN
             (SELECT id FROM events WHERE created_at < $1 ORDER BY created_at, id LIMIT $2))",
    );
    let attempts = query(
        "DELETE FROM delivery_attempts WHERE delivery_id IN (SELECT d.id FROM deliveries d WHERE d.event_id IN
             (SELECT id FROM events WHERE created_at < $1 ORDER BY created_at, id LIMIT $2))",
    );
    let deliveries = query(
        "DELETE FROM deliveries WHERE event_id IN
             (SELECT id FROM events WHERE created_at < $1 ORDER BY created_at, id LIMIT $2)",
    );
    let events = query(
        "DELETE FROM events WHERE id IN
             (SELECT id FROM events WHERE created_at < $1 ORDER BY created_at, id LIMIT $2)",
    );
    for statement in [numbers, attempts, deliveries, events] {
        statement.bind(before).bind(limit).later(tx).await?;
    }
    Ok(())
}
