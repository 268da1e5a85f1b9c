//! Events: what happened, newest first, or as a feed.

use std::sync::Arc;

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    api::http::{
        error::Refused,
        key::Caller,
        list::{Listed, slice},
        problem::Problem,
        request::Query,
    },
    app::App,
    domain::{
        event::{Envelope, Event, Type},
        id::Id,
        link::Link,
        tenant::Tenant,
    },
    store::{
        sql::slice::Slice,
        webhook::events::{self, Filter, StoredEvent},
    },
};

/// The filters of the list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    limit: Option<u32>,
    cursor: Option<String>,
    /// The feed: what came after this event, oldest first; empty for all that is kept.
    after: Option<String>,
    /// Only those of this type.
    r#type: Option<Type>,
    /// Only those about this link.
    link_id: Option<Id<Link>>,
}

/// `GET /v1/events`
pub async fn list(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Listed<Envelope>>, Refused> {
    let filter = Filter { kind: wanted.r#type, link: wanted.link_id };
    let slice: Slice<Event> = slice(wanted.limit, wanted.cursor.as_deref())?;
    let rows = match (wanted.after.as_deref(), slice.before) {
        (Some(_), Some(_)) => return Err(Problem::invalid("cursor", "use either `after` or `cursor`").into()),
        (Some(""), None) => events::after(&app.db, tenant, filter, 0, slice.limit).await?,
        (Some(after), None) => {
            let position = position(&app, tenant, "after", after.parse().ok()).await?;
            events::after(&app.db, tenant, filter, position, slice.limit).await?
        }
        (None, Some(cursor)) => {
            let position = position(&app, tenant, "cursor", Some(cursor)).await?;
            events::before(&app.db, tenant, filter, position, slice.limit).await?
        }
        (None, None) => events::before(&app.db, tenant, filter, i64::MAX, slice.limit).await?,
    };
    Ok(Json(Listed::new(rows, slice.limit, |row| row.id, StoredEvent::envelope)))
}

async fn position(app: &App, tenant: Id<Tenant>, field: &str, id: Option<Id<Event>>) -> Result<i64, Refused> {
    let found = match id {
        Some(id) => events::position(&app.db, tenant, id).await?,
        None => None,
    };
    found.ok_or_else(|| Problem::invalid(field, "no event of the last 30 days").into())
}
