//! How much there is of everything.

use time::OffsetDateTime;

use super::{
    Db, StoreError,
    sql::{query::query, stored::Reader},
};
use crate::domain::{link::Status, task::Kind};

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    count: i64,
}

/// How many links have each status, by what was recorded.
pub async fn links(db: &Db) -> Result<Vec<(Status, u32)>, StoreError> {
    let rows: Vec<Row> = query("SELECT status AS name, COUNT(*) AS count FROM links GROUP BY status").all(db).await?;
    let reader = Reader("counts");
    rows.iter().map(|row| Ok((reader.parse("links.status", &row.name)?, reader.number("count", row.count)?))).collect()
}

/// How many tasks there are of each kind, waiting or under way.
pub async fn tasks(db: &Db) -> Result<Vec<(Kind, u32)>, StoreError> {
    let rows: Vec<Row> = query("SELECT kind AS name, COUNT(*) AS count FROM tasks GROUP BY kind").all(db).await?;
    let reader = Reader("counts");
    rows.iter().map(|row| Ok((reader.parse("tasks.kind", &row.name)?, reader.number("count", row.count)?))).collect()
}

/// How many deliveries will be tried again.
pub async fn pending_deliveries(db: &Db) -> Result<u32, StoreError> {
    let row: Option<Row> =
        query("SELECT 'pending' AS name, COUNT(*) AS count FROM deliveries WHERE state = 'pending'").opt(db).await?;
    row.map_or(Ok(0), |row| Reader("counts").number("count", row.count))
}

/// Whether the database takes writes: writes the time into a row that is there for this.
pub async fn takes_writes(db: &Db, now: OffsetDateTime) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    query("UPDATE write_probe SET written_at = $1 WHERE id = 1").bind(now).run(&mut tx).await?;
    tx.commit().await
}
