//! What holds on every page: forms are only ours, failures get a page, and a choice of language is kept.

use std::{
    sync::Arc,
    task::{Context, Poll},
};

use axum::{
    extract::Request,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use futures_util::future::{BoxFuture, Either, Ready, ready};
use tower::{Layer, Service};

use super::{error, reader::Reader};
use crate::{
    app::App,
    view::portal::Trouble,
    web::{origin, request_id::RequestId},
};

/// The layer that puts a [`Guarded`] around a service.
#[derive(Clone)]
pub struct Guard(pub Arc<App>);

impl<S> Layer<S> for Guard {
    type Service = Guarded<S>;

    fn layer(&self, inner: S) -> Guarded<S> {
        Guarded { app: Arc::clone(&self.0), inner }
    }
}

/// Refuses what changes something and does not come from a page of ours; gives failures their page.
#[derive(Clone)]
pub struct Guarded<S> {
    app: Arc<App>,
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
        let app = Arc::clone(&self.app);
        let id = request.extensions().get::<RequestId>().cloned();
        let reader = Reader::of(&app, request.uri(), request.headers());
        if !request.method().is_safe() && !origin::is_ours(request.headers(), &app.public_url) {
            return Either::Left(ready(Ok(error::page(&app, &reader, Trouble::Form, id))));
        }
        let answer = self.inner.call(request);
        Either::Right(Box::pin(async move {
            let mut response = paged(&app, &reader, answer.await?, id);
            reader.remember(&app, &mut response);
            Ok(response)
        }))
    }
}

fn paged(app: &App, reader: &Reader, response: Response, id: Option<RequestId>) -> Response {
    match response.extensions().get::<error::Unpaged>() {
        Some(_) => error::page(app, reader, Trouble::Internal, id),
        None if response.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            (StatusCode::PAYLOAD_TOO_LARGE, error::page(app, reader, Trouble::Form, id)).into_response()
        }
        None => response,
    }
}
