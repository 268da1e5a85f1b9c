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

/// How long one thinks that has something to do.
const THINKS: Duration = Duration::from_millis(50);

/// Receives until its input ends.
pub async fn play() -> anyhow::Result<()> {
    let (taken, bytes) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let (all_taken, last) = (Arc::clone(&taken), Arc::clone(&bytes));
    let take = move |body: Bytes, thinks: Duration| {
        let (all_taken, last) = (Arc::clone(&all_taken), Arc::clone(&last));
        async move {
            tokio::time::sleep(thinks).await;
            last.store(body.len() as u64, Ordering::Relaxed);
            all_taken.fetch_add(1, Ordering::Relaxed);
            StatusCode::NO_CONTENT
        }
    };
    let work = take.clone();
    let router = Router::new()
        .route("/take", post(move |body| take(body, Duration::ZERO)))
        .route("/work", post(move |body| work(body, THINKS)))
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
