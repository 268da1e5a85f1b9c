//! What the site serves beside its pages: pictures, and the ledger for tests.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::sandbox::{
    pages, pictures,
    shared::{
        Shared,
        ledger::{Entry, Filter},
    },
    speech::theme::Theme,
};

/// `GET /{theme}/pictures/{file}`: a picture to choose by its name, or `captcha-{n}.png` and `qr-{n}.png`.
pub async fn picture(Path((theme, file)): Path<(String, String)>) -> Response {
    match Theme::named(&theme).and_then(|_| pictures::png(file.strip_suffix(".png")?)) {
        Some(png) => ([(CONTENT_TYPE, "image/png")], png).into_response(),
        None => pages::not_found(),
    }
}

/// `GET /icon.svg`
pub async fn icon() -> Response {
    ([(CONTENT_TYPE, "image/svg+xml")], include_str!("icon.svg")).into_response()
}

/// `GET /ledger`: the forms as a JSON array.
pub async fn ledger(State(shared): State<Arc<Shared>>, Query(filter): Query<Filter>) -> Json<Vec<Entry>> {
    Json(shared.ledger.entries(&filter))
}
