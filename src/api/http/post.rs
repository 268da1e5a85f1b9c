//! POST calls, which with an `Idempotency-Key` are done once however often they are sent.

use std::{marker::PhantomData, sync::Arc};

use axum::{
    body::Body,
    extract::{FromRequest, Request},
    http::{HeaderMap, HeaderName, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use schemars::{JsonSchema, SchemaGenerator};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{
    body,
    error::ApiError,
    openapi::document::Document,
    problem::Problem,
    request::Content,
    signature::{Answer, Argument, Signature},
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

/// A POST without a body, and what makes sure that it is done once.
pub struct Action {
    pub once: Once,
}

/// The body of a POST that needs none: left out, or an object without fields.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EmptyBody {}

/// One call, which an `Idempotency-Key` tells from others.
pub struct Once {
    tenant: Id<Tenant>,
    key: Option<String>,
    fingerprint: String,
    held: Option<InFlightGuard<String>>,
}

impl<T: DeserializeOwned + JsonSchema> FromRequest<Arc<App>> for Post<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, ApiError> {
        let tenant = *request.extensions().get::<Id<Tenant>>().ok_or_else(Problem::unauthorized)?;
        let key = key(request.headers())?;
        let path = request.uri().path().to_owned();
        let document = Document::of(&request)?;
        let Content(text) = Content::from_request(request, app).await?;
        let body = body::read(if text.is_empty() { "{}" } else { &text }, &document)?;
        let fingerprint = app.vault.index(Purpose::Call, &[&path, &text]);
        Ok(Self { body, once: Once { tenant, key, fingerprint, held: None } })
    }
}

impl FromRequest<Arc<App>> for Action {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, ApiError> {
        let Post { body: EmptyBody {}, once } = Post::from_request(request, app).await?;
        Ok(Self { once })
    }
}

impl<T: JsonSchema> Argument for Post<T> {
    fn describe(signature: &mut Signature) {
        signature.body = Some(SchemaGenerator::subschema_for::<T>);
        signature.is_idempotent = true;
    }
}

impl Argument for Action {
    fn describe(signature: &mut Signature) {
        signature.is_idempotent = true;
    }
}

/// The answer to a call that made an object, 201.
pub struct Created<T>(Reply<T>);

/// The answer to a call that did something, 200.
pub struct Done<T>(Reply<T>);

/// A body that describes a `T`, written already.
struct Reply<T> {
    text: String,
    described: PhantomData<T>,
}

impl<T> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        response(StatusCode::CREATED, self.0.text)
    }
}

impl<T> IntoResponse for Done<T> {
    fn into_response(self) -> Response {
        response(StatusCode::OK, self.0.text)
    }
}

impl<T: JsonSchema> Answer for Created<T> {
    fn describe(signature: &mut Signature) {
        signature.status = 201;
        signature.response = Some(SchemaGenerator::subschema_for::<T>);
    }
}

impl<T: JsonSchema> Answer for Done<T> {
    fn describe(signature: &mut Signature) {
        signature.status = 200;
        signature.response = Some(SchemaGenerator::subschema_for::<T>);
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
    /// Begins the transaction of the call; an error with the first answer where the call was done before.
    pub async fn begin(&mut self, app: &App) -> Result<Tx, ApiError> {
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
        let answer = app.vault.open(&stored.answer, &name).map_err(|error| ApiError::Internal(error.to_string()))?;
        let status = StatusCode::from_u16(stored.status).map_err(|error| ApiError::Internal(error.to_string()))?;
        let mut response = response(status, answer.expose_secret().to_owned());
        response.headers_mut().insert(REPLAYED, "true".parse().expect("a word is a header value"));
        Err(ApiError::Replayed(Box::new(response)))
    }

    /// Commits, and answers with the object that was made.
    pub async fn created<T: Serialize>(self, app: &App, tx: Tx, made: &T) -> Result<Created<T>, ApiError> {
        self.end(app, tx, StatusCode::CREATED, made).await.map(Created)
    }

    /// Commits, and answers with the result.
    pub async fn done<T: Serialize>(self, app: &App, tx: Tx, result: &T) -> Result<Done<T>, ApiError> {
        self.end(app, tx, StatusCode::OK, result).await.map(Done)
    }

    async fn end<T: Serialize>(
        self,
        app: &App,
        mut tx: Tx,
        status: StatusCode,
        body: &T,
    ) -> Result<Reply<T>, ApiError> {
        let text = serde_json::to_string(body).map_err(|error| ApiError::Internal(error.to_string()))?;
        if let Some(key) = &self.key {
            let now = app.clock.now();
            let answer = app.vault.seal(&SecretString::from(text.as_str()), &row(self.tenant, key));
            let call = StoredCall { fingerprint: self.fingerprint, status: status.as_u16(), answer };
            if !idempotency::insert(&mut tx, (self.tenant, key), &call, now - MEMORY, now).await? {
                // Another node was faster; the transaction is rolled back.
                return Err(Problem::in_flight().into());
            }
        }
        tx.commit().await?;
        crash::point("after commit");
        Ok(Reply { text, described: PhantomData })
    }
}

fn row(tenant: Id<Tenant>, key: &str) -> String {
    format!("{tenant} call {key}")
}

fn response(status: StatusCode, text: String) -> Response {
    (status, [(CONTENT_TYPE, "application/json")], Body::from(text)).into_response()
}
