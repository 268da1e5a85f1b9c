//! The HTTP client of one page or one receiver: its own connections, and no address but those the guard admitted.

use std::{
    collections::HashMap,
    error::Error,
    io,
    net::SocketAddr,
    sync::{Arc, LazyLock, Mutex, PoisonError},
    time::Duration,
};

use reqwest::{
    dns::{Addrs, Name, Resolve, Resolving},
    header::HeaderMap,
    redirect,
};
use rustls::{ClientConfig, RootCertStore, client::Resumption, crypto::ring};
use url::Url;

use super::error::NetError;

/// Header fields and bytes of header that an answer may have, where the protocol's library lets us say.
const HEADER_FIELDS: usize = 100;
const HEADER_BYTES: u32 = 64 * 1024;

/// Reading the root certificates costs more than everything else about a client, and they never change.
static TLS: LazyLock<ClientConfig> = LazyLock::new(|| {
    let roots = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect::<RootCertStore>();
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("ring supports the default versions of TLS")
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    config
});

/// How long a server that the operator names may take to accept a connection, and to send the next bytes.
const CONNECT_TO_OPERATORS: Duration = Duration::from_secs(5);
const READ_FROM_OPERATORS: Duration = Duration::from_secs(30);

/// An HTTP client for a server that the operator names in the settings, which no guard keeps from an address.
pub fn for_operators_server() -> Result<reqwest::Client, NetError> {
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls())
        .no_proxy()
        .redirect(redirect::Policy::none())
        .connect_timeout(CONNECT_TO_OPERATORS)
        .read_timeout(READ_FROM_OPERATORS)
        .build()
        .map_err(|error| NetError::Setup { source: io::Error::other(error) })
}

/// An HTTP client that shares no connection or TLS session with another.
pub struct Client {
    http: reqwest::Client,
    pins: Pins,
}

impl Client {
    /// A client that may take so long to connect, and sends these headers with every request.
    pub fn new(connect: Duration, headers: HeaderMap) -> Result<Self, NetError> {
        let setup = |source| NetError::Setup { source };
        let pins = Pins::default();
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls())
            .dns_resolver(pins.clone())
            .no_proxy()
            .redirect(redirect::Policy::none())
            .referer(false)
            // An answer is sent once; what may be tried again is not for this layer to decide.
            .retry(reqwest::retry::never())
            .connect_timeout(connect)
            .http1_max_headers(HEADER_FIELDS)
            .http2_max_header_list_size(HEADER_BYTES)
            .default_headers(headers)
            .build()
            .map_err(|error| setup(io::Error::other(error)))?;
        Ok(Self { http, pins })
    }

    /// A request to `url` that will connect to one of `addresses`.
    pub fn request(&self, method: reqwest::Method, url: &Url, addresses: Vec<SocketAddr>) -> reqwest::RequestBuilder {
        if let Some(name) = url.domain() {
            self.pins.set(name, addresses);
        }
        self.http.request(method, url.clone())
    }
}

/// The usual roots, and no session of another client.
pub fn tls() -> ClientConfig {
    let mut config = TLS.clone();
    // A clone would share its session tickets, by which a source could link two customers.
    config.resumption = Resumption::in_memory_sessions(8);
    config
}

/// What speaks HTTP/1.1 over TLS to a source, which has one of these roots, or else the usual ones.
pub fn tls_of_source(roots: Option<&Arc<RootCertStore>>) -> ClientConfig {
    let mut config = match roots {
        None => tls(),
        Some(roots) => ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("ring supports the default versions of TLS")
            .with_root_certificates(Arc::clone(roots))
            .with_no_client_auth(),
    };
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    config
}

/// The body of a response, at most `most` bytes of it, and whether there was more.
pub async fn body(url: &Url, mut response: reqwest::Response, most: usize) -> Result<(Vec<u8>, bool), NetError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| broken(url, error))? {
        let room = most - bytes.len();
        if chunk.len() > room {
            bytes.extend_from_slice(&chunk[..room]);
            return Ok((bytes, true));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok((bytes, false))
}

/// A failure of the client as ours, without the URL that the client's own message shows.
pub fn broken(url: &Url, error: reqwest::Error) -> NetError {
    let host = url.host_str().unwrap_or_default().to_owned();
    let not_sent = error.is_connect();
    let error = error.without_url();
    let source = io::Error::new(kind(&error), causes(&error));
    if not_sent { NetError::Unreachable { host, sent: false, source } } else { NetError::Broken { host, source } }
}

/// The kind of the first cause that came from the network; what TLS refuses is invalid data.
fn kind(error: &dyn Error) -> io::ErrorKind {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<io::Error>() {
            return error.kind();
        }
        cause = error.source();
    }
    io::ErrorKind::Other
}

/// Every cause in one line: what the client itself says is only "error sending request".
fn causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

/// The addresses that names were checked to have; no other name resolves, and none resolves anew.
///
/// Hosts that are addresses never get here: the client connects to them as the guard saw them.
#[derive(Clone, Default)]
struct Pins(Arc<Mutex<HashMap<String, Vec<SocketAddr>>>>);

impl Pins {
    fn set(&self, name: &str, addresses: Vec<SocketAddr>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), addresses);
    }
}

impl Resolve for Pins {
    fn resolve(&self, name: Name) -> Resolving {
        let pinned = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name.as_str()).cloned();
        Box::pin(async move {
            let addresses = pinned.ok_or_else(|| io::Error::other("the name was not checked"))?;
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn the_checked_address_is_connected_to_whatever_the_name_means_elsewhere() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let url: Url = format!("http://rebound.invalid:{}/", address.port()).parse().unwrap();
        let client = Client::new(Duration::from_secs(5), HeaderMap::new()).unwrap();
        tokio::spawn(client.request(reqwest::Method::GET, &url, vec![address]).send());
        let accepted = tokio::time::timeout(Duration::from_secs(5), listener.accept()).await;
        assert!(accepted.is_ok_and(|accepted| accepted.is_ok()));
    }

    #[tokio::test]
    async fn a_name_that_was_not_checked_has_no_address() {
        assert!(Pins::default().resolve("localhost".parse().unwrap()).await.is_err());
    }
}
