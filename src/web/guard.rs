//! What holds on every page: forms are only ours and no flood, failures get a page, and a choice of language is kept.

use std::{
    sync::Arc,
    task::{Context, Poll},
};

use axum::{
    extract::Request,
    http::{StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use futures_util::future::{BoxFuture, Either, Ready, ready};
use tower::{Layer, Service};

use super::{error, flood::Flood, origin, reader::Reader, request_id::RequestId};
use crate::{app::App, view::portal::Trouble};

/// The layer that puts a [`Guarded`] around a service.
#[derive(Clone)]
pub struct Guard {
    app: Arc<App>,
    flood: Arc<Flood>,
}

impl Guard {
    /// A guard who has seen no form yet.
    pub fn new(app: &Arc<App>) -> Self {
        Self { app: Arc::clone(app), flood: Arc::new(Flood::new(app)) }
    }
}

impl<S> Layer<S> for Guard {
    type Service = Guarded<S>;

    fn layer(&self, inner: S) -> Guarded<S> {
        Guarded { guard: self.clone(), inner }
    }
}

/// Refuses what changes something and does not come from a page of ours, or comes too often; gives failures their page.
#[derive(Clone)]
pub struct Guarded<S> {
    guard: Guard,
    inner: S,
}

impl<S> Service<Request> for Guarded<S>
where
    S: Service<Request, Response = Response>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = S::Error;
    type Future = Either<Ready<Result<Response, S::Error>>, BoxFuture<'static, Result<Response, S::Error>>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let app = Arc::clone(&self.guard.app);
        let id = request.extensions().get::<RequestId>().cloned();
        let reader = Reader::of(&app, request.uri(), request.headers());
        if !request.method().is_safe() {
            if !origin::is_ours(request.headers(), &app.public_url) {
                return Either::Left(ready(Ok(error::page(&app, &reader, Trouble::Form, id))));
            }
            if let Err(seconds) = self.guard.flood.take(&app, &request) {
                return Either::Left(ready(Ok(busy(&app, &reader, id, seconds))));
            }
        }
        let answer = self.inner.call(request);
        Either::Right(Box::pin(async move {
            let mut response = paged(&app, &reader, answer.await?, id);
            reader.remember(&app, &mut response);
            Ok(response)
        }))
    }
}

fn busy(app: &App, reader: &Reader, id: Option<RequestId>, seconds: u64) -> Response {
    let mut response = error::page(app, reader, Trouble::Busy, id);
    response.headers_mut().insert(RETRY_AFTER, seconds.into());
    response
}

fn paged(app: &App, reader: &Reader, response: Response, id: Option<RequestId>) -> Response {
    match response.extensions().get::<error::Unpaged>() {
        Some(_) => {
            let mut page = error::page(app, reader, Trouble::Internal, id);
            *page.status_mut() = response.status();
            if let Some(pause) = response.headers().get(RETRY_AFTER) {
                page.headers_mut().insert(RETRY_AFTER, pause.clone());
            }
            page
        }
        None if response.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            (StatusCode::PAYLOAD_TOO_LARGE, error::page(app, reader, Trouble::Form, id)).into_response()
        }
        None => response,
    }
}
