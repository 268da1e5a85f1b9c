//! A number for each request, in its answer and in every log line about it.

use axum::http::{HeaderName, HeaderValue};

/// The header that carries it.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The number of the request at hand.
#[derive(Clone)]
pub struct RequestId(pub String);

impl RequestId {
    /// A number that no other request has.
    #[expect(clippy::new_without_default, reason = "there is no number to start from")]
    pub fn new() -> Self {
        Self(format!("req_{:016x}", rand::random::<u64>()))
    }

    /// The number as the value of its header.
    pub fn value(&self) -> HeaderValue {
        HeaderValue::from_str(&self.0).expect("letters and digits are a header value")
    }
}
