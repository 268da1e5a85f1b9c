//! What is announced whenever a link's status changes: in the store, beside the transition, so that nobody forgets it.

use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use super::links::StoredLink;
use crate::{
    domain::{
        event::Type,
        link::{Status, Transition},
        moment::told,
    },
    store::{
        Tx,
        webhook::outbox::{self, NewEvent},
    },
};

/// Announces a transition of a link, which is the link's status already.
pub fn transition(tx: &mut Tx, stored: &StoredLink, transition: &Transition, now: OffsetDateTime) {
    let mut say = |kind, transition: Option<&Transition>| {
        let mut data = about(stored, now);
        if let Some(transition) = transition {
            data.insert("transition".to_owned(), told_transition(transition));
        }
        outbox::announce(tx, NewEvent::of(stored, kind, data, now));
    };
    if transition.from.is_none() {
        return say(Type::LinkCreated, None);
    }
    say(Type::LinkStatusChanged, Some(transition));
    match transition.to {
        Status::Accessed if transition.from == Some(Status::Created) => say(Type::LinkOpened, None),
        Status::Completed | Status::Expired => say(Type::LinkClosed, None),
        Status::Created | Status::Accessed | Status::Authenticating | Status::InProgress | Status::Failed => {}
    }
}

fn told_transition(transition: &Transition) -> Value {
    json!({
        "sequence": transition.sequence,
        "from": transition.from,
        "to": transition.to,
        "at": told(transition.at),
        "flow_id": transition.flow_id,
        "reason": transition.reason,
        "actor": transition.actor,
    })
}

/// What every event about a link itself says of it: nothing of what was asked or answered.
pub fn about(stored: &StoredLink, now: OffsetDateTime) -> Map<String, Value> {
    let (link, _) = stored.link.as_of(now);
    let object = json!({
        "id": stored.id,
        "object": "link",
        "external_id": stored.external_id,
        "job_id": stored.job_ids,
        "source_id": stored.source_id,
        "status": link.status,
        "status_reason": link.status_reason,
        "last_refusal": link.last_refusal,
        "created_at": told(stored.created_at),
        "expires_at": told(link.expires_at),
        "metadata": stored.metadata,
    });
    with_object(stored, object)
}

/// What every event of a link says: whose link it is, and what it is about.
pub fn with_object(stored: &StoredLink, object: Value) -> Map<String, Value> {
    let (link_id, external_id) = (json!(stored.id), json!(stored.external_id));
    [("link_id", link_id), ("external_id", external_id), ("object", object)]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

impl NewEvent {
    /// An event of a locked link.
    pub fn of(stored: &StoredLink, kind: Type, data: Map<String, Value>, now: OffsetDateTime) -> Self {
        Self { tenant_id: stored.tenant_id, link_id: Some(stored.id), endpoint_id: None, kind, data, created_at: now }
    }
}
