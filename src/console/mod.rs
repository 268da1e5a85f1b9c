//! The staff's face: previews of every page. Until staff have accounts, it is served only where a setting says so.

mod error;
pub mod preview;
mod previews;

use std::sync::Arc;

use axum::{Router, routing::get};

use crate::app::App;

/// The staff's routes; none where previews are switched off.
pub fn routes(app: &App) -> Router<Arc<App>> {
    if !app.config.previews {
        return Router::new();
    }
    Router::new()
        .route("/console/previews", get(previews::gallery))
        .route("/console/previews/frame", get(previews::frame))
}
