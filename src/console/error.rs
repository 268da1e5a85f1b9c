//! Trouble, as staff see it.

use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

use crate::{app::App, store::StoreError};

/// Why there is no page to show.
pub enum ConsoleError {
    /// Nothing is at this address.
    Missing,
    /// Something of ours failed; the log gets the reason.
    Broken(String),
}

impl From<StoreError> for ConsoleError {
    fn from(error: StoreError) -> Self {
        Self::Broken(error.to_string())
    }
}

impl ConsoleError {
    /// The same page as for every other address of nothing, or that something failed.
    pub fn page(self, app: &App) -> Response {
        match self {
            Self::Missing => (StatusCode::NOT_FOUND, Html(app.fixed.not_found(&app.texts.words("en")))).into_response(),
            Self::Broken(error) => {
                tracing::error!(error, "a request of staff failed");
                (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong on our side.").into_response()
            }
        }
    }
}
