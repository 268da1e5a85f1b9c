//! A page that is fetched and answered over plain HTTP.

use secrecy::SecretString;
use serde_json::Value;
use tokio::time::Instant;
use url::Url;

use super::{
    checkpoint::Checkpoint,
    fetched::Fetched,
    form,
    jar::{self, Jar},
    request::Request,
    session::Session,
};
use crate::{
    engine::{
        arrival::Arrival,
        error::PageError,
        file::{FileRequest, Given, Way},
        limits::Limits,
        page::Page,
        reading::Reader,
    },
    net::guard::Guard,
    page::{Seen, Submission},
};

/// The session of a browser, to be continued over plain HTTP.
pub struct BrowserSession {
    /// The cookies as the browser's protocol writes them.
    pub cookies: Vec<Value>,
    /// The browser's `User-Agent`: sources end a session that continues with another one.
    pub user_agent: String,
}

/// A page of a source, fetched as its last document and the cookies of its session.
pub struct HttpPage {
    session: Session,
    fetched: Fetched,
}

impl HttpPage {
    /// A blank page in a new session, which shares nothing with any other.
    pub fn open(guard: Guard, limits: Limits) -> Result<Self, PageError> {
        Ok(Self { session: Session::new(guard, limits, Jar::default(), None)?, fetched: Fetched::blank() })
    }

    /// A blank page in a session that a browser began.
    pub fn continuing(
        guard: Guard,
        limits: Limits,
        BrowserSession { cookies, user_agent }: BrowserSession,
    ) -> Result<Self, PageError> {
        let mut jar = Jar::default();
        for (cookie, url) in cookies.iter().filter_map(jar::from_browser) {
            jar.store(cookie.as_bytes(), &url);
        }
        Ok(Self { session: Session::new(guard, limits, jar, Some(&user_agent))?, fetched: Fetched::blank() })
    }

    /// The page and the session that a checkpoint describes, without asking the source anything.
    pub fn restore(guard: Guard, limits: Limits, checkpoint: &SecretString) -> Result<Self, PageError> {
        let (fetched, agent, jar) = Checkpoint::read(checkpoint)?;
        Ok(Self { session: Session::new(guard, limits, jar, Some(&agent))?, fetched })
    }
}

impl HttpPage {
    /// Whether the document may have scripts.
    pub fn has_scripts(&self) -> bool {
        const MARKS: [&[u8]; 5] = [b"<script", b"onload=", b"onsubmit=", b"onclick=", b"javascript:"];
        let bytes = self.fetched.seen.html.as_bytes();
        let begins =
            |at: usize, mark: &[u8]| bytes[at..].get(..mark.len()).is_some_and(|it| it.eq_ignore_ascii_case(mark));
        // A page may have megabytes: most of its bytes begin no mark.
        let may_begin = |byte: &u8| matches!(byte, b'<' | b'o' | b'O' | b'j' | b'J');
        let places = bytes.iter().enumerate().filter(|(_, byte)| may_begin(byte));
        places.into_iter().any(|(at, _)| MARKS.iter().any(|mark| begins(at, mark)))
    }

    /// Whether a browser is to show the document itself, and not to ask for its address: that may bring something else,
    /// or give the source once more what led to it.
    pub fn is_to_be_shown(&self) -> bool {
        match self.fetched.arrival {
            Arrival::Led => false,
            Arrival::Posted => !self.fetched.cut,
            Arrival::Linked | Arrival::Given => true,
        }
    }

    /// Ends everything that is asked of the source from now on at `deadline`, if there is one.
    pub fn set_deadline(&mut self, deadline: Option<Instant>) {
        self.session.set_deadline(deadline);
    }

    /// The cookies of the session, as a browser takes them.
    pub fn cookies(&self) -> Vec<Value> {
        self.session.jar().cookies().into_iter().map(jar::for_browser).collect()
    }
}

impl HttpPage {
    /// The request that a submission leads to.
    async fn pressed(&self, submission: Submission) -> Result<Request, PageError> {
        // The rules may have changed since the page was fetched: it may come from a checkpoint.
        self.session.permits(&self.fetched.seen.url)?;
        self.reader().read(self.fetched.seen.html.len(), || form::request(&self.fetched, &submission)).await
    }
}

impl Page for HttpPage {
    async fn go_as(&mut self, url: &Url, arrival: Arrival) -> Result<(), PageError> {
        self.fetched = self.session.fetch(Request { arrival, ..Request::typed(url) }).await?;
        Ok(())
    }

    async fn look(&mut self) -> Result<Seen, PageError> {
        Ok(self.fetched.seen.clone())
    }

    async fn submit(&mut self, submission: Submission) -> Result<(), PageError> {
        let request = self.pressed(submission).await?;
        self.fetched = self.session.fetch(request).await?;
        Ok(())
    }

    /// The page stays what it is: a form beside the file can still be sent.
    async fn download(&mut self, asked: FileRequest) -> Result<Given, PageError> {
        let request = match asked.way {
            Way::Open(url) => Request::typed(&url),
            Way::Press(submission) => self.pressed(submission).await?,
        };
        self.session.file(request).await
    }

    fn reader(&self) -> &Reader {
        self.session.reader()
    }

    fn arrival(&self) -> Arrival {
        self.fetched.arrival
    }

    async fn refresh(&mut self) -> Result<(), PageError> {
        self.fetched = self.session.fetch(Request::typed(&self.fetched.seen.url)).await?;
        Ok(())
    }

    async fn picture(&mut self, url: &Url, most: usize) -> Result<Vec<u8>, PageError> {
        self.session.picture(url, &self.fetched.seen.url, most).await
    }

    async fn checkpoint(&mut self) -> Result<SecretString, PageError> {
        Ok(Checkpoint::write(&self.fetched, self.session.agent(), self.session.jar()))
    }
}
