//! The gallery of every page in every state, and the pages in it.

use std::sync::Arc;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::header::CONTENT_SECURITY_POLICY,
    response::{Html, IntoResponse, Redirect, Response},
};

use super::{
    error::ConsoleError,
    preview::{Preview, PreviewQuery},
};
use crate::{
    app::App,
    store::source::sources::{self, SourceName},
    view::{
        console::{Offer, Previews},
        words::texts::Words,
    },
};

/// As on every page, and windows of our own in it.
const GALLERY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A preview is looked at by whoever shows it, and by nobody else. It sends no form, runs no script, opens no window and
/// asks for nothing but our stylesheets: those are why it keeps its origin.
const PREVIEW: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; \
    frame-ancestors 'self'; sandbox allow-same-origin";

type Asked = Result<Query<PreviewQuery>, QueryRejection>;

/// `GET /console/previews`
pub async fn gallery(State(app): State<Arc<App>>, asked: Asked) -> Response {
    show_gallery(&app, asked).await.unwrap_or_else(|failure| failure.page(&app))
}

/// `GET /console/previews/frame`
pub async fn frame(State(app): State<Arc<App>>, asked: Asked) -> Response {
    show_frame(&app, asked).await.unwrap_or_else(|failure| failure.page(&app))
}

async fn show_gallery(app: &App, asked: Asked) -> Result<Response, ConsoleError> {
    let Query(wanted) = asked.map_err(|_| ConsoleError::Missing)?;
    let mut preview = Preview::set(app, &wanted).await?;
    let groups = preview.groups();
    if let Some(sample) = wanted.sample {
        preview.choose(&groups, &sample)?;
        return Ok(Redirect::to(&preview.look.address()).into_response());
    }
    preview.place(&groups)?;
    let sources = sources::of_everybody(&app.db).await?.into_iter().map(offer).collect();
    let locales = app.texts.all().map(Words::lang).collect();
    let is_recognised = preview.is_recognised();
    let page = Previews { look: preview.look, groups, sources, locales, is_recognised };
    Ok(([(CONTENT_SECURITY_POLICY, GALLERY)], page).into_response())
}

/// Companies may have several sources of one name, so it says where each is too.
fn offer(source: SourceName) -> Offer {
    let SourceName { id, name, login_url, tenant } = source;
    let place = login_url.split_once("://").map_or(login_url.as_str(), |(_, place)| place);
    Offer { id, name: format!("{tenant}: {name}, {place}") }
}

async fn show_frame(app: &App, asked: Asked) -> Result<Response, ConsoleError> {
    let Query(wanted) = asked.map_err(|_| ConsoleError::Missing)?;
    let html = Preview::set(app, &wanted).await?.html()?;
    Ok(([(CONTENT_SECURITY_POLICY, PREVIEW)], Html(html)).into_response())
}
