//! Pictures that pages show, by their names.

use base64::{Engine, engine::general_purpose::STANDARD};
use time::OffsetDateTime;

use super::{
    Db, StoreError, Tx,
    sql::{query::query, stored::Reader},
};
use crate::domain::picture::{Picture, PictureName};

/// Adds a picture that is about to be shown, unless it is there already; it stays until `due_at` at least.
pub async fn keep(tx: &mut Tx, picture: &Picture, due_at: OffsetDateTime) -> Result<(), StoreError> {
    query(
        "INSERT INTO pictures (name, content, due_at) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET due_at = excluded.due_at",
    )
    .bind(picture.name.to_string())
    .bind(STANDARD.encode(&picture.bytes))
    .bind(due_at)
    .run(tx)
    .await?;
    Ok(())
}

/// Lets a picture that is about to be shown stay until `due_at` at least; false when there is none of this name.
pub async fn hold(tx: &mut Tx, name: &PictureName, due_at: OffsetDateTime) -> Result<bool, StoreError> {
    let held = query("UPDATE pictures SET due_at = $2 WHERE name = $1");
    Ok(held.bind(name.to_string()).bind(due_at).run(tx).await? == 1)
}

#[derive(sqlx::FromRow)]
struct Row {
    content: String,
}

/// The bytes of a picture.
pub async fn content(db: &Db, name: &PictureName) -> Result<Option<Vec<u8>>, StoreError> {
    let name = name.to_string();
    let row: Option<Row> = query("SELECT content FROM pictures WHERE name = $1").bind(name.as_str()).opt(db).await?;
    let read = |row: Row| {
        STANDARD.decode(row.content).map_err(|problem| Reader(&name).unreadable("pictures.content", problem))
    };
    row.map(read).transpose()
}

#[derive(sqlx::FromRow)]
struct DueRow {
    due_at: i64,
}

/// Whether any picture is to be looked at.
pub async fn any_due(db: &Db, now: OffsetDateTime) -> Result<bool, StoreError> {
    let row: Option<DueRow> = query("SELECT due_at FROM pictures WHERE due_at <= $1 LIMIT 1").bind(now).opt(db).await?;
    Ok(row.is_some_and(|row| row.due_at > 0))
}

/// Removes the pictures that are due and that nobody shows; looks at the others again at `next`.
pub async fn sweep(tx: &mut Tx, now: OffsetDateTime, next: OffsetDateTime) -> Result<(), StoreError> {
    query(
        "UPDATE pictures SET due_at = $2 WHERE due_at <= $1 AND (
             EXISTS (SELECT 1 FROM sources s WHERE s.logo = pictures.name)
             OR EXISTS (SELECT 1 FROM sources s WHERE s.logo_dark = pictures.name)
             OR EXISTS (SELECT 1 FROM sources s WHERE s.icon = pictures.name)
             OR EXISTS (SELECT 1 FROM tenants t WHERE t.logo = pictures.name)
         )",
    )
    .bind(now)
    .bind(next)
    .run(tx)
    .await?;
    query("DELETE FROM pictures WHERE due_at <= $1").bind(now).run(tx).await?;
    Ok(())
}
