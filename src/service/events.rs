//! Announcing what happened, in the transaction in which it happens.

use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use super::ServiceError;
use crate::{
    app::App,
    domain::event::Type,
    store::{
        Tx,
        events::{self, NewEvent},
        links::StoredLink,
    },
};

/// Records an event of a locked link, with the link as it is at `now`.
pub(super) async fn record(
    app: &App,
    tx: &mut Tx,
    stored: &StoredLink,
    kind: Type,
    now: OffsetDateTime,
) -> Result<(), ServiceError> {
    let event = NewEvent {
        id: app.id(),
        tenant_id: stored.tenant_id,
        link_id: stored.id,
        kind,
        data: about(stored, now),
        created_at: now,
    };
    Ok(events::insert(tx, &event).await?)
}

/// What every event of a link says of it: nothing of what was asked or answered.
fn about(stored: &StoredLink, now: OffsetDateTime) -> Map<String, Value> {
    let (link, _) = stored.link.as_of(now);
    let object = json!({
        "id": stored.id,
        "object": "link",
        "external_id": stored.external_id,
        "job_id": stored.job_ids,
        "source_id": stored.source_id,
        "status": link.status,
        "status_reason": link.status_reason,
        "metadata": stored.metadata,
    });
    let (link_id, external_id) = (json!(stored.id), json!(stored.external_id));
    [("link_id", link_id), ("external_id", external_id), ("object", object)]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
