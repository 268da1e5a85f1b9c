//! The only way out of a browser context: a proxy of its own, which resolves names itself and knows the source's hosts.

use std::{
    collections::{HashMap, HashSet},
    net::SocketAddr,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{self, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, copy_bidirectional},
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    task::{AbortHandle, JoinSet},
    time::timeout,
};
use url::Url;

use crate::engine::guard::{Blocked, Forbidden, Guard};

/// The most connections one context has at the same time.
const CONNECTIONS: usize = 64;
/// The longest head of a request, in bytes; browsers send cookies of this size at most.
const LONGEST_HEAD: usize = 128 * 1024;
/// How long a connection may take to come about, and the browser to say where to.
const CONNECT: Duration = Duration::from_secs(10);
/// With what the first byte of TLS begins; anything else in a tunnel is readable on the way.
const TLS_HANDSHAKE: u8 = 0x16;
/// The most that a host says in TLS to hang up, in bytes; whatever answers a request is longer.
const FAREWELL: usize = 48;

/// A proxy, until it is dropped.
pub(super) struct Proxy {
    address: SocketAddr,
    guard: Arc<OnceLock<Guard>>,
    refusals: Refusals,
    renewed: watch::Sender<()>,
    silent: Silent,
    serving: AbortHandle,
}

/// Why hosts were refused, by host and port.
type Refusals = Arc<Mutex<HashMap<String, Blocked>>>;

/// While an answer is given: the hosts that hung up on what they were asked.
type Silent = Arc<Mutex<Option<HashSet<String>>>>;

impl Proxy {
    /// A proxy that leads nowhere.
    pub(super) async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let (guard, refusals, silent, renewed) =
            (Arc::default(), Refusals::default(), Silent::default(), watch::Sender::new(()));
        let way = Way {
            guard: Arc::clone(&guard),
            refusals: Arc::clone(&refusals),
            silent: Arc::clone(&silent),
            renewed: renewed.clone(),
        };
        let serving = tokio::spawn(serve(listener, Arc::new(way)));
        Ok(Self { address, guard, refusals, renewed, silent, serving: serving.abort_handle() })
    }

    /// Leads to where these rules lead from now on; the first rules stay.
    pub(super) fn lead(&self, guard: Guard) {
        self.guard.get_or_init(|| guard);
    }

    /// Where it listens, as a browser wants it written.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Lets nothing more into the tunnels there are; what was asked in them is still answered. A browser repeats what it
    /// sent on a connection that it had used before and that broke, so what may be sent only once is sent on a new one.
    pub(super) fn renew(&self) {
        self.renewed.send_replace(());
    }

    /// From now on until `relax`, a host that hangs up on what it was asked is asked nothing more: a browser would repeat
    /// it, and it may be an answer.
    pub(super) fn be_strict(&self) {
        *self.silent.lock().unwrap_or_else(PoisonError::into_inner) = Some(HashSet::new());
    }

    /// Leads again to hosts that hung up.
    pub(super) fn relax(&self) {
        *self.silent.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Why a page at this URL was refused, if it was; told once.
    pub(super) fn refusal(&self, url: &Url) -> Option<Blocked> {
        self.refusals.lock().unwrap_or_else(PoisonError::into_inner).remove(&authority(url))
    }
}

/// Where the connections of a proxy may lead.
struct Way {
    guard: Arc<OnceLock<Guard>>,
    refusals: Refusals,
    silent: Silent,
    renewed: watch::Sender<()>,
}

impl Way {
    /// Notes that a host has hung up on what it was asked, before the browser can know.
    fn hung_up(&self, url: &Url) {
        if let Some(hosts) = self.silent.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            hosts.insert(authority(url));
            self.renewed.send_replace(());
        }
    }

    fn is_silent(&self, url: &Url) -> bool {
        let silent = self.silent.lock().unwrap_or_else(PoisonError::into_inner);
        silent.as_ref().is_some_and(|hosts| hosts.contains(&authority(url)))
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
            refuse(&way.refusals, &request.url, blocked);
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

fn refuse(refusals: &Refusals, url: &Url, blocked: Blocked) {
    let mut refusals = refusals.lock().unwrap_or_else(PoisonError::into_inner);
    if refusals.len() < CONNECTIONS {
        refusals.insert(authority(url), blocked);
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

/// Whatever the browser says to the host; readable on the way only where plain `http` is allowed as well.
async fn tunnel(mut browser: TcpStream, mut source: TcpStream, url: &Url, way: &Way) -> io::Result<()> {
    let mut renewal = way.renewed.subscribe();
    browser.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
    let mut first = [0];
    if browser.peek(&mut first).await? == 0 {
        return Ok(());
    }
    let mut plain = url.clone();
    let is_plain_allowed = plain.set_scheme("http").is_ok() && way.check(&plain).await.is_ok();
    if first[0] != TLS_HANDSHAKE && !is_plain_allowed {
        return Ok(());
    }
    // How much the host has said since the browser said something.
    let said = AtomicUsize::new(0);
    let (mut asking, mut answered) = browser.split();
    let (mut answering, mut asked) = source.split();
    let ask = async {
        tokio::select! {
            biased;
            _ = renewal.changed() => asking.read(&mut [0]).await.map(drop),
            ended = carry(&mut asking, &mut asked, |_| said.store(0, Ordering::Relaxed)) => ended,
        }
    };
    let answer = carry(&mut answering, &mut answered, |count| {
        said.fetch_add(count, Ordering::Relaxed);
    });
    let has_host_gone = tokio::select! {
        ended = ask => ended.is_err(),
        ended = answer => ended.is_ok(),
    };
    if has_host_gone && said.load(Ordering::Relaxed) <= FAREWELL {
        way.hung_up(url);
    }
    Ok(())
}

/// Carries bytes until either end has gone; an error says that it is the one they were carried to.
async fn carry(
    from: &mut (impl AsyncRead + Unpin),
    to: &mut (impl AsyncWrite + Unpin),
    note: impl Fn(usize),
) -> io::Result<()> {
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut buffer).await {
        note(count);
        to.write_all(&buffer[..count]).await?;
    }
    Ok(())
}

/// One request over plain `http`, on a connection of its own, as [`Proxy::renew`] says why.
async fn pass(mut browser: TcpStream, mut source: TcpStream, request: &Request, rest: &[u8]) -> io::Result<()> {
    source.write_all(request.head.as_bytes()).await?;
    source.write_all(rest).await?;
    if request.is_upgrade {
        return copy_bidirectional(&mut browser, &mut source).await.map(drop);
    }
    let (mut asking, mut asked) = browser.split();
    let (mut answering, mut told) = source.split();
    let body = request.body.saturating_sub(rest.len() as u64);
    let ask = async {
        io::copy(&mut (&mut asking).take(body), &mut told).await?;
        // Whatever comes now is another request, which is to come again on another connection.
        asking.read(&mut [0]).await.map(drop)
    };
    tokio::select! {
        ended = io::copy(&mut answering, &mut asked) => ended.map(drop),
        ended = ask => ended,
    }
}

/// The head of a request up to its empty line, and what was read beyond it.
async fn head(browser: &mut TcpStream) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let mut read = Vec::with_capacity(4096);
    loop {
        if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            let rest = read.split_off(end + 4);
            return Ok((read, rest));
        }
        if read.len() > LONGEST_HEAD || browser.read_buf(&mut read).await? == 0 {
            return Err(io::ErrorKind::InvalidData.into());
        }
    }
}

/// What a browser asks its proxy for.
struct Request {
    url: Url,
    is_tunnel: bool,
    is_upgrade: bool,
    /// What the host is to read.
    head: String,
    /// How many bytes follow.
    body: u64,
}

impl Request {
    fn of(head: &[u8]) -> Option<Self> {
        let head = std::str::from_utf8(head).ok()?;
        let (line, fields) = head.split_once("\r\n")?;
        let mut words = line.split(' ');
        let (method, target, version) = (words.next()?, words.next()?, words.next()?);
        if method == "CONNECT" {
            let url = Url::parse(&format!("https://{target}/")).ok()?;
            return Some(Self { url, is_tunnel: true, is_upgrade: false, head: String::new(), body: 0 });
        }
        let url = Url::parse(target).ok().filter(|url| url.scheme() == "http")?;
        let fields: Vec<&str> = fields.split("\r\n").filter(|field| !field.is_empty()).collect();
        let is_upgrade = value(&fields, "upgrade").is_some();
        let body = value(&fields, "content-length").map_or(Some(0), |length| length.parse().ok())?;
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        let mut head = format!("{method} {path} {version}\r\n");
        for field in fields.iter().filter(|field| !is_of_the_connection(field)) {
            head.extend([field, "\r\n"]);
        }
        head.push_str(if is_upgrade { "Connection: Upgrade\r\n\r\n" } else { "Connection: close\r\n\r\n" });
        Some(Self { url, is_tunnel: false, is_upgrade, head, body })
    }
}

/// What a field of this name holds.
fn value<'h>(fields: &[&'h str], name: &str) -> Option<&'h str> {
    let mut named = fields.iter().filter_map(|field| field.split_once(':'));
    named.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

fn is_of_the_connection(field: &str) -> bool {
    let name = field.split(':').next().unwrap_or_default();
    name.eq_ignore_ascii_case("connection") || name.to_ascii_lowercase().starts_with("proxy-")
}

fn authority(url: &Url) -> String {
    let port = url.port_or_known_default().unwrap_or_default();
    format!("{}:{port}", url.host_str().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(head: &str) -> Option<(String, String)> {
        Request::of(head.as_bytes()).map(|request| (request.url.to_string(), request.head))
    }

    #[test]
    fn a_host_reads_what_a_browser_says_to_it_and_nothing_of_the_way() {
        let asked = "POST http://shop.example/a?b HTTP/1.1\r\nHost: shop.example\r\nProxy-Connection: keep-alive\r\n\
                     Connection: keep-alive\r\nContent-Length: 3\r\n\r\n";
        let told = "POST /a?b HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 3\r\nConnection: close\r\n\r\n";
        assert_eq!(request(asked), Some(("http://shop.example/a?b".to_owned(), told.to_owned())));
    }

    #[test]
    fn a_tunnel_is_to_a_host_and_port() {
        let head = "CONNECT [::1]:8443 HTTP/1.1\r\nHost: [::1]:8443\r\n\r\n";
        assert_eq!(request(head), Some(("https://[::1]:8443/".to_owned(), String::new())));
    }

    #[test]
    fn whatever_else_is_said_to_a_proxy_is_refused() {
        for head in [
            "GET / HTTP/1.1\r\n\r\n",
            "GET ftp://shop.example/ HTTP/1.1\r\n\r\n",
            "GET file:///etc/passwd HTTP/1.1\r\n\r\n",
            "CONNECT  HTTP/1.1\r\n\r\n",
            "POST http://shop.example/ HTTP/1.1\r\nContent-Length: many\r\n\r\n",
            "\r\n\r\n",
            "",
        ] {
            assert_eq!(request(head), None, "{head:?}");
        }
    }
}
