//! A document as it was fetched.

use encoding_rs::{Encoding, UTF_8};
use url::Url;

/// The last document of a page.
pub(super) struct Fetched {
    pub(super) url: Url,
    pub(super) status: u16,
    pub(super) html: String,
    pub(super) encoding: &'static Encoding,
    /// Whether the document was longer than `html`.
    pub(super) cut: bool,
    /// Whether it answered what was posted, so that asking for its address may bring something else.
    pub(super) is_posted: bool,
}

impl Fetched {
    /// The empty document of a page that was not opened yet.
    pub(super) fn blank() -> Self {
        let url = Url::parse("about:blank").expect("about:blank is a URL");
        Self { url, status: 0, html: String::new(), encoding: UTF_8, cut: false, is_posted: false }
    }
}
