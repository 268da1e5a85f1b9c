//! Deliveries: which event went where, and every attempt.

use std::sync::Arc;

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::endpoints::disabled;
use crate::{
    api::http::{
        auth::Caller,
        error::ApiError,
        list::{List, ListResponse},
        post::{Action, Done},
        problem::Problem,
        request::PathId,
        scope::{WebhooksRead, WebhooksWrite},
    },
    app::App,
    domain::{
        event::{Event, Type},
        id::Id,
        moment::Moment,
        webhook::{Delivery, Endpoint, State as DeliveryState},
    },
    service::webhook::deliveries::{self as service, Replayed},
    store::webhook::{
        attempts::{self, StoredAttempt},
        deliveries::{self, Filter, StoredDelivery},
    },
};

/// A delivery as the API shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Delivery")]
pub struct DeliveryResponse {
    id: Id<Delivery>,
    #[schemars(extend("const" = "delivery"))]
    object: &'static str,
    endpoint_id: Id<Endpoint>,
    event_id: Id<Event>,
    event_type: Type,
    state: DeliveryState,
    attempt_count: i64,
    /// While it is pending.
    next_attempt_at: Option<Moment>,
    created_at: Moment,
    ended_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attempts: Option<Vec<AttemptResponse>>,
}

impl From<StoredDelivery> for DeliveryResponse {
    fn from(stored: StoredDelivery) -> Self {
        Self {
            id: stored.id,
            object: "delivery",
            endpoint_id: stored.endpoint_id,
            event_id: stored.event_id,
            event_type: stored.kind,
            state: stored.state,
            attempt_count: stored.attempts,
            next_attempt_at: stored.due_at.map(Moment::from),
            created_at: Moment::from(stored.created_at),
            ended_at: stored.ended_at.map(Moment::from),
            attempts: None,
        }
    }
}

/// An attempt as the API shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Attempt")]
struct AttemptResponse {
    number: i64,
    at: Moment,
    duration_ms: i64,
    status: Option<i64>,
    /// The first kilobyte of what was answered.
    answer: Option<String>,
    error: Option<String>,
}

impl From<StoredAttempt> for AttemptResponse {
    fn from(stored: StoredAttempt) -> Self {
        Self {
            number: stored.number,
            at: Moment::from(stored.at),
            duration_ms: stored.duration,
            status: stored.status,
            answer: stored.answer,
            error: stored.error,
        }
    }
}

/// The filter of the list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliveryFilter {
    /// Only deliveries to this endpoint.
    endpoint_id: Option<Id<Endpoint>>,
    /// Only deliveries of this event.
    event_id: Option<Id<Event>>,
    /// Only deliveries in this state.
    state: Option<DeliveryState>,
}

/// `GET /v1/deliveries`
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<WebhooksRead>,
    List { slice, filter }: List<Delivery, DeliveryFilter>,
) -> Result<Json<ListResponse<DeliveryResponse>>, ApiError> {
    let limit = slice.limit;
    let filter = Filter { endpoint: filter.endpoint_id, event: filter.event_id, state: filter.state };
    let rows = deliveries::list(&app.db, caller.tenant, filter, slice).await?;
    ListResponse::new(rows, limit, |row| row.id, |row| Ok(row.into())).map(Json)
}

/// `GET /v1/deliveries/{id}`
pub async fn find(
    State(app): State<Arc<App>>,
    caller: Caller<WebhooksRead>,
    PathId(id): PathId<Delivery>,
) -> Result<Json<DeliveryResponse>, ApiError> {
    let delivery = deliveries::find(&app.db, caller.tenant, id).await?.ok_or_else(missing)?;
    let attempts = attempts::list(&app.db, id).await?.into_iter();
    // One that was made since the delivery was read is not told: its state would be that from before.
    let counted = attempts.filter(|attempt| attempt.number <= delivery.attempts).map(AttemptResponse::from).collect();
    Ok(Json(DeliveryResponse { attempts: Some(counted), ..delivery.into() }))
}

fn missing() -> Problem {
    Problem::not_found("delivery")
}

/// `POST /v1/deliveries/{id}/replay`
pub async fn replay(
    State(app): State<Arc<App>>,
    caller: Caller<WebhooksWrite>,
    PathId(id): PathId<Delivery>,
    Action { mut once }: Action,
) -> Result<Done<DeliveryResponse>, ApiError> {
    let mut tx = once.begin(&app).await?;
    match service::replay(&app, &mut tx, caller.tenant, id).await? {
        Replayed::Done(delivery) => once.done(&app, tx, &DeliveryResponse::from(*delivery)).await,
        Replayed::Missing => Err(missing().into()),
        Replayed::Disabled => Err(disabled().into()),
    }
}
