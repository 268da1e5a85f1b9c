//! Tenants.

use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        tenant::{Brand, Tenant},
    },
    store::{
        Db, StoreError, Tx,
        sql::{
            query::{At, query},
            stored::{Reader, to_json},
        },
    },
};

/// Adds a tenant.
pub async fn insert(
    tx: &mut Tx,
    id: Id<Tenant>,
    brand: &Brand,
    return_urls: &[String],
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    query(
        "INSERT INTO tenants (id, name, accent, logo, return_urls, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(brand.name.as_str())
    .bind(brand.accent.clone())
    .bind(brand.logo.clone())
    .bind(to_json(&return_urls))
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    return_urls: String,
}

/// Every tenant, oldest first: its id and name.
pub async fn list(db: &Db) -> Result<Vec<(Id<Tenant>, String)>, StoreError> {
    let rows: Vec<Row> = query("SELECT id, name, return_urls FROM tenants ORDER BY id").all(db).await?;
    rows.into_iter().map(|row| Ok((Reader(&row.id).parse("tenants.id", &row.id)?, row.name))).collect()
}

/// The addresses a link of this tenant may lead back to.
pub async fn return_urls(at: impl Into<At<'_>>, id: Id<Tenant>) -> Result<Vec<String>, StoreError> {
    let row: Option<Row> = query("SELECT id, name, return_urls FROM tenants WHERE id = $1").bind(id).opt(at).await?;
    row.map_or_else(|| Ok(Vec::new()), |row| Reader(&row.id).json("tenants.return_urls", &row.return_urls))
}
