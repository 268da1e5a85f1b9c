//! Calls whose units of work share commits with those of others.

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::error::ApiError;
use crate::store::settled;

/// Answers a call once everything that its answer rests on is durable.
pub async fn settle(request: Request, next: Next) -> Response {
    settled(next.run(request)).await.unwrap_or_else(|error| ApiError::from(error).into_response())
}
