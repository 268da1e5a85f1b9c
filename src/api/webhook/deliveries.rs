//! Deliveries: which event went where, and every attempt.

use std::sync::Arc;

use axum::{Json, extract::State, response::Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::webhook_endpoints::disabled;
use crate::{
    api::http::{
        error::Refused,
        key::Caller,
        list::{Listed, slice},
        post::{Nothing, Post},
        problem::Problem,
        request::{Named, Query},
    },
    app::App,
    domain::{
        event::{Event, Type},
        id::Id,
        moment::{Moment, told},
        webhook::{Delivery, Endpoint, State as Standing},
    },
    service::webhook::deliveries::{self as service, Replayed},
    store::webhook::{
        attempts::{self, StoredAttempt},
        deliveries::{self, Filter, StoredDelivery},
    },
};

/// A delivery as the API tells it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Delivery")]
pub struct Told {
    id: Id<Delivery>,
    #[schemars(extend("const" = "delivery"))]
    object: &'static str,
    endpoint_id: Id<Endpoint>,
    event_id: Id<Event>,
    event_type: Type,
    state: Standing,
    attempt_count: i64,
    /// While it is pending.
    next_attempt_at: Option<Moment>,
    created_at: Moment,
    ended_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attempts: Option<Vec<ToldAttempt>>,
}

impl From<StoredDelivery> for Told {
    fn from(stored: StoredDelivery) -> Self {
        Self {
            id: stored.id,
            object: "delivery",
            endpoint_id: stored.endpoint_id,
            event_id: stored.event_id,
            event_type: stored.kind,
            state: stored.state,
            attempt_count: stored.attempts,
            next_attempt_at: stored.due_at.map(told),
            created_at: told(stored.created_at),
            ended_at: stored.ended_at.map(told),
            attempts: None,
        }
    }
}

/// An attempt as the API tells it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Attempt")]
struct ToldAttempt {
    number: i64,
    at: Moment,
    duration_ms: i64,
    status: Option<i64>,
    /// The first kilobyte of what was answered.
    answer: Option<String>,
    error: Option<String>,
}

impl From<StoredAttempt> for ToldAttempt {
    fn from(stored: StoredAttempt) -> Self {
        Self {
            number: stored.number,
            at: told(stored.at),
            duration_ms: stored.duration,
            status: stored.status,
            answer: stored.answer,
            error: stored.error,
        }
    }
}

/// The filters of the list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    limit: Option<u32>,
    cursor: Option<String>,
    /// Only those to this endpoint.
    endpoint_id: Option<Id<Endpoint>>,
    /// Only those of this event.
    event_id: Option<Id<Event>>,
    /// Only those that stand so.
    state: Option<Standing>,
}

/// `GET /v1/deliveries`
pub async fn list(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Listed<Told>>, Refused> {
    let slice = slice(wanted.limit, wanted.cursor.as_deref())?;
    let limit = slice.limit;
    let filter = Filter { endpoint: wanted.endpoint_id, event: wanted.event_id, state: wanted.state };
    let rows = deliveries::list(&app.db, tenant, filter, slice).await?;
    Ok(Json(Listed::new(rows, limit, |row| row.id, Told::from)))
}

/// `GET /v1/deliveries/{id}`
pub async fn find(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Delivery>,
) -> Result<Json<Told>, Refused> {
    let delivery = deliveries::find(&app.db, tenant, id).await?.ok_or_else(missing)?;
    let attempts = attempts::list(&app.db, id).await?.into_iter().map(ToldAttempt::from).collect();
    Ok(Json(Told { attempts: Some(attempts), ..delivery.into() }))
}

fn missing() -> Problem {
    Problem::not_found("delivery")
}

/// `POST /v1/deliveries/{id}/replay`
pub async fn replay(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Delivery>,
    Post { body: Nothing {}, mut once }: Post<Nothing>,
) -> Result<Response, Refused> {
    let mut tx = once.begin(&app).await?;
    match service::replay(&app, &mut tx, tenant, id).await? {
        Replayed::Done(delivery) => once.done(&app, tx, &Told::from(*delivery)).await,
        Replayed::Missing => Err(missing().into()),
        Replayed::Disabled => Err(disabled().into()),
    }
}
