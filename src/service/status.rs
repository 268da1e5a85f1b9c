//! The one place where a link's status changes. The store takes no change without its event, so that a change is always
//! recorded and announced: [`record`] → [`events::created`] or [`events::status_changed`] → `store::link::links` → the
//! commit of the unit of work, which writes the events with their deliveries.

use time::OffsetDateTime;

use super::{ServiceError, events};
use crate::{
    domain::link::{Event, Transition},
    store::{
        Tx,
        link::links::{self, StoredLink},
    },
};

/// Adds a link with its creation.
pub async fn create(tx: &mut Tx, stored: &StoredLink, created: &Transition) -> Result<(), ServiceError> {
    Ok(links::insert(tx, stored, events::created(stored, created)).await?)
}

/// Applies an event to a locked link and writes what follows.
pub async fn record(
    tx: &mut Tx,
    stored: &mut StoredLink,
    event: Event,
    now: OffsetDateTime,
) -> Result<(), ServiceError> {
    let Some(transition) = stored.link.apply(event, now)? else { return Ok(()) };
    let change = events::status_changed(stored, &transition, now);
    Ok(links::change_status(tx, stored, change).await?)
}
