//! Orphans: guests to whom nobody can come back, since no session and no device key opens their accounts any more. They
//! are deleted some time after they were last seen.

use time::{Duration, OffsetDateTime};

use super::{sessions, users as service};
use crate::{
    app::App,
    crash,
    domain::{
        id::Id,
        identity::{User, user::DeleteReason},
    },
    service::ServiceError,
    store::{
        Tx,
        identity::{
            clients::StoredClient,
            grants,
            pools::{self, StoredPool},
            users::{
                self, guests,
                orphans::{Bounds, Candidate, candidates},
            },
        },
        sql::slice::Slice,
        table,
    },
};

/// The most that are deleted in one transaction.
pub const BATCH: usize = 500;

/// When orphans of a pool may be deleted who were last seen before it.
pub fn cutoff(pool: &StoredPool, now: OffsetDateTime) -> OffsetDateTime {
    now - seconds(pool.definition.orphan_grace)
}

fn seconds(seconds: u32) -> Duration {
    Duration::seconds(seconds.into())
}

/// The orphans of a pool who were last seen before a time, newest first: `most` of them, of those before one.
pub async fn find(
    app: &App,
    pool: &StoredPool,
    seen_before: OffsetDateTime,
    (mut before, most): (Option<Id<User>>, usize),
) -> Result<Vec<Candidate>, ServiceError> {
    let (now, definition) = (app.clock.now(), &pool.definition);
    let (life, idle) = shortest_lives(app, pool).await?;
    let bounds = Bounds {
        grants_since: now - life,
        grants_used_since: now - idle.min(life),
        now,
        seen_before,
        keys_since: now - seconds(definition.device_key_ttl),
        sessions_since: now - seconds(definition.refresh_ttl),
        sessions_used_since: definition.refresh_idle.map_or(OffsetDateTime::UNIX_EPOCH, |idle| now - seconds(idle)),
    };
    let mut orphans = Vec::new();
    while orphans.len() < most {
        let some = candidates(&app.db, pool.id, bounds, Slice { before, limit: 250 }).await?;
        let Some((last, _)) = some.last() else { break };
        before = Some(*last);
        for candidate in some {
            if orphans.len() < most && !has_session(app, candidate.0, now).await? {
                orphans.push(candidate);
            }
        }
    }
    Ok(orphans)
}

/// The shortest life of a session of the pool's applications, however it is used, and without use.
async fn shortest_lives(app: &App, pool: &StoredPool) -> Result<(Duration, Duration), ServiceError> {
    let life = seconds(pool.definition.refresh_ttl);
    let mut shortest = (life, pool.definition.refresh_idle.map_or(life, seconds));
    let mut before = None;
    loop {
        let some = table::list::<StoredClient>(&app.db, pool.tenant_id, Some(pool.id), Slice { before, limit: 100 });
        let some: Vec<StoredClient> = some.await?;
        let Some(last) = some.last() else { return Ok(shortest) };
        before = Some(last.id);
        for lives in some.iter().map(|client| client.definition.lifetimes(&pool.definition)) {
            shortest.0 = shortest.0.min(lives.session);
            shortest.1 = shortest.1.min(lives.idle.unwrap_or(lives.session));
        }
    }
}

async fn has_session(app: &App, user: Id<User>, now: OffsetDateTime) -> Result<bool, ServiceError> {
    for grant in grants::of_user(&app.db, user).await? {
        if sessions::find(app, grant.id, now).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Deletes orphans of a pool, except those who are none any more: how many.
pub async fn delete(
    tx: &mut Tx,
    pool: &StoredPool,
    orphans: &[Candidate],
    now: OffsetDateTime,
) -> Result<u32, ServiceError> {
    let mut deleted = 0;
    for (id, _) in orphans {
        let user = users::lock_of_pool(tx, pool.id, *id).await?;
        // Whoever was promoted or seen since they were found stays.
        let Some(user) = user.filter(|user| user.counts_as_guest() && user.last_seen_at < cutoff(pool, now)) else {
            continue;
        };
        service::delete_uncounted(tx, &user, DeleteReason::Orphan, now).await?;
        crash::point("reaping: one deleted");
        deleted += 1;
    }
    guests::leave(tx, pool.id, deleted).await?;
    Ok(deleted)
}

/// Deletes some of the orphans of every pool whose time is up: whether there may be more.
pub async fn delete_due(app: &App) -> Result<bool, ServiceError> {
    let mut may_be_more = false;
    let now = app.clock.now();
    for pool in pools::with_guests(&app.db).await? {
        let due = find(app, &pool, cutoff(&pool, now), (None, BATCH)).await?;
        if due.is_empty() {
            continue;
        }
        may_be_more |= due.len() == BATCH;
        let mut tx = app.db.begin().await?;
        let deleted = delete(&mut tx, &pool, &due, now).await?;
        tx.commit().await?;
        tracing::info!(pool = %pool.id, deleted, "orphans were deleted");
    }
    Ok(may_be_more)
}
