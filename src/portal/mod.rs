//! The customer's face: the pages of a link and of a flow.

mod flow;
pub mod layout;
mod link;
pub mod path;
mod renewal;
mod token;
mod told;
mod wait;

pub use link::early_reject;

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

use crate::{app::App, web::forms::guard::FormGuard};

/// The longest form that is read, in bytes.
const LONGEST_FORM: usize = 64 * 1024;

/// The customer's routes.
pub fn routes(app: &Arc<App>) -> Router<Arc<App>> {
    Router::new()
        .route("/l/{token}", get(link::show).post(renewal::ask))
        .route("/l/{token}/seen", post(link::seen))
        .route("/l/{token}/begin", get(link::show).post(link::begin))
        .route("/f/{flow}", get(flow::show).post(flow::answer))
        .route("/f/{flow}/events", get(wait::events))
        .layer((DefaultBodyLimit::max(LONGEST_FORM), FormGuard::new(app)))
        // Outside the guard, which would take a backend's call at a wrong address for a forged form.
        .fallback(crate::web::error::not_found)
}
