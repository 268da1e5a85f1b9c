//! Deliveries: claimed, noted and begun anew.

use time::OffsetDateTime;

use super::webhooks::disable;
use crate::{
    app::App,
    crash,
    domain::{
        id::Id,
        tenant::Tenant,
        webhook::{Attempt, Delivery, Endpoint, State, pause},
    },
    service::ServiceError,
    store::{
        Tx, table,
        webhook::{
            deliveries::{self, Due, StoredDelivery},
            webhooks::{self, StoredEndpoint},
        },
    },
};

/// An endpoint in this process's hands, and what is due there.
pub struct Claimed {
    pub endpoint: StoredEndpoint,
    pub due: Vec<Due>,
}

/// Takes an endpoint with at most so many of its deliveries; `None` when nothing is due there, somebody else has it, or
/// it rests.
pub async fn claim(app: &App, id: Id<Endpoint>, limit: i64) -> Result<Option<Claimed>, ServiceError> {
    let mut tx = app.db.begin().await?;
    let now = app.clock.steady();
    let Some(endpoint) = webhooks::claim(&mut tx, id, app.lease().until, now).await? else { return Ok(None) };
    let due = deliveries::due(&mut tx, id, app.clock.latest(), limit).await?;
    if due.is_empty() {
        return Ok(None);
    }
    tx.commit().await?;
    crash::point("endpoint claimed");
    Ok(Some(Claimed { endpoint, due }))
}

/// What a lane knows when it writes.
pub struct Round<'a> {
    pub endpoint: &'a StoredEndpoint,
    pub made: &'a [(Due, Attempt)],
    /// How many deliveries are being posted.
    pub under_way: usize,
    /// How many are in memory besides.
    pub in_line: usize,
    /// How many more can be taken; none when there are enough, or the server stops.
    pub room: usize,
}

/// Writes what came of attempts, and takes what is due next; lets go of the endpoint when nothing is left to do there.
/// `None` when it has gone into other hands, and then nothing is written.
pub async fn note(app: &App, round: &Round<'_>) -> Result<Option<Claimed>, ServiceError> {
    let mut tx = app.db.begin().await?;
    let now = app.clock.steady();
    let mut endpoint = round.endpoint.clone();
    let mut reason = None;
    for (_, attempt) in round.made {
        reason = reason.or(endpoint.health.note(attempt, now));
    }
    let may_go_on = reason.is_none() && !endpoint.health.rests(now);
    let due = if may_go_on && round.room > 0 { more(&mut tx, round, app.clock.latest()).await? } else { Vec::new() };
    let has_more = !due.is_empty() || (may_go_on && round.in_line > 0);
    let until = if has_more || round.under_way > 0 { app.lease().until } else { now };
    // The endpoint's row before those of its deliveries, as everybody takes them.
    let Some(mut kept) = webhooks::keep(&mut tx, &endpoint, until).await? else { return Ok(None) };
    for (due, attempt) in round.made {
        let (state, next) = verdict(due, attempt, now);
        deliveries::note(&mut tx, due, attempt, state, next).await?;
    }
    if let Some(reason) = reason.filter(|_| kept.disabled.is_none()) {
        disable(&mut tx, &mut kept, reason, app.clock.now()).await?;
    }
    tx.commit().await?;
    crash::point("after record");
    Ok(Some(Claimed { endpoint: kept, due }))
}

/// What is due, without what was just made; what is held is pending still, and is found again.
async fn more(tx: &mut Tx, round: &Round<'_>, now: OffsetDateTime) -> Result<Vec<Due>, ServiceError> {
    let known = round.made.len() + round.under_way + round.in_line;
    let limit = i64::try_from(known + round.room).unwrap_or(i64::MAX);
    let mut due = deliveries::due(tx, round.endpoint.id, now, limit).await?;
    due.retain(|due| round.made.iter().all(|(made, _)| made.id != due.id));
    Ok(due)
}

fn verdict(due: &Due, attempt: &Attempt, now: OffsetDateTime) -> (State, Option<OffsetDateTime>) {
    if attempt.is_taken() {
        return (State::Delivered, None);
    }
    match pause(due.tries + 1, f64::from(rand::random::<u16>()) / f64::from(u16::MAX), attempt.retry_after) {
        Some(pause) => (State::Pending, Some(now + pause)),
        None => (State::Exhausted, None),
    }
}

/// How an attempt to begin a delivery anew ended.
pub enum Replayed {
    Done(Box<StoredDelivery>),
    /// The tenant has no such delivery.
    Missing,
    /// Its endpoint is disabled or deleted.
    Disabled,
}

/// Begins a delivery anew.
pub async fn replay(app: &App, tx: &mut Tx, tenant: Id<Tenant>, id: Id<Delivery>) -> Result<Replayed, ServiceError> {
    let Some(delivery) = deliveries::find(&mut *tx, tenant, id).await? else { return Ok(Replayed::Missing) };
    let endpoint = table::lock::<StoredEndpoint>(tx, tenant, delivery.endpoint_id).await?;
    if endpoint.is_none_or(|endpoint| endpoint.disabled.is_some()) {
        return Ok(Replayed::Disabled);
    }
    deliveries::replay(tx, id, app.clock.now()).await?;
    let replayed = deliveries::find(tx, tenant, id).await?;
    Ok(replayed.map_or(Replayed::Missing, |delivery| Replayed::Done(Box::new(delivery))))
}

/// Begins anew what an endpoint did not take, or with `all` everything, of events from a span of time: how many, or
/// `None` when the endpoint is gone or disabled.
pub async fn replay_range(
    app: &App,
    tx: &mut Tx,
    tenant: Id<Tenant>,
    endpoint: Id<Endpoint>,
    span: (OffsetDateTime, OffsetDateTime),
    all: bool,
) -> Result<Option<u64>, ServiceError> {
    let locked = table::lock::<StoredEndpoint>(tx, tenant, endpoint).await?;
    if locked.is_none_or(|locked| locked.disabled.is_some()) {
        return Ok(None);
    }
    Ok(Some(deliveries::replay_range(tx, endpoint, span, all, app.clock.now()).await?))
}

/// Ends what is pending at endpoints that were disabled while it was written.
pub async fn end_stranded(app: &App, limit: i64) -> Result<(), ServiceError> {
    let stranded = deliveries::stranded(&app.db, limit).await?;
    if stranded.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    for endpoint in stranded {
        deliveries::disable(&mut tx, endpoint, app.clock.now()).await?;
    }
    tx.commit().await?;
    Ok(())
}
