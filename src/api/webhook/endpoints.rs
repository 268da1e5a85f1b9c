//! Webhook endpoints.

use std::{mem, sync::Arc};

use axum::{Json, extract::State};
use schemars::JsonSchema;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::{
    api::http::{
        auth::Caller,
        body::mistakes::Mistakes,
        error::ApiError,
        list::NoFilter,
        object::{NoContent, Object},
        post::{Action, Created, Done, Post},
        problem::{Code, Problem},
        request::{Patch, PathId},
        scope::{WebhooksRead, WebhooksWrite},
    },
    app::App,
    domain::{
        event::KEPT,
        id::Id,
        line,
        moment::Moment,
        network::Allow,
        tenant::Tenant,
        web_address,
        webhook::{Endpoint, Reason, rules, wanted},
    },
    service::webhook::{
        deliveries,
        webhooks::{self as service, Change, Headers, NewEndpoint, Rotated},
    },
    store::{table, webhook::webhooks::StoredEndpoint},
};

/// An endpoint as the API shows it; the values of its own headers are not shown again.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WebhookEndpoint")]
pub struct EndpointResponse {
    id: Id<Endpoint>,
    #[schemars(extend("const" = "webhook_endpoint"))]
    object: &'static str,
    url: String,
    events: Vec<String>,
    description: Option<String>,
    header_names: Vec<String>,
    enabled: bool,
    disabled_reason: Option<Reason>,
    disabled_at: Option<Moment>,
    /// Until when deliveries are signed with the older secrets too.
    old_secret_until: Option<Moment>,
    created_at: Moment,
    /// Shown once.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

impl EndpointResponse {
    fn new(app: &App, stored: StoredEndpoint, secret: Option<&SecretString>) -> Result<Self, ApiError> {
        let header_names = service::headers(app, &stored)?.into_keys().collect();
        let now = app.clock.now();
        Ok(Self {
            id: stored.id,
            object: "webhook_endpoint",
            url: stored.url,
            events: stored.events,
            description: stored.description,
            header_names,
            enabled: stored.disabled.is_none(),
            disabled_reason: stored.disabled.map(|(_, reason)| reason),
            disabled_at: stored.disabled.map(|(at, _)| Moment::from(at)),
            old_secret_until: stored.old_secret.filter(|(_, until)| now < *until).map(|(_, until)| Moment::from(until)),
            created_at: Moment::from(stored.created_at),
            secret: secret.map(|secret| secret.expose_secret().to_owned()),
        })
    }
}

impl Object for Endpoint {
    const NAME: &'static str = "webhook endpoint";
    type Read = WebhooksRead;
    type Stored = StoredEndpoint;
    type Filter = NoFilter;
    type Response = EndpointResponse;

    fn response(app: &App, stored: StoredEndpoint) -> Result<EndpointResponse, ApiError> {
        EndpointResponse::new(app, stored, None)
    }
}

/// What an endpoint is made of.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "NewWebhookEndpoint")]
#[serde(deny_unknown_fields)]
pub struct NewEndpointBody {
    #[schemars(length(max = 2048), regex(pattern = web_address::PATTERN))]
    url: String,
    /// Types of events, or `*` as without it.
    events: Option<Vec<String>>,
    #[schemars(length(max = 255), regex(pattern = line::PATTERN))]
    description: Option<String>,
    /// Sent with every delivery.
    headers: Option<Headers>,
}

/// `POST /v1/webhook-endpoints`
pub async fn create(
    State(app): State<Arc<App>>,
    caller: Caller<WebhooksWrite>,
    Post { body, mut once }: Post<NewEndpointBody>,
) -> Result<Created<EndpointResponse>, ApiError> {
    let new = NewEndpoint {
        url: body.url,
        events: body.events.unwrap_or_else(|| vec!["*".to_owned()]),
        description: body.description,
        headers: body.headers.unwrap_or_default(),
    };
    let new = check(&private(&app)?, new)?;
    let mut tx = once.begin(&app).await?;
    let Some((stored, secret)) = service::create(&app, &mut tx, caller.tenant, new).await? else {
        let detail =
            format!("A tenant has at most {} webhook endpoints. Delete one that is not needed.", service::MOST);
        return Err(Problem::conflict(Code::TooManyEndpoints, detail).into());
    };
    once.created(&app, tx, &EndpointResponse::new(&app, stored, Some(&secret))?).await
}

/// The private addresses that may be reached.
fn private(app: &App) -> Result<Vec<Allow>, ApiError> {
    app.private().map_err(|error| ApiError::Internal(error.to_string()))
}

/// Finds mistakes in an endpoint, and writes its URL and events as they are stored.
fn check(private: &[Allow], mut endpoint: NewEndpoint) -> Result<NewEndpoint, Problem> {
    let mut mistakes = Mistakes::default();
    if let Some(url) = mistakes.keep("url", rules::read_url(&endpoint.url, private)) {
        endpoint.url = url.into();
    }
    if let Some(events) = mistakes.keep("events", wanted(&endpoint.events)) {
        endpoint.events = events;
    }
    let description = endpoint.description.as_deref();
    mistakes.add_any("description", description.and_then(|text| line::mistake(text, 255)));
    let headers = endpoint.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    mistakes.keep("headers", rules::check_headers(headers));
    mistakes.unless_none().map(|()| endpoint)
}

/// What may be changed.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "WebhookEndpointChange")]
#[serde(deny_unknown_fields)]
pub struct EndpointChange {
    #[schemars(length(max = 2048), regex(pattern = web_address::PATTERN))]
    url: String,
    events: Vec<String>,
    #[schemars(length(max = 255), regex(pattern = line::PATTERN))]
    description: Option<String>,
    /// In place of those it has; they are not shown. Null takes all of them away.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "null_as_empty")]
    headers: Option<Headers>,
    enabled: bool,
}

/// Reads null as no headers; only a field that is left out changes nothing.
fn null_as_empty<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Headers>, D::Error> {
    Ok(Some(Option::<Headers>::deserialize(deserializer)?.unwrap_or_default()))
}

/// `PATCH /v1/webhook-endpoints/{id}`
pub async fn update(
    State(app): State<Arc<App>>,
    caller: Caller<WebhooksWrite>,
    PathId(id): PathId<Endpoint>,
    patch: Patch<EndpointChange>,
) -> Result<Json<EndpointResponse>, ApiError> {
    let mut tx = app.db.begin().await?;
    let mut stored = table::lock::<StoredEndpoint>(&mut tx, caller.tenant, id).await?.ok_or_else(Endpoint::missing)?;
    let change = patch.onto(&EndpointChange {
        url: mem::take(&mut stored.url),
        events: mem::take(&mut stored.events),
        description: stored.description.take(),
        headers: None,
        enabled: stored.disabled.is_none(),
    })?;
    let keeps_headers = change.headers.is_none();
    let changed = NewEndpoint {
        url: change.url,
        events: change.events,
        description: change.description,
        headers: change.headers.unwrap_or_default(),
    };
    let NewEndpoint { url, events, description, headers } = check(&private(&app)?, changed)?;
    let headers = if keeps_headers { None } else { Some(headers) };
    let change = Change { url, events, description, headers, enabled: change.enabled };
    let stored = service::change(&app, &mut tx, stored, change).await?;
    tx.commit().await?;
    Ok(Json(EndpointResponse::new(&app, stored, None)?))
}

/// `DELETE /v1/webhook-endpoints/{id}`
pub async fn delete(
    State(app): State<Arc<App>>,
    caller: Caller<WebhooksWrite>,
    PathId(id): PathId<Endpoint>,
) -> Result<NoContent, ApiError> {
    if service::delete(&app, caller.tenant, id).await? { Ok(NoContent) } else { Err(Endpoint::missing().into()) }
}

/// `POST /v1/webhook-endpoints/{id}/rotate-secret`
pub async fn rotate_secret(
    State(app): State<Arc<App>>,
    caller: Caller<WebhooksWrite>,
    PathId(id): PathId<Endpoint>,
    Action { mut once }: Action,
) -> Result<Done<EndpointResponse>, ApiError> {
    let mut tx = once.begin(&app).await?;
    match service::rotate_secret(&app, &mut tx, caller.tenant, id).await? {
        Rotated::Done(stored, secret) => {
            once.done(&app, tx, &EndpointResponse::new(&app, *stored, Some(&secret))?).await
        }
        Rotated::Missing => Err(Endpoint::missing().into()),
        Rotated::TooMany(until) => {
            let detail = format!(
                "The secret was rotated {} times in a day, and the older secrets sign until {}. Rotate again after that.",
                service::MOST_OLD_SECRETS,
                Moment::from(until)
            );
            Err(Problem::conflict(Code::TooManySecrets, detail).into())
        }
    }
}

/// `POST /v1/webhook-endpoints/{id}/test`
pub async fn test(
    State(app): State<Arc<App>>,
    caller: Caller<WebhooksWrite>,
    PathId(id): PathId<Endpoint>,
    Action { mut once }: Action,
) -> Result<Done<EndpointResponse>, ApiError> {
    let stored = enabled(&app, caller.tenant, id).await?;
    let mut tx = once.begin(&app).await?;
    service::ping(&app, &mut tx, &stored);
    once.done(&app, tx, &EndpointResponse::new(&app, stored, None)?).await
}

async fn enabled(app: &App, tenant: Id<Tenant>, id: Id<Endpoint>) -> Result<StoredEndpoint, ApiError> {
    let stored: StoredEndpoint = table::find(&app.db, tenant, id).await?.ok_or_else(Endpoint::missing)?;
    if stored.disabled.is_some() { Err(disabled().into()) } else { Ok(stored) }
}

/// The problem with an endpoint to which nothing can be sent.
pub fn disabled() -> Problem {
    Problem::conflict(Code::EndpointDisabled, "The endpoint is disabled. Enable it first, with a PATCH of `enabled`.")
}

/// Which deliveries begin anew.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Span")]
#[serde(deny_unknown_fields)]
pub struct Range {
    #[serde(with = "time::serde::rfc3339")]
    #[schemars(with = "String", extend("format" = "date-time"))]
    since: OffsetDateTime,
    #[serde(default, with = "time::serde::rfc3339::option")]
    #[schemars(with = "Option<String>", extend("format" = "date-time"))]
    until: Option<OffsetDateTime>,
    /// Deliveries that were delivered too.
    #[serde(default)]
    all: bool,
}

/// The number of deliveries that begin anew.
#[derive(Serialize, JsonSchema)]
pub struct Replayed {
    replayed: u64,
}

/// `POST /v1/webhook-endpoints/{id}/replay`
pub async fn replay(
    State(app): State<Arc<App>>,
    caller: Caller<WebhooksWrite>,
    PathId(id): PathId<Endpoint>,
    Post { body: range, mut once }: Post<Range>,
) -> Result<Done<Replayed>, ApiError> {
    let (stored, now) = (enabled(&app, caller.tenant, id).await?, app.clock.now());
    let span = (range.since.max(now - KEPT), range.until.unwrap_or(now).min(now));
    let mut tx = once.begin(&app).await?;
    let replayed = deliveries::replay_range(&app, &mut tx, caller.tenant, stored.id, span, range.all).await?;
    once.done(&app, tx, &Replayed { replayed: replayed.ok_or_else(disabled)? }).await
}
