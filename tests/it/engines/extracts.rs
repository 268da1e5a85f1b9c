//! Jobs at a source whose pages are plain but for what the job is after.

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    extract::Request,
    http::{StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use serde_json::json;
use tokio::net::TcpListener;
use vestibule::domain::source::file;

use crate::support::{Customer, Installation, Link};

const DOOR: &str = "<form method=post action=/in><label>User name <input name=user autocomplete=username></label>
    <label>Password <input type=password name=pass autocomplete=current-password></label><button>Sign in</button></form>";
const HOME: &str = "<h1>Welcome back</h1><p>You are signed in.</p><a href=/orders>Orders</a> <a href=/out>Sign out</a>";
const ORDERS: &str = "<h1>Your orders</h1><p>Here is what you have bought, newest first.</p><a href=/out>Sign out</a>
    <table id=orders></table><script>fetch('/orders.json').then((said) => said.json()).then((all) =>
    document.getElementById('orders').innerHTML = all.map((number) => `<tr><td>${number}</td></tr>`).join(''))</script>";

/// What was asked for, and whether a browser did.
type Asked = Arc<Mutex<Vec<(String, bool)>>>;

fn answer(request: &Request) -> Response {
    let is_inside = request.headers().get(header::COOKIE).is_some_and(|cookie| cookie == "session=1");
    match request.uri().path() {
        "/" => Html(DOOR).into_response(),
        "/in" => ([(header::SET_COOKIE, "session=1")], Redirect::to("/home")).into_response(),
        "/home" if is_inside => Html(HOME).into_response(),
        "/orders" if is_inside => Html(ORDERS).into_response(),
        "/orders.json" if is_inside => axum::Json([17, 16]).into_response(),
        _ => StatusCode::FORBIDDEN.into_response(),
    }
}

async fn source() -> (String, Asked) {
    let asked = Asked::default();
    let noted = Arc::clone(&asked);
    let router = Router::new().fallback(async move |request: Request| {
        let is_browser = request.headers().contains_key("sec-fetch-dest");
        noted.lock().unwrap().push((request.uri().path().to_owned(), is_browser));
        answer(&request)
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    (format!("http://{address}/"), asked)
}

/// Somebody signs in, and the job is to read the orders.
async fn signs_in(installation: &Installation, login_url: &str) -> Link {
    let source = file::read(&format!("name = \"Shop\"\nlogin_url = \"{login_url}\""), false).unwrap();
    let source = installation.backend.create_source(&source).await;
    let steps = json!([
        {"step": "visit", "url": "/orders"},
        {"step": "extract", "name": "orders", "rows": "#orders tr", "fields": {"number": "td"}},
    ]);
    let workflow = json!({"name": "Read your orders", "source_id": source, "steps": steps});
    let workflow = installation.backend.create("/v1/workflows", &workflow).await;
    let job = installation.backend.create_job(&source, &[workflow]).await;
    let link = installation.backend.create_link(&job).await;
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    customer.press_continue().await.asks("credentials");
    customer.answer(&[("identifier", "eve"), ("password", "s3cret")]).await.is("done");
    link
}

#[tokio::test]
async fn what_a_job_does_not_find_without_scripts_it_finds_in_a_browser() {
    let installation = Installation::with(&[("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8")]).await;
    let (login_url, asked) = source().await;
    let link = signs_in(&installation, &login_url).await;
    installation.backend.sees(&link, "COMPLETED").await;
    assert_eq!(installation.backend.artifacts(&link).await, [json!([{"number": "17"}, {"number": "16"}])]);
    let asked = asked.lock().unwrap().clone();
    let of_browser: Vec<_> = asked.iter().filter(|(_, is_browser)| *is_browser).map(|(path, _)| &**path).collect();
    assert_eq!(of_browser, ["/orders", "/orders.json"], "{asked:?}");
}

#[tokio::test]
async fn what_a_job_does_not_find_is_missing_where_no_browser_is_installed() {
    let settings = [("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8"), ("VESTIBULE_BROWSER", "/no/browser/here")];
    let installation = Installation::with(&settings).await;
    let (login_url, _) = source().await;
    let link = signs_in(&installation, &login_url).await;
    installation.backend.sees(&link, "FAILED").await;
    let runs = installation.backend.all("/v1/workflow-runs?limit=100").await;
    assert_eq!(runs[0]["error"], "step 1: nothing on the page is a row", "{runs:?}");
}
