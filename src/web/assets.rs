//! `/assets/…`: the stylesheet, the script, the icon, a stylesheet for each accent colour, and stored pictures.

use std::sync::Arc;

use axum::{
    extract::{Path, Query, State},
    http::{
        HeaderMap, StatusCode,
        header::{
            ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
            IF_NONE_MATCH, VARY,
        },
    },
    response::{IntoResponse, Response},
};

use crate::{
    app::App,
    domain::picture::PictureName,
    store::{StoreError, pictures},
    view::kit::{accent::Accent, assets, coding::Coding, theme::Theme},
};

/// Whatever is at an address of ours never changes there.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// The colours a preview wants a stylesheet in.
#[derive(serde::Deserialize)]
pub struct AssetQuery {
    #[serde(default)]
    theme: Theme,
}

/// `GET /assets/{hash}/{name}`
pub async fn file(Path(path): Path<String>, Query(wanted): Query<AssetQuery>, headers: HeaderMap) -> Response {
    let Some(asset) = assets::find(&path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == asset.etag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, [(CACHE_CONTROL, FOREVER.to_owned()), (ETAG, asset.etag)]).into_response();
    }
    let about = [
        (CONTENT_TYPE, asset.mime.to_owned()),
        (CACHE_CONTROL, FOREVER.to_owned()),
        (ETAG, asset.etag),
        (VARY, ACCEPT_ENCODING.to_string()),
    ];
    if let (theme @ (Theme::Light | Theme::Dark), Ok(sheet)) = (wanted.theme, str::from_utf8(&asset.bytes)) {
        return (about, theme.settle(sheet)).into_response();
    }
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|codings| Coding::accepted(codings.to_str().ok()?));
    match accepted.and_then(|coding| Some((coding, assets::coded(&path, coding)?))) {
        Some((coding, bytes)) => (about, [(CONTENT_ENCODING, coding.name())], bytes).into_response(),
        None => (about, asset.bytes).into_response(),
    }
}

/// `GET /assets/accent/{rrggbb}.css` and `letter-{rrggbb}.css`
pub async fn accent(Path(name): Path<String>, Query(wanted): Query<AssetQuery>) -> Response {
    let Some(sheet) = Accent::named(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let sheet = wanted.theme.settle(&sheet);
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "public, max-age=86400")], sheet).into_response()
}

/// What a picture may do that is opened by itself: nothing. An SVG could hold a script.
const PICTURE_POLICY: &str = "default-src 'none'; sandbox";

/// `GET /assets/pictures/{name}`
pub async fn picture(State(app): State<Arc<App>>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Ok(name) = name.parse::<PictureName>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let etag = format!("\"{name}\"");
    let about = [(CACHE_CONTROL, FOREVER), (CONTENT_SECURITY_POLICY, PICTURE_POLICY), (ETAG, etag.as_str())];
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, about).into_response();
    }
    match pictures::content(&app.db, &name).await {
        Ok(Some(bytes)) => (about, [(CONTENT_TYPE, name.format.content_type())], bytes).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "a picture cannot be read");
            unavailable(&error).into_response()
        }
    }
}

fn unavailable(error: &StoreError) -> StatusCode {
    if error.is_transient() { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::INTERNAL_SERVER_ERROR }
}
