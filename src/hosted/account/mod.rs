//! `{ISS}/settings`: the account of whoever is signed in in this browser. Whoever is not is sent to sign in, and comes back.

mod overview;
mod passkey;
mod password;
mod second_factor;
mod visit;

use std::sync::Arc;

use axum::{Router, extract::Path, response::Redirect, routing::get};

use crate::app::App;

/// The routes of accounts.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/pools/{pool}/settings", get(overview::show).post(overview::act))
        .route("/pools/{pool}/settings/password", get(password::show).post(password::change))
        .route("/pools/{pool}/settings/passkey", get(passkey::show).post(passkey::add))
        .route("/pools/{pool}/settings/second-factor", get(second_factor::show).post(second_factor::change))
        .route("/pools/{pool}/settings/sessions", get(to_overview))
        .route("/pools/{pool}/settings/devices", get(to_overview))
}

/// What is elsewhere a page of its own is part of the overview.
async fn to_overview(Path(pool): Path<String>) -> Redirect {
    Redirect::to(&format!("/pools/{pool}/settings"))
}
