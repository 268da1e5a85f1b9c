//! The only way out of a browser context: a proxy of its own, which resolves names itself and knows the source's hosts.

mod request;
mod tunnel;

use std::{
    collections::{HashMap, HashSet},
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    time::Duration,
};

use tokio::{
    io::{self, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    task::{AbortHandle, JoinSet},
    time::timeout,
};
use url::Url;

use self::{
    request::{Request, head},
    tunnel::{pass, tunnel},
};
use crate::net::guard::{Blocked, Forbidden, Guard};

/// The most connections one context has at the same time.
const CONNECTIONS: usize = 64;
/// How long a connection may take to come about, and the browser to say where to.
const CONNECT: Duration = Duration::from_secs(10);

/// A proxy, until it is dropped.
pub(super) struct Proxy {
    address: SocketAddr,
    way: Arc<Way>,
    serving: AbortHandle,
}

impl Proxy {
    /// A proxy that leads nowhere.
    pub(super) async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let (address, way) = (listener.local_addr()?, Arc::new(Way::default()));
        let serving = tokio::spawn(serve(listener, Arc::clone(&way)));
        Ok(Self { address, way, serving: serving.abort_handle() })
    }

    /// Leads to where these rules lead from now on; the first rules stay.
    pub(super) fn lead(&self, guard: Guard) {
        self.way.guard.get_or_init(|| guard);
    }

    /// Where it listens, as a browser wants it written.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Lets nothing more into the tunnels there are; what was asked in them is still answered. A browser repeats what it
    /// sent on a connection that it had used before and that broke, so what may be sent only once is sent on a new one.
    pub(super) fn renew(&self) {
        self.way.renewed.send_replace(());
    }

    /// From now on until `relax`, a host that hangs up on what it was asked is asked nothing more: a browser would repeat
    /// it, and it may be an answer.
    pub(super) fn be_strict(&self) {
        *lock(&self.way.silent) = Some(HashSet::new());
    }

    /// Leads again to hosts that hung up.
    pub(super) fn relax(&self) {
        *lock(&self.way.silent) = None;
    }

    /// Why a page at this URL was refused, if it was; told once.
    pub(super) fn refusal(&self, url: &Url) -> Option<Blocked> {
        lock(&self.way.refusals).remove(&authority(url))
    }
}

/// Where the connections of a proxy may lead: nowhere without rules.
#[derive(Default)]
struct Way {
    guard: OnceLock<Guard>,
    /// Why hosts were refused, by host and port.
    refusals: Mutex<HashMap<String, Blocked>>,
    /// While an answer is given: the hosts that hung up on what they were asked.
    silent: Mutex<Option<HashSet<String>>>,
    renewed: watch::Sender<()>,
}

impl Way {
    /// Notes that a host has hung up on what it was asked, before the browser can know.
    fn hung_up(&self, url: &Url) {
        if let Some(hosts) = lock(&self.silent).as_mut() {
            hosts.insert(authority(url));
            self.renewed.send_replace(());
        }
    }

    fn is_silent(&self, url: &Url) -> bool {
        lock(&self.silent).as_ref().is_some_and(|hosts| hosts.contains(&authority(url)))
    }

    fn refuse(&self, url: &Url, blocked: Blocked) {
        let mut refusals = lock(&self.refusals);
        if refusals.len() < CONNECTIONS {
            refusals.insert(authority(url), blocked);
        }
    }

    /// The addresses of a host that a connection may lead to.
    async fn check(&self, url: &Url) -> Result<Vec<SocketAddr>, Blocked> {
        let guard = self.guard.get().ok_or_else(|| Forbidden::Host(authority(url)))?;
        guard.check(url).await
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// Connections end with the proxy: the set aborts what it holds.
async fn serve(listener: TcpListener, way: Arc<Way>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut connections = JoinSet::new();
    while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        let Ok((browser, _)) = listener.accept().await else { continue };
        let way = Arc::clone(&way);
        connections.spawn(async move {
            // A browser copes with connections that break; what it is to know of is in the refusals.
            let _ = lead(browser, &way).await;
            drop(place);
        });
        while connections.try_join_next().is_some() {}
    }
}

async fn lead(mut browser: TcpStream, way: &Way) -> io::Result<()> {
    let (head, rest) = timeout(CONNECT, head(&mut browser)).await??;
    let Some(request) = Request::of(&head) else {
        return browser.write_all(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n").await;
    };
    if request.is_tunnel && way.is_silent(&request.url) {
        return browser.write_all(b"HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n").await;
    }
    let source = match connect(&request.url, way).await {
        Ok(source) => source,
        Err(blocked) => {
            tracing::debug!(host = authority(&request.url), %blocked, "a browser was kept from a host");
            let unreachable = matches!(blocked, Blocked::Unresolved { .. });
            way.refuse(&request.url, blocked);
            let status = if unreachable { "502 Bad Gateway" } else { "403 Forbidden" };
            let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return browser.write_all(answer.as_bytes()).await;
        }
    };
    if request.is_tunnel {
        tunnel(browser, source, &request.url, way).await
    } else {
        pass(browser, source, &request, &rest).await
    }
}

/// A connection to one of the addresses that the rules admitted.
async fn connect(url: &Url, way: &Way) -> Result<TcpStream, Blocked> {
    let addresses = way.check(url).await?;
    let connected = timeout(CONNECT, TcpStream::connect(addresses.as_slice())).await;
    connected
        .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
        .map_err(|source| Blocked::Unresolved { host: authority(url), source })
}

fn authority(url: &Url) -> String {
    let port = url.port_or_known_default().unwrap_or_default();
    format!("{}:{port}", url.host_str().unwrap_or_default())
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
