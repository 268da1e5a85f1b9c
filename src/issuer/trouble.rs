//! The page for what goes wrong at the authorization endpoint before it is known where to send the browser back to.

use axum::{
    http::{StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};

use super::answer::{Failure, status, told};
use crate::{
    app::App,
    service::identity::OAuthError,
    store::identity::pools::StoredPool,
    view::{
        identity::{IdentityTrouble, TroublePage},
        kit::layout::Layout,
    },
    web::{pool_layout, session::language::LanguageChoice},
};

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
    if let Some(seconds) = refused.retry_after {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    response
}
