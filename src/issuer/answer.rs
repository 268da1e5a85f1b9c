//! Refusals and failures as OAuth clients read them.

use axum::{
    Json,
    extract::Request,
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode,
        header::{RETRY_AFTER, WWW_AUTHENTICATE},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::{
    app::App,
    service::{
        ServiceError,
        identity::{IdentityError, OAuthError, Refused},
    },
    store::{StoreError, identity::pools::StoredPool, settled},
    view::{
        identity::{IdentityTrouble, TroublePage},
        kit::layout::Layout,
    },
    web::{pool_layout, session::language::LanguageChoice},
};

const DPOP_NONCE: HeaderName = HeaderName::from_static("dpop-nonce");

/// What a handler returns.
pub type Answer = Result<Response, Failure>;

/// A refusal or a failure of ours.
#[derive(Debug)]
pub struct Failure(IdentityError);

impl Failure {
    /// What it is.
    pub const fn error(&self) -> &IdentityError {
        &self.0
    }

    /// Whether there was too much of something.
    pub const fn is_limit(&self) -> bool {
        matches!(&self.0, IdentityError::Refused(refused) if refused.limit.is_some())
    }
}

impl From<IdentityError> for Failure {
    fn from(error: IdentityError) -> Self {
        Self(error)
    }
}

impl From<ServiceError> for Failure {
    fn from(error: ServiceError) -> Self {
        Self(error.into())
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self(refused.into())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self(error.into())
    }
}

impl From<Failure> for IdentityError {
    fn from(failure: Failure) -> Self {
        failure.0
    }
}

/// An error as RFC 6749 writes it.
pub fn body(refused: &Refused) -> Value {
    let mut body = json!({"error": refused.error.to_string(), "error_description": refused.description});
    if let Some(code) = refused.code {
        body["error_code"] = code.into();
    }
    body
}

/// The refusal that tells an application of a failure of ours; the reason is for the log.
pub fn told(error: IdentityError) -> Refused {
    match error {
        IdentityError::Refused(refused) => refused,
        IdentityError::Service(error) if error.is_transient() => {
            tracing::warn!(%error, "a request of an application failed for the moment and can be repeated");
            let description = "the server cannot answer for the moment";
            Refused { retry_after: Some(1), ..Refused::new(OAuthError::TemporarilyUnavailable, description) }
        }
        IdentityError::Service(error) => {
            tracing::error!(%error, "a request of an application failed");
            Refused::new(OAuthError::ServerError, "something went wrong on our side; nothing was changed")
        }
    }
}

/// The status of a refusal.
pub const fn status(error: OAuthError) -> StatusCode {
    match error {
        OAuthError::InvalidClient | OAuthError::InvalidToken => StatusCode::UNAUTHORIZED,
        OAuthError::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        OAuthError::ServerError => StatusCode::INTERNAL_SERVER_ERROR,
        OAuthError::TemporarilyUnavailable => StatusCode::SERVICE_UNAVAILABLE,
        OAuthError::InvalidRequest
        | OAuthError::InvalidGrant
        | OAuthError::InvalidScope
        | OAuthError::InvalidTarget
        | OAuthError::UnauthorizedClient
        | OAuthError::UnsupportedGrantType
        | OAuthError::UnsupportedResponseType
        | OAuthError::AccessDenied
        | OAuthError::LoginRequired
        | OAuthError::InvalidDpopProof
        | OAuthError::UseDpopNonce => StatusCode::BAD_REQUEST,
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let refused = told(self.0);
        let mut headers = HeaderMap::new();
        hint(&refused, &mut headers);
        if refused.error == OAuthError::InvalidClient {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"token\""));
        }
        (status(refused.error), headers, Json(body(&refused))).into_response()
    }
}

/// A page that says it to the person, and to the application's developers what exactly it is.
pub async fn page(app: &App, pool: &StoredPool, language: &LanguageChoice, failure: Failure) -> Response {
    let refused = told(failure.into());
    let trouble = match refused.error {
        OAuthError::RateLimited | OAuthError::TemporarilyUnavailable => IdentityTrouble::TooOften,
        _ if refused.description.contains("request_uri") => IdentityTrouble::FlowOver,
        _ => IdentityTrouble::UnknownClient,
    };
    let code = match status(refused.error) {
        // There is nothing that a person could authenticate with.
        StatusCode::UNAUTHORIZED => StatusCode::BAD_REQUEST,
        code => code,
    };
    let plain = || Layout::anonymous(language.words(&app.texts, None), app.foot.clone());
    let layout = pool_layout::of(app, Some(pool.id), language).await.unwrap_or_else(|_| plain());
    let detail = Some(format!("{}: {}", refused.error, refused.description));
    let mut response = (code, TroublePage { layout, trouble, detail }).into_response();
    hint(&refused, response.headers_mut());
    response
}

/// Says when it may go well, and with which nonce.
pub fn hint(refused: &Refused, headers: &mut HeaderMap) {
    if let Some(seconds) = refused.retry_after {
        headers.insert(RETRY_AFTER, seconds.into());
    }
    if let Some(nonce) = refused.dpop_nonce.as_deref().and_then(|nonce| HeaderValue::from_str(nonce).ok()) {
        headers.insert(DPOP_NONCE, nonce);
    }
}

/// Answers a request once everything that its answer rests on is durable: its units of work share commits with those of
/// others.
pub async fn settle(request: Request, next: Next) -> Response {
    settled(next.run(request)).await.unwrap_or_else(|error| Failure::from(error).into_response())
}

/// The pool of the address is not there.
pub fn no_pool() -> Response {
    let body = body(&Refused::request("there is no such user pool"));
    (StatusCode::NOT_FOUND, Json(body)).into_response()
}
