//! Reading what a backend sent: bodies, ids and queries, each refused with a problem that names the field.

use axum::{
    extract::{FromRequest, FromRequestParts, Path, Request, rejection::BytesRejection},
    http::{StatusCode, header::CONTENT_TYPE, request::Parts},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::{problem::Problem, strict::NoneTwice};
use crate::{
    domain::id::{Id, Noun},
    web::http::upload,
};

/// The text of a body that is JSON by its type; nothing when there is no body.
pub struct Content(pub String);

impl<S: Send + Sync> FromRequest<S> for Content {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let is_json = kind.split(';').next().map(str::trim) == Some("application/json");
        let bytes = axum::body::Bytes::from_request(request, state)
            .await
            .map_err(|rejection: BytesRejection| unread(&rejection))?;
        if !is_json && !bytes.is_empty() {
            let detail = "Send the body as `Content-Type: application/json`.".to_owned();
            return Err(Problem::unreadable(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
        }
        let not_text = |_| Problem::unreadable(StatusCode::BAD_REQUEST, "The body is not UTF-8.".to_owned());
        String::from_utf8(bytes.into()).map(Self).map_err(not_text)
    }
}

fn unread(rejection: &BytesRejection) -> Problem {
    if upload::is_too_slow(rejection) {
        return Problem::unreadable(StatusCode::REQUEST_TIMEOUT, "The body did not arrive in time.".to_owned());
    }
    Problem::unreadable(rejection.status(), rejection.body_text())
}

/// Reads JSON whose every field is known and stands once.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    read::<NoneTwice>(text).map_err(|error| match error.inner().classify() {
        serde_json::error::Category::Data => invalid(&error),
        _ => not_json(error.inner()),
    })?;
    // It is JSON, so whatever is wrong now is wrong with a field.
    read(text).map_err(|error| invalid(&error))
}

type ReadError = serde_path_to_error::Error<serde_json::Error>;

fn read<T: DeserializeOwned>(text: &str) -> Result<T, ReadError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let mut track = serde_path_to_error::Track::new();
    let value = T::deserialize(serde_path_to_error::Deserializer::new(&mut deserializer, &mut track));
    let value = value.and_then(|value| deserializer.end().map(|()| value));
    value.map_err(|error| ReadError::new(track.path(), error))
}

fn invalid(error: &ReadError) -> Problem {
    Problem::invalid(&error.path().to_string(), error.inner().to_string())
}

fn not_json(error: &serde_json::Error) -> Problem {
    Problem::unreadable(StatusCode::BAD_REQUEST, format!("The body is not JSON: {error}."))
}

/// The fields to change; each is replaced as a whole, and null takes away one that need not be there.
pub struct Patch(Map<String, Value>);

impl<S: Send + Sync> FromRequest<S> for Patch {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let Content(text) = Content::from_request(request, state).await?;
        parse(&text).map(Self)
    }
}

impl Patch {
    /// What comes of the change.
    pub fn onto<T: Serialize + DeserializeOwned>(self, before: &T) -> Result<T, Problem> {
        let mut value = serde_json::to_value(before).unwrap_or_default();
        for (field, changed) in self.0 {
            value[field] = changed;
        }
        serde_path_to_error::deserialize(value).map_err(|error| invalid(&error))
    }
}

/// The id in an address; what is not an id names nothing.
pub struct Named<N>(pub Id<N>);

impl<S: Send + Sync, N: Noun> FromRequestParts<S> for Named<N> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let not_found = || Problem::not_found("object");
        let Path(id) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| not_found())?;
        id.parse().map(Self).map_err(|_| not_found())
    }
}

/// A query string whose every parameter is known.
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        // PostgreSQL takes no NUL in a text.
        if parts.uri.query().is_some_and(|query| query.contains("%00")) {
            return Err(Problem::invalid("query", "must not hold NUL"));
        }
        match axum::extract::Query::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(query)) => Ok(Self(query)),
            Err(rejection) => Err(Problem::invalid("query", rejection.body_text())),
        }
    }
}
