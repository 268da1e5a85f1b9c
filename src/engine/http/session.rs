//! Fetching for one page: every hop is checked, carries the session's cookies and is bounded.

use std::{io, time::Duration};

use reqwest::{
    Response,
    header::{
        ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue, LOCATION, ORIGIN, REFERER,
        SET_COOKIE, USER_AGENT,
    },
};
use tokio::time::{self, Instant};
use url::Url;

use super::{fetched::Fetched, jar::Jar, request::Request, response};
use crate::{
    domain::job::permissions::Asked,
    engine::{
        error::PageError,
        file::{Given, IncomingFile},
        limits::Limits,
        reading::Reader,
    },
    net::{
        client::{Client, broken},
        guard::{Forbidden, Guard},
    },
};

/// The cookies, connections and rules of one page.
pub(super) struct Session {
    client: Client,
    /// Its `User-Agent`.
    agent: String,
    guard: Guard,
    limits: Limits,
    jar: Jar,
    /// When the step that is under way ends.
    deadline: Option<Instant>,
}

impl Session {
    /// A session with this `User-Agent`, or that of an ordinary browser.
    pub(super) fn new(guard: Guard, limits: Limits, jar: Jar, agent: Option<&str>) -> Result<Self, PageError> {
        let agent = agent.filter(|agent| !agent.is_empty()).unwrap_or(BROWSER);
        let client = Client::new(limits.connect, usual_headers(&limits, agent)?)?;
        Ok(Self { client, agent: agent.to_owned(), guard, limits, jar, deadline: None })
    }

    /// Ends every request from now on at `deadline`, if there is one.
    pub(super) fn set_deadline(&mut self, deadline: Option<Instant>) {
        self.deadline = deadline;
    }

    /// When an action that begins now ends.
    fn end(&self) -> Instant {
        let end = Instant::now() + self.limits.total;
        self.deadline.map_or(end, |deadline| deadline.min(end))
    }

    pub(super) fn reader(&self) -> &Reader {
        &self.limits.reader
    }

    pub(super) fn jar(&self) -> &Jar {
        &self.jar
    }

    pub(super) fn agent(&self) -> &str {
        &self.agent
    }

    /// Whether the rules of the source allow a page at `url`.
    pub(super) fn permits(&self, url: &Url) -> Result<(), Forbidden> {
        self.guard.permits(url)
    }

    /// Sends `request`, follows where it leads, and reads the document it ends at.
    pub(super) async fn fetch(&mut self, request: Request) -> Result<Fetched, PageError> {
        let mut sent = false;
        let end = self.end();
        let fetched = match time::timeout_at(end, self.follow(request, &mut sent)).await {
            Ok(fetched) => fetched,
            Err(_) => Err(PageError::timed_out(sent)),
        };
        fetched.map_err(|error| if sent { error.after_sending() } else { error })
    }

    /// Fetches what a picture on `page` holds; more than `most` bytes are an error.
    pub(super) async fn picture(&mut self, url: &Url, page: &Url, most: usize) -> Result<Vec<u8>, PageError> {
        let end = self.end();
        let request = Request::linked(url.clone(), page);
        time::timeout_at(end, self.load(request, most)).await.unwrap_or(Err(PageError::timed_out(true)))
    }

    async fn load(&mut self, mut request: Request, most: usize) -> Result<Vec<u8>, PageError> {
        for _ in 0..=self.limits.redirects {
            let response = self.send(&request, &mut true).await?;
            match location(&response, &request.url) {
                Some(location) => request = request.redirected(response.status(), location),
                None => match response::body(response, &request.url, most).await? {
                    (_, true) => return Err(PageError::TooLarge),
                    (bytes, false) => return Ok(bytes),
                },
            }
        }
        Err(PageError::TooManyRedirects)
    }

    /// Sends `request`, and follows where it leads, to a file or to a page.
    pub(super) async fn file(&mut self, request: Request) -> Result<Given, PageError> {
        let mut sent = false;
        let end = self.end();
        let given = match time::timeout_at(end, self.follow_to_file(request, &mut sent)).await {
            Ok(given) => given,
            Err(_) => Err(PageError::timed_out(sent)),
        };
        given.map_err(|error| if sent { error.after_sending() } else { error })
    }

    async fn follow_to_file(&mut self, mut request: Request, sent: &mut bool) -> Result<Given, PageError> {
        for _ in 0..=self.limits.redirects {
            let response = self.send(&request, sent).await?;
            if let Some(location) = location(&response, &request.url) {
                request = request.redirected(response.status(), location);
                continue;
            }
            if response::is_file(&response) {
                let head = response::file_head(&response, &request.url);
                // A large file takes longer than a page; only the step has a time for it.
                let deadline = self.deadline.unwrap_or_else(|| self.end());
                return Ok(Given::File(IncomingFile::of_response(head, request.url, response, deadline)));
            }
            let (Fetched { seen, .. }, refresh) = response::read(response, &request.url, &self.limits).await?;
            let Some(refresh) = refresh else { return Ok(Given::Page(seen)) };
            time::sleep(Duration::from_secs(refresh.seconds)).await;
            request = Request::linked(refresh.url, &seen.url);
        }
        Err(PageError::TooManyRedirects)
    }

    async fn follow(&mut self, mut request: Request, sent: &mut bool) -> Result<Fetched, PageError> {
        for _ in 0..=self.limits.redirects {
            let response = self.send(&request, sent).await?;
            if let Some(location) = location(&response, &request.url) {
                request = request.redirected(response.status(), location);
                continue;
            }
            let (mut fetched, refresh) = response::read(response, &request.url, &self.limits).await?;
            fetched.arrival = request.arrival;
            let Some(refresh) = refresh else {
                return Ok(fetched);
            };
            time::sleep(Duration::from_secs(refresh.seconds)).await;
            request = Request::linked(refresh.url, &fetched.seen.url);
        }
        Err(PageError::TooManyRedirects)
    }

    /// Sends one request; `sent` is true afterwards unless it certainly did not leave.
    async fn send(&mut self, request: &Request, sent: &mut bool) -> Result<Response, PageError> {
        let asked = Asked { method: request.method.as_str(), url: &request.url, is_socket: false };
        let addresses = self.guard.check_request(asked).await?;
        let mut builder = self.client.request(request.method.clone(), &request.url, addresses);
        for (name, value) in self.headers(request) {
            builder = builder.header(name, value);
        }
        if let Some(body) = &request.body {
            builder = builder.body(body.bytes.clone());
        }
        let sent_before = std::mem::replace(sent, true);
        let answered = builder.send().await.map_err(|error| {
            *sent = sent_before || !error.is_connect();
            broken(&request.url, error)
        });
        let response = answered?;
        for cookie in response.headers().get_all(SET_COOKIE) {
            self.jar.store(cookie.as_bytes(), &request.url);
        }
        Ok(response)
    }

    fn headers(&self, request: &Request) -> impl Iterator<Item = (HeaderName, HeaderValue)> {
        let content_type = request.body.as_ref().map(|body| body.content_type.clone());
        let headers = [
            (COOKIE, self.jar.header(&request.url)),
            (REFERER, request.referer()),
            (ORIGIN, request.origin()),
            (CONTENT_TYPE, content_type),
        ];
        // A cookie may hold bytes that no header can; then the source does without.
        headers.into_iter().filter_map(|(name, value)| Some((name, HeaderValue::from_bytes(value?.as_bytes()).ok()?)))
    }
}

/// Where the answer redirects to, if it does.
fn location(response: &Response, url: &Url) -> Option<Url> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = response.headers().get(LOCATION)?;
    url.join(&String::from_utf8_lossy(location.as_bytes())).ok()
}

/// An ordinary browser; sources turn away what they do not know.
const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const DOCUMENTS: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/// What a browser says of itself with every request.
fn usual_headers(limits: &Limits, agent: &str) -> Result<HeaderMap, PageError> {
    let value =
        |text| HeaderValue::from_str(text).map_err(|error| PageError::Setup { source: io::Error::other(error) });
    Ok(HeaderMap::from_iter([
        (USER_AGENT, value(agent)?),
        (ACCEPT, HeaderValue::from_static(DOCUMENTS)),
        (ACCEPT_LANGUAGE, value(&limits.language)?),
        (HeaderName::from_static("upgrade-insecure-requests"), HeaderValue::from_static("1")),
    ]))
}
