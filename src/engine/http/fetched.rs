//! A document as it was fetched.

use encoding_rs::{Encoding, UTF_8};
use url::Url;

use crate::engine::arrival::Arrival;

/// The last document of a page.
pub(super) struct Fetched {
    pub(super) url: Url,
    pub(super) status: u16,
    pub(super) html: String,
    pub(super) encoding: &'static Encoding,
    /// Whether the document was longer than `html`.
    pub(super) cut: bool,
    pub(super) arrival: Arrival,
}

impl Fetched {
    /// The empty document of a page that was not opened yet.
    pub(super) fn blank() -> Self {
        let url = Url::parse("about:blank").expect("about:blank is a URL");
        Self { url, status: 0, html: String::new(), encoding: UTF_8, cut: false, arrival: Arrival::Led }
    }
}
