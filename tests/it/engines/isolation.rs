//! A page in a browser reaches its source and nothing else, and knows nothing of other pages.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    extract::{Query, State},
    http::header,
    response::{Html, IntoResponse, Redirect},
    routing::get,
};
use tokio::net::{TcpListener, UdpSocket};
use vestibule::{
    engine::{
        Limits, Page, PageError,
        chrome::{Browsers, ChromePage},
    },
    net::{error::NetError, guard::Guard},
};

use super::walk::browsers;
use crate::support::{Folder, until};

/// A listener that nobody may reach, by either protocol, and how often somebody did.
struct Forbidden {
    tcp: SocketAddr,
    udp: SocketAddr,
    hits: Arc<AtomicUsize>,
}

impl Forbidden {
    async fn start() -> Self {
        let (listener, socket) =
            (TcpListener::bind("127.0.0.1:0").await.unwrap(), UdpSocket::bind("127.0.0.1:0").await.unwrap());
        let (tcp, udp) = (listener.local_addr().unwrap(), socket.local_addr().unwrap());
        let hits = Arc::new(AtomicUsize::new(0));
        let (by_tcp, by_udp) = (Arc::clone(&hits), Arc::clone(&hits));
        tokio::spawn(async move {
            while listener.accept().await.is_ok() {
                by_tcp.fetch_add(1, Ordering::SeqCst);
            }
        });
        tokio::spawn(async move {
            while socket.recv(&mut [0; 2048]).await.is_ok() {
                by_udp.fetch_add(1, Ordering::SeqCst);
            }
        });
        Self { tcp, udp, hits }
    }

    fn hits(&self) -> usize {
        self.hits.load(Ordering::SeqCst)
    }
}

/// A source whose page tries every way out.
#[derive(Clone, Default)]
struct Source {
    page: Arc<str>,
    elsewhere: Arc<str>,
    /// What the page says it has tried.
    tried: Arc<Mutex<Vec<String>>>,
    cached: Arc<AtomicUsize>,
}

impl Source {
    async fn start(page: String, elsewhere: String) -> (SocketAddr, Self) {
        let source = Self { page: page.into(), elsewhere: elsewhere.into(), ..Self::default() };
        let script =
            |text: &'static str| get(move || async move { ([(header::CONTENT_TYPE, "text/javascript")], text) });
        let router = Router::new()
            .route("/", get(async |State(source): State<Self>| Html(source.page.to_string())))
            .route("/away", get(async |State(source): State<Self>| Redirect::to(&source.elsewhere)))
            .route("/tried", get(tried))
            .route("/cached", get(cached))
            .route("/worker.js", script(WORKER))
            .route("/shared.js", script(SHARED))
            .route("/service.js", script(SERVICE))
            .with_state(source.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(axum::serve(listener, router).into_future());
        (address, source)
    }

    async fn has_tried(&self, ways: usize) {
        until("the page has tried every way", async || (self.tried.lock().unwrap().len() >= ways).then_some(())).await;
    }
}

async fn tried(State(source): State<Source>, Query(way): Query<std::collections::BTreeMap<String, String>>) {
    let mut tried = source.tried.lock().unwrap();
    if !tried.contains(&way["way"]) {
        tried.push(way["way"].clone());
    }
}

async fn cached(State(source): State<Source>) -> impl IntoResponse {
    source.cached.fetch_add(1, Ordering::SeqCst);
    ([(header::CACHE_CONTROL, "max-age=3600")], "kept")
}

const WORKER: &str = "onmessage = async ({data}) => { await fetch(data, {mode: 'no-cors'}).catch(() => 0); \
    try { new WebSocket(data.replace('http', 'ws')) } catch {} await fetch('/tried?way=worker') }";
const SHARED: &str = "onconnect = ({ports: [port]}) => port.onmessage = async ({data}) => { \
    await fetch(data, {mode: 'no-cors'}).catch(() => 0); await fetch('/tried?way=shared') }";
const SERVICE: &str = "onmessage = ({data, source}) => data && fetch(data, {mode: 'no-cors'}).catch(() => 0)\
    .then(() => fetch('/tried?way=service')); oninstall = () => skipWaiting(); \
    onactivate = (event) => event.waitUntil(clients.claim())";

/// Each way tells when it has been tried.
const WAYS: usize = 11;
const PAGE: &str = r"<!DOCTYPE html><link rel=dns-prefetch href='OUT'><link rel=preconnect href='OUT'>
<link rel=prefetch href='OUT/prefetch'><p>A page</p><script>
const out = 'OUT', done = (way) => fetch('/tried?way=' + way);
const ends = (element, way) => { element.onload = element.onerror = () => done(way); document.body.append(element) };
fetch(out, {mode: 'no-cors'}).catch(() => 0).then(() => done('fetch'));
fetch('/away', {mode: 'no-cors'}).catch(() => 0).then(() => done('redirect'));
fetch('NAMED', {mode: 'no-cors'}).catch(() => 0).then(() => done('name'));
ends(Object.assign(new Image, {src: out + '/image'}), 'image');
ends(Object.assign(document.createElement('iframe'), {src: out + '/frame'}), 'frame');
new Worker('/worker.js').postMessage(out);
new SharedWorker('/shared.js').port.postMessage(out);
navigator.serviceWorker.register('/service.js').then(() => navigator.serviceWorker.ready)
  .then(({active}) => active.postMessage(out));
const socket = new WebSocket(out.replace('http', 'ws')); socket.onerror = () => done('socket'); socket.onopen = () => done('socket');
const peer = new RTCPeerConnection({iceServers: [{urls: 'stun:BY_UDP'}, {urls: 'turn:BY_UDP?transport=udp', username: 'a', credential: 'b'},
  {urls: 'turn:BY_TCP?transport=tcp', username: 'a', credential: 'b'}]});
peer.createDataChannel('x'); peer.createOffer().then((offer) => peer.setLocalDescription(offer));
setTimeout(() => done('rtc'), 1000);
window.open(out + '/popup'); done('popup');
</script>";

fn written(forbidden: &Forbidden) -> String {
    let (tcp, port) = (forbidden.tcp.to_string(), forbidden.tcp.port().to_string());
    let page = PAGE.replace("NAMED", &format!("http://localhost:{port}")).replace("OUT", &format!("http://{tcp}"));
    page.replace("BY_UDP", &forbidden.udp.to_string()).replace("BY_TCP", &tcp)
}

/// A page in a context of its own that may go to `hosts`, and to these addresses although they are private.
async fn page(browsers: &Browsers, hosts: &[String], private: &[SocketAddr]) -> ChromePage {
    let private = private.iter().map(|address| address.to_string().parse().unwrap()).collect();
    ChromePage::open(browsers, Guard::new(hosts, private).unwrap(), Limits::default()).await.unwrap()
}

#[tokio::test]
async fn a_page_reaches_no_host_but_its_source() {
    let (folder, forbidden) = (Folder::new(), Forbidden::start().await);
    let (address, source) = Source::start(written(&forbidden), format!("http://{}/away", forbidden.tcp)).await;
    let browsers = browsers(&folder, 2);
    let url = format!("http://{address}/").parse().unwrap();
    // A name that leads inside does not help, although it is the source's.
    let hosts = [address.to_string(), format!("localhost:{}", forbidden.tcp.port())];
    let mut kept = page(&browsers, &hosts, &[address]).await;
    // What a page starts and never ends may keep it from coming to rest.
    let _ = kept.go(&url).await;
    source.has_tried(WAYS).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(forbidden.hits(), 0, "tried {:?}", source.tried.lock().unwrap());
    drop(kept);
    // The same page, allowed to: this is what was counted.
    source.tried.lock().unwrap().clear();
    let hosts = [address.to_string(), forbidden.tcp.to_string(), format!("localhost:{}", forbidden.tcp.port())];
    let mut free = page(&browsers, &hosts, &[address, forbidden.tcp]).await;
    let _ = free.go(&url).await;
    until("somebody got through", async || (forbidden.hits() > 3).then_some(())).await;
}

#[tokio::test]
async fn a_redirect_does_not_lead_out() {
    let (folder, forbidden) = (Folder::new(), Forbidden::start().await);
    let (address, _) = Source::start(String::new(), format!("http://{}/", forbidden.tcp)).await;
    let browsers = browsers(&folder, 1);
    let mut page = page(&browsers, &[address.to_string()], &[address]).await;
    let refused = page.go(&format!("http://{address}/away").parse().unwrap()).await.unwrap_err();
    assert!(matches!(refused, PageError::Net(NetError::Forbidden { .. })), "{refused:?}");
    assert_eq!(forbidden.hits(), 0);
}

#[tokio::test]
async fn pages_share_neither_cookies_nor_storage_nor_cache() {
    const TELLS: &str = "<p id=seen></p><script>(async () => {
        const names = async () => (await indexedDB.databases()).map(({name}) => name);
        const before = [document.cookie, localStorage.x, sessionStorage.x, await names(), await caches.keys()];
        document.cookie = 'x=1'; localStorage.x = sessionStorage.x = 2; indexedDB.open('x'); await caches.open('x');
        await (await fetch('/cached')).text();
        document.getElementById('seen').textContent = JSON.stringify(before);
    })()</script>";
    let folder = Folder::new();
    let (address, source) = Source::start(TELLS.to_owned(), String::new()).await;
    let browsers = browsers(&folder, 2);
    let url = format!("http://{address}/").parse().unwrap();
    let mut first = page(&browsers, &[address.to_string()], &[address]).await;
    first.go(&url).await.unwrap();
    let mut second = page(&browsers, &[address.to_string()], &[address]).await;
    second.go(&url).await.unwrap();
    assert!(second.look().await.unwrap().html.contains(r#"["",null,null,[],[]]"#));
    assert_eq!(source.cached.load(Ordering::SeqCst), 2);
    // While a page finds again what is its own.
    first.go(&url).await.unwrap();
    assert!(first.look().await.unwrap().html.contains(r#"["x=1","2","2",["x"],["x"]]"#));
    assert_eq!(browsers.tidy().await.browsers, 1);
}
