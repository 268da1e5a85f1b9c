//! "Please send me a new one": what a customer can do about a link past its time.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::{Html, IntoResponse, Redirect, Response},
};
use url::form_urlencoded;

use super::{path::PathText, token::verify};
use crate::{
    app::App,
    domain::link::token::Rejection,
    service::link::links,
    web::{
        error::{self, PageError},
        session::language::LanguageChoice,
    },
};

/// The name in a query that asks for the page after the button was pressed.
const ASKED: &str = "asked";

/// Whether an address is that of the page that says that the company was told.
pub fn is_asked(uri: &Uri) -> bool {
    let query = uri.query().unwrap_or_default();
    form_urlencoded::parse(query.as_bytes()).any(|(name, _)| name == ASKED)
}

/// The page that says so.
pub fn asked(app: &App, language: &LanguageChoice) -> Response {
    (StatusCode::GONE, Html(app.fixed.asked(&language.words(&app.texts, None)))).into_response()
}

/// `POST /l/{token}`: tells the company that a new link is wanted, once, however often it is pressed.
pub async fn ask(
    State(app): State<Arc<App>>,
    PathText(token): PathText,
    language: LanguageChoice,
) -> Result<Response, PageError> {
    match verify(&app, &token) {
        // It can still be used, or was taken back; its page says which.
        Ok(_) => Ok(Redirect::to(&format!("/l/{token}")).into_response()),
        Err(Rejection::Expired(id)) if links::ask_for_new(&app, id).await? => {
            Ok(Redirect::to(&format!("/l/{token}?{ASKED}")).into_response())
        }
        Err(Rejection::Expired(_) | Rejection::Invalid) => Ok(error::missing(&app, &language)),
    }
}
