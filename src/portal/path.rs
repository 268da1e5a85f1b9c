//! The token or flow id in a customer's URL, as it was sent.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
    response::Response,
};

use crate::{
    app::App,
    web::{error, session::language::LanguageChoice},
};

/// The path parameter, if it is valid UTF-8; anything else gets the same 404 page as an unknown link.
pub struct PathText(pub String);

impl FromRequestParts<Arc<App>> for PathText {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        match Path::<String>::from_request_parts(parts, app).await {
            Ok(Path(name)) => Ok(Self(name)),
            Err(_) => Err(error::missing(app, &LanguageChoice::of(app, &parts.uri, &parts.headers))),
        }
    }
}
