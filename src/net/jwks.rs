//! Fetching the public keys of a tenant's identity provider: no redirect is followed, the address is checked, and a
//! document is small and comes soon.

use std::{io, time::Duration};

use reqwest::{Method, header::HeaderMap};
use tokio::time::timeout;
use url::Url;

use super::{
    client::{self, Client, broken},
    error::NetError,
    guard::{Allow, Guard},
};

/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// The longest document, in bytes.
const LONGEST: usize = 64 * 1024;

/// The document at `url`, at a public address or one of `private`.
pub async fn fetch(url: &Url, private: Vec<Allow>) -> Result<String, NetError> {
    timeout(PATIENCE, get(url, private)).await.unwrap_or(Err(NetError::TimedOut { sent: true }))
}

async fn get(url: &Url, private: Vec<Allow>) -> Result<String, NetError> {
    let setup = |error| NetError::Setup { source: io::Error::other(error) };
    let host = url.host_str().unwrap_or_default();
    let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    let guard = Guard::new(&[host], private).map_err(setup)?;
    let addresses = guard.check(url).await?;
    let client = Client::new(PATIENCE, HeaderMap::new())?;
    let sent = client.request(Method::GET, url, addresses).send().await;
    let response = sent.map_err(|error| broken(url, error))?;
    if response.status() != reqwest::StatusCode::OK {
        return Err(refused(url, format!("it answered {}", response.status().as_u16())));
    }
    let (bytes, is_cut) = client::body(url, response, LONGEST).await?;
    if is_cut {
        return Err(refused(url, format!("the document is longer than {LONGEST} bytes")));
    }
    String::from_utf8(bytes).map_err(|_| refused(url, "the document is not text".to_owned()))
}

fn refused(url: &Url, reason: String) -> NetError {
    NetError::Broken { host: url.host_str().unwrap_or_default().to_owned(), source: io::Error::other(reason) }
}
