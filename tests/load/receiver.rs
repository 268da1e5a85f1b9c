//! A receiver of webhooks, and four that are none: each path behaves in its own way.

use std::{
    convert::Infallible,
    future::pending,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes},
    http::StatusCode,
    routing::post,
};
use futures_util::stream;

use super::server::{Counts, serve};

/// The paths of those that do not behave.
pub const BAD: [&str; 4] = ["hang", "drip", "fail", "flood"];

/// Receives until its input ends.
pub async fn play() -> anyhow::Result<()> {
    let (taken, bytes) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let (all_taken, last) = (Arc::clone(&taken), Arc::clone(&bytes));
    let take = async move |body: Bytes| {
        last.store(body.len() as u64, Ordering::Relaxed);
        all_taken.fetch_add(1, Ordering::Relaxed);
        StatusCode::NO_CONTENT
    };
    let router = Router::new()
        .route("/take", post(take))
        .route("/hang", post(pending::<()>))
        .route("/drip", post(drip))
        .route("/fail", post(async || StatusCode::INTERNAL_SERVER_ERROR))
        .route("/flood", post(flood));
    let counts = move || Counts {
        requests: taken.load(Ordering::Relaxed),
        bytes: bytes.load(Ordering::Relaxed),
        ..Counts::default()
    };
    serve(router, counts).await
}

async fn drip() -> Body {
    Body::from_stream(stream::unfold((), async |()| {
        tokio::time::sleep(Duration::from_secs(1)).await;
        Some((Ok::<_, Infallible>(Bytes::from_static(b"x")), ()))
    }))
}

async fn flood() -> Body {
    Body::from_stream(stream::repeat(Ok::<_, Infallible>(Bytes::from(vec![b'x'; 64 * 1024]))))
}
