//! Reading requests: path ids, queries and bodies, each refused with a problem that names the field.

use std::marker::PhantomData;

use axum::{
    extract::{FromRequest, FromRequestParts, Path, Request, rejection::BytesRejection},
    http::{
        HeaderMap, HeaderName, StatusCode,
        header::{CONTENT_ENCODING, CONTENT_TYPE},
        request::Parts,
    },
};
use schemars::{JsonSchema, SchemaGenerator};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use url::form_urlencoded;

use super::{
    body::{self, mistakes::Mistakes},
    openapi::{document::Document, field_path::FieldPath},
    problem::Problem,
    signature::{Argument, Signature},
};
use crate::{
    domain::id::{Id, Noun},
    web::http::upload,
};

/// The text of a JSON body; empty where there is no body.
pub struct Content(pub String);

impl<S: Send + Sync> FromRequest<S> for Content {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let is_json = is_json(request.headers());
        if is_encoded(request.headers()) {
            return Err(Problem::encoded_body());
        }
        let bytes = axum::body::Bytes::from_request(request, state)
            .await
            .map_err(|rejection: BytesRejection| unreadable(&rejection))?;
        if !is_json && !bytes.is_empty() {
            return Err(Problem::not_json_by_type());
        }
        let not_text = |_| Problem::unreadable(StatusCode::BAD_REQUEST, "The body is not UTF-8.".to_owned());
        String::from_utf8(bytes.into()).map(Self).map_err(not_text)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let media_type = text_of(headers, &CONTENT_TYPE).split(';').next().unwrap_or_default().trim();
    media_type.eq_ignore_ascii_case("application/json")
}

fn is_encoded(headers: &HeaderMap) -> bool {
    let encoding = text_of(headers, &CONTENT_ENCODING).trim();
    !encoding.is_empty() && !encoding.eq_ignore_ascii_case("identity")
}

fn text_of<'h>(headers: &'h HeaderMap, name: &HeaderName) -> &'h str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn unreadable(rejection: &BytesRejection) -> Problem {
    if upload::is_too_slow(rejection) {
        return Problem::unreadable(StatusCode::REQUEST_TIMEOUT, "The body did not arrive in time.".to_owned());
    }
    match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::body_too_large(),
        status => Problem::unreadable(status, rejection.body_text()),
    }
}

/// The changes to an object that is described as a `T`: each field is replaced as a whole, and null takes away one that
/// need not be there.
pub struct Patch<T> {
    changes: Map<String, Value>,
    document: Document,
    object: PhantomData<T>,
}

impl<S: Send + Sync, T: JsonSchema> FromRequest<S> for Patch<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let document = Document::of(&request)?;
        let Content(text) = Content::from_request(request, state).await?;
        let changes = body::read_changes::<T>(&text, &document)?;
        Ok(Self { changes, document, object: PhantomData })
    }
}

impl<T: Serialize + DeserializeOwned + JsonSchema> Patch<T> {
    /// The object after the changes.
    pub fn onto(self, before: &T) -> Result<T, Problem> {
        let mut value = serde_json::to_value(before).unwrap_or_default();
        for (field, changed) in self.changes {
            value[field] = changed;
        }
        body::convert(value, self.document.schema::<T>())
    }
}

impl<T: JsonSchema> Argument for Patch<T> {
    fn describe(signature: &mut Signature) {
        signature.body = Some(SchemaGenerator::subschema_for::<T>);
        signature.is_patch = true;
    }
}

/// The body of a call that may be done again.
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + JsonSchema> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let document = Document::of(&request)?;
        let Content(text) = Content::from_request(request, state).await?;
        body::read(&text, &document).map(Self)
    }
}

impl<T: JsonSchema> Argument for Body<T> {
    fn describe(signature: &mut Signature) {
        signature.body = Some(SchemaGenerator::subschema_for::<T>);
    }
}

/// The id in the path; a text that is not an id names nothing.
pub struct PathId<N>(pub Id<N>);

impl<S: Send + Sync, N: Noun> FromRequestParts<S> for PathId<N> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let not_found = || Problem::not_found("object");
        let Path(id) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| not_found())?;
        id.parse().map(Self).map_err(|_| not_found())
    }
}

impl<N: Noun> Argument for PathId<N> {
    fn describe(signature: &mut Signature) {
        signature.id = Some(SchemaGenerator::subschema_for::<Id<N>>);
    }
}

/// A query whose parameters are the fields of a `T`.
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        read_query(&pairs(parts)?).map(Self)
    }
}

impl<T: JsonSchema> Argument for Query<T> {
    fn describe(signature: &mut Signature) {
        signature.query = Some(T::json_schema);
    }
}

/// The parameters of the query, decoded.
pub fn pairs(parts: &Parts) -> Result<Vec<(String, String)>, Problem> {
    let query = parts.uri.query().unwrap_or_default();
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    // PostgreSQL takes no NUL in a text.
    match pairs.iter().find(|(name, value)| name.contains('\0') || value.contains('\0')) {
        Some((name, _)) => Err(Problem::invalid(name, "must not hold NUL")),
        None => Ok(pairs),
    }
}

/// Reads parameters as the fields of a `T`.
pub fn read_query<T: DeserializeOwned>(pairs: &[(String, String)]) -> Result<T, Problem> {
    let mut rest = pairs.to_vec();
    let mut mistakes = Mistakes::default();
    loop {
        let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(&rest).finish();
        let deserializer = serde_urlencoded::Deserializer::new(form_urlencoded::parse(text.as_bytes()));
        match serde_path_to_error::deserialize(deserializer) {
            Ok(query) => return mistakes.unless_none().map(|()| query),
            Err(error) => {
                let path = FieldPath::from(error.path());
                mistakes.add_read_error(&path, &error.inner().to_string(), None);
                let before = rest.len();
                rest.retain(|(key, _)| *key != path.to_string());
                if rest.len() == before || mistakes.is_full() {
                    return Err(mistakes.problem());
                }
            }
        }
    }
}
