//! Webhook endpoints.

use std::{mem, sync::Arc};

use axum::{Json, extract::State, http::StatusCode, response::Response};
use schemars::JsonSchema;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::{
    api::http::{
        error::Refused,
        key::Caller,
        list::{Listed, Plain},
        post::{Nothing, Post},
        problem::Problem,
        request::{Named, Patch, Query},
    },
    app::App,
    domain::{
        event::KEPT,
        id::Id,
        line,
        moment::{Moment, told},
        tenant::Tenant,
        web_address,
        webhook::{Endpoint, Reason, rules, wanted},
    },
    service::webhook::{
        deliveries,
        webhooks::{self as service, Change, Headers, NewEndpoint},
    },
    store::webhook::webhooks::{self, StoredEndpoint},
};

/// An endpoint as the API tells it; what its own headers say is not told again.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WebhookEndpoint")]
pub struct Told {
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
    /// Until when deliveries are signed with the secret before this one too.
    old_secret_until: Option<Moment>,
    created_at: Moment,
    /// Shown once.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

impl Told {
    fn new(app: &App, stored: StoredEndpoint, secret: Option<&SecretString>) -> Result<Self, Refused> {
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
            disabled_at: stored.disabled.map(|(at, _)| told(at)),
            old_secret_until: stored.old_secret.filter(|(_, until)| now < *until).map(|(_, until)| told(until)),
            created_at: told(stored.created_at),
            secret: secret.map(|secret| secret.expose_secret().to_owned()),
        })
    }
}

/// What an endpoint is made of.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "NewWebhookEndpoint")]
#[serde(deny_unknown_fields)]
pub struct Create {
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
    Caller(tenant): Caller,
    Post { body: create, mut once }: Post<Create>,
) -> Result<Response, Refused> {
    let new = NewEndpoint {
        url: url(&app, &create.url)?,
        events: events(&create.events.unwrap_or_else(|| vec!["*".to_owned()]))?,
        description: description(create.description)?,
        headers: headers(create.headers.unwrap_or_default())?,
    };
    let mut tx = once.begin(&app).await?;
    let Some((stored, secret)) = service::create(&app, &mut tx, tenant, new).await? else {
        let detail = format!("A company may have {} webhook endpoints.", service::MOST);
        return Err(Problem::conflict("too_many_endpoints", detail).into());
    };
    once.created(&app, tx, &Told::new(&app, stored, Some(&secret))?).await
}

fn url(app: &App, text: &str) -> Result<String, Refused> {
    let private = app.private().map_err(|error| Refused::Failed(error.to_string()))?;
    match rules::read_url(text, &private) {
        Ok(url) => Ok(url.into()),
        Err(message) => Err(Problem::invalid("url", message).into()),
    }
}

fn events(types: &[String]) -> Result<Vec<String>, Problem> {
    wanted(types).map_err(|message| Problem::invalid("events", message))
}

fn description(text: Option<String>) -> Result<Option<String>, Problem> {
    match text.as_deref().and_then(|text| line::mistake(text, 255)) {
        Some(mistake) => Err(Problem::invalid("description", mistake)),
        None => Ok(text),
    }
}

fn headers(headers: Headers) -> Result<Headers, Problem> {
    rules::check_headers(headers.iter().map(|(name, value)| (name.as_str(), value.as_str())))
        .map_err(|message| Problem::invalid("headers", message))?;
    Ok(headers)
}

async fn endpoint(app: &App, tenant: Id<Tenant>, id: Id<Endpoint>) -> Result<StoredEndpoint, Refused> {
    Ok(webhooks::find(&app.db, tenant, id).await?.ok_or_else(missing)?)
}

fn missing() -> Problem {
    Problem::not_found("webhook endpoint")
}

/// `GET /v1/webhook-endpoints/{id}`
pub async fn find(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Endpoint>,
) -> Result<Json<Told>, Refused> {
    Ok(Json(Told::new(&app, endpoint(&app, tenant, id).await?, None)?))
}

/// `GET /v1/webhook-endpoints`
pub async fn list(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Query(wanted): Query<Plain>,
) -> Result<Json<Listed<Told>>, Refused> {
    let slice = wanted.slice()?;
    let limit = slice.limit;
    let rows = webhooks::list(&app.db, tenant, slice).await?;
    let mut told = Vec::new();
    for row in rows {
        told.push((row.id, Told::new(&app, row, None)?));
    }
    Ok(Json(Listed::new(told, limit, |(id, _)| *id, |(_, told)| told)))
}

/// What may be changed.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "WebhookEndpointChange")]
#[serde(deny_unknown_fields)]
pub struct Update {
    #[schemars(length(max = 2048), regex(pattern = web_address::PATTERN))]
    url: String,
    events: Vec<String>,
    #[schemars(length(max = 255), regex(pattern = line::PATTERN))]
    description: Option<String>,
    /// In place of those it has; they are not told.
    headers: Option<Headers>,
    enabled: bool,
}

/// `PATCH /v1/webhook-endpoints/{id}`
pub async fn update(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Endpoint>,
    patch: Patch,
) -> Result<Json<Told>, Refused> {
    let mut tx = app.db.begin().await?;
    let mut stored = webhooks::lock(&mut tx, tenant, id).await?.ok_or_else(missing)?;
    let update = patch.onto(&Update {
        url: mem::take(&mut stored.url),
        events: mem::take(&mut stored.events),
        description: stored.description.take(),
        headers: None,
        enabled: stored.disabled.is_none(),
    })?;
    let change = Change {
        url: url(&app, &update.url)?,
        events: events(&update.events)?,
        description: description(update.description)?,
        headers: update.headers.map(headers).transpose()?,
        enabled: update.enabled,
    };
    let stored = service::change(&app, &mut tx, stored, change).await?;
    tx.commit().await?;
    Ok(Json(Told::new(&app, stored, None)?))
}

/// `DELETE /v1/webhook-endpoints/{id}`
pub async fn delete(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Endpoint>,
) -> Result<StatusCode, Refused> {
    if service::delete(&app, tenant, id).await? { Ok(StatusCode::NO_CONTENT) } else { Err(missing().into()) }
}

/// `POST /v1/webhook-endpoints/{id}/rotate-secret`
pub async fn rotate_secret(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Endpoint>,
    Post { body: Nothing {}, mut once }: Post<Nothing>,
) -> Result<Response, Refused> {
    let mut tx = once.begin(&app).await?;
    let (stored, secret) = service::rotate_secret(&app, &mut tx, tenant, id).await?.ok_or_else(missing)?;
    once.done(&app, tx, &Told::new(&app, stored, Some(&secret))?).await
}

/// `POST /v1/webhook-endpoints/{id}/test`
pub async fn test(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Endpoint>,
    Post { body: Nothing {}, mut once }: Post<Nothing>,
) -> Result<Response, Refused> {
    let stored = enabled(&app, tenant, id).await?;
    let mut tx = once.begin(&app).await?;
    service::ping(&app, &mut tx, &stored);
    once.done(&app, tx, &Told::new(&app, stored, None)?).await
}

async fn enabled(app: &App, tenant: Id<Tenant>, id: Id<Endpoint>) -> Result<StoredEndpoint, Refused> {
    let stored = endpoint(app, tenant, id).await?;
    if stored.disabled.is_some() { Err(disabled().into()) } else { Ok(stored) }
}

/// Nothing can be sent there.
pub fn disabled() -> Problem {
    Problem::conflict("endpoint_disabled", "The endpoint is disabled; enable it first.")
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
    /// Those that were delivered too.
    #[serde(default)]
    all: bool,
}

/// How many did.
#[derive(Serialize, JsonSchema)]
pub struct Replayed {
    replayed: u64,
}

/// `POST /v1/webhook-endpoints/{id}/replay`
pub async fn replay(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Endpoint>,
    Post { body: range, mut once }: Post<Range>,
) -> Result<Response, Refused> {
    let (stored, now) = (enabled(&app, tenant, id).await?, app.clock.now());
    let span = (range.since.max(now - KEPT), range.until.unwrap_or(now).min(now));
    let mut tx = once.begin(&app).await?;
    let replayed = deliveries::replay_range(&app, &mut tx, tenant, stored.id, span, range.all).await?;
    once.done(&app, tx, &Replayed { replayed: replayed.ok_or_else(disabled)? }).await
}
