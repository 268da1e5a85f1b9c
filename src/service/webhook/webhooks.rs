//! Webhook endpoints: made, changed, tried out, and taken away.

use std::collections::BTreeMap;

use secrecy::{ExposeSecret, SecretString};
use time::{Duration, OffsetDateTime};

use crate::{
    app::App,
    domain::{
        event::Type,
        id::Id,
        tenant::Tenant,
        webhook::{Endpoint, Health, Reason, make_secret},
    },
    service::{ServiceError, events},
    store::{
        Tx,
        sql::slice::Slice,
        table,
        webhook::{
            deliveries,
            webhooks::{self, StoredEndpoint},
        },
    },
};

/// The most endpoints that a tenant may have.
pub const MOST: u8 = 50;
/// The most older secrets that sign beside the newest.
pub const MOST_OLD_SECRETS: usize = 3;
/// How long an old secret signs beside the new one.
const ROTATION: Duration = Duration::days(1);

/// Headers of an endpoint's own, by name.
pub type Headers = BTreeMap<String, String>;

/// What a company wants of a new endpoint.
pub struct NewEndpoint {
    pub url: String,
    pub events: Vec<String>,
    pub description: Option<String>,
    pub headers: Headers,
}

/// What an endpoint is to be from now on.
pub struct Change {
    pub url: String,
    pub events: Vec<String>,
    pub description: Option<String>,
    /// `None` leaves them as they are.
    pub headers: Option<Headers>,
    pub enabled: bool,
}

/// Makes an endpoint, with the secret that is shown only now; `None` when the tenant has as many as it may.
pub async fn create(
    app: &App,
    tx: &mut Tx,
    tenant: Id<Tenant>,
    new: NewEndpoint,
) -> Result<Option<(StoredEndpoint, SecretString)>, ServiceError> {
    let (id, secret) = (app.id(), make_secret(rand::random()));
    let endpoint = StoredEndpoint {
        id,
        tenant_id: tenant,
        url: new.url,
        description: new.description,
        events: new.events,
        headers: seal_headers(app, id, &new.headers),
        secret: app.vault.seal(&secret, &secret_row(id)),
        old_secret: None,
        disabled: None,
        health: Health::default(),
        fence: 0,
        created_at: app.clock.now(),
    };
    if table::list::<StoredEndpoint>(&mut *tx, tenant, (), Slice { before: None, limit: MOST }).await?.len()
        >= usize::from(MOST)
    {
        return Ok(None);
    }
    webhooks::insert(tx, &endpoint).await?;
    Ok(Some((endpoint, secret)))
}

/// Changes a locked endpoint.
pub async fn change(
    app: &App,
    tx: &mut Tx,
    mut endpoint: StoredEndpoint,
    change: Change,
) -> Result<StoredEndpoint, ServiceError> {
    let now = app.clock.now();
    (endpoint.url, endpoint.events, endpoint.description) = (change.url, change.events, change.description);
    if let Some(headers) = change.headers {
        endpoint.headers = seal_headers(app, endpoint.id, &headers);
    }
    match (change.enabled, endpoint.disabled) {
        (true, Some(_)) => {
            endpoint.disabled = None;
            endpoint.health = Health::default();
        }
        (false, None) => endpoint.disabled = Some((now, Reason::Requested)),
        (true, None) | (false, Some(_)) => {}
    }
    webhooks::update(tx, &endpoint).await?;
    if endpoint.disabled.is_some() {
        deliveries::disable(tx, endpoint.id, now).await?;
    }
    Ok(endpoint)
}

/// What came of rotating a secret.
pub enum Rotated {
    /// The new secret, which is shown only now.
    Done(Box<StoredEndpoint>, SecretString),
    Missing,
    /// Too many secrets sign already; until when they do.
    TooMany(OffsetDateTime),
}

/// Gives an endpoint a new secret; the older ones sign for another day, so that no receiver is cut off.
pub async fn rotate_secret(
    app: &App,
    tx: &mut Tx,
    tenant: Id<Tenant>,
    id: Id<Endpoint>,
) -> Result<Rotated, ServiceError> {
    let Some(mut endpoint) = table::lock::<StoredEndpoint>(tx, tenant, id).await? else { return Ok(Rotated::Missing) };
    let now = app.clock.now();
    let old = secrets(app, &endpoint, now)?;
    if let Some((_, until)) = &endpoint.old_secret
        && old.len() > MOST_OLD_SECRETS
    {
        return Ok(Rotated::TooMany(*until));
    }
    // The older secrets are sealed as one text, for the same row as the newest.
    let old = old.iter().map(ExposeSecret::expose_secret).collect::<Vec<_>>().join(" ");
    let secret = make_secret(rand::random());
    endpoint.secret = app.vault.seal(&secret, &secret_row(id));
    endpoint.old_secret = Some((app.vault.seal(&SecretString::from(old), &secret_row(id)), now + ROTATION));
    webhooks::update(tx, &endpoint).await?;
    Ok(Rotated::Done(Box::new(endpoint), secret))
}

/// Takes an endpoint away; false when the tenant has none such.
pub async fn delete(app: &App, tenant: Id<Tenant>, id: Id<Endpoint>) -> Result<bool, ServiceError> {
    let mut tx = app.db.begin().await?;
    if table::lock::<StoredEndpoint>(&mut tx, tenant, id).await?.is_none() {
        return Ok(false);
    }
    let now = app.clock.now();
    webhooks::delete(&mut tx, id, now).await?;
    deliveries::disable(&mut tx, id, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Sends a ping to an endpoint, which must be enabled.
pub fn ping(app: &App, tx: &mut Tx, endpoint: &StoredEndpoint) {
    events::webhook(tx, endpoint, Type::WebhookPing, app.clock.now());
}

/// Disables a locked endpoint, ends what is pending there, and tells its company.
pub async fn disable(
    tx: &mut Tx,
    endpoint: &mut StoredEndpoint,
    reason: Reason,
    now: OffsetDateTime,
) -> Result<(), ServiceError> {
    endpoint.disabled = Some((now, reason));
    webhooks::update(tx, endpoint).await?;
    deliveries::disable(tx, endpoint.id, now).await?;
    events::webhook(tx, endpoint, Type::WebhookDisabled, now);
    Ok(())
}

/// The secrets that sign now, the newest first.
pub fn secrets(app: &App, endpoint: &StoredEndpoint, now: OffsetDateTime) -> Result<Vec<SecretString>, ServiceError> {
    let row = secret_row(endpoint.id);
    let mut secrets = vec![app.vault.open(&endpoint.secret, &row)?];
    if let Some((sealed, _)) = endpoint.old_secret.as_ref().filter(|(_, until)| now < *until) {
        let old = app.vault.open(sealed, &row)?;
        secrets.extend(old.expose_secret().split(' ').map(SecretString::from));
    }
    Ok(secrets)
}

/// The headers of an endpoint's own.
pub fn headers(app: &App, endpoint: &StoredEndpoint) -> Result<Headers, ServiceError> {
    let Some(sealed) = &endpoint.headers else { return Ok(Headers::new()) };
    let text = app.vault.open(sealed, &headers_row(endpoint.id))?;
    let unreadable = |_| ServiceError::Broken(format!("the headers of {} cannot be read", endpoint.id));
    serde_json::from_str(text.expose_secret()).map_err(unreadable)
}

fn seal_headers(app: &App, id: Id<Endpoint>, headers: &Headers) -> Option<String> {
    let text = || serde_json::to_string(headers).expect("texts by texts").into();
    (!headers.is_empty()).then(|| app.vault.seal(&text(), &headers_row(id)))
}

fn secret_row(id: Id<Endpoint>) -> String {
    format!("{id} secret")
}

fn headers_row(id: Id<Endpoint>) -> String {
    format!("{id} headers")
}
