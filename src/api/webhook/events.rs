//! Events: what happened, newest first, or as a feed.

use std::sync::Arc;

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    api::http::{
        auth::Caller,
        error::ApiError,
        list::{List, ListResponse},
        problem::Problem,
        scope::EventsRead,
    },
    app::App,
    domain::{
        event::{Envelope, Event, Type},
        id::Id,
        identity::User,
        link::Link,
        tenant::Tenant,
    },
    store::webhook::events::{self, Filter},
};

/// The filter of the list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventFilter {
    /// The feed: the events after this one, oldest first; empty for all that are kept.
    #[schemars(regex(pattern = r"^(evt_[0-7][0-9a-hjkmnp-tv-z]{25})?$"))]
    after: Option<String>,
    /// Only events of this type.
    r#type: Option<Type>,
    /// Only events about this link.
    link_id: Option<Id<Link>>,
    /// Only events about this end user.
    user_id: Option<Id<User>>,
}

/// `GET /v1/events`
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<EventsRead>,
    List { slice, filter }: List<Event, EventFilter>,
) -> Result<Json<ListResponse<Envelope>>, ApiError> {
    let (tenant, limit) = (caller.tenant, slice.limit);
    let only = Filter { kind: filter.r#type, link: filter.link_id, user: filter.user_id };
    let rows = match (filter.after.as_deref(), slice.before) {
        (Some(_), Some(_)) => return Err(Problem::invalid("cursor", "use either `after` or `cursor`").into()),
        (Some(""), None) => events::after(&app.db, tenant, only, 0, limit).await?,
        (Some(after), None) => {
            let position = position(&app, tenant, "after", after.parse().ok()).await?;
            events::after(&app.db, tenant, only, position, limit).await?
        }
        (None, Some(cursor)) => {
            let position = position(&app, tenant, "cursor", Some(cursor)).await?;
            events::before(&app.db, tenant, only, position, limit).await?
        }
        (None, None) => events::before(&app.db, tenant, only, i64::MAX, limit).await?,
    };
    ListResponse::new(rows, limit, |row| row.id, |row| Ok(row.envelope())).map(Json)
}

async fn position(app: &App, tenant: Id<Tenant>, field: &str, id: Option<Id<Event>>) -> Result<i64, ApiError> {
    let found = match id {
        Some(id) => events::position(&app.db, tenant, id).await?,
        None => None,
    };
    found.ok_or_else(|| Problem::invalid(field, "no event of the last 30 days").into())
}
