//! Webhook endpoints.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{
    error::Refused,
    key::Caller,
    list::{Listed, Plain, told},
    problem::Problem,
    request::{Body, Named, Query},
};
use crate::{
    app::App,
    domain::{
        event::KEPT,
        id::Id,
        tenant::Tenant,
        webhook::{Endpoint, Reason, rules, wanted},
    },
    service::{
        deliveries,
        webhooks::{self as service, Change, Headers, NewEndpoint},
    },
    store::webhooks::{self, StoredEndpoint},
};

/// An endpoint as the API tells it; what its own headers say is not told again.
#[derive(Serialize)]
pub struct Told {
    id: Id<Endpoint>,
    object: &'static str,
    url: String,
    events: Vec<String>,
    description: Option<String>,
    header_names: Vec<String>,
    enabled: bool,
    disabled_reason: Option<Reason>,
    disabled_at: Option<String>,
    /// Until when deliveries are signed with the secret before this one too.
    old_secret_until: Option<String>,
    created_at: String,
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
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Create {
    url: String,
    events: Option<Vec<String>>,
    description: Option<String>,
    headers: Option<Headers>,
}

/// `POST /v1/webhook-endpoints`
pub async fn create(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Body(create): Body<Create>,
) -> Result<(StatusCode, Json<Told>), Refused> {
    let new = NewEndpoint {
        url: url(&app, &create.url)?,
        events: events(&create.events.unwrap_or_else(|| vec!["*".to_owned()]))?,
        description: description(create.description)?,
        headers: headers(create.headers.unwrap_or_default())?,
    };
    let Some((stored, secret)) = service::create(&app, tenant, new).await? else {
        let detail = format!("A company may have {} webhook endpoints.", service::MOST);
        return Err(Problem::conflict("too_many_endpoints", detail).into());
    };
    Ok((StatusCode::CREATED, Json(Told::new(&app, stored, Some(&secret))?)))
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
    match text {
        Some(text) if text.len() > 255 || text.chars().any(char::is_control) => {
            Err(Problem::invalid("description", "at most 255 bytes without control characters"))
        }
        text => Ok(text),
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

/// What may be changed; what is left out stays.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Update {
    url: Option<String>,
    events: Option<Vec<String>>,
    /// Empty takes it away.
    description: Option<String>,
    headers: Option<Headers>,
    enabled: Option<bool>,
}

/// `PATCH /v1/webhook-endpoints/{id}`
pub async fn update(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Endpoint>,
    Body(update): Body<Update>,
) -> Result<Json<Told>, Refused> {
    let change = Change {
        url: update.url.map(|text| url(&app, &text)).transpose()?,
        events: update.events.map(|types| events(&types)).transpose()?,
        description: description(update.description)?,
        headers: update.headers.map(headers).transpose()?,
        enabled: update.enabled,
    };
    let stored = service::change(&app, tenant, id, change).await?.ok_or_else(missing)?;
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
) -> Result<Json<Told>, Refused> {
    let (stored, secret) = service::rotate_secret(&app, tenant, id).await?.ok_or_else(missing)?;
    Ok(Json(Told::new(&app, stored, Some(&secret))?))
}

/// `POST /v1/webhook-endpoints/{id}/test`
pub async fn test(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Endpoint>,
) -> Result<(StatusCode, Json<Told>), Refused> {
    let stored = enabled(&app, tenant, id).await?;
    service::ping(&app, &stored).await?;
    Ok((StatusCode::ACCEPTED, Json(Told::new(&app, stored, None)?)))
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
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    #[serde(with = "time::serde::rfc3339")]
    since: OffsetDateTime,
    #[serde(default, with = "time::serde::rfc3339::option")]
    until: Option<OffsetDateTime>,
    /// Those that were delivered too.
    #[serde(default)]
    all: bool,
}

/// How many did.
#[derive(Serialize)]
pub struct Replayed {
    replayed: u64,
}

/// `POST /v1/webhook-endpoints/{id}/replay`
pub async fn replay(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Endpoint>,
    Body(range): Body<Range>,
) -> Result<Json<Replayed>, Refused> {
    let (stored, now) = (enabled(&app, tenant, id).await?, app.clock.now());
    let span = (range.since.max(now - KEPT), range.until.unwrap_or(now).min(now));
    let replayed = deliveries::replay_range(&app, tenant, stored.id, span, range.all).await?.ok_or_else(disabled)?;
    Ok(Json(Replayed { replayed }))
}
