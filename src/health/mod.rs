//! Operators: whether the server lives, whether it can serve, and what it does.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};
use strum::VariantArray;
use tokio::time::timeout;

use crate::{
    app::App,
    domain::{link::Status, task::Kind},
    store::{StoreError, counts},
};

/// How long the database may take to write something.
const PATIENCE: Duration = Duration::from_secs(2);

/// What load balancers ask.
pub fn probes() -> Router<Arc<App>> {
    Router::new().route("/livez", get(live)).route("/readyz", get(ready))
}

/// Everything for operators, on a listener that the public cannot reach.
pub fn routes(app: &Arc<App>) -> Router {
    probes().route("/metrics", get(metrics)).with_state(Arc::clone(app))
}

/// The process runs; nothing else is asked.
async fn live() -> &'static str {
    "alive\n"
}

/// The server takes requests, and its database takes writes.
async fn ready(State(app): State<Arc<App>>) -> Response {
    if app.is_stopping() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n").into_response();
    }
    match timeout(PATIENCE, app.write_probe.is_good(&app.db, &app.clock)).await {
        Ok(true) => "ready\n".into_response(),
        Ok(false) => (StatusCode::SERVICE_UNAVAILABLE, "the database takes no writes\n").into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database takes too long\n").into_response(),
    }
}

async fn metrics(State(app): State<Arc<App>>) -> Response {
    if let Err(error) = take_stock(&app).await {
        tracing::error!(%error, "the database could not be asked for metrics");
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], app.meter.render()).into_response()
}

/// What is counted in the database, of which there may be none.
async fn take_stock(app: &App) -> Result<(), StoreError> {
    let links = counts::links(&app.db).await?;
    for status in Status::VARIANTS {
        app.meter.stock("vestibule_links", "status", status, found(&links, *status));
    }
    let tasks = counts::tasks(&app.db).await?;
    for kind in Kind::VARIANTS {
        app.meter.stock("vestibule_tasks", "kind", kind, found(&tasks, *kind));
    }
    let pending = counts::pending_deliveries(&app.db).await?;
    app.meter.stock("vestibule_deliveries", "state", "pending", pending);
    Ok(())
}

fn found<T: PartialEq + Copy>(counts: &[(T, u32)], wanted: T) -> u32 {
    counts.iter().find(|(found, _)| *found == wanted).map_or(0, |(_, count)| *count)
}
