//! A page as it is seen, with its document, which is parsed once for all who read it.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use url::Url;

use super::dom::Document;

/// A source's page as an engine sees it now: the one page model that every engine produces.
#[derive(Clone)]
pub struct Seen {
    /// Where the page was found, after redirects.
    pub url: Url,
    /// The HTTP status it came with.
    pub status: u16,
    /// The document as text, cut at the engine's size limit.
    pub html: Arc<str>,
    /// The document as it was parsed when it was first read; every copy of the page has the same.
    parsed: Arc<Mutex<Option<Document>>>,
}

impl Seen {
    /// A page that was found at `url`.
    pub fn new(url: Url, status: u16, html: impl Into<Arc<str>>) -> Self {
        Self { url, status, html: html.into(), parsed: Arc::default() }
    }

    /// As [`Self::new`], cut where the document is beyond what can be read; and whether it was.
    pub fn cut(url: Url, status: u16, mut html: String) -> (Self, bool) {
        let (document, read) = Document::beginning(&html, &url);
        let is_cut = read < html.len();
        html.truncate(read);
        (Self { parsed: Arc::new(Mutex::new(Some(document))), ..Self::new(url, status, html) }, is_cut)
    }

    /// Reads the document, which is parsed once; each reading has a budget of its own. No reading begins within another.
    pub fn read<T>(&self, read: impl FnOnce(&Document) -> T) -> T {
        let mut parsed = self.parsed.lock().unwrap_or_else(PoisonError::into_inner);
        let document = parsed.get_or_insert_with(|| Document::new(&self.html, &self.url));
        document.begin_again();
        let found = read(document);
        if !document.is_worth_keeping() {
            *parsed = None;
        }
        found
    }
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { url, status, html, parsed: _ } = self;
        f.debug_struct("Seen").field("url", url).field("status", status).field("html", html).finish()
    }
}
