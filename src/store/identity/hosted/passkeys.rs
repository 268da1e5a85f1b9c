//! Passkeys of users.

use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        identity::{
            Passkey, Pool, User,
            hosted::passkey::{NewPasskey, PublicKey},
        },
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, query},
            stored::{Reader, to_json},
        },
    },
};

/// A passkey as it is stored.
#[derive(Debug, Clone)]
pub struct StoredPasskey {
    pub id: Id<Passkey>,
    pub user_id: Id<User>,
    /// How its device names it.
    pub credential_id: String,
    pub public_key: PublicKey,
    /// How often it has signed, as far as its device says.
    pub counter: u32,
    /// The browser in which it was made.
    pub user_agent: Option<String>,
    pub created_at: OffsetDateTime,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    user_id: String,
    credential_id: String,
    public_key: String,
    counter: i64,
    user_agent: Option<String>,
    created_at: i64,
}

fn read(row: Row) -> Result<StoredPasskey, StoreError> {
    let reader = Reader(&row.id);
    Ok(StoredPasskey {
        id: reader.parse("passkeys.id", &row.id)?,
        user_id: reader.parse("passkeys.user_id", &row.user_id)?,
        public_key: reader.json("passkeys.public_key", &row.public_key)?,
        counter: reader.number("passkeys.counter", row.counter)?,
        created_at: reader.time("passkeys.created_at", row.created_at)?,
        credential_id: row.credential_id,
        user_agent: row.user_agent,
    })
}

/// Adds a passkey; false when the pool has one of this name.
pub async fn insert(
    tx: &mut Tx,
    (id, pool, user): (Id<Passkey>, Id<Pool>, Id<User>),
    new: &NewPasskey,
    user_agent: Option<&str>,
    now: OffsetDateTime,
) -> Result<bool, StoreError> {
    let added = query(
        "INSERT INTO passkeys (id, pool_id, user_id, credential_id, public_key, counter, user_agent, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (pool_id, credential_id) DO NOTHING",
    )
    .bind(id)
    .bind(pool)
    .bind(user)
    .bind(new.credential_id.as_str())
    .bind(to_json(&new.public_key))
    .bind(i64::from(new.counter))
    .bind(user_agent.map(str::to_owned))
    .bind(now);
    Ok(added.run(tx).await? == 1)
}

/// A passkey of a pool by the name that its device gives it.
pub async fn find(
    at: impl Into<At<'_>>,
    pool: Id<Pool>,
    credential_id: &str,
) -> Result<Option<StoredPasskey>, StoreError> {
    let row: Option<Row> = query(
        "SELECT id, user_id, credential_id, public_key, counter, user_agent, created_at FROM passkeys
         WHERE pool_id = $1 AND credential_id = $2",
    )
    .bind(pool)
    .bind(credential_id)
    .opt(at)
    .await?;
    row.map(read).transpose()
}

/// The passkeys of a user, newest first.
pub async fn of_user(at: impl Into<At<'_>>, user: Id<User>) -> Result<Vec<StoredPasskey>, StoreError> {
    let rows: Vec<Row> = query(
        "SELECT id, user_id, credential_id, public_key, counter, user_agent, created_at FROM passkeys
         WHERE user_id = $1 ORDER BY id DESC LIMIT 100",
    )
    .bind(user)
    .all(at)
    .await?;
    rows.into_iter().map(read).collect()
}

/// Writes that a passkey has signed; false when another sign-in had as many signatures.
pub async fn used(tx: &mut Tx, id: Id<Passkey>, counter: (u32, u32), now: OffsetDateTime) -> Result<bool, StoreError> {
    let used = query("UPDATE passkeys SET counter = $3, last_used_at = $4 WHERE id = $1 AND counter = $2")
        .bind(id)
        .bind(i64::from(counter.0))
        .bind(i64::from(counter.1))
        .bind(now);
    Ok(used.run(tx).await? == 1)
}

/// Takes a passkey of a user away; false when there is no such one, or not any more.
pub async fn delete(tx: &mut Tx, user: Id<User>, id: Id<Passkey>) -> Result<bool, StoreError> {
    let taken = query("DELETE FROM passkeys WHERE user_id = $1 AND id = $2").bind(user).bind(id);
    Ok(taken.run(tx).await? == 1)
}

/// Takes all passkeys of a user away.
pub async fn delete_of_user(tx: &mut Tx, user: Id<User>) -> Result<(), StoreError> {
    query("DELETE FROM passkeys WHERE user_id = $1").bind(user).later(tx).await
}
