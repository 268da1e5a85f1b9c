//! The only way out of a browser context: a proxy of its own, which resolves names itself and knows the source's hosts.

pub(super) mod certificate;
mod inspect;
mod request;
mod shared;
mod tunnel;

use std::{collections::HashSet, net::SocketAddr, sync::Arc, time::Duration};

use tokio::{
    io::{self, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    task::{AbortHandle, JoinSet},
    time::timeout,
};
use url::Url;

use self::{
    inspect::inspect,
    request::{Plain, Request, head},
    shared::{Shared, authority, lock},
    tunnel::{forward, tunnel},
};
use crate::{
    domain::job::permissions::Asked,
    net::guard::{Blocked, Guard},
};

/// The most connections one context has at the same time.
const CONNECTIONS: usize = 64;
/// How long a connection may take to come about, and the browser to say where to.
const CONNECT: Duration = Duration::from_secs(10);

/// A proxy, until it is dropped.
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    serving: AbortHandle,
}

impl Proxy {
    /// A proxy that allows nothing.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let (address, shared) = (listener.local_addr()?, Arc::new(Shared::default()));
        let serving = tokio::spawn(serve(listener, Arc::clone(&shared)));
        Ok(Self { address, shared, serving: serving.abort_handle() })
    }

    /// Allows what these rules allow from now on; they cannot be replaced.
    pub fn allow(&self, guard: Guard) {
        self.shared.guard.get_or_init(|| guard);
    }

    /// Its address, as a browser expects it.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Ends open tunnels for requests; responses to earlier ones still arrive. A browser repeats a request on a reused
    /// connection that broke, so a request that may be sent only once needs a new connection.
    pub fn drain_tunnels(&self) {
        self.shared.drained.send_replace(());
    }

    /// Until `allow_retries`, a host that closes a connection without a response gets no new connection: the browser
    /// would repeat the request, which may be the customer's answer.
    pub fn forbid_retries(&self) {
        *lock(&self.shared.closed_early) = Some(HashSet::new());
    }

    /// Allows connections to such hosts again.
    pub fn allow_retries(&self) {
        *lock(&self.shared.closed_early) = None;
    }

    /// Takes the reason why a page at this URL was refused, if it was.
    pub fn take_refusal(&self, url: &Url) -> Option<Blocked> {
        lock(&self.shared.refusals).remove(&authority(url))
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// Connections end with the proxy: the set aborts what it holds.
async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let permits = Arc::new(Semaphore::new(CONNECTIONS));
    let mut connections = JoinSet::new();
    while let Ok(permit) = Arc::clone(&permits).acquire_owned().await {
        let Ok((browser, _)) = listener.accept().await else { continue };
        let shared = Arc::clone(&shared);
        connections.spawn(async move {
            // A browser copes with connections that break; why one was refused is kept in `refusals`.
            let _ = handle(browser, &shared).await;
            drop(permit);
        });
        while connections.try_join_next().is_some() {}
    }
}

async fn handle(mut browser: TcpStream, shared: &Shared) -> io::Result<()> {
    let (head, rest) = timeout(CONNECT, head(&mut browser)).await??;
    let Some(request) = Request::of(&head) else {
        return refuse(&mut browser, "400 Bad Request").await;
    };
    let url = request.url();
    let is_tunnel = matches!(request, Request::Tunnel(_));
    if is_tunnel && !rest.is_empty() {
        return refuse(&mut browser, "400 Bad Request").await;
    }
    if is_tunnel && shared.has_closed_early(url) {
        return refuse(&mut browser, "502 Bad Gateway").await;
    }
    let addresses = match &request {
        Request::Tunnel(url) => shared.check(url).await.map_err(|blocked| refused(url, shared, blocked)),
        Request::Plain(request) => checked(request, shared).await,
    };
    let addresses = match addresses {
        Ok(addresses) => addresses,
        Err(status) => return refuse(&mut browser, status).await,
    };
    if let Request::Tunnel(url) = &request
        && shared.guard.get().is_some_and(|guard| guard.gate().is_some())
    {
        return inspect(browser, url, shared).await;
    }
    let source = match connect(url, &addresses).await {
        Ok(source) => source,
        Err(blocked) => {
            let status = refused(url, shared, blocked);
            return refuse(&mut browser, status).await;
        }
    };
    match request {
        Request::Tunnel(url) => tunnel(browser, source, &url, shared).await,
        Request::Plain(request) => forward(browser, source, &request, &rest).await,
    }
}

/// The addresses that one request may go to, its gate included, or the status of its refusal.
async fn checked(request: &Plain, shared: &Shared) -> Result<Vec<SocketAddr>, &'static str> {
    let mut url = request.url.clone();
    if request.is_upgrade {
        let scheme = if url.scheme() == "https" { "wss" } else { "ws" };
        // The schemes are of one kind, so that this cannot fail.
        let _ = url.set_scheme(scheme);
    }
    let asked = Asked { method: &request.method, url: &url, is_socket: request.is_upgrade };
    shared.check_request(asked).await.map_err(|blocked| refused(&request.url, shared, blocked))
}

/// Remembers why a request was refused, for the page's error, and returns the HTTP status of the refusal.
fn refused(url: &Url, shared: &Shared, blocked: Blocked) -> &'static str {
    tracing::debug!(host = authority(url), %blocked, "a browser was kept from a host");
    let is_forbidden = matches!(blocked, Blocked::Forbidden(_));
    shared.refuse(url, blocked);
    if is_forbidden { "403 Forbidden" } else { "502 Bad Gateway" }
}

async fn refuse(browser: &mut (impl AsyncWrite + Unpin), status: &str) -> io::Result<()> {
    let response = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    browser.write_all(response.as_bytes()).await?;
    browser.shutdown().await
}

/// A connection to one of the addresses that the rules admitted.
async fn connect(url: &Url, addresses: &[SocketAddr]) -> Result<TcpStream, Blocked> {
    let connected = timeout(CONNECT, TcpStream::connect(addresses)).await;
    connected
        .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
        .map_err(|source| Blocked::Unresolved { host: authority(url), source })
}
