//! What goes around every request: its id, its line in the access log, and the headers of its response.

use std::{
    fmt::Display,
    sync::Arc,
    task::{Context, Poll},
    time::Instant,
};

use axum::{
    extract::{MatchedPath, Request},
    response::Response,
};
use futures_util::future::BoxFuture;
use tower::{Layer, Service};
use tracing::{
    Instrument, Span,
    field::{Empty, display},
};

use super::{headers, request_id::RequestId};
use crate::app::App;

/// What machines ask every few seconds: too often for a line each.
const PROBES: [&str; 2] = ["/livez", "/readyz"];

/// The layer that puts a [`RequestService`] around a service.
#[derive(Clone)]
pub struct RequestLayer(pub Arc<App>);

impl<S> Layer<S> for RequestLayer {
    type Service = RequestService<S>;

    fn layer(&self, inner: S) -> RequestService<S> {
        RequestService { app: Arc::clone(&self.0), inner }
    }
}

/// A service whose requests have ids and whose responses have our headers. One future for all of it: a middleware of
/// axum's own takes several allocations for each thing that it does.
#[derive(Clone)]
pub struct RequestService<S> {
    app: Arc<App>,
    inner: S,
}

impl<S, B> Service<Request> for RequestService<S>
where
    S: Service<Request, Response = Response<B>>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<S::Response, S::Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let (app, id, begun) = (Arc::clone(&self.app), RequestId::new(), Instant::now());
        let span = span(&request, &id);
        let is_probe = PROBES.contains(&request.uri().path());
        request.extensions_mut().insert(id.clone());
        let answer = span.in_scope(|| self.inner.call(request));
        let finished = async move {
            let mut response = answer.await?;
            log(response.status().as_u16(), begun, is_probe);
            headers::put(&app, &id, response.headers_mut());
            Ok(response)
        };
        Box::pin(finished.instrument(span))
    }
}

/// Never its address, which may be a link.
fn span(request: &Request, id: &RequestId) -> Span {
    let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    tracing::info_span!("request", id = id.0, method = %request.method(), route, tenant = Empty)
}

/// Says for the log which company a request is about, once that is known.
pub fn is_about(tenant: impl Display) {
    Span::current().record("tenant", display(tenant));
}

/// The access line of a request, whose other parts are those of its span. The time is that until the answer began.
fn log(status: u16, begun: Instant, is_probe: bool) {
    let ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    if is_probe {
        tracing::debug!(status, ms, "answered");
    } else {
        tracing::info!(status, ms, "answered");
    }
}
