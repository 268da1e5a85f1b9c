//! How many guests a pool has, and may have.

use time::OffsetDateTime;

use crate::{
    domain::identity::limit::{GuestCap, RateLimit},
    service::identity::{IdentityError, Refused, events},
    store::{
        StoreError, Tx,
        identity::{
            pools::StoredPool,
            users::{
                StoredUser,
                guests::{self, Guests},
            },
        },
    },
};

/// When a sign-up that the hard cap refuses may be tried again, in seconds: guests become regular users, and orphans are
/// deleted.
const AGAIN: u64 = 3_600;

/// Counts a new guest of a pool, and refuses one too many. The tenant hears of each cap that the guest is the last for.
pub async fn come(tx: &mut Tx, pool: &StoredPool, now: OffsetDateTime) -> Result<(), IdentityError> {
    let most_of_day = i64::from(pool.definition.anon_per_pool_day);
    let most = pool.definition.anon_hard_cap.map_or(i64::MAX, i64::from);
    let Some(come) = guests::come(tx, pool.id, (most_of_day, most), now).await? else {
        let there = guests::of_pool(tx, pool.id).await?;
        return Err(refused(there.is_some_and(|there| there.living >= most), now).into());
    };
    if come.of_day == most_of_day {
        let until = guests::end_of_day(now);
        events::cap_reached(tx, (pool, GuestCap::AnonPerPoolDay), come.living, Some(until), now);
    }
    Ok(tell(tx, pool, come, now).await?)
}

/// Tells the tenant of a cap on living guests that was not reached before.
async fn tell(tx: &mut Tx, pool: &StoredPool, come: Guests, now: OffsetDateTime) -> Result<(), StoreError> {
    let reached = pool.definition.living_caps().reached(come.living, come.told);
    if reached == come.told {
        return Ok(());
    }
    if let Some(cap) = reached.filter(|_| reached > come.told) {
        events::cap_reached(tx, (pool, cap), come.living, None, now);
    }
    guests::set_told(tx, pool.id, reached).await
}

/// The refusal of a guest who is one too many: for good, or of the day.
fn refused(for_good: bool, now: OffsetDateTime) -> Refused {
    if for_good {
        let description = "the pool has as many anonymous users as it may have";
        let refused = Refused::too_many(RateLimit::AnonymousUsers, AGAIN).coded("anonymous_cap_reached");
        return Refused { description: description.into(), ..refused };
    }
    let left = (guests::end_of_day(now) - now).whole_seconds();
    Refused::too_many(RateLimit::SignUps, u64::try_from(left).unwrap_or(1))
}

/// Takes a locked user off who was a guest until now. At the end of the transaction: sign-ups of the pool wait from here on.
pub async fn leave(tx: &mut Tx, user: &StoredUser) -> Result<(), StoreError> {
    if user.counts_as_guest() { guests::leave(tx, user.pool_id, 1).await } else { Ok(()) }
}
