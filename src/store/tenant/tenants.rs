//! Tenants.

use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        tenant::{Brand, Tenant, environment::Environment},
    },
    store::{
        Db, StoreError, Tx,
        sql::{
            query::{At, query},
            stored::{Reader, to_json},
        },
    },
};

/// A tenant as it is listed.
#[derive(Debug, Clone)]
pub struct StoredTenant {
    pub id: Id<Tenant>,
    pub name: String,
    pub environment: Environment,
}

/// Adds the live side of a new company.
pub async fn insert(
    tx: &mut Tx,
    id: Id<Tenant>,
    brand: &Brand,
    return_urls: &[String],
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    query(
        "INSERT INTO tenants (id, name, accent, logo, return_urls, created_at, environment, company_id)
         VALUES ($1, $2, $3, $4, $5, $6, 'live', $1)",
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

/// The side of a tenant's company that has an environment: made, as `new` and with the same face, if there is none yet.
pub async fn side(
    tx: &mut Tx,
    tenant: Id<Tenant>,
    environment: Environment,
    (new, now): (Id<Tenant>, OffsetDateTime),
) -> Result<Id<Tenant>, StoreError> {
    query(
        "INSERT INTO tenants (id, name, accent, logo, return_urls, created_at, environment, company_id)
         SELECT $1, name, accent, logo, return_urls, $2, $3, company_id FROM tenants WHERE id = $4
         ON CONFLICT DO NOTHING",
    )
    .bind(new)
    .bind(now)
    .bind(<&str>::from(environment))
    .bind(tenant)
    .run(&mut *tx)
    .await?;
    let side: Option<Row> = query(
        "SELECT id, name, return_urls, environment FROM tenants
         WHERE company_id = (SELECT company_id FROM tenants WHERE id = $1) AND environment = $2",
    )
    .bind(tenant)
    .bind(<&str>::from(environment))
    .opt(tx)
    .await?;
    side.map_or(Ok(tenant), |row| Reader(&row.id).parse("tenants.id", &row.id))
}

/// Makes a live tenant whose company has no test side the test side, with all that it has.
pub async fn turn_into_test(tx: &mut Tx, tenant: Id<Tenant>) -> Result<(), StoreError> {
    query(
        "UPDATE tenants SET environment = 'test' WHERE id = $1 AND environment = 'live' AND NOT EXISTS (
             SELECT 1 FROM tenants AS other WHERE other.company_id = tenants.company_id AND other.environment = 'test'
         )",
    )
    .bind(tenant)
    .run(tx)
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    return_urls: String,
    environment: String,
}

/// Every tenant, oldest first.
pub async fn list(db: &Db) -> Result<Vec<StoredTenant>, StoreError> {
    let rows: Vec<Row> = query("SELECT id, name, return_urls, environment FROM tenants ORDER BY id").all(db).await?;
    let read = |row: Row| {
        let reader = Reader(&row.id);
        let environment = reader.parse("tenants.environment", &row.environment)?;
        Ok(StoredTenant { id: reader.parse("tenants.id", &row.id)?, name: row.name, environment })
    };
    rows.into_iter().map(read).collect()
}

/// The environment of a tenant; of one that there is not, the one with fewer rights.
pub async fn environment(at: impl Into<At<'_>>, id: Id<Tenant>) -> Result<Environment, StoreError> {
    let row: Option<Row> =
        query("SELECT id, name, return_urls, environment FROM tenants WHERE id = $1").bind(id).opt(at).await?;
    row.map_or(Ok(Environment::Live), |row| Reader(&row.id).parse("tenants.environment", &row.environment))
}

/// The addresses a link of this tenant may lead back to.
pub async fn return_urls(at: impl Into<At<'_>>, id: Id<Tenant>) -> Result<Vec<String>, StoreError> {
    let row: Option<Row> =
        query("SELECT id, name, return_urls, environment FROM tenants WHERE id = $1").bind(id).opt(at).await?;
    row.map_or_else(|| Ok(Vec::new()), |row| Reader(&row.id).json("tenants.return_urls", &row.return_urls))
}
