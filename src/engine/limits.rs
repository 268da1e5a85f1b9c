//! How much of a source's time and data one page takes.

use std::time::Duration;

use super::reading::Reader;

/// The limits of one page.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of a document, after decompression; the rest is cut.
    pub document: usize,
    /// Redirects followed for one action, refreshes included.
    pub redirects: usize,
    /// Time to connect once.
    pub connect: Duration,
    /// Time for one action, redirects included.
    pub total: Duration,
    /// The `Accept-Language` header.
    pub language: String,
    /// What its pages are read with: it knows whose turn they take.
    pub reader: Reader,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document: 2 * 1024 * 1024,
            redirects: 10,
            connect: Duration::from_secs(10),
            total: Duration::from_secs(30),
            language: "en".to_owned(),
            reader: Reader::default(),
        }
    }
}
