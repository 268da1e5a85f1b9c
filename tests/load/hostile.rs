//! A source that does its worst: a page that is as much work to read as can be built, and one that never comes.

use axum::{Router, response::Html, routing::get};

use super::server::{Counts, serve};

/// The most elements that one page of the right length holds.
const ELEMENTS: usize = 99_000;

/// Serves both.
pub async fn play() -> anyhow::Result<()> {
    let worst = Html(format!("<title>Sign in</title><body>{}", "<q></q>".repeat(ELEMENTS)));
    let router = Router::new()
        .route("/worst", get(async || worst))
        .route("/hangs", get(async || std::future::pending::<Html<String>>().await));
    serve(router, Counts::default).await
}
