//! Problems as RFC 9457 describes them, each with a stable code.

use axum::{
    Extension, Json,
    extract::Request,
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
    domain::{source::recipe::lint::Mistake, tenant::access::Scope},
    web::http::request_id::RequestId,
};

/// What a backend is told when a call is refused.
#[derive(Debug, Clone)]
pub struct Problem(Box<Details>);

#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub struct Details {
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    /// Stable; for programs.
    code: &'static str,
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
    fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self(Box::new(Details {
            kind: "about:blank",
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
        let detail = "Send a valid API key as `Authorization: Bearer vst_…`.";
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", detail)
    }

    /// The key is good, but not for this.
    pub fn scope_missing(scope: Scope) -> Self {
        Self::new(StatusCode::FORBIDDEN, "scope_missing", format!("The API key needs the scope `{scope}` for this."))
    }

    /// More was asked for than may be; something is left again after so many seconds.
    pub fn too_many(seconds: u64) -> Self {
        let detail = format!("That was too much at once. Try again in {seconds} s.");
        Self::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited", detail)
    }

    /// The idempotency key came before, with something else.
    pub fn key_reused() -> Self {
        let detail = "This Idempotency-Key was used for another call in the last 24 hours.";
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused", detail)
    }

    /// The first call with this idempotency key has not come to its end.
    pub fn in_flight() -> Self {
        let detail = "A call with this Idempotency-Key is under way. Ask again for its answer.";
        Self::new(StatusCode::CONFLICT, "idempotency_key_in_flight", detail)
    }

    /// Others need the object; `users` are the ids of some of them.
    fn in_use(what: &str, users: &[String]) -> Self {
        let detail =
            format!("The {what} is in use by {}. Delete, revoke or complete what uses it first.", users.join(", "));
        Self::new(StatusCode::CONFLICT, "in_use", detail)
    }

    /// There is nothing, or nothing of this tenant.
    pub fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", format!("There is no such {what}."))
    }

    /// The address is not one of the API's.
    pub fn no_such_call() -> Self {
        Self::new(StatusCode::NOT_FOUND, "no_such_call", "The API has nothing at this address.")
    }

    /// The address is known, the method is not.
    pub fn no_such_method() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "This address does not take this method.")
    }

    /// The body could not be read at all.
    pub fn unreadable(status: StatusCode, detail: String) -> Self {
        Self::new(status, "unreadable_body", detail)
    }

    /// A field cannot be taken.
    pub fn invalid(field: &str, message: impl Into<String>) -> Self {
        Self::all_invalid(vec![FieldError { field: field.to_owned(), message: message.into() }])
    }

    /// Several fields cannot be taken.
    pub fn all_invalid(errors: Vec<FieldError>) -> Self {
        let detail = errors.iter().map(|error| format!("{}: {}", error.field, error.message)).collect::<Vec<_>>();
        let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_request", detail.join("; "));
        problem.0.errors = errors;
        problem
    }

    /// A definition has mistakes.
    fn mistakes(mistakes: Vec<Mistake>) -> Self {
        let error = |mistake: Mistake| FieldError { field: mistake.key, message: mistake.message };
        Self::all_invalid(mistakes.into_iter().map(error).collect())
    }

    /// Refuses a definition that has mistakes.
    pub fn unless_none(mistakes: Vec<Mistake>) -> Result<(), Self> {
        if mistakes.is_empty() { Ok(()) } else { Err(Self::mistakes(mistakes)) }
    }

    /// Refuses to delete what is in use.
    pub fn unless_unused(what: &str, users: &[String]) -> Result<(), Self> {
        if users.is_empty() { Ok(()) } else { Err(Self::in_use(what, users)) }
    }

    /// The object's status does not allow it.
    pub fn conflict(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code, detail)
    }

    /// Our fault.
    pub fn internal() -> Self {
        let detail = "Something went wrong on our side; nothing was changed. Tell us the request_id if it stays.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", detail)
    }

    /// The database let us down in passing.
    pub fn unavailable() -> Self {
        let detail =
            "The database did not answer. Repeat the call, with the same Idempotency-Key: it may have been done.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", detail)
    }
}

/// A problem travels as a mark on the response, so that [`number`] can write it with the request's number.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Extension(self)).into_response()
    }
}

/// Writes problems, each with the number under which the log knows its request.
pub async fn number(request: Request, next: Next) -> Response {
    let request_id = request.extensions().get::<RequestId>().map(|id| id.0.clone());
    let mut response = next.run(request).await;
    let Some(Problem(details)) = response.extensions_mut().remove::<Problem>() else { return response };
    let body = Json(Details { request_id, ..*details });
    let mut written = (response.status(), body).into_response();
    for (name, value) in response.headers() {
        if ![CONTENT_TYPE, CONTENT_LENGTH].contains(name) {
            written.headers_mut().insert(name, value.clone());
        }
    }
    written.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if written.status() == StatusCode::UNAUTHORIZED {
        written.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    written
}
