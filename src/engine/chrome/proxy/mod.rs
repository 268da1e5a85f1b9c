//! The only way out of a browser context: a proxy of its own, which resolves names itself and knows the source's hosts.

mod request;
mod shared;
mod tunnel;

use std::{collections::HashSet, net::SocketAddr, sync::Arc, time::Duration};

use tokio::{
    io::{self, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    task::{AbortHandle, JoinSet},
    time::timeout,
};
use url::Url;

use self::{
    request::{Request, head},
    shared::{Shared, authority, lock},
    tunnel::{forward, tunnel},
};
use crate::net::guard::{Blocked, Guard};

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
    let source = match connect(url, shared).await {
        Ok(source) => source,
        Err(blocked) => {
            tracing::debug!(host = authority(url), %blocked, "a browser was kept from a host");
            let is_forbidden = matches!(blocked, Blocked::Forbidden(_));
            shared.refuse(url, blocked);
            return refuse(&mut browser, if is_forbidden { "403 Forbidden" } else { "502 Bad Gateway" }).await;
        }
    };
    match request {
        Request::Tunnel(url) => tunnel(browser, source, &url, shared).await,
        Request::Plain(request) => forward(browser, source, &request, &rest).await,
    }
}

async fn refuse(browser: &mut TcpStream, status: &str) -> io::Result<()> {
    let response = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    browser.write_all(response.as_bytes()).await
}

/// A connection to one of the addresses that the rules admitted.
async fn connect(url: &Url, shared: &Shared) -> Result<TcpStream, Blocked> {
    let addresses = shared.check(url).await?;
    let connected = timeout(CONNECT, TcpStream::connect(addresses.as_slice())).await;
    connected
        .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
        .map_err(|source| Blocked::Unresolved { host: authority(url), source })
}
