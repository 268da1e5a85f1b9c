//! Sources.

use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        picture::PictureName,
        source::{Definition, Source, brand::Face},
        tenant::{Brand, Tenant},
    },
    store::{
        Db, StoreError, Tx,
        sql::{
            query::query,
            stored::{Reader, to_json},
        },
        table::Table,
    },
};

/// A source as it is stored.
#[derive(Debug, Clone)]
pub struct StoredSource {
    pub id: Id<Source>,
    pub definition: Definition,
    /// The name of the picture that was found at its site.
    pub icon: Option<String>,
    pub created_at: OffsetDateTime,
}

impl StoredSource {
    /// What pages show of it beside its name.
    pub fn face(&self) -> Face {
        Face::new(self.definition.brand.as_ref(), self.icon.clone())
    }
}

/// Adds a source.
pub async fn insert(tx: &mut Tx, tenant: Id<Tenant>, source: &StoredSource) -> Result<(), StoreError> {
    let face = source.face();
    query(
        "INSERT INTO sources
             (id, tenant_id, name, login_url, is_test, definition, created_at, logo, logo_dark, icon, accent)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(source.id)
    .bind(tenant)
    .bind(source.definition.name.as_str())
    .bind(source.definition.login_url.as_str())
    .bind(i64::from(source.definition.is_test()))
    .bind(to_json(&source.definition))
    .bind(source.created_at)
    .bind(face.logo)
    .bind(face.logo_dark)
    .bind(face.icon)
    .bind(face.accent)
    .later(tx)
    .await
}

/// Gives a source a new definition; the icon of another site goes.
pub async fn update(tx: &mut Tx, id: Id<Source>, definition: &Definition) -> Result<(), StoreError> {
    let face = Face::new(definition.brand.as_ref(), None);
    query(
        "UPDATE sources SET name = $2, login_url = $3, is_test = $4, definition = $5, logo = $6, logo_dark = $7,
             accent = $8, icon = CASE WHEN login_url = $3 THEN icon END
         WHERE id = $1",
    )
    .bind(id)
    .bind(definition.name.as_str())
    .bind(definition.login_url.as_str())
    .bind(i64::from(definition.is_test()))
    .bind(to_json(definition))
    .bind(face.logo)
    .bind(face.logo_dark)
    .bind(face.accent)
    .later(tx)
    .await
}

/// Gives a source the icon of its site, unless it is deleted or at another site by now.
pub async fn set_icon(tx: &mut Tx, id: Id<Source>, login_url: &str, icon: &PictureName) -> Result<(), StoreError> {
    query("UPDATE sources SET icon = $3 WHERE id = $1 AND login_url = $2 AND deleted_at IS NULL")
        .bind(id)
        .bind(login_url)
        .bind(icon.to_string())
        .later(tx)
        .await
}

/// A source of whichever tenant, unless it is deleted.
pub async fn by_id(db: &Db, id: Id<Source>) -> Result<Option<StoredSource>, StoreError> {
    let row: Option<Row> =
        query("SELECT id, definition, icon, created_at FROM sources WHERE id = $1 AND deleted_at IS NULL")
            .bind(id)
            .opt(db)
            .await?;
    row.map(StoredSource::read).transpose()
}

#[derive(sqlx::FromRow)]
pub struct Row {
    id: String,
    definition: String,
    icon: Option<String>,
    created_at: i64,
}

impl Table for StoredSource {
    type Noun = Source;
    type Row = Row;
    type Filter = ();
    const NAME: &'static str = "sources";
    const COLUMNS: &'static str = "id, definition, icon, created_at";
    const KEEPS_DELETED: bool = true;
    const ON_DELETE: &'static str = ", logo = NULL, logo_dark = NULL, icon = NULL";

    fn read(row: Row) -> Result<Self, StoreError> {
        let reader = Reader(&row.id);
        Ok(Self {
            id: reader.parse("sources.id", &row.id)?,
            definition: reader.json("sources.definition", &row.definition)?,
            icon: row.icon,
            created_at: reader.time("sources.created_at", row.created_at)?,
        })
    }

    fn id(&self) -> Id<Source> {
        self.id
    }
}

#[derive(sqlx::FromRow)]
struct BrandedRow {
    #[sqlx(flatten)]
    source: Row,
    tenant_name: String,
    tenant_accent: Option<String>,
    tenant_logo: Option<String>,
}

/// A source of whichever tenant, with the tenant's brand.
pub async fn branded(db: &Db, id: Id<Source>) -> Result<Option<(StoredSource, Brand)>, StoreError> {
    let row: Option<BrandedRow> = query(
        "SELECT s.id, s.definition, s.icon, s.created_at,
             t.name AS tenant_name, t.accent AS tenant_accent, t.logo AS tenant_logo
         FROM sources s JOIN tenants t ON t.id = s.tenant_id WHERE s.id = $1",
    )
    .bind(id)
    .opt(db)
    .await?;
    row.map(|row| {
        let brand = Brand { name: row.tenant_name, accent: row.tenant_accent, logo: row.tenant_logo };
        Ok((StoredSource::read(row.source)?, brand))
    })
    .transpose()
}

/// What a source and its tenant are called.
pub struct SourceName {
    pub id: Id<Source>,
    pub name: String,
    pub login_url: String,
    pub tenant: String,
}

#[derive(sqlx::FromRow)]
struct NamedRow {
    id: String,
    name: String,
    login_url: String,
    tenant: String,
}

/// The first 500 sources of all tenants, by their names.
pub async fn of_everybody(db: &Db) -> Result<Vec<SourceName>, StoreError> {
    let rows: Vec<NamedRow> = query(
        "SELECT s.id, s.name, s.login_url, t.name AS tenant FROM sources s JOIN tenants t ON t.id = s.tenant_id
         WHERE s.deleted_at IS NULL ORDER BY t.name, s.name, s.id LIMIT 500",
    )
    .all(db)
    .await?;
    let read = |row: NamedRow| {
        let id = Reader(&row.id).parse("sources.id", &row.id)?;
        Ok(SourceName { id, name: row.name, login_url: row.login_url, tenant: row.tenant })
    };
    rows.into_iter().map(read).collect()
}
