//! The theme that is put together in the browser: a shell, and a script that fetches what goes into it.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Request;
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::sandbox::speech::theme::Theme;

/// The header with which the script asks for what goes into the shell.
pub const FRAGMENT: &str = "x-fragment";

/// An empty page with the script.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/shell.html")]
struct Shell;

/// Answers with the shell in the place of a page of the theme, unless the script asks.
pub async fn or_page(request: Request, next: Next) -> Response {
    if is_for_a_page(&request) { Shell.into_response() } else { next.run(request).await }
}

/// Files have a dot in their name; pages have none.
fn is_for_a_page(request: &Request) -> bool {
    let mut segments = request.uri().path().split('/').skip(1);
    segments.next() == Some(Theme::App.name())
        && request.method() == Method::GET
        && !request.headers().contains_key(FRAGMENT)
        && !segments.any(|segment| segment.contains('.'))
}

/// `GET /app.js`.
pub async fn script() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("app.js"))
}
