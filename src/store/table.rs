//! What the tables of tenants' objects have in common: how one row is found, locked and listed.

use time::OffsetDateTime;

use super::{
    StoreError, Tx,
    sql::{
        query::{At, Lock, Query},
        row::Row,
        slice::Slice,
    },
};
use crate::domain::{
    id::{Id, Noun},
    tenant::Tenant,
};

/// The environment of the tenant of a row, as a column.
pub const ENVIRONMENT: &str = "(SELECT environment FROM tenants WHERE tenants.id = tenant_id) AS environment";

/// A table whose rows belong to tenants and have an id each; `Self` is what a row holds.
pub trait Table: Sized {
    type Noun: Noun;
    type Row: Row;
    /// What a list may be narrowed by: nothing, or the parent.
    type Filter: Filter;
    const NAME: &'static str;
    /// The columns of `Row`, with commas between them.
    const COLUMNS: &'static str;
    /// The column of the parent that a list may be narrowed by.
    const PARENT: Option<&'static str> = None;
    /// Whether a deleted row is kept, out of sight (`deleted_at`), for those that were made with it.
    const KEEPS_DELETED: bool = false;
    /// What else is set where a row is deleted and kept.
    const ON_DELETE: &'static str = "";

    /// Whether processes remember rows for as long as the number of the tenant's definitions is the same.
    const IS_REMEMBERED: bool = false;

    /// Reads a row.
    fn read(row: Self::Row) -> Result<Self, StoreError>;

    fn id(&self) -> Id<Self::Noun>;
}

/// Begins the SELECT of a tenant's `$1` rows that are not deleted and meet a condition.
fn select<T: Table>(condition: &str) -> Query {
    let (columns, name) = (T::COLUMNS, T::NAME);
    let deleted = if T::KEEPS_DELETED { " AND deleted_at IS NULL" } else { "" };
    Query::joined(format!("SELECT {columns} FROM {name} WHERE tenant_id = $1{deleted} AND {condition}"))
}

/// The parameters of a list's filter.
pub trait Filter {
    fn bind(self, query: Query) -> Query;
}

impl Filter for () {
    fn bind(self, query: Query) -> Query {
        query
    }
}

/// Only rows that belong to one parent, where one is given.
impl<N: Noun> Filter for Option<Id<N>> {
    fn bind(self, query: Query) -> Query {
        query.bind(self)
    }
}

/// One object of a tenant.
pub async fn find<T: Table>(
    at: impl Into<At<'_>>,
    tenant: Id<Tenant>,
    id: Id<T::Noun>,
) -> Result<Option<T>, StoreError> {
    first(select::<T>("id = $2").bind(tenant).bind(id), at).await
}

/// One object of a tenant that nobody else may lock until the transaction ends.
pub async fn lock<T: Table>(tx: &mut Tx, tenant: Id<Tenant>, id: Id<T::Noun>) -> Result<Option<T>, StoreError> {
    first(select::<T>("id = $2").bind(tenant).bind(id).locking(Lock::Exclusive), tx).await
}

/// One object of a tenant that others may use as well, but nobody may change or delete until the transaction ends.
pub async fn hold<T: Table>(tx: &mut Tx, tenant: Id<Tenant>, id: Id<T::Noun>) -> Result<Option<T>, StoreError> {
    first(select::<T>("id = $2").bind(tenant).bind(id).locking(Lock::Shared), tx).await
}

/// One object that something of its tenant was made with, deleted since or not.
pub async fn recall<T: Table>(
    at: impl Into<At<'_>>,
    tenant: Id<Tenant>,
    id: Id<T::Noun>,
) -> Result<Option<T>, StoreError> {
    let (columns, name) = (T::COLUMNS, T::NAME);
    let any = Query::joined(format!("SELECT {columns} FROM {name} WHERE tenant_id = $1 AND id = $2"));
    first(any.bind(tenant).bind(id), at).await
}

async fn first<T: Table>(query: Query, at: impl Into<At<'_>>) -> Result<Option<T>, StoreError> {
    query.opt(at).await?.map(T::read).transpose()
}

/// A tenant's objects, newest first.
pub async fn list<T: Table>(
    at: impl Into<At<'_>>,
    tenant: Id<Tenant>,
    filter: T::Filter,
    slice: Slice<T::Noun>,
) -> Result<Vec<T>, StoreError> {
    let parent = T::PARENT.map_or_else(String::new, |column| format!(" AND ($4 IS NULL OR {column} = $4)"));
    let all = select::<T>(&format!("id < $2{parent} ORDER BY id DESC LIMIT $3"));
    let all = filter.bind(all.bind(tenant).bind(slice.bound()).bind(slice.limit()));
    all.all(at).await?.into_iter().map(T::read).collect()
}

/// Hides an object of a table that keeps its deleted rows; its row is locked.
pub async fn hide<T: Table>(tx: &mut Tx, id: Id<T::Noun>, now: OffsetDateTime) -> Result<(), StoreError> {
    let hidden = Query::joined(format!("UPDATE {} SET deleted_at = $2{} WHERE id = $1", T::NAME, T::ON_DELETE));
    hidden.bind(id).bind(now).run(tx).await?;
    if T::IS_REMEMBERED { redefine::<T>(tx, id).await } else { Ok(()) }
}

/// Counts that a definition of a row's tenant was changed, so that nobody goes on with what it was.
pub async fn redefine<T: Table>(tx: &mut Tx, id: Id<T::Noun>) -> Result<(), StoreError> {
    let tenant = format!("SELECT tenant_id FROM {} WHERE id = $1", T::NAME);
    let counted = Query::joined(format!("UPDATE tenants SET definitions = definitions + 1 WHERE id = ({tenant})"));
    counted.bind(id).later(tx).await
}
