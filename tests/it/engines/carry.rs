//! A session that is carried from one engine to the other.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    http::{HeaderMap, header},
    response::{Html, IntoResponse},
    routing::get,
};
use serde_json::json;
use tokio::net::TcpListener;
use vestibule::{
    domain::source::Engine,
    engine::{AnyPage, EngineConfig, Limits, Page},
    net::guard::Guard,
};

use super::{processes, walk::browsers};
use crate::support::{Customer, Folder, Installation, definition};

/// A site that knows its visitors by their cookies, one of which changes with each request, and by what they come as.
async fn site() -> SocketAddr {
    let agents = Arc::new(Mutex::new(Vec::<String>::new()));
    let begin = async || {
        let cookies = [
            (header::SET_COOKIE, "session=s1; HttpOnly; Path=/"),
            (header::SET_COOKIE, "device=d1; Max-Age=3600; Path=/who"),
            (header::SET_COOKIE, "gone=g1; Max-Age=3600; Path=/elsewhere"),
        ];
        (axum::response::AppendHeaders(cookies), Html("<p>Hello</p><script>localStorage.kept = 'stored'</script>"))
    };
    let who = async move |headers: HeaderMap| {
        let said = |name| headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
        let mut agents = agents.lock().unwrap();
        agents.push(said(header::USER_AGENT));
        agents.dedup();
        let page = format!(
            "<p id=cookies>{}</p><p id=agents>{}</p><p id=kept></p>\
             <script>document.getElementById('kept').textContent = localStorage.kept</script>",
            said(header::COOKIE),
            agents.len()
        );
        ([(header::SET_COOKIE, format!("turn=t{}; Path=/", agents.len()))], Html(page)).into_response()
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/", get(begin)).route("/who", get(who));
    tokio::spawn(axum::serve(listener, router).into_future());
    address
}

async fn says(page: &mut AnyPage, address: SocketAddr) -> String {
    page.go(&format!("http://{address}/who").parse().unwrap()).await.unwrap();
    page.look().await.unwrap().html.to_string()
}

#[tokio::test]
async fn a_session_goes_from_a_browser_to_plain_http_and_back_with_all_that_it_has() {
    let (address, folder) = (site().await, Folder::new());
    let allowed = [address.to_string()];
    let guard = Guard::new(&allowed, vec![allowed[0].parse().unwrap()]).unwrap();
    let browsers = browsers(&folder, 1);
    let means = EngineConfig { engine: Engine::Chrome, browsers: browsers.clone(), guard, limits: Limits::default() };
    let mut page = AnyPage::open(means.clone()).await.unwrap();
    page.go(&format!("http://{address}/").parse().unwrap()).await.unwrap();
    let session = page.checkpoint().await.unwrap();

    page.switch_engine(Engine::Http).await.unwrap();
    assert!(!page.is_alive());
    let seen = says(&mut page, address).await;
    assert!(seen.contains("<p id=cookies>device=d1; session=s1</p>"), "{seen}");

    // There is one place, and the page that was left has given it back.
    page.switch_engine(Engine::Chrome).await.unwrap();
    assert!(page.is_alive());
    let seen = says(&mut page, address).await;
    assert!(seen.contains(">device=d1; session=s1; turn=t1</p>"), "{seen}");
    assert!(seen.contains(">1</p>"), "it comes as somebody else: {seen}");
    assert!(seen.contains(">stored</p>"), "{seen}");
    drop(page);

    let mut page = AnyPage::in_session(EngineConfig { engine: Engine::Http, ..means }, &session).await.unwrap();
    assert!(!page.is_alive());
    assert!(says(&mut page, address).await.contains("<p id=cookies>device=d1; session=s1</p>"));
}

#[tokio::test]
async fn a_step_of_a_workflow_says_which_engine_goes_on() {
    let installation = Installation::with(&[]).await;
    let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let steps = json!([
        {"step": "visit", "url": "/classic/account/invoices", "engine": "chrome"},
        {"step": "extract", "name": "by_browser", "fields": {"first": "tr[data-invoice] td"}},
        {"step": "visit", "url": "/classic/account/invoices", "engine": "http"},
        {"step": "extract", "name": "by_http", "fields": {"first": "tr[data-invoice] td"}},
    ]);
    let workflow = json!({"name": "Read twice", "source_id": source, "steps": steps});
    let workflow = installation.backend.create("/v1/workflows", &workflow).await;
    let job = installation.backend.create_job(&source, &[workflow]).await;
    let link = installation.backend.create_link(&job).await;
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    customer.press_continue().await;
    customer.arrive().await.asks("credentials");
    let folder = installation.folder.path().join("browsers");
    assert!(processes::of(&folder).is_empty());
    customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await;
    customer.arrive().await.is("done");
    installation.backend.sees(&link, "COMPLETED").await;
    assert!(!processes::of(&folder).is_empty());
    let artifacts = installation.backend.all("/v1/artifacts?limit=100").await;
    let read: Vec<_> = artifacts.iter().map(|artifact| (&artifact["name"], &artifact["content"])).collect();
    assert_eq!(read.len(), 2, "{read:?}");
    assert_eq!(read[0].1, read[1].1, "{read:?}");
}
