//! A number for each request, in its answer and in every log line about it.

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use tracing::Instrument;

/// The header that carries it.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The number of the request at hand.
#[derive(Clone)]
pub struct RequestId(pub String);

/// Gives a request its number, and logs how it was answered; never its address, which may be a link.
pub async fn add(mut request: Request, next: Next) -> Response {
    let id = format!("req_{:016x}", rand::random::<u64>());
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    request.extensions_mut().insert(RequestId(id.clone()));
    let span = tracing::info_span!("request", %id, %method, route);
    let mut response = next.run(request).instrument(span.clone()).await;
    let status = response.status().as_u16();
    span.in_scope(|| {
        if status >= 500 {
            tracing::error!(status, "answered");
        } else {
            tracing::debug!(status, "answered");
        }
    });
    response.headers_mut().insert(HEADER, HeaderValue::from_str(&id).expect("letters and digits are a header value"));
    response
}
