//! The layer around every face with pages: forms come from our own pages and not too often, failures get a page, and a
//! choice of language is kept.

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

use super::{limits::FormLimits, origin};
use crate::{
    app::App,
    view::error::Trouble,
    web::{error, http::request_id::RequestId, session::language::LanguageChoice},
};

/// The layer that puts a [`FormGuardService`] around a service.
#[derive(Clone)]
pub struct FormGuard {
    app: Arc<App>,
    limits: Arc<FormLimits>,
}

impl FormGuard {
    /// The layer, with nothing counted yet.
    pub fn new(app: &Arc<App>) -> Self {
        Self { app: Arc::clone(app), limits: Arc::new(FormLimits::new(app)) }
    }
}

impl<S> Layer<S> for FormGuard {
    type Service = FormGuardService<S>;

    fn layer(&self, inner: S) -> FormGuardService<S> {
        FormGuardService { guard: self.clone(), inner }
    }
}

/// Refuses an unsafe request that another site made, or one above the rate limits; turns failures into error pages.
#[derive(Clone)]
pub struct FormGuardService<S> {
    guard: FormGuard,
    inner: S,
}

impl<S> Service<Request> for FormGuardService<S>
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
        let language = LanguageChoice::of(&app, request.uri(), request.headers());
        if !request.method().is_safe() {
            if !origin::is_ours(request.headers(), &app.public_url) {
                return Either::Left(ready(Ok(error::page(&app, &language, Trouble::Form, id))));
            }
            if let Err(seconds) = self.guard.limits.take(&app, &request) {
                return Either::Left(ready(Ok(busy(&app, &language, id, seconds))));
            }
        }
        let answer = self.inner.call(request);
        Either::Right(Box::pin(async move {
            let mut response = paged(&app, &language, answer.await?, id);
            language.remember(&app, &mut response);
            Ok(response)
        }))
    }
}

fn busy(app: &App, language: &LanguageChoice, id: Option<RequestId>, seconds: u64) -> Response {
    let mut response = error::page(app, language, Trouble::Busy, id);
    response.headers_mut().insert(RETRY_AFTER, seconds.into());
    response
}

fn paged(app: &App, language: &LanguageChoice, response: Response, id: Option<RequestId>) -> Response {
    match response.extensions().get::<error::WantsErrorPage>() {
        Some(_) => {
            let mut page = error::page(app, language, Trouble::Internal, id);
            *page.status_mut() = response.status();
            if let Some(pause) = response.headers().get(RETRY_AFTER) {
                page.headers_mut().insert(RETRY_AFTER, pause.clone());
            }
            page
        }
        None if response.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            (StatusCode::PAYLOAD_TOO_LARGE, error::page(app, language, Trouble::Form, id)).into_response()
        }
        None => response,
    }
}
