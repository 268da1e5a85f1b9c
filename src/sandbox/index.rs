//! The page for whoever came to test with the site.

use askama::Template;
use askama_web::WebTemplate;

use super::refusal::{REFUSALS, Refusal};
use super::theme::Theme;
use super::words::{WORDS, Word};

/// Themes, words and codes.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/index.html")]
pub struct Index {
    themes: [Theme; Theme::ALL.len()],
    words: &'static [Word],
    refusals: &'static [Refusal],
}

/// `GET /`.
pub async fn show() -> Index {
    Index { themes: Theme::ALL, words: WORDS, refusals: REFUSALS }
}
