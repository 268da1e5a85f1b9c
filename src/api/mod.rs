//! The backends' face: JSON under `/v1`. Each subject's `mod.rs` is the table of its calls.

mod customer;
pub mod http;
mod identity;
mod job;
mod link;
mod source;
mod tenant;
mod webhook;

use std::sync::Arc;

use axum::{Extension, Router, extract::DefaultBodyLimit, middleware, routing::any};
use serde_json::Value;

use self::http::{
    call::Calls,
    error,
    limit::{self, Limits},
    openapi::document::{self, Document},
    problem::{self, LONGEST_BODY},
};
use crate::app::App;

/// The backends' routes.
pub fn routes(app: &Arc<App>) -> Router<Arc<App>> {
    let calls = calls();
    let document = Document::new(&calls.described);
    let v1 = calls
        .router
        .fallback(error::no_such_call)
        .method_not_allowed_fallback(error::no_such_method)
        .layer(middleware::from_fn_with_state(Arc::new(Limits::new(app)), limit::count))
        .layer(middleware::from_fn_with_state(Arc::clone(app), problem::number))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(Extension(document));
    // A nest takes the address without the slash and everything behind the slash, but not the slash alone.
    let root = any(error::no_such_call).layer(middleware::from_fn_with_state(Arc::clone(app), problem::number));
    Router::new().nest("/v1", v1).route("/v1/", root)
}

/// The OpenAPI document.
pub fn description() -> Value {
    Document::new(&calls().described).value().clone()
}

fn calls() -> Calls {
    let calls = Calls::default().get("/openapi.json", "get_openapi", "Get this document", document::show);
    let subjects =
        [link::calls, customer::calls, source::calls, job::calls, tenant::calls, webhook::calls, identity::calls];
    subjects.into_iter().fold(calls, |calls, subject| subject(calls))
}
