//! End users.

pub mod guests;
pub mod orphans;
pub mod retention;

use std::sync::LazyLock;

use const_format::formatcp;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        identity::{
            Pool, User,
            user::{DeleteReason, State},
        },
        tenant::Tenant,
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, Lock, query},
            slice::Slice,
            stored::{Reader, to_json},
        },
    },
};

/// A user as it is stored; deleted ones are not found.
#[derive(Debug, Clone)]
pub struct StoredUser {
    pub id: Id<User>,
    pub tenant_id: Id<Tenant>,
    pub pool_id: Id<Pool>,
    pub is_anonymous: bool,
    /// Whether it has shown that an address is its own, and so signs in with it.
    pub is_verified: bool,
    pub attributes: Map<String, Value>,
    pub created_at: OffsetDateTime,
    pub last_seen_at: OffsetDateTime,
    pub promoted_at: Option<OffsetDateTime>,
    pub disabled_at: Option<OffsetDateTime>,
    pub merged_into: Option<Id<User>>,
}

impl StoredUser {
    /// Whether it counts among the guests of its pool.
    pub const fn counts_as_guest(&self) -> bool {
        self.is_anonymous && self.merged_into.is_none()
    }

    pub const fn state(&self) -> State {
        match (self.merged_into, self.disabled_at) {
            (Some(_), _) => State::Merged,
            (None, Some(_)) => State::Disabled,
            (None, None) => State::Active,
        }
    }
}

/// Adds a user.
pub async fn insert(tx: &mut Tx, user: &StoredUser) -> Result<(), StoreError> {
    query(
        "INSERT INTO users (id, tenant_id, pool_id, is_anonymous, attributes, created_at, last_seen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(user.id)
    .bind(user.tenant_id)
    .bind(user.pool_id)
    .bind(i64::from(user.is_anonymous))
    .bind(to_json(&user.attributes))
    .bind(user.created_at)
    .bind(user.last_seen_at)
    .later(tx)
    .await
}

/// Writes that a user was seen.
pub async fn see(tx: &mut Tx, id: Id<User>, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE users SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2").bind(id).bind(now).later(tx).await
}

/// Writes that a user is no guest any more.
pub async fn set_known(tx: &mut Tx, id: Id<User>) -> Result<(), StoreError> {
    query("UPDATE users SET is_anonymous = 0 WHERE id = $1").bind(id).later(tx).await
}

/// Writes that a session of a guest has ended: perhaps nobody can come back.
pub async fn leave(tx: &mut Tx, id: Id<User>, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE users SET left_at = $2 WHERE id = $1 AND is_anonymous = 1").bind(id).bind(now).later(tx).await
}

/// Disables a user, or enables it again.
pub async fn set_disabled(tx: &mut Tx, id: Id<User>, at: Option<OffsetDateTime>) -> Result<(), StoreError> {
    query("UPDATE users SET disabled_at = $2 WHERE id = $1").bind(id).bind(at).later(tx).await
}

/// Leaves nothing of a user but its id, its pool, and why it was deleted.
pub async fn delete(tx: &mut Tx, id: Id<User>, reason: DeleteReason, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE users SET attributes = '{}', deleted_at = $2, delete_reason = $3 WHERE id = $1")
        .bind(id)
        .bind(now)
        .bind(<&str>::from(reason))
        .later(tx)
        .await
}

/// What a list of users may be narrowed by.
#[derive(Debug, Default)]
pub struct Filter {
    pub pool: Option<Id<Pool>>,
    pub is_anonymous: Option<bool>,
    pub external_id: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    tenant_id: String,
    pool_id: String,
    is_anonymous: i64,
    verified: i64,
    attributes: String,
    created_at: i64,
    last_seen_at: i64,
    promoted_at: Option<i64>,
    disabled_at: Option<i64>,
    merged_into: Option<String>,
}

const COLUMNS: &str = "id, tenant_id, pool_id, is_anonymous, \
    (SELECT COUNT(*) FROM identities i WHERE i.user_id = users.id AND i.verified_at IS NOT NULL) AS verified, \
    attributes, created_at, last_seen_at, promoted_at, disabled_at, merged_into";

fn read(row: &Row) -> Result<StoredUser, StoreError> {
    let reader = Reader(&row.id);
    Ok(StoredUser {
        id: reader.parse("users.id", &row.id)?,
        tenant_id: reader.parse("users.tenant_id", &row.tenant_id)?,
        pool_id: reader.parse("users.pool_id", &row.pool_id)?,
        is_anonymous: row.is_anonymous != 0,
        is_verified: row.verified != 0,
        attributes: reader.json("users.attributes", &row.attributes)?,
        created_at: reader.time("users.created_at", row.created_at)?,
        last_seen_at: reader.time("users.last_seen_at", row.last_seen_at)?,
        promoted_at: reader.time_opt("users.promoted_at", row.promoted_at)?,
        disabled_at: reader.time_opt("users.disabled_at", row.disabled_at)?,
        merged_into: reader.parse_opt("users.merged_into", row.merged_into.as_deref())?,
    })
}

/// A user beside something else of the user's.
#[derive(sqlx::FromRow)]
pub struct Beside {
    tenant_id: String,
    is_anonymous: i64,
    verified: i64,
    attributes: String,
    user_created_at: i64,
    last_seen_at: i64,
    promoted_at: Option<i64>,
    disabled_at: Option<i64>,
    merged_into: Option<String>,
}

/// What a [`Beside`] is made of, in a statement that calls the users `u`.
pub const BESIDE: &str = "u.tenant_id, u.is_anonymous, \
    (SELECT COUNT(*) FROM identities i WHERE i.user_id = u.id AND i.verified_at IS NOT NULL) AS verified, \
    u.attributes, u.created_at AS user_created_at, u.last_seen_at, u.promoted_at, u.disabled_at, u.merged_into";

impl Beside {
    /// The user with this id, of this pool.
    pub fn read(self, id: Id<User>, pool: Id<Pool>) -> Result<StoredUser, StoreError> {
        read(&Row {
            id: id.to_string(),
            tenant_id: self.tenant_id,
            pool_id: pool.to_string(),
            is_anonymous: self.is_anonymous,
            verified: self.verified,
            attributes: self.attributes,
            created_at: self.user_created_at,
            last_seen_at: self.last_seen_at,
            promoted_at: self.promoted_at,
            disabled_at: self.disabled_at,
            merged_into: self.merged_into,
        })
    }
}

const OF_TENANT: &str =
    formatcp!("SELECT {COLUMNS} FROM users WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NULL");

/// A user of a tenant.
pub async fn find(at: impl Into<At<'_>>, tenant: Id<Tenant>, id: Id<User>) -> Result<Option<StoredUser>, StoreError> {
    query(OF_TENANT).bind(tenant).bind(id).opt(at).await?.as_ref().map(read).transpose()
}

/// A user of a tenant that nobody else may lock until the transaction ends.
pub async fn lock(tx: &mut Tx, tenant: Id<Tenant>, id: Id<User>) -> Result<Option<StoredUser>, StoreError> {
    query(OF_TENANT).bind(tenant).bind(id).locking(Lock::Exclusive).opt(tx).await?.as_ref().map(read).transpose()
}

/// The statement of a list for each choice of filters, so that each is found by its own index.
static LISTS: LazyLock<Vec<String>> = LazyLock::new(|| (0..8).map(list_statement).collect());

/// The statement of a list by the filters that are given, of which each is a bit.
fn list_statement(given: usize) -> String {
    let of_customer = "id IN (SELECT user_id FROM identities WHERE kind = 'external' AND unique_key = $6)";
    let filters = [
        ("pool_id = $4", "CAST($4 AS TEXT) IS NULL"),
        ("is_anonymous = $5", "CAST($5 AS BIGINT) IS NULL"),
        (of_customer, "CAST($6 AS TEXT) IS NULL"),
    ];
    let chosen = filters.iter().enumerate().map(|(bit, (given_as, absent))| match given & (1 << bit) {
        0 => *absent,
        _ => *given_as,
    });
    format!(
        "SELECT {COLUMNS} FROM users WHERE tenant_id = $1 AND id < $2 AND deleted_at IS NULL AND {}
         ORDER BY id DESC LIMIT $3",
        chosen.collect::<Vec<_>>().join(" AND ")
    )
}

/// A tenant's users, newest first.
pub async fn list(
    at: impl Into<At<'_>>,
    tenant: Id<Tenant>,
    filter: Filter,
    slice: Slice<User>,
) -> Result<Vec<StoredUser>, StoreError> {
    let given = [filter.pool.is_some(), filter.is_anonymous.is_some(), filter.external_id.is_some()];
    let given: usize = given.into_iter().enumerate().map(|(bit, is_given)| usize::from(is_given) << bit).sum();
    let rows: Vec<Row> = query(LISTS[given].as_str())
        .bind(tenant)
        .bind(slice.bound())
        .bind(slice.limit())
        .bind(filter.pool)
        .bind(filter.is_anonymous.map(i64::from))
        .bind(filter.external_id)
        .all(at)
        .await?;
    rows.iter().map(read).collect()
}

const OF_POOL: &str = formatcp!("SELECT {COLUMNS} FROM users WHERE pool_id = $1 AND id = $2 AND deleted_at IS NULL");

/// A user of a pool.
pub async fn of_pool(at: impl Into<At<'_>>, pool: Id<Pool>, id: Id<User>) -> Result<Option<StoredUser>, StoreError> {
    query(OF_POOL).bind(pool).bind(id).opt(at).await?.as_ref().map(read).transpose()
}

/// A user of a pool that nobody else may lock until the transaction ends.
pub async fn lock_of_pool(tx: &mut Tx, pool: Id<Pool>, id: Id<User>) -> Result<Option<StoredUser>, StoreError> {
    query(OF_POOL).bind(pool).bind(id).locking(Lock::Exclusive).opt(tx).await?.as_ref().map(read).transpose()
}

const ALONE: &str = formatcp!("SELECT {COLUMNS} FROM users WHERE id = $1 AND deleted_at IS NULL");

/// A user whom nobody else may change until the transaction ends; `None` for one who was deleted.
pub async fn lock_alone(tx: &mut Tx, id: Id<User>) -> Result<Option<StoredUser>, StoreError> {
    query(ALONE).bind(id).locking(Lock::Exclusive).opt(tx).await?.as_ref().map(read).transpose()
}

/// Takes away a user that was added in the same transaction.
pub async fn remove(tx: &mut Tx, id: Id<User>) -> Result<(), StoreError> {
    query("DELETE FROM users WHERE id = $1").bind(id).later(tx).await
}
