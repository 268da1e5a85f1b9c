//! `/assets/…`: the stylesheet, the script, the icon, and a stylesheet for each accent colour.

use axum::{
    extract::{Path, Query},
    http::{
        HeaderMap, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH},
    },
    response::{IntoResponse, Response},
};

use crate::view::kit::{accent::Accent, assets, theme::Theme};

/// Whatever is at an address of ours never changes there.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// The colours a preview wants a stylesheet in.
#[derive(serde::Deserialize)]
pub struct Wanted {
    #[serde(default)]
    theme: Theme,
}

/// `GET /assets/{hash}/{name}`
pub async fn file(Path(path): Path<String>, Query(wanted): Query<Wanted>, headers: HeaderMap) -> Response {
    let Some(asset) = assets::find(&path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == asset.etag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, [(CACHE_CONTROL, FOREVER.to_owned()), (ETAG, asset.etag)]).into_response();
    }
    let headers = [(CONTENT_TYPE, asset.mime.to_owned()), (CACHE_CONTROL, FOREVER.to_owned()), (ETAG, asset.etag)];
    match (wanted.theme, str::from_utf8(&asset.bytes)) {
        (theme @ (Theme::Light | Theme::Dark), Ok(sheet)) => (headers, theme.settle(sheet)).into_response(),
        _ => (headers, asset.bytes).into_response(),
    }
}

/// `GET /assets/accent/{rrggbb}.css`
pub async fn accent(Path(name): Path<String>, Query(wanted): Query<Wanted>) -> Response {
    let colour = name.strip_suffix(".css").map(|colour| format!("#{colour}"));
    let Some(accent) = colour.and_then(|colour| colour.parse::<Accent>().ok()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let sheet = wanted.theme.settle(&accent.stylesheet());
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "public, max-age=86400")], sheet).into_response()
}
