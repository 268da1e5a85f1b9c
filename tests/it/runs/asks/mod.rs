//! What a run asks the customer in its middle.

mod dying;
mod living;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{
    Router,
    body::to_bytes,
    extract::Request,
    http::{Method, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use vestibule::domain::source::file;

use crate::support::{Backend, Customer, Installation, Link, until};

const DOOR: &str = "<form method=post action=/in><label>User name <input name=user autocomplete=username></label>
    <label>Password <input type=password name=pass autocomplete=current-password></label><button>Sign in</button></form>";
const HOME: &str = "<h1>Welcome back</h1><p>You are signed in.</p><a href=/out>Sign out</a>";
const SETTINGS: &str = "<h1>Settings</h1><ul><li>Ann<li>Bob</ul>
    <form id=settings method=post action=/settings><label>Address <input id=address name=address></label>
    <button>Save</button></form>";
const FIND: &str =
    "<form action=/confirm><label>Number <input id=number name=number></label><button>Find</button></form>";
const CODE: &str = "<form id=confirm method=post action=/confirm><label>Code <input name=code></label>
    <button>Confirm</button></form>";

/// A source that asks for a code before it saves a change; it counts what was saved.
async fn source() -> (String, Arc<AtomicUsize>) {
    let (login_url, saved, _) = counting_source().await;
    (login_url, saved)
}

/// The same, which also counts the codes that it was given.
async fn counting_source() -> (String, Arc<AtomicUsize>, Arc<AtomicUsize>) {
    let (saved, given) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (counted, codes) = (Arc::clone(&saved), Arc::clone(&given));
    let router = Router::new().fallback(async move |request: Request| -> Response {
        let cookies = request.headers().get(header::COOKIE).map(|cookies| cookies.to_str().unwrap().to_owned());
        let is_inside = cookies.as_ref().is_some_and(|cookies| cookies.contains("session=1"));
        match (request.method().clone(), request.uri().path()) {
            (Method::POST, "/in") => ([(header::SET_COOKIE, "session=1")], Redirect::to("/home")).into_response(),
            (_, "/") => Html(DOOR).into_response(),
            (_, "/home") if is_inside => Html(HOME).into_response(),
            (_, "/saved") if is_inside => {
                ([(header::SET_COOKIE, "saved=1")], Html("<p id=saved>Saved</p>")).into_response()
            }
            (_, "/cookies") if is_inside => Html(format!("<p id=cookies>{}</p>", cookies.unwrap())).into_response(),
            (Method::POST, "/settings") if is_inside => Redirect::to("/confirm").into_response(),
            (_, "/settings") if is_inside => Html(SETTINGS).into_response(),
            (_, "/find") if is_inside => Html(FIND).into_response(),
            (Method::GET, "/confirm") if is_inside => {
                Html(format!("<p class=said>We sent a code to your phone.</p>{CODE}")).into_response()
            }
            (Method::POST, "/confirm") if is_inside => {
                codes.fetch_add(1, Ordering::SeqCst);
                let body = to_bytes(request.into_body(), 1 << 16).await.unwrap();
                if body.as_ref() == b"code=246810" {
                    counted.fetch_add(1, Ordering::SeqCst);
                    return Redirect::to("/saved").into_response();
                }
                Html(format!("<p class=wrong>The code is wrong.</p>{CODE}")).into_response()
            }
            _ => StatusCode::FORBIDDEN.into_response(),
        }
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    (format!("http://{address}/"), saved, given)
}

fn steps() -> Value {
    json!([
        {"step": "visit", "url": "/settings"},
        {"step": "extract", "name": "people", "rows": "li", "fields": {"name": "li"}},
        {"step": "fill", "at": "#address", "value": "{{input.mail}}"},
        {"step": "submit", "at": "#settings button"},
        {"step": "ask", "id": "code", "screen": {
            "name": "code before a change", "when": {"all": ["#confirm"]}, "ask": "one_time_code",
            "fields": {"code": "#confirm [name=code]"}, "submit": "#confirm button", "message": ".said",
            "errors": [{"at": ".wrong"}],
        }},
        {"step": "expect", "page": {"all": ["#saved"]}, "message": "not saved"},
        {"step": "extract", "name": "outcome", "fields": {"said": "#saved"}},
    ])
}

/// A job of these steps at the source.
async fn job(backend: &Backend, login_url: &str, steps: &Value) -> String {
    job_of(backend, login_url, &[steps]).await
}

/// A job of several workflows of these steps.
async fn job_of(backend: &Backend, login_url: &str, all: &[&Value]) -> String {
    let source = file::read(&format!("name = \"Shop\"\nlogin_url = \"{login_url}\""), false).unwrap();
    let source = backend.create_source(&source).await;
    let write = |path: &str| json!({"method": "POST", "url": format!("*://127.0.0.1{path}"), "says": "change it"});
    let mut workflows = Vec::new();
    for steps in all {
        let workflow = json!({
            "name": "Change it", "source_id": source, "steps": steps,
            "inputs": {"properties": {"mail": {"type": "string", "default": "new@mail.example"}}},
            "permissions": {"write": [write("/settings"), write("/confirm")]},
        });
        workflows.push(backend.create("/v1/workflows", &workflow).await);
    }
    backend.create_job(&source, &workflows).await
}

/// A customer whose job has come to its question.
struct Asked {
    installation: Installation,
    link: Link,
    customer: Customer,
    saved: Arc<AtomicUsize>,
}

impl Asked {
    async fn begin(steps: &Value) -> Self {
        Self::begin_all(&[steps]).await
    }

    /// The same with a job of several workflows, the first of which asks.
    async fn begin_all(all: &[&Value]) -> Self {
        let mut asked = Self::signed_in(all).await;
        let customer = &mut asked.customer;
        until("the job asks", async || (customer.reload().await.kind() == "challenge").then_some(())).await;
        asked
    }

    /// A customer who has just signed in.
    async fn signed_in(all: &[&Value]) -> Self {
        let installation = Installation::with(&[("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8")]).await;
        let (login_url, saved) = source().await;
        let job = job_of(&installation.backend, &login_url, all).await;
        let link = installation.backend.create_link(&job).await;
        let mut customer = Customer::new();
        customer.open(&link.url).await.is("begin");
        customer.press_continue().await.asks("credentials");
        customer.answer(&[("identifier", "eve"), ("password", "s3cret")]).await;
        Self { installation, link, customer, saved }
    }

    async fn run(&self) -> Value {
        self.installation.backend.all("/v1/workflow-runs?limit=100").await.remove(0)
    }

    fn saved(&self) -> usize {
        self.saved.load(Ordering::SeqCst)
    }
}

/// The same steps in a browser.
fn in_browser() -> Value {
    let mut steps = steps();
    steps[0]["engine"] = json!("chrome");
    steps
}
