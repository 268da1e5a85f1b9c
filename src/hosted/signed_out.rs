//! `{ISS}/signed-out`: where a sign-out ends that leads nowhere else.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};

use crate::{
    app::App,
    view::identity::SignedOut,
    web::{error::PageError, pool_layout, session::language::LanguageChoice},
};

/// Says that nobody is signed in any more.
pub async fn show(
    State(app): State<Arc<App>>,
    Path(pool): Path<String>,
    language: LanguageChoice,
) -> Result<Response, PageError> {
    let layout = pool_layout::of(&app, pool.parse().ok(), &language).await?;
    Ok(SignedOut { layout }.into_response())
}
