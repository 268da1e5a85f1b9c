//! The files of an account: behind links and forms, or made by a script; and what they are, for tests to compare with.

use std::convert::Infallible;

use askama::Template;
use askama_web::WebTemplate;
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Query};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::{Deserialize, Serialize};
use tokio::time::{Duration, sleep};

use crate::sandbox::site::{submission::Submission, visit::Member};
use crate::sandbox::{
    pages::{self, frame::Frame},
    records::document::{Document, LISTED, MADE},
};

#[derive(Template, WebTemplate)]
#[template(path = "sandbox/documents.html")]
struct Documents {
    frame: Frame,
    names: [&'static str; LISTED.len()],
    made: String,
}

/// How a file is given.
#[derive(Debug, Default, Deserialize)]
pub struct Manner {
    /// To be shown, and not to be saved.
    #[serde(default)]
    inline: bool,
    /// Milliseconds between one piece and the next.
    #[serde(default)]
    pause: u64,
    /// What it is called, where not by its own name.
    name: Option<String>,
}

/// `GET /{theme}/account/documents`
pub async fn list(member: Member) -> Response {
    let made = Document::named(MADE).map(|made| made.pieces().collect()).unwrap_or_default();
    let frame = Frame::of("Documents", &member.visit.session);
    member.visit.show(Documents { frame, names: LISTED, made })
}

/// `GET /{theme}/account/documents/{file}?inline=…&pause=…&name=…`
pub async fn give(member: Member, Path((_, file)): Path<(String, String)>, Query(manner): Query<Manner>) -> Response {
    match Document::named(&file) {
        Some(document) => member.visit.show(content(document, &file, &manner)),
        None => pages::not_found(),
    }
}

/// `POST /{theme}/account/documents/order`: the file that the form names.
pub async fn order(submission: Submission) -> Response {
    let Submission { visit, form } = submission;
    if let Some(response) = visit.turned_away() {
        return response;
    }
    let file = form.get("file");
    match Document::named(file) {
        Some(document) => visit.show(content(document, file, &Manner::default())),
        None => pages::not_found(),
    }
}

fn content(document: Document, file: &str, manner: &Manner) -> Response {
    let kept = if manner.inline { "inline" } else { "attachment" };
    let disposition = format!("{kept}; filename=\"{}\"", manner.name.as_deref().unwrap_or(file));
    let headers = [(CONTENT_TYPE, document.media_type().to_owned()), (CONTENT_DISPOSITION, disposition)];
    let pause = Duration::from_millis(manner.pause);
    let pieces = stream::unfold(document.pieces(), move |mut pieces| async move {
        let piece = pieces.next()?;
        if !pause.is_zero() {
            sleep(pause).await;
        }
        Some((Ok::<_, Infallible>(piece), pieces))
    });
    (headers, Body::from_stream(pieces)).into_response()
}

#[derive(Serialize)]
struct Known {
    name: String,
    media_type: &'static str,
    size: u64,
    sha256: String,
}

/// `GET /documents/{file}`: what a file is, for tests to compare with.
pub async fn known(Path(name): Path<String>) -> Response {
    let Some(document) = Document::named(&name) else { return pages::not_found() };
    let (size, sha256) = document.measure();
    Json(Known { name, media_type: document.media_type(), size, sha256 }).into_response()
}
