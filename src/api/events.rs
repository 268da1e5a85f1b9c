//! Events: what happened, newest first.

use std::sync::Arc;

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{
    error::Refused,
    key::Caller,
    list::{Listed, Moment, slice, told},
    request::Query,
};
use crate::{
    app::App,
    domain::{
        event::{Event, Type},
        id::Id,
    },
    store::events::{self, StoredEvent},
};

/// An event as the API tells it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Event")]
pub struct Told {
    id: Id<Event>,
    #[schemars(extend("const" = "event"))]
    object: &'static str,
    #[schemars(with = "String")]
    r#type: Type,
    created: Moment,
    /// The link it is about, with the event's number among those of the link.
    data: Map<String, Value>,
}

impl From<StoredEvent> for Told {
    fn from(stored: StoredEvent) -> Self {
        let mut data = stored.data;
        data.insert("sequence".to_owned(), stored.sequence.into());
        Self { id: stored.id, object: "event", r#type: stored.kind, created: told(stored.created_at), data }
    }
}

/// The filters of the list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    limit: Option<u32>,
    cursor: Option<String>,
    #[schemars(with = "Option<String>")]
    r#type: Option<Type>,
}

/// `GET /v1/events`
pub async fn list(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Listed<Told>>, Refused> {
    let slice = slice(wanted.limit, wanted.cursor.as_deref())?;
    let limit = slice.limit;
    let rows = events::list(&app.db, tenant, wanted.r#type, slice).await?;
    Ok(Json(Listed::new(rows, limit, |row| row.id, Told::from)))
}
