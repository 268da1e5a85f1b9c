//! Cross-origin requests: the calls of end users and devices are made by applications as well, whose scripts may call from
//! the origins that are registered for a client. Calls with an API key come from a backend and never from a browser.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{Method, StatusCode, header::ORIGIN},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{api::http::error::ApiError, app::App, web::http::cors};

const METHODS: &str = "POST, PATCH, DELETE, OPTIONS";

/// Answers preflights of the calls of end users and devices, and says who may read their answers.
pub async fn allow(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let first = request.uri().path().trim_start_matches('/').split('/').next();
    if !request.headers().contains_key(ORIGIN) || !matches!(first, Some("me" | "device")) {
        return next.run(request).await;
    }
    let registered = match cors::registered(&app, request.headers(), None).await {
        Ok(registered) => registered,
        Err(error) => return ApiError::from(error).into_response(),
    };
    let mut response = if request.method() == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    cors::vary(&mut response);
    if registered.is_some() {
        cors::allow(&mut response, registered, METHODS);
    }
    response
}
