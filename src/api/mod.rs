//! The backends' face: JSON under `/v1`. Each subject's `mod.rs` is the table of its calls.

mod customer;
pub mod http;
mod identity;
mod job;
mod link;
mod source;
mod tenant;
mod webhook;

use std::sync::{Arc, LazyLock};

use axum::{Extension, Router, extract::DefaultBodyLimit, middleware, routing::any};

use self::http::{
    call::Calls,
    error,
    holder::cors,
    limit::{self, Limits},
    openapi::document::{self, Document},
    problem::{self, LONGEST_BODY},
    settle,
};
use crate::app::App;

/// The OpenAPI document, one for the whole program.
pub fn document() -> Document {
    static DOCUMENT: LazyLock<Document> = LazyLock::new(|| Document::new(calls().described));
    DOCUMENT.clone()
}

/// The backends' routes, with the document that describes them.
pub fn routes(app: &Arc<App>, document: Document) -> Router<Arc<App>> {
    let v1 = calls()
        .router
        .fallback(error::no_such_call)
        .method_not_allowed_fallback(error::no_such_method)
        .layer(middleware::from_fn(settle::settle))
        .layer(middleware::from_fn_with_state(Arc::new(Limits::new(app)), limit::count))
        .layer(middleware::from_fn_with_state(Arc::clone(app), problem::number))
        .layer(middleware::from_fn_with_state(Arc::clone(app), cors::allow))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(Extension(document));
    // A nest takes the address without the slash and everything behind the slash, but not the slash alone.
    let root = any(error::no_such_call).layer(middleware::from_fn_with_state(Arc::clone(app), problem::number));
    Router::new().nest("/v1", v1).route("/v1/", root)
}

fn calls() -> Calls {
    let calls = Calls::default().get("/openapi.json", "get_openapi", "Get this document", document::show);
    let subjects =
        [link::calls, customer::calls, source::calls, job::calls, tenant::calls, webhook::calls, identity::calls];
    subjects.into_iter().fold(calls, |calls, subject| subject(calls))
}
