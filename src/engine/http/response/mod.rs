//! Reading a response of a source into a document, within bounds.

mod charset;
mod file;
mod refresh;
mod trim;

use reqwest::{
    Response,
    header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderMap, HeaderName},
};
use url::Url;

pub(super) use self::file::head as file_head;
use self::{refresh::Refresh, trim::Trim};
use super::fetched::Fetched;
use crate::{
    engine::{arrival::Arrival, error::PageError, limits::Limits},
    net::client::broken,
    page::Seen,
};

/// Reads the answer from `url`, and where its document refreshes to; what is longer than the limit is cut.
pub(super) async fn read(
    response: Response,
    url: &Url,
    limits: &Limits,
) -> Result<(Fetched, Option<Refresh>), PageError> {
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let kind = Kind::of(&headers);
    let (bytes, cut) = match kind {
        // A download is left where it is.
        Kind::Other => (Vec::new(), false),
        Kind::Html => shortened(response, url, limits.document).await?,
        Kind::Text => body(response, url, limits.document).await?,
    };
    let read = limits.reader.read(bytes.len(), || {
        let declared = header(&headers, &CONTENT_TYPE).and_then(charset::charset_of);
        let (text, encoding) = charset::decode(&bytes, declared);
        let html = match kind {
            Kind::Html => text,
            Kind::Text => as_html(&text),
            Kind::Other => String::new(),
        };
        let (seen, is_beyond) = Seen::cut(url.clone(), status, html);
        let refresh = header(&headers, &HeaderName::from_static("refresh"));
        let refresh = seen.read(|document| refresh::of(document, refresh, url));
        (Fetched { seen, encoding, cut: cut || is_beyond, arrival: Arrival::Led }, refresh)
    });
    Ok(read.await)
}

/// The bytes of an answer, and whether there were more than `limit`.
pub(super) async fn body(mut response: Response, url: &Url, limit: usize) -> Result<(Vec<u8>, bool), PageError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| broken(url, error))? {
        let room = limit - bytes.len();
        if chunk.len() > room {
            bytes.extend_from_slice(&chunk[..room]);
            return Ok((bytes, true));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok((bytes, false))
}

/// As [`body`], but a document that is too long loses what is too long of its texts before anything is cut.
async fn shortened(mut response: Response, url: &Url, limit: usize) -> Result<(Vec<u8>, bool), PageError> {
    let (mut bytes, mut read) = (Vec::new(), 0);
    let mut trim = None;
    while let Some(chunk) = response.chunk().await.map_err(|error| broken(url, error))? {
        read += chunk.len();
        if trim.is_none() && read > limit {
            let (mut started, whole) = (Trim::new(), bytes);
            bytes = started.pass(&whole);
            trim = Some(started);
        }
        match &mut trim {
            None => bytes.extend_from_slice(&chunk),
            Some(trim) => bytes.extend(trim.pass(&chunk)),
        }
        if bytes.len() > limit || read > limit.saturating_mul(LONGEST_READ) {
            bytes.truncate(limit);
            return Ok((bytes, true));
        }
    }
    Ok((bytes, false))
}

/// How much is read of a document whose texts are shortened, in times of what is kept.
const LONGEST_READ: usize = 8;

/// Whether an answer holds a file, and not a page.
pub(super) fn is_file(response: &Response) -> bool {
    response.status().is_success() && !matches!(Kind::of(response.headers()), Kind::Html)
}

/// What kind of document an answer holds.
enum Kind {
    Html,
    Text,
    Other,
}

impl Kind {
    fn of(headers: &HeaderMap) -> Self {
        let disposition = header(headers, &CONTENT_DISPOSITION).unwrap_or_default().trim_start();
        if disposition.get(..10).is_some_and(|start| start.eq_ignore_ascii_case("attachment")) {
            return Self::Other;
        }
        let content_type = header(headers, &CONTENT_TYPE).unwrap_or("text/html");
        let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match essence.as_str() {
            "text/html" | "application/xhtml+xml" => Self::Html,
            "text/plain" => Self::Text,
            _ => Self::Other,
        }
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// Plain text as browsers show it.
fn as_html(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("<pre>{text}</pre>")
}
