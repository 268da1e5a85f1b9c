//! Who is turned away before anything is opened for them: no route is looked for, no cookie read, no session made.

use std::{
    sync::Arc,
    task::{Context, Poll},
};

use axum::{extract::Request, response::Response};
use futures_util::future::{Either, Ready, ready};
use tower::Service;

use super::{headers, request_id::RequestId};
use crate::app::App;

/// The answer to a request that is turned away; `None` for every other.
pub type TurnAway = fn(&App, &Request) -> Option<Response>;

/// A service behind a door.
#[derive(Clone)]
pub struct Door<S> {
    app: Arc<App>,
    turn_away: TurnAway,
    inner: S,
}

impl<S> Door<S> {
    /// Puts a door before a service.
    pub fn new(app: &Arc<App>, turn_away: TurnAway, inner: S) -> Self {
        Self { app: Arc::clone(app), turn_away, inner }
    }
}

impl<S: Service<Request, Response = Response>> Service<Request> for Door<S> {
    type Response = Response;
    type Error = S::Error;
    type Future = Either<Ready<Result<Response, S::Error>>, S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let Some(mut response) = (self.turn_away)(&self.app, &request) else {
            return Either::Right(self.inner.call(request));
        };
        let id = RequestId::new();
        tracing::debug!(id = id.0, status = response.status().as_u16(), "turned away");
        headers::put(&self.app, &id, response.headers_mut());
        Either::Left(ready(Ok(response)))
    }
}
