//! `/assets/…`: the stylesheet, the script, the icon, and a stylesheet for each accent colour.

use axum::{
    extract::{Path, Query},
    http::{
        HeaderMap, StatusCode,
        header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY},
    },
    response::{IntoResponse, Response},
};

use crate::view::kit::{accent::Accent, assets, compressed::Coding, theme::Theme};

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

/// `GET /assets/accent/{rrggbb}.css`
pub async fn accent(Path(name): Path<String>, Query(wanted): Query<AssetQuery>) -> Response {
    let colour = name.strip_suffix(".css").map(|colour| format!("#{colour}"));
    let Some(accent) = colour.and_then(|colour| colour.parse::<Accent>().ok()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let sheet = wanted.theme.settle(&accent.stylesheet());
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "public, max-age=86400")], sheet).into_response()
}
