//! The customer's face: the pages of a link and of a flow.

mod error;
mod flow;
mod link;
mod name;
mod scene;
mod wait;

use std::sync::Arc;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::StatusCode,
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};

use crate::{
    app::App,
    view::portal::Trouble,
    web::{origin, request_id::RequestId, session},
};

/// The longest form that is read, in bytes.
const LONGEST_FORM: usize = 64 * 1024;

/// The customer's routes.
pub fn routes(app: &Arc<App>) -> Router<Arc<App>> {
    Router::new()
        .route("/l/{token}", get(link::show))
        .route("/l/{token}/seen", post(link::seen))
        .route("/l/{token}/begin", post(link::begin))
        .route("/f/{flow}", get(flow::show).post(flow::answer))
        .route("/f/{flow}/events", get(wait::events))
        .fallback(error::not_found)
        .layer(middleware::from_fn_with_state(Arc::clone(app), guard))
        .layer(DefaultBodyLimit::max(LONGEST_FORM))
        .layer(session::layer(app))
}

/// Refuses what changes something and does not come from a page of ours; gives failures their page.
async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let request_id = request.extensions().get::<RequestId>().cloned();
    if !request.method().is_safe() && !origin::is_ours(request.headers(), &app.public_url) {
        return error::page(&app, Trouble::Form, request_id);
    }
    let response = next.run(request).await;
    match response.extensions().get::<error::Unpaged>() {
        Some(_) => error::page(&app, Trouble::Internal, request_id),
        None if response.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            (StatusCode::PAYLOAD_TOO_LARGE, error::page(&app, Trouble::Form, request_id)).into_response()
        }
        None => response,
    }
}
