//! Driving a source through plain HTTP: its pages are fetched, its forms are sent as a browser would send them.

mod answer;
mod charset;
mod checkpoint;
mod document;
mod form;
mod jar;
mod refresh;
mod request;
mod session;
mod trim;

use std::time::Duration;

use encoding_rs::{Encoding, UTF_8};
use secrecy::SecretString;
use serde_json::Value;
use url::Url;

use self::{checkpoint::Checkpoint, jar::Jar, request::Request, session::Session};
use super::{Page, PageError};
use crate::{
    net::guard::Guard,
    page::{Seen, Submission, Target},
};

/// How much of a source's time and data one page takes.
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
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document: 2 * 1024 * 1024,
            redirects: 10,
            connect: Duration::from_secs(10),
            total: Duration::from_secs(30),
            language: "en".to_owned(),
        }
    }
}

/// The session of a browser, to be gone on with by plain HTTP.
pub struct Carried {
    /// As the browser writes them.
    pub cookies: Vec<Value>,
    /// As what the browser came: sources end a sign-in that goes on as somebody else.
    pub agent: String,
}

/// A page of a source, held as its last document and the cookies of its session.
pub struct HttpPage {
    session: Session,
    held: Held,
}

/// The document that a page holds.
struct Held {
    url: Url,
    status: u16,
    html: String,
    encoding: &'static Encoding,
    /// Whether the document was longer than `html`.
    cut: bool,
}

impl Held {
    fn blank() -> Self {
        let url = Url::parse("about:blank").expect("about:blank is a URL");
        Self { url, status: 0, html: String::new(), encoding: UTF_8, cut: false }
    }
}

impl HttpPage {
    /// A blank page in a new session, which shares nothing with any other.
    pub fn open(guard: Guard, limits: Limits) -> Result<Self, PageError> {
        Ok(Self { session: Session::new(guard, limits, Jar::default(), None)?, held: Held::blank() })
    }

    /// A blank page in a session that a browser began.
    pub fn carried(guard: Guard, limits: Limits, Carried { cookies, agent }: Carried) -> Result<Self, PageError> {
        let mut jar = Jar::default();
        for (cookie, url) in cookies.iter().filter_map(jar::from_browser) {
            jar.store(cookie.as_bytes(), &url);
        }
        Ok(Self { session: Session::new(guard, limits, jar, Some(&agent))?, held: Held::blank() })
    }

    /// The page and the session that a checkpoint describes, without asking the source anything.
    pub fn restore(guard: Guard, limits: Limits, checkpoint: &SecretString) -> Result<Self, PageError> {
        let (held, jar) = Checkpoint::read(checkpoint)?;
        Ok(Self { session: Session::new(guard, limits, jar, None)?, held })
    }
}

impl HttpPage {
    /// Whether the document may have scripts.
    pub(super) fn has_scripts(&self) -> bool {
        let bytes = self.held.html.as_bytes();
        ["<script", "onload="]
            .iter()
            .any(|mark| bytes.windows(mark.len()).any(|window| window.eq_ignore_ascii_case(mark.as_bytes())))
    }

    /// The cookies of the session, as a browser takes them.
    pub(super) fn cookies(&self) -> Vec<Value> {
        self.session.jar().cookies().into_iter().map(jar::for_browser).collect()
    }
}

impl Page for HttpPage {
    async fn go(&mut self, url: &Url) -> Result<(), PageError> {
        self.held = self.session.fetch(Request::typed(url)).await?;
        Ok(())
    }

    async fn look(&mut self) -> Result<Seen, PageError> {
        let Held { url, status, html, .. } = &self.held;
        Ok(Seen { url: url.clone(), status: *status, html: html.clone() })
    }

    async fn submit(&mut self, submission: Submission) -> Result<(), PageError> {
        // The rules may have changed since the page was fetched: it may come from a checkpoint.
        self.session.permits(&self.held.url)?;
        let request = form::request(&self.held, &submission)?;
        drop(submission);
        self.held = self.session.fetch(request).await?;
        Ok(())
    }

    async fn again(&mut self) -> Result<(), PageError> {
        self.held = self.session.fetch(Request::typed(&self.held.url)).await?;
        Ok(())
    }

    async fn picture(&mut self, url: &Url, most: usize) -> Result<Vec<u8>, PageError> {
        self.session.picture(url, &self.held.url, most).await
    }

    async fn checkpoint(&mut self) -> Result<SecretString, PageError> {
        Ok(Checkpoint::write(&self.held, self.session.jar()))
    }
}

/// The number that a browser wrote on the element that `target` means, counted as everybody counts who reads the HTML.
pub(super) fn number_of(html: &str, target: &Target) -> Option<usize> {
    let (document, _) = document::parse(html);
    document.find(target)?.attr("data-vestibule-number")?.parse().ok()
}

#[cfg(test)]
mod tests;
