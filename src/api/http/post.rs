//! POSTs, which with an `Idempotency-Key` are done once however often they are sent.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{FromRequest, Request},
    http::{HeaderMap, HeaderName, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use schemars::JsonSchema;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{
    error::Refused,
    problem::Problem,
    request::{Content, parse},
};
use crate::{
    app::{App, InFlightGuard},
    crash,
    domain::{crypto::keyring::Purpose, id::Id, tenant::Tenant},
    store::{
        Tx,
        tenant::idempotency::{self, MEMORY, StoredCall},
    },
};

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// The body of a POST, and what makes sure that it is done once.
pub struct Post<T> {
    pub body: T,
    pub once: Once,
}

/// The body of a POST that says nothing.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// One call, as it is told from others.
pub struct Once {
    tenant: Id<Tenant>,
    key: Option<String>,
    fingerprint: String,
    held: Option<InFlightGuard<String>>,
}

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Post<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Refused> {
        let tenant = *request.extensions().get::<Id<Tenant>>().ok_or_else(Problem::unauthorized)?;
        let key = key(request.headers())?;
        let path = request.uri().path().to_owned();
        let Content(text) = Content::from_request(request, app).await?;
        let body = parse(if text.is_empty() { "{}" } else { &text })?;
        let fingerprint = app.vault.index(Purpose::Call, &[&path, &text]);
        Ok(Self { body, once: Once { tenant, key, fingerprint, held: None } })
    }
}

fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(given) = headers.get(KEY) else { return Ok(None) };
    let text = given.to_str().unwrap_or_default();
    let is_visible = text.bytes().all(|byte| byte.is_ascii_graphic());
    if headers.get_all(KEY).iter().count() > 1 || !is_visible || !(1..=255).contains(&text.len()) {
        return Err(Problem::invalid("Idempotency-Key", "one text of 1 to 255 visible characters"));
    }
    Ok(Some(text.to_owned()))
}

impl Once {
    /// Begins the transaction that does it; refused with the answer of the first time when it was done before.
    pub async fn begin(&mut self, app: &App) -> Result<Tx, Refused> {
        let Some(key) = &self.key else { return Ok(app.db.begin().await?) };
        let name = row(self.tenant, key);
        self.held = Some(app.in_flight.begin(name.clone()).ok_or_else(Problem::in_flight)?);
        let mut tx = app.db.begin().await?;
        let Some(stored) = idempotency::find(&mut tx, self.tenant, key, app.clock.now() - MEMORY).await? else {
            return Ok(tx);
        };
        if stored.fingerprint != self.fingerprint {
            return Err(Problem::key_reused().into());
        }
        let answer = app.vault.open(&stored.answer, &name).map_err(|error| Refused::Failed(error.to_string()))?;
        let status = StatusCode::from_u16(stored.status).map_err(|error| Refused::Failed(error.to_string()))?;
        let mut response = response(status, answer.expose_secret().to_owned());
        response.headers_mut().insert(REPLAYED, "true".parse().expect("a word is a header value"));
        Err(Refused::Answered(Box::new(response)))
    }

    /// Ends the transaction, and answers with what was made.
    pub async fn created(self, app: &App, tx: Tx, made: &impl Serialize) -> Result<Response, Refused> {
        self.end(app, tx, StatusCode::CREATED, made).await
    }

    /// Ends the transaction, and answers with what it has come to.
    pub async fn done(self, app: &App, tx: Tx, done: &impl Serialize) -> Result<Response, Refused> {
        self.end(app, tx, StatusCode::OK, done).await
    }

    async fn end(self, app: &App, mut tx: Tx, status: StatusCode, told: &impl Serialize) -> Result<Response, Refused> {
        let text = serde_json::to_string(told).map_err(|error| Refused::Failed(error.to_string()))?;
        if let Some(key) = &self.key {
            let now = app.clock.now();
            let answer = app.vault.seal(&SecretString::from(text.as_str()), &row(self.tenant, key));
            let call = StoredCall { fingerprint: self.fingerprint, status: status.as_u16(), answer };
            if !idempotency::insert(&mut tx, (self.tenant, key), &call, now - MEMORY, now).await? {
                // Another node was faster; what was done here is given up with the transaction.
                return Err(Problem::in_flight().into());
            }
        }
        tx.commit().await?;
        crash::point("after commit");
        Ok(response(status, text))
    }
}

fn row(tenant: Id<Tenant>, key: &str) -> String {
    format!("{tenant} call {key}")
}

fn response(status: StatusCode, text: String) -> Response {
    (status, [(CONTENT_TYPE, "application/json")], Body::from(text)).into_response()
}
