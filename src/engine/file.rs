//! A file that a source gives: what is known of it before its content, and the content as it comes.

use bytes::Bytes;
use tokio::{
    io::AsyncReadExt,
    time::{Instant, timeout_at},
};
use url::Url;

use super::error::PageError;
use crate::{
    domain::source::recipe::Css,
    net::client::broken,
    page::{Seen, Submission},
};

/// How much of a file on the disk is read at once, in bytes.
const PIECE: usize = 64 * 1024;

/// What makes a source give a file.
pub struct FileRequest {
    pub way: Way,
    /// The most bytes that are taken, where the engine takes them before they are asked for.
    pub most: u64,
}

/// How a file is asked for.
pub enum Way {
    /// As [`super::page::Page::submit`] does.
    Press(Submission),
    /// As [`super::page::Page::go`] does.
    Open(Url),
}

/// What came of it. The page stays what it was unless it is what came.
pub enum Given {
    File(IncomingFile),
    /// A page, and no file.
    Page(Seen),
    /// The file has more bytes than are taken.
    TooLarge,
    /// More than one file.
    Several,
}

/// What came of printing a page.
pub enum Printed {
    Content(Vec<u8>),
    /// It takes more bytes than wanted.
    TooLarge,
    /// So many pixels from one end to the other, which is more than a picture can have.
    TooLong(f64),
}

/// Whether a page that came in the place of a file asks for a password: the session is over.
pub fn asks_for_password(seen: &Seen) -> bool {
    seen.read(|document| document.has(&Css("input[type=password]:not([data-vestibule-unseen])".to_owned())))
}

/// What is known of a file before its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileHead {
    /// As the source gives it: not safe for anything yet.
    pub name: String,
    pub media_type: String,
    /// Bytes, where the source says so.
    pub size: Option<u64>,
}

/// A file that is being taken.
pub struct IncomingFile {
    pub head: FileHead,
    body: Body,
    /// When it must be there.
    deadline: Instant,
}

enum Body {
    Response { url: Url, response: reqwest::Response },
    Disk(tokio::fs::File),
}

impl IncomingFile {
    /// The body of a response.
    pub(super) const fn of_response(head: FileHead, url: Url, response: reqwest::Response, deadline: Instant) -> Self {
        Self { head, body: Body::Response { url, response }, deadline }
    }

    /// A file that a browser has put on the disk, where its name is deleted already.
    pub(super) const fn on_disk(head: FileHead, file: tokio::fs::File, deadline: Instant) -> Self {
        Self { head, body: Body::Disk(file), deadline }
    }

    /// The next bytes; none at the end.
    pub async fn next(&mut self) -> Result<Option<Bytes>, PageError> {
        let next = async {
            match &mut self.body {
                Body::Response { url, response } => response.chunk().await.map_err(|error| broken(url, error).into()),
                Body::Disk(file) => {
                    let mut piece = Vec::with_capacity(PIECE);
                    let read = file.read_buf(&mut piece).await.map_err(|source| PageError::Setup { source })?;
                    Ok((read > 0).then(|| piece.into()))
                }
            }
        };
        timeout_at(self.deadline, next).await.unwrap_or(Err(PageError::timed_out(true)))
    }
}
