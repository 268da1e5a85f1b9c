//! Problems as RFC 9457 describes them, each with a stable code.

use std::sync::Arc;

use axum::{
    Extension, Json,
    extract::{Request, State},
    http::{
        HeaderValue, StatusCode,
        header::{CONTENT_LENGTH, CONTENT_TYPE, WWW_AUTHENTICATE},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    app::App,
    domain::{source::recipe::lint::Mistake, tenant::access::Scope},
    web::http::request_id::RequestId,
};

pub use crate::domain::problem::Code;

/// The most fields that a problem names, and the most characters of their names and of what is wrong with each.
const MOST_ERRORS: usize = 20;
const LONGEST_FIELD: usize = 200;
const LONGEST_MESSAGE: usize = 500;

/// The longest body that is read, in bytes.
pub const LONGEST_BODY: usize = 1024 * 1024;

/// What a backend is told when a call is refused.
#[derive(Debug, Clone)]
pub struct Problem(Box<Details>);

#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub struct Details {
    /// The address of a page that says what the code means and what to do.
    #[serde(rename = "type")]
    #[schemars(extend("format" = "uri"))]
    kind: String,
    title: &'static str,
    status: u16,
    /// Stable; for programs.
    code: Code,
    /// For the developer who reads it.
    detail: String,
    /// What is wrong with which field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
    /// Filled on the way out.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
}

/// One field that cannot be taken.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FieldError {
    pub field: String,
    pub message: String,
}

impl Problem {
    fn new(status: StatusCode, code: Code, detail: impl Into<String>) -> Self {
        Self(Box::new(Details {
            kind: String::new(),
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            code,
            detail: detail.into(),
            errors: Vec::new(),
            request_id: None,
        }))
    }

    /// The key is missing, unknown or revoked.
    pub fn unauthorized() -> Self {
        let detail = "Send a valid API key as `Authorization: Bearer vst_live_…`.";
        Self::new(StatusCode::UNAUTHORIZED, Code::Unauthorized, detail)
    }

    /// The key is good, but not for this.
    pub fn scope_missing(scope: Scope) -> Self {
        Self::new(StatusCode::FORBIDDEN, Code::ScopeMissing, format!("The API key needs the scope `{scope}` for this."))
    }

    /// An end user or a device is refused; what OAuth calls it is the code.
    pub fn refused(status: StatusCode, code: Code, detail: impl Into<String>) -> Self {
        Self::new(status, code, detail)
    }

    /// More was asked for than may be; something is left again after so many seconds.
    pub fn too_many(seconds: u64) -> Self {
        let detail = format!("That was too much at once. Try again in {seconds} s.");
        Self::new(StatusCode::TOO_MANY_REQUESTS, Code::RateLimited, detail)
    }

    /// The idempotency key came before, with something else.
    pub fn key_reused() -> Self {
        let detail = "This Idempotency-Key was used for another call in the last 24 hours.";
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, Code::IdempotencyKeyReused, detail)
    }

    /// The first call with this idempotency key has not come to its end.
    pub fn in_flight() -> Self {
        let detail = "A call with this Idempotency-Key has not ended yet. Repeat it in a moment to get its answer.";
        Self::new(StatusCode::CONFLICT, Code::IdempotencyKeyInFlight, detail)
    }

    /// Others need the object; `users` are the ids of some of them.
    pub fn in_use(what: &str, users: &[String]) -> Self {
        let detail =
            format!("The {what} is in use by {}. Delete, revoke or complete what uses it first.", users.join(", "));
        Self::new(StatusCode::CONFLICT, Code::InUse, detail)
    }

    /// There is nothing, or nothing of this tenant.
    pub fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, Code::NotFound, format!("There is no such {what}."))
    }

    /// The address is not one of the API's.
    pub fn no_such_call() -> Self {
        Self::new(StatusCode::NOT_FOUND, Code::NoSuchCall, "The API has nothing at this address.")
    }

    /// The address is known, the method is not.
    pub fn no_such_method() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, Code::MethodNotAllowed, "This address does not take this method.")
    }

    /// The body's media type is not JSON's.
    pub fn not_json_by_type() -> Self {
        let detail = "Send the body as JSON, with `Content-Type: application/json`.";
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, Code::UnreadableBody, detail)
    }

    /// The body is compressed.
    pub fn encoded_body() -> Self {
        let detail = "Send the body as it is: a `Content-Encoding` such as gzip is not supported.";
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, Code::UnreadableBody, detail)
    }

    /// The body is longer than bodies may be.
    pub fn body_too_large() -> Self {
        let detail = format!("The body is longer than {LONGEST_BODY} bytes. Send less at once.");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, Code::UnreadableBody, detail)
    }

    /// The body could not be read at all.
    pub fn unreadable(status: StatusCode, detail: String) -> Self {
        Self::new(status, Code::UnreadableBody, detail)
    }

    /// A field cannot be taken.
    pub fn invalid(field: &str, message: impl Into<String>) -> Self {
        Self::all_invalid(vec![FieldError { field: field.to_owned(), message: message.into() }])
    }

    /// Several fields cannot be taken. What is said is bounded, however long the request was.
    pub fn all_invalid(mut errors: Vec<FieldError>) -> Self {
        let left_out = errors.len().saturating_sub(MOST_ERRORS);
        errors.truncate(MOST_ERRORS);
        for error in &mut errors {
            shorten(&mut error.field, LONGEST_FIELD);
            shorten(&mut error.message, LONGEST_MESSAGE);
        }
        let in_words = |error: &FieldError| match error.field.as_str() {
            "" => format!("The body {}", error.message),
            field => format!("{field}: {}", error.message),
        };
        let detail = errors.iter().map(in_words).collect::<Vec<_>>();
        errors.retain(|error| !error.field.is_empty());
        let mut detail = detail.join("; ");
        if left_out > 0 {
            detail = format!("{detail}; and {left_out} more");
        }
        let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, Code::InvalidRequest, detail);
        problem.0.errors = errors;
        problem
    }

    /// A definition has mistakes.
    pub fn mistakes(mistakes: Vec<Mistake>) -> Self {
        let error = |mistake: Mistake| FieldError { field: mistake.key, message: mistake.message };
        Self::all_invalid(mistakes.into_iter().map(error).collect())
    }

    /// Refuses a definition that has mistakes.
    pub fn unless_none(mistakes: Vec<Mistake>) -> Result<(), Self> {
        if mistakes.is_empty() { Ok(()) } else { Err(Self::mistakes(mistakes)) }
    }

    /// No pool is named, and there are several.
    pub fn ambiguous_pool() -> Self {
        let detail = "The tenant has several user pools: name one as `user_pool_id`.";
        Self::new(StatusCode::BAD_REQUEST, Code::AmbiguousPool, detail)
    }

    /// The object's status does not allow it.
    pub fn conflict(code: Code, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code, detail)
    }

    /// Our fault.
    pub fn internal() -> Self {
        let detail =
            "Something went wrong on our side; nothing was changed. If it keeps failing, tell us the request_id.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, Code::Internal, detail)
    }

    /// The database let us down in passing.
    pub fn unavailable() -> Self {
        let detail =
            "The database did not answer. Repeat the call, with the same Idempotency-Key: it may have been done.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, Code::Unavailable, detail)
    }
}

/// Cuts a text that is longer than so many characters.
fn shorten(text: &mut String, most: usize) {
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
        text.push('…');
    }
}

/// A problem is an extension of the response until [`number`] writes it, with the request id.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Extension(self)).into_response()
    }
}

/// Writes problems, each with the id of its request and the address of its page in the docs.
pub async fn number(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let request_id = request.extensions().get::<RequestId>().map(|id| id.0.clone());
    let mut response = next.run(request).await;
    let Some(Problem(details)) = response.extensions_mut().remove::<Problem>() else { return response };
    let kind = format!("{}/docs/errors#{}", app.public_url, details.code);
    let body = Json(Details { kind, request_id, ..*details });
    let mut written = (response.status(), body).into_response();
    for (name, value) in response.headers() {
        if ![CONTENT_TYPE, CONTENT_LENGTH].contains(name) {
            written.headers_mut().insert(name, value.clone());
        }
    }
    written.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if written.status() == StatusCode::UNAUTHORIZED && !written.headers().contains_key(WWW_AUTHENTICATE) {
        written.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    written
}
