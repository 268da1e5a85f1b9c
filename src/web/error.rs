//! Failures as people see them: a page with a number for us, the reason in the log.

use std::sync::Arc;

use axum::{
    Extension,
    extract::State,
    http::{
        Method, StatusCode,
        header::{CONTENT_TYPE, RETRY_AFTER},
    },
    response::{Html, IntoResponse, Response},
};
use serde_json::json;

use super::{http::request_id::RequestId, session::language::LanguageChoice};
use crate::{
    app::App,
    domain::problem::Code,
    service::ServiceError,
    store::StoreError,
    view::{
        error::{ErrorPage, Trouble},
        kit::layout::Layout,
    },
};

/// Something of ours failed: the reader gets an error page with the request id, the log gets the reason.
pub struct PageError {
    reason: String,
    /// Whether the same may well work in a moment.
    is_transient: bool,
}

impl From<ServiceError> for PageError {
    fn from(error: ServiceError) -> Self {
        Self { reason: error.to_string(), is_transient: error.is_transient() }
    }
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        ServiceError::from(error).into()
    }
}

/// Marks a response that [`forms::guard`](super::forms::guard) turns into an error page.
#[derive(Clone)]
pub struct WantsErrorPage;

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        tracing::error!(error = self.reason, "a request failed");
        if self.is_transient {
            return (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "5")], Extension(WantsErrorPage)).into_response();
        }
        (StatusCode::INTERNAL_SERVER_ERROR, Extension(WantsErrorPage)).into_response()
    }
}

/// The page for trouble that is about no flow.
pub fn page(app: &App, language: &LanguageChoice, trouble: Trouble, request_id: Option<RequestId>) -> Response {
    let status = match trouble {
        Trouble::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        Trouble::Cookie | Trouble::Form => StatusCode::FORBIDDEN,
        Trouble::Busy => StatusCode::TOO_MANY_REQUESTS,
    };
    let layout = Layout::anonymous(language.words(&app.texts, None), app.foot.clone());
    (status, ErrorPage { layout, trouble, request_id: request_id.map(|id| id.0) }).into_response()
}

/// The page of everything that is not there: malformed, forged and unknown links look the same.
pub fn missing(app: &App, language: &LanguageChoice) -> Response {
    let words = language.words(&app.texts, None);
    (StatusCode::NOT_FOUND, Html(app.fixed.not_found(&words))).into_response()
}

/// Every address that is not ours: a page for people, a problem for programs.
pub async fn not_found(
    State(app): State<Arc<App>>,
    method: Method,
    request_id: Option<Extension<RequestId>>,
    language: LanguageChoice,
) -> Response {
    // People only look at addresses; a form of ours is always sent to one of ours.
    if method.is_safe() {
        return missing(&app, &language);
    }
    let code = Code::NoSuchCall;
    let problem = json!({
        "type": format!("{}/docs/errors#{code}", app.public_url),
        "title": "Not Found",
        "status": 404,
        "code": code,
        "detail": "There is nothing at this address that takes this method. The API's calls are below /v1.",
        "request_id": request_id.map(|Extension(id)| id.0),
    });
    (StatusCode::NOT_FOUND, [(CONTENT_TYPE, "application/problem+json")], problem.to_string()).into_response()
}
