//! Requests that are answered before routing: no route is looked up, no cookie read, no session made. Forged links are
//! decided here without touching the database.

use std::{
    sync::Arc,
    task::{Context, Poll},
};

use axum::{extract::Request, response::Response};
use futures_util::future::{Either, Ready, ready};
use tower::Service;

use super::{headers, request_id::RequestId};
use crate::app::App;

/// The route of requests that may be rejected early, for the access log.
const ROUTE: &str = "/l/{token}";

/// The response to a request that is rejected early; `None` lets it through.
pub type Check = fn(&App, &Request) -> Option<Response>;

/// A service whose requests are checked first.
#[derive(Clone)]
pub struct EarlyReject<S> {
    app: Arc<App>,
    check: Check,
    inner: S,
}

impl<S> EarlyReject<S> {
    /// Checks the requests of a service first.
    pub fn new(app: &Arc<App>, check: Check, inner: S) -> Self {
        Self { app: Arc::clone(app), check, inner }
    }
}

impl<S: Service<Request, Response = Response>> Service<Request> for EarlyReject<S> {
    type Response = Response;
    type Error = S::Error;
    type Future = Either<Ready<Result<Response, S::Error>>, S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let Some(mut response) = (self.check)(&self.app, &request) else {
            return Either::Right(self.inner.call(request));
        };
        let id = RequestId::new();
        let (status, method) = (response.status().as_u16(), request.method());
        tracing::info!(id = id.0, %method, route = ROUTE, status, ms = 0, "answered");
        headers::put(&self.app, &id, response.headers_mut());
        Either::Left(ready(Ok(response)))
    }
}
