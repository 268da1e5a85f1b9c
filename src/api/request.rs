//! Reading what a backend sent: bodies, ids and queries, each refused with a problem that names the field.

use axum::{
    extract::{FromRequest, FromRequestParts, Path, Request, rejection::BytesRejection},
    http::{StatusCode, header::CONTENT_TYPE, request::Parts},
};
use serde::de::DeserializeOwned;

use super::problem::Problem;
use crate::domain::id::{Id, Noun};

/// A JSON body whose every field is known.
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.split(';').next().map(str::trim) != Some("application/json") {
            let detail = "Send the body as `Content-Type: application/json`.".to_owned();
            return Err(Problem::unreadable(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
        }
        let bytes = axum::body::Bytes::from_request(request, state)
            .await
            .map_err(|rejection: BytesRejection| Problem::unreadable(rejection.status(), rejection.body_text()))?;
        parse(&bytes).map(Self)
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let field = error.path().to_string();
        let problem = error.into_inner();
        match problem.classify() {
            serde_json::error::Category::Data => Problem::invalid(&field, problem.to_string()),
            _ => Problem::unreadable(StatusCode::BAD_REQUEST, format!("The body is not JSON: {problem}.")),
        }
    })?;
    let trailing = |error: serde_json::Error| {
        Problem::unreadable(StatusCode::BAD_REQUEST, format!("The body is not JSON: {error}."))
    };
    deserializer.end().map_err(trailing)?;
    Ok(value)
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
        match axum::extract::Query::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(query)) => Ok(Self(query)),
            Err(rejection) => Err(Problem::invalid("query", rejection.body_text())),
        }
    }
}
