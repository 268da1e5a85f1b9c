//! A document as it was fetched.

use encoding_rs::{Encoding, UTF_8};
use url::Url;

use crate::{engine::arrival::Arrival, page::Seen};

/// The last document of a page.
pub(super) struct Fetched {
    pub(super) seen: Seen,
    pub(super) encoding: &'static Encoding,
    /// Whether the document was longer than what is seen of it.
    pub(super) cut: bool,
    pub(super) arrival: Arrival,
}

impl Fetched {
    /// The empty document of a page that was not opened yet.
    pub(super) fn blank() -> Self {
        let url = Url::parse("about:blank").expect("about:blank is a URL");
        Self { seen: Seen::new(url, 0, ""), encoding: UTF_8, cut: false, arrival: Arrival::Led }
    }
}
