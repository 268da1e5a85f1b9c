//! The backends' face: JSON under `/v1`, one file per noun.

mod artifacts;
mod deliveries;
mod error;
mod events;
mod job_runs;
mod jobs;
mod key;
mod links;
mod list;
mod new_link;
mod problem;
mod request;
mod sources;
mod webhook_endpoints;
mod workflow_runs;
mod workflows;

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{any, get, post},
};

use crate::app::App;

/// The longest body that is read, in bytes.
const LONGEST_BODY: usize = 1024 * 1024;

/// The backends' routes.
pub fn routes() -> Router<Arc<App>> {
    let v1 = Router::new()
        .route("/links", get(links::list).post(links::create))
        .route("/links/{id}", get(links::find))
        .route("/links/{id}/transitions", get(links::transitions))
        .route("/links/{id}/revoke", post(links::revoke))
        .route("/sources", get(sources::list).post(sources::create))
        .route("/sources/{id}", get(sources::find))
        .route("/workflows", get(workflows::list).post(workflows::create))
        .route("/workflows/{id}", get(workflows::find))
        .route("/jobs", get(jobs::list).post(jobs::create))
        .route("/jobs/{id}", get(jobs::find))
        .route("/job-runs", get(job_runs::list))
        .route("/job-runs/{id}", get(job_runs::find))
        .route("/workflow-runs", get(workflow_runs::list))
        .route("/workflow-runs/{id}", get(workflow_runs::find))
        .route("/events", get(events::list))
        .route("/webhook-endpoints", get(webhook_endpoints::list).post(webhook_endpoints::create))
        .route(
            "/webhook-endpoints/{id}",
            get(webhook_endpoints::find).patch(webhook_endpoints::update).delete(webhook_endpoints::delete),
        )
        .route("/webhook-endpoints/{id}/rotate-secret", post(webhook_endpoints::rotate_secret))
        .route("/webhook-endpoints/{id}/test", post(webhook_endpoints::test))
        .route("/webhook-endpoints/{id}/replay", post(webhook_endpoints::replay))
        .route("/deliveries", get(deliveries::list))
        .route("/deliveries/{id}", get(deliveries::find))
        .route("/deliveries/{id}/replay", post(deliveries::replay))
        .route("/artifacts", get(artifacts::list))
        .route("/artifacts/{id}", get(artifacts::find))
        .route("/artifacts/{id}/content", get(artifacts::content))
        .fallback(error::no_such_call)
        .method_not_allowed_fallback(error::no_such_method)
        .layer(middleware::from_fn(problem::number))
        .layer(DefaultBodyLimit::max(LONGEST_BODY));
    // A nest takes the address without the slash and everything behind the slash, but not the slash alone.
    let root = any(error::no_such_call).layer(middleware::from_fn(problem::number));
    Router::new().nest("/v1", v1).route("/v1/", root)
}
