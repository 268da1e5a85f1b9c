//! What a workflow's permissions do not allow never reaches the source, whatever on a page sends it.

use std::sync::{Arc, Mutex};

use rcgen::{CertificateParams, KeyPair};
use rustls::{RootCertStore, ServerConfig, crypto::ring, pki_types::PrivateKeyDer};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpListener,
};
use tokio_rustls::TlsAcceptor;
use vestibule::{
    domain::source::Engine,
    engine::{AnyPage, EngineConfig, Limits, Page, PageError},
    net::{
        error::NetError,
        gate::Gate,
        guard::{Forbidden, Guard},
    },
};

use super::{pages::fill, walk::browsers};
use crate::support::{Folder, Story, definition, until};

/// Pages, each of which asks for `/x` in one way as soon as it is open.
const WAYS: [(&str, &str); 10] = [
    ("form", "<form method=post action=/x></form><script>document.forms[0].submit()</script>"),
    ("fetch", "<script>fetch('/x', {method: 'POST', body: 'a=1'})</script>"),
    ("put", "<script>fetch('/x', {method: 'PUT', body: 'a=1'})</script>"),
    ("xhr", "<script>const r = new XMLHttpRequest(); r.open('POST', '/x'); r.send('a=1')</script>"),
    ("beacon", "<script>navigator.sendBeacon('/x', 'a=1')</script>"),
    ("frame", "<iframe src=/way/form></iframe>"),
    (
        "worker",
        "<script>const code = `fetch('${location.origin}/x', {method: 'POST', body: 'a=1'})`;
         new Worker(URL.createObjectURL(new Blob([code])))</script>",
    ),
    (
        "shared_worker",
        "<script>const code = `fetch('${location.origin}/x', {method: 'POST', body: 'a=1'})`;
         new SharedWorker(URL.createObjectURL(new Blob([code])))</script>",
    ),
    ("socket", "<script>new WebSocket(`${location.origin.replace('http', 'ws')}/x`)</script>"),
    ("redirect", "<script>fetch('/redirect', {method: 'POST', body: 'a=1'})</script>"),
];

/// A source that counts what reaches it.
struct Site {
    url: String,
    heard: Arc<Mutex<Vec<String>>>,
    guard: Guard,
}

impl Site {
    async fn start(is_https: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let guard = Guard::new(&[&address], vec![address.parse().unwrap()]).unwrap();
        let heard: Arc<Mutex<Vec<String>>> = Arc::default();
        let (acceptor, roots) = certified();
        let serving = Arc::clone(&heard);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (heard, acceptor) = (Arc::clone(&serving), acceptor.clone());
                tokio::spawn(async move {
                    if !is_https {
                        serve(stream, &heard).await;
                    } else if let Ok(stream) = acceptor.accept(stream).await {
                        serve(stream, &heard).await;
                    }
                });
            }
        });
        let scheme = if is_https { "https" } else { "http" };
        Self { url: format!("{scheme}://{address}"), heard, guard: guard.with_roots(roots) }
    }

    /// Every request that reached it at one path, by its method.
    fn heard(&self, path: &str) -> Vec<String> {
        let heard = self.heard.lock().unwrap();
        let end = format!(" {path}");
        heard.iter().filter_map(|heard| heard.strip_suffix(&end).map(str::to_owned)).collect()
    }

    /// A blank page whose requests pass this gate.
    async fn page(&self, engine: Engine, gate: &Arc<Gate>) -> (AnyPage, Folder) {
        let folder = Folder::new();
        let guard = self.guard.clone().with_gate(Arc::clone(gate));
        let config = EngineConfig { engine, browsers: browsers(&folder, 1), guard, limits: Limits::default() };
        (AnyPage::open(config).await.unwrap(), folder)
    }

    async fn open(&self, page: &mut AnyPage, path: &str) -> Result<(), PageError> {
        page.go(&format!("{}{path}", self.url).parse().unwrap()).await
    }
}

/// What speaks TLS with a fresh certificate, and who trusts it.
fn certified() -> (TlsAcceptor, Arc<RootCertStore>) {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(["127.0.0.1".to_owned()]).unwrap().self_signed(&key).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(certificate.der().clone()).unwrap();
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    (TlsAcceptor::from(Arc::new(config)), Arc::new(roots))
}

/// A gate with permissions.
fn gate(permissions: &Value) -> Arc<Gate> {
    Arc::new(Gate::new(serde_json::from_value(permissions.clone()).unwrap()))
}

/// Answers one request.
async fn serve(mut stream: impl AsyncRead + AsyncWrite + Unpin, heard: &Mutex<Vec<String>>) {
    let mut read = Vec::new();
    while !read.windows(4).any(|four| four == b"\r\n\r\n") {
        if !matches!(stream.read_buf(&mut read).await, Ok(1..)) {
            return;
        }
    }
    let request = String::from_utf8_lossy(&read).into_owned();
    let mut parts = request.split(' ');
    let (method, path) = (parts.next().unwrap(), parts.next().unwrap());
    heard.lock().unwrap().push(format!("{method} {path}"));
    let way = path.strip_prefix("/way/").and_then(|name| WAYS.iter().find(|(way, _)| *way == name));
    let (status, body) = match (path, way) {
        (_, Some((_, page))) => ("200 OK", format!("<!DOCTYPE html>{page}")),
        ("/redirect", _) => ("307 Temporary Redirect\r\nLocation: /x", String::new()),
        ("/leads", _) => ("302 Found\r\nLocation: /private/page", String::new()),
        ("/form", _) => ("200 OK", "<form method=post action=/x><button>Go</button></form>".to_owned()),
        ("/sends", _) => {
            let script = "fetch('/ok', {method: 'POST', body: 'a=1'}).then(() => document.title = 'sent')";
            ("200 OK", format!("<title>open</title><script>{script}</script>"))
        }
        _ => ("200 OK", "<p>Here</p>".to_owned()),
    };
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    // A browser that has gone needs no answer.
    let _ = stream.write_all(answer.as_bytes()).await;
    let _ = stream.shutdown().await;
}

async fn never_reaches(is_https: bool) {
    let site = Site::start(is_https).await;
    let redirects = json!({"method": "POST", "url": format!("{}/redirect", site.url), "says": "be sent on"});
    for (way, _) in WAYS {
        let gate = gate(&json!({"write": [redirects]}));
        let (mut page, _folder) = site.page(Engine::Chrome, &gate).await;
        // The form's page ends in a refusal; the others stay.
        let _ = site.open(&mut page, &format!("/way/{way}")).await;
        until(&format!("{way} was held back"), async || (gate.so_far().denied > 0).then_some(())).await;
        let denied = gate.so_far().denied_requests;
        assert!(denied[0].ends_with("/x"), "{way}: {denied:?}");
        assert_eq!(site.heard("/x"), [""; 0], "{way}");
        assert!(!site.heard(&format!("/way/{way}")).is_empty(), "{way}");
    }
    assert_eq!(site.heard("/redirect"), ["POST"]);
}

#[tokio::test]
async fn no_way_of_sending_leads_around_the_permissions() {
    never_reaches(false).await;
}

#[tokio::test]
async fn no_way_of_sending_leads_around_the_permissions_over_https() {
    never_reaches(true).await;
}

#[tokio::test]
async fn what_is_declared_is_sent_once_and_counted() {
    for is_https in [false, true] {
        let site = Site::start(is_https).await;
        let write = json!({"method": "POST", "url": format!("{}/ok", site.url), "says": "say hello"});
        let gate = gate(&json!({"write": [write]}));
        let (mut page, _folder) = site.page(Engine::Chrome, &gate).await;
        site.open(&mut page, "/sends").await.unwrap();
        until("it was sent", async || page.look().await.unwrap().html.contains("sent</title>").then_some(())).await;
        let passed = gate.so_far();
        assert_eq!((passed.writes.get(&0), passed.denied), (Some(&1), 0), "{passed:?}");
        assert_eq!(site.heard("/ok"), ["POST"]);
    }
}

/// Whether an action was held back by the permissions.
fn is_not_permitted(result: &Result<(), PageError>) -> bool {
    matches!(result, Err(PageError::Net(NetError::Forbidden { reason: Forbidden::NotPermitted(_), .. })))
}

#[tokio::test]
async fn forms_and_redirects_without_a_browser_keep_to_the_permissions() {
    let site = Site::start(false).await;
    let gate = gate(&json!({"deny": ["*://*/private/*"]}));
    let (mut page, _folder) = site.page(Engine::Http, &gate).await;
    site.open(&mut page, "/form").await.unwrap();
    assert!(is_not_permitted(&page.submit(fill(&[], Some("button"))).await));
    assert!(is_not_permitted(&site.open(&mut page, "/leads").await));
    assert!(is_not_permitted(&site.open(&mut page, "/%70rivate/page").await));
    assert_eq!(site.heard("/x"), [""; 0]);
    assert_eq!(site.heard("/private/page"), [""; 0]);
    let passed = gate.so_far();
    assert_eq!((passed.reads, passed.denied), (2, 3), "{passed:?}");
}

#[tokio::test]
async fn a_run_that_asks_for_more_than_it_may_fails_and_says_what_it_was() {
    let mut story = Story::begin("classic").await;
    let backend = story.installation.backend.clone();
    let source = backend.create_source(&definition(&story.installation.sandbox, "classic")).await;
    let steps = json!([{"step": "visit", "url": "/classic/account/invoices"}]);
    let mut workflow =
        json!({"name": "Read", "source_id": source, "steps": steps, "permissions": {"read": ["*://*/elsewhere/*"]}});
    let made = backend.post("/v1/workflows", &workflow).await.expect(201);
    assert_eq!(made["permissions"], workflow["permissions"]);
    let job = backend.create_job(&source, &[made["id"].as_str().unwrap().to_owned()]).await;
    story.link = backend.create_link(&job).await;
    story.customer = story.installation.customer_at(&story.link).await;
    story.gives("pass_good").await;
    let told = backend.sees(&story.link, "FAILED").await;
    let runs = backend.get(&format!("/v1/workflow-runs?job_run_id={}", told["job_run_ids"][0].as_str().unwrap())).await;
    let error = runs.expect(200)["data"][0]["error"].as_str().unwrap().to_owned();
    assert!(error.contains("the permissions of the workflow do not allow GET http://127.0.0.1"), "{error}");

    workflow["permissions"] = json!({"read": ["https://app.example"]});
    let (_, fields) = backend.post("/v1/workflows", &workflow).await.problem(422);
    assert_eq!(fields, ["permissions.read[0]"]);
    workflow["permissions"] = json!({"write": [{"method": "POST", "url": "*://*/x", "says": "a\nb"}]});
    let (_, fields) = backend.post("/v1/workflows", &workflow).await.problem(422);
    assert_eq!(fields, ["permissions.write[0].says"]);
}
