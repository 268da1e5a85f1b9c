//! Transitions of links.

use crate::{
    domain::{
        id::Id,
        link::{Link, Transition},
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, query},
            stored::Reader,
        },
        unit::NewEvent,
    },
};

/// A change of status with the event that tells of it, and a second one where there are two. The store takes no change
/// without an event, so that none is forgotten.
pub struct Announced<'a> {
    pub transition: &'a Transition,
    pub event: NewEvent,
    pub second: Option<NewEvent>,
}

/// Adds a transition, and announces it.
pub(super) async fn insert(tx: &mut Tx, link: Id<Link>, change: Announced<'_>) -> Result<(), StoreError> {
    let Announced { transition, event, second } = change;
    tx.announce(event);
    if let Some(event) = second {
        tx.announce(event);
    }
    query(
        "INSERT INTO link_transitions (link_id, sequence, from_status, to_status, at, flow_id, reason, actor)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(link)
    .bind(transition.sequence)
    .bind(transition.from.map(|status| status.to_string()))
    .bind(<&str>::from(transition.to))
    .bind(transition.at)
    .bind(transition.flow_id)
    .bind(transition.reason.clone())
    .bind(<&str>::from(transition.actor))
    .later(tx)
    .await
}

#[derive(sqlx::FromRow)]
struct Row {
    sequence: i64,
    from_status: Option<String>,
    to_status: String,
    at: i64,
    flow_id: Option<String>,
    reason: Option<String>,
    actor: String,
}

/// A link's recorded transitions, oldest first.
pub async fn of_link(at: impl Into<At<'_>>, id: Id<Link>) -> Result<Vec<Transition>, StoreError> {
    let rows: Vec<Row> = query(
        "SELECT sequence, from_status, to_status, at, flow_id, reason, actor
         FROM link_transitions WHERE link_id = $1 ORDER BY sequence",
    )
    .bind(id)
    .all(at)
    .await?;
    let name = id.to_string();
    rows.into_iter().map(|row| row.read(&Reader(&name))).collect()
}

impl Row {
    fn read(self, reader: &Reader<'_>) -> Result<Transition, StoreError> {
        Ok(Transition {
            sequence: self.sequence,
            from: reader.parse_opt("link_transitions.from_status", self.from_status.as_deref())?,
            to: reader.parse("link_transitions.to_status", &self.to_status)?,
            at: reader.time("link_transitions.at", self.at)?,
            flow_id: reader.parse_opt("link_transitions.flow_id", self.flow_id.as_deref())?,
            reason: self.reason,
            actor: reader.parse("link_transitions.actor", &self.actor)?,
        })
    }
}
