//! How many guests a pool has: counted as they come and go, since there may be millions.

use time::OffsetDateTime;

use crate::{
    domain::{
        id::Id,
        identity::{Pool, limit::GuestCap},
    },
    store::{
        StoreError, Tx,
        sql::{query::query, stored::Reader},
    },
};

/// Seconds of a day.
const DAY: i64 = 86_400;

/// The guests of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guests {
    pub living: i64,
    /// How many came on the day on which the last one came.
    pub of_day: i64,
    /// The highest cap on living guests of which the tenant was told.
    pub told: Option<GuestCap>,
}

#[derive(sqlx::FromRow)]
struct Row {
    living: i64,
    of_day: i64,
    told: Option<String>,
}

fn read(row: &Row) -> Result<Guests, StoreError> {
    let told = Reader("").parse_opt("guest_counts.told", row.told.as_deref())?;
    Ok(Guests { living: row.living, of_day: row.of_day, told })
}

/// When the day of a time ends.
pub fn end_of_day(now: OffsetDateTime) -> OffsetDateTime {
    let end = (now.unix_timestamp().div_euclid(DAY) + 1) * DAY;
    OffsetDateTime::from_unix_timestamp(end).unwrap_or(now)
}

/// Counts one more guest of a pool, where there may be one more of the day and one more living; `None` where not. Other
/// sign-ups of the pool wait from here on.
pub async fn come(
    tx: &mut Tx,
    pool: Id<Pool>,
    (most_of_day, most): (i64, i64),
    now: OffsetDateTime,
) -> Result<Option<Guests>, StoreError> {
    let row: Option<Row> = query(
        "INSERT INTO guest_counts (pool_id, living, day, of_day) VALUES ($1, 1, $2, 1)
         ON CONFLICT (pool_id) DO UPDATE SET living = guest_counts.living + 1, day = $2,
             of_day = CASE WHEN guest_counts.day = $2 THEN guest_counts.of_day + 1 ELSE 1 END
         WHERE guest_counts.living < $4 AND (guest_counts.day <> $2 OR guest_counts.of_day < $3)
         RETURNING living, of_day, told",
    )
    .bind(pool)
    .bind(now.unix_timestamp().div_euclid(DAY))
    .bind(most_of_day)
    .bind(most)
    .opt(tx)
    .await?;
    row.as_ref().map(read).transpose()
}

/// The guests of a pool.
pub async fn of_pool(tx: &mut Tx, pool: Id<Pool>) -> Result<Option<Guests>, StoreError> {
    let row: Option<Row> =
        query("SELECT living, of_day, told FROM guest_counts WHERE pool_id = $1").bind(pool).opt(tx).await?;
    row.as_ref().map(read).transpose()
}

/// Writes of which cap the tenant was told.
pub async fn set_told(tx: &mut Tx, pool: Id<Pool>, told: Option<GuestCap>) -> Result<(), StoreError> {
    let told = told.map(|cap| <&str>::from(cap).to_owned());
    query("UPDATE guest_counts SET told = $2 WHERE pool_id = $1").bind(pool).bind(told).run(tx).await?;
    Ok(())
}

/// Takes guests off who are none any more. After everything else that others may wait for: sign-ups of the pool wait from
/// here on.
pub async fn leave(tx: &mut Tx, pool: Id<Pool>, number: u32) -> Result<(), StoreError> {
    query("UPDATE guest_counts SET living = living - $2 WHERE pool_id = $1")
        .bind(pool)
        .bind(i64::from(number))
        .run(tx)
        .await?;
    Ok(())
}
