//! Customers of two companies at one source, side by side in one browser.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{
    Form, Router,
    http::{HeaderMap, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::json;
use tokio::net::TcpListener;
use vestibule::domain::source::{Definition, Engine, file};

use super::processes;
use crate::support::{Backend, Customer, Installation, Link};

/// Writes down what it finds of earlier visitors, and leaves something of its own everywhere.
const DOOR: &str = "<form method=post action=/in><label>User name <input name=user autocomplete=username></label>
    <label>Password <input type=password name=pass autocomplete=current-password></label><button>Sign in</button></form>
    <script>(async () => {
        const names = async () => (await indexedDB.databases()).map(({name}) => name), keys = Object.keys;
        const found = [document.cookie, keys(localStorage), keys(sessionStorage), await names(), await caches.keys()];
        document.cookie = 'was=here'; sessionStorage.was = 'here'; indexedDB.open('was'); await caches.open('here');
        localStorage.found = JSON.stringify(found);
        await (await fetch('/cached')).text();
    })()</script>";
const HOME: &str = "<h1>Welcome</h1><p id=who>WHO</p><p id=found></p><a href=/out>Sign out</a>
    <script>document.getElementById('found').textContent = localStorage.found</script>";

#[derive(Deserialize)]
struct SignIn {
    user: String,
}

async fn sign_in(Form(given): Form<SignIn>) -> Response {
    ([(header::SET_COOKIE, format!("who={}", given.user))], Redirect::to("/home")).into_response()
}

/// The cookies say who is signed in.
async fn home(headers: HeaderMap) -> Html<String> {
    let cookies = headers.get(header::COOKIE).map_or("", |cookies| cookies.to_str().unwrap());
    Html(HOME.replace("WHO", cookies.split("who=").nth(1).unwrap_or("nobody").split(';').next().unwrap()))
}

/// Where the source is, and how often it was asked for what may be kept.
async fn source() -> (String, Arc<AtomicUsize>) {
    let cached = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&cached);
    let keep = get(async move || {
        counted.fetch_add(1, Ordering::SeqCst);
        ([(header::CACHE_CONTROL, "max-age=3600")], "kept")
    });
    let router = Router::new()
        .route("/", get(async || Html(DOOR)))
        .route("/in", post(sign_in))
        .route("/home", get(home))
        .route("/cached", keep);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    (format!("http://{address}/"), cached)
}

/// A customer of a company at the source's door.
async fn customer(backend: &Backend, login_url: &str) -> (Link, Customer) {
    let text = format!("name = \"Shop\"\nlogin_url = \"{login_url}\"");
    let definition = Definition { engine: Engine::Chrome, ..file::read(&text, false).unwrap() };
    let source = backend.create_source(&definition).await;
    let steps = json!([
        {"step": "visit", "url": "/home"},
        {"step": "extract", "name": "marker", "fields": {"who": "#who", "found": "#found"}},
    ]);
    let workflow = json!({"name": "Look", "source_id": source, "steps": steps});
    let workflow = backend.create("/v1/workflows", &workflow).await;
    let job = backend.create_job(&source, &[workflow]).await;
    let link = backend.create_link(&job).await;
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    customer.press_continue().await.asks("credentials");
    (link, customer)
}

#[tokio::test]
async fn two_companies_customers_in_one_browser_know_nothing_of_each_other() {
    let installation = Installation::with(&[("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8")]).await;
    let (login_url, cached) = source().await;
    let (other, _) = installation.add_tenant("Other Books").await;
    let (anna_link, mut anna) = customer(&installation.backend, &login_url).await;
    let (bert_link, mut bert) = customer(&other, &login_url).await;
    let browsers = processes::of(&installation.folder.path().join("browsers"));
    assert_eq!(browsers.iter().filter(|process| process.is_browser()).count(), 1, "{browsers:?}");
    anna.answer(&[("identifier", "anna"), ("password", "first")]).await.is("done");
    bert.answer(&[("identifier", "bert"), ("password", "second")]).await.is("done");
    for (backend, link, who) in [(&installation.backend, &anna_link, "anna"), (&other, &bert_link, "bert")] {
        backend.sees(link, "COMPLETED").await;
        assert_eq!(backend.artifacts(link).await, [json!({"who": who, "found": r#"["",[],[],[],[]]"#})]);
    }
    assert_eq!(cached.load(Ordering::SeqCst), 2);
}
