//! What the tables of tenants' objects have in common: how one row is found, locked and listed.

use super::{
    StoreError, Tx,
    sql::{
        query::{At, Lock, Query, query},
        row::Row,
        slice::Slice,
    },
};
use crate::domain::{
    id::{Id, Noun},
    tenant::Tenant,
};

/// A table whose rows belong to tenants and have an id each; `Self` is what a row holds.
pub trait Table: Sized {
    type Noun: Noun;
    type Row: Row;
    /// What a list may be narrowed by.
    type Filter: Filter;
    /// Selects the row of tenant `$1` with the id `$2`.
    const FIND: &'static str;
    /// Selects rows of tenant `$1` with ids below `$2`, newest first, at most `$3`; the filter begins at `$4`.
    const LIST: &'static str;

    /// Reads a row.
    fn read(row: Self::Row) -> Result<Self, StoreError>;

    fn id(&self) -> Id<Self::Noun>;
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
    query(T::FIND).bind(tenant).bind(id).opt(at).await?.map(T::read).transpose()
}

/// One object of a tenant that nobody else may lock until the transaction ends.
pub async fn lock<T: Table>(tx: &mut Tx, tenant: Id<Tenant>, id: Id<T::Noun>) -> Result<Option<T>, StoreError> {
    query(T::FIND).bind(tenant).bind(id).locking(Lock::Exclusive).opt(tx).await?.map(T::read).transpose()
}

/// One object of a tenant that others may use as well, but nobody may change or delete until the transaction ends.
pub async fn hold<T: Table>(tx: &mut Tx, tenant: Id<Tenant>, id: Id<T::Noun>) -> Result<Option<T>, StoreError> {
    query(T::FIND).bind(tenant).bind(id).locking(Lock::Shared).opt(tx).await?.map(T::read).transpose()
}

/// A tenant's objects, newest first.
pub async fn list<T: Table>(
    at: impl Into<At<'_>>,
    tenant: Id<Tenant>,
    filter: T::Filter,
    slice: Slice<T::Noun>,
) -> Result<Vec<T>, StoreError> {
    let all = query(T::LIST).bind(tenant).bind(slice.bound()).bind(slice.limit());
    filter.bind(all).all(at).await?.into_iter().map(T::read).collect()
}
