//! The name in a customer's address: a token or a flow's id, as it was sent.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
    response::Response,
};

use crate::{
    app::App,
    web::{error, reader::Reader},
};

/// Whatever stands there, if it is text; what is not is answered like every other name of nothing.
pub struct Name(pub String);

impl FromRequestParts<Arc<App>> for Name {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        match Path::<String>::from_request_parts(parts, app).await {
            Ok(Path(name)) => Ok(Self(name)),
            Err(_) => Err(error::missing(app, &Reader::of(app, &parts.uri, &parts.headers))),
        }
    }
}
