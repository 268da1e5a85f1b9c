//! How a sign-in on the pages goes on.

use crate::{
    domain::{
        id::Id,
        identity::{
            AuthFlow, User,
            hosted::step::{Aim, Step},
        },
    },
    store::{
        StoreError, Tx,
        sql::query::{Lock, query},
    },
};

#[derive(sqlx::FromRow)]
struct IdRow {
    id: String,
}

/// Has nobody else change a sign-in until the transaction ends; false when it is gone.
pub async fn lock(tx: &mut Tx, id: Id<AuthFlow>) -> Result<bool, StoreError> {
    let row: Option<IdRow> =
        query("SELECT id FROM auth_flows WHERE id = $1").bind(id).locking(Lock::Exclusive).opt(tx).await?;
    Ok(row.is_some_and(|row| !row.id.is_empty()))
}

/// Writes where a sign-in is now, and what was given; `pending` is sealed.
pub async fn put(tx: &mut Tx, id: Id<AuthFlow>, (aim, step): (Aim, Step), pending: String) -> Result<(), StoreError> {
    query("UPDATE auth_flows SET kind = $2, step = $3, pending = $4 WHERE id = $1")
        .bind(id)
        .bind(<&str>::from(aim))
        .bind(<&str>::from(step))
        .bind(pending)
        .later(tx)
        .await
}

/// Writes whom a sign-in is about.
pub async fn set_user(tx: &mut Tx, id: Id<AuthFlow>, user: Id<User>) -> Result<(), StoreError> {
    query("UPDATE auth_flows SET user_id = $2 WHERE id = $1").bind(id).bind(user).later(tx).await
}
