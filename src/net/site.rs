//! Fetching a page or a small file of a source outside of any sign-in: without cookies, within a size, and only from
//! where the guard allows, redirects included.

use std::{io, time::Duration};

use reqwest::{
    Method,
    header::{ACCEPT, HeaderMap, HeaderValue, LOCATION, USER_AGENT},
};
use url::Url;

use super::{
    client::{self, Client, broken},
    error::NetError,
    guard::Guard,
};

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);
/// The most redirects that are followed.
const REDIRECTS: usize = 5;
/// Some sites answer nobody but browsers.
const AGENT: &str = "Mozilla/5.0 (compatible; Vestibule)";

/// A visitor of one source's site.
pub struct Site<'a> {
    client: Client,
    guard: &'a Guard,
}

/// What a site answered with 200.
pub struct Fetched {
    /// Where it was found, after redirects.
    pub url: Url,
    pub bytes: Vec<u8>,
    /// Whether there was more, which was not read.
    pub is_cut: bool,
}

impl<'a> Site<'a> {
    /// A visitor that keeps to the rules of a guard.
    pub fn new(guard: &'a Guard) -> Result<Self, NetError> {
        let headers = [(USER_AGENT, AGENT), (ACCEPT, "text/html,image/svg+xml,image/*,*/*;q=0.8")];
        let headers = headers.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value)));
        Ok(Self { client: Client::new(CONNECT, headers.collect::<HeaderMap>())?, guard })
    }

    /// What is at `url`, at most `most` bytes of it.
    pub async fn get(&self, url: &Url, most: usize) -> Result<Fetched, NetError> {
        let mut url = url.clone();
        for _ in 0..=REDIRECTS {
            let addresses = self.guard.check(&url).await?;
            let sent = self.client.request(Method::GET, &url, addresses).send().await;
            let response = sent.map_err(|error| broken(&url, error))?;
            let status = response.status();
            if status.is_redirection() {
                let to = response.headers().get(LOCATION).and_then(|to| url.join(to.to_str().ok()?).ok());
                url = to.ok_or_else(|| refused(&url, "it redirects to nowhere".to_owned()))?;
                continue;
            }
            if status != reqwest::StatusCode::OK {
                return Err(refused(&url, format!("it answered {}", status.as_u16())));
            }
            let (bytes, is_cut) = client::body(&url, response, most).await?;
            return Ok(Fetched { url, bytes, is_cut });
        }
        Err(refused(&url, "it redirects too often".to_owned()))
    }
}

fn refused(url: &Url, reason: String) -> NetError {
    NetError::Broken { host: url.host_str().unwrap_or_default().to_owned(), source: io::Error::other(reason) }
}
