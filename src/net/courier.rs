//! Posting to a receiver of webhooks, who may be slow, endless or hostile: no redirect is followed, the address is
//! checked at every request, and of the answer only the beginning is read, for a short while.

use std::{io, time::Duration};

use bytes::Bytes;
use reqwest::{
    Method, Response,
    header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER, USER_AGENT},
};
use tokio::time::{Instant, timeout, timeout_at};
use url::Url;

use super::error::NetError;
use super::{
    client::{Client, broken},
    guard::{Allow, Guard},
};

/// Bytes of an answer that are read.
const BEGINNING: usize = 1_024;
/// How long an answer's content may take, once its status has come.
const CONTENT: Duration = Duration::from_secs(2);
const CONNECT: Duration = Duration::from_secs(5);
const NAME: &str = concat!("Vestibule/", env!("CARGO_PKG_VERSION"), " (webhooks)");

/// What a receiver answered.
pub struct Reply {
    pub status: u16,
    /// The header `Retry-After`, as it came.
    pub retry_after: Option<String>,
    /// The beginning of its content.
    pub beginning: String,
}

/// Posts to one receiver, over connections that only it has.
pub struct Courier {
    client: Client,
    guard: Guard,
    url: Url,
    /// Time for one post, up to the answer's status.
    limit: Duration,
}

impl Courier {
    /// A courier to `url`, at a public address or one of `private`.
    pub fn new(url: Url, private: Vec<Allow>, limit: Duration) -> Result<Self, NetError> {
        let setup = |error| NetError::Setup { source: io::Error::other(error) };
        let host = url.host_str().unwrap_or_default();
        let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let guard = Guard::new(&[host], private).map_err(setup)?;
        let headers = HeaderMap::from_iter([
            (USER_AGENT, HeaderValue::from_static(NAME)),
            (CONTENT_TYPE, HeaderValue::from_static("application/json")),
        ]);
        Ok(Self { client: Client::new(CONNECT.min(limit), headers)?, guard, url, limit })
    }

    /// Where it goes.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Posts once.
    pub async fn post(&self, headers: &[(String, String)], body: Bytes) -> Result<Reply, NetError> {
        let sent = timeout(self.limit, self.send(headers, body)).await;
        let response = sent.unwrap_or(Err(NetError::TimedOut { sent: true }))?;
        let retry_after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Ok(Reply { status: response.status().as_u16(), retry_after, beginning: beginning(response).await })
    }

    async fn send(&self, headers: &[(String, String)], body: Bytes) -> Result<Response, NetError> {
        let addresses = self.guard.check(&self.url).await?;
        let mut request = self.client.request(Method::POST, &self.url, addresses).body(body);
        for (name, value) in headers {
            // What is no header was refused when the endpoint was made.
            if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
                request = request.header(name, value);
            }
        }
        request.send().await.map_err(|error| broken(&self.url, error))
    }
}

/// The beginning of the content, as far as it comes in time; what breaks off or drips is cut.
async fn beginning(mut response: Response) -> String {
    let end = Instant::now() + CONTENT;
    let mut bytes = Vec::new();
    while bytes.len() < BEGINNING
        && let Ok(Ok(Some(chunk))) = timeout_at(end, response.chunk()).await
    {
        bytes.extend_from_slice(&chunk[..chunk.len().min(BEGINNING - bytes.len())]);
    }
    // PostgreSQL takes no NUL in a text.
    String::from_utf8_lossy(&bytes).replace('\0', "\u{fffd}")
}
