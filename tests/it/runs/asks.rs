//! What a run asks the customer in its middle.

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

use crate::support::{Backend, Customer, Installation, Link, Program, until};

const DOOR: &str = "<form method=post action=/in><label>User name <input name=user autocomplete=username></label>
    <label>Password <input type=password name=pass autocomplete=current-password></label><button>Sign in</button></form>";
const HOME: &str = "<h1>Welcome back</h1><p>You are signed in.</p><a href=/out>Sign out</a>";
const SETTINGS: &str = "<h1>Settings</h1><ul><li>Ann<li>Bob</ul>
    <form id=settings method=post action=/settings><label>Address <input id=address name=address></label>
    <button>Save</button></form>";
const CODE: &str = "<form id=confirm method=post action=/confirm><label>Code <input name=code></label>
    <button>Confirm</button></form>";

/// A source that asks for a code before it saves a change; it counts what was saved.
async fn source() -> (String, Arc<AtomicUsize>) {
    let saved = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&saved);
    let router = Router::new().fallback(async move |request: Request| -> Response {
        let is_inside = request.headers().get(header::COOKIE).is_some_and(|cookie| cookie == "session=1");
        match (request.method().clone(), request.uri().path()) {
            (Method::POST, "/in") => ([(header::SET_COOKIE, "session=1")], Redirect::to("/home")).into_response(),
            (_, "/") => Html(DOOR).into_response(),
            (_, "/home") if is_inside => Html(HOME).into_response(),
            (_, "/saved") if is_inside => Html("<p id=saved>Saved</p>").into_response(),
            (Method::POST, "/settings") if is_inside => Redirect::to("/confirm").into_response(),
            (_, "/settings") if is_inside => Html(SETTINGS).into_response(),
            (Method::GET, "/confirm") if is_inside => {
                Html(format!("<p class=said>We sent a code to your phone.</p>{CODE}")).into_response()
            }
            (Method::POST, "/confirm") if is_inside => {
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
    (format!("http://{address}/"), saved)
}

fn steps() -> Value {
    json!([
        {"step": "visit", "url": "/settings"},
        {"step": "extract", "name": "people", "rows": "li", "fields": {"name": "li"}},
        {"step": "fill", "at": "#address", "value": "new@mail.example"},
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
    let source = file::read(&format!("name = \"Shop\"\nlogin_url = \"{login_url}\""), false).unwrap();
    let source = backend.create_source(&source).await;
    let write = |path: &str| json!({"method": "POST", "url": format!("*://127.0.0.1{path}"), "says": "change it"});
    let workflow = json!({
        "name": "Change it", "source_id": source, "steps": steps,
        "permissions": {"write": [write("/settings"), write("/confirm")]},
    });
    let workflow = backend.create("/v1/workflows", &workflow).await;
    backend.create_job(&source, &[workflow]).await
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
        let installation = Installation::with(&[("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8")]).await;
        let (login_url, saved) = source().await;
        let job = job(&installation.backend, &login_url, steps).await;
        let link = installation.backend.create_link(&job).await;
        let mut customer = Customer::new();
        customer.open(&link.url).await.is("begin");
        customer.press_continue().await.asks("credentials");
        customer.answer(&[("identifier", "eve"), ("password", "s3cret")]).await;
        until("the job asks", async || (customer.reload().await.kind() == "challenge").then_some(())).await;
        Self { installation, link, customer, saved }
    }

    async fn run(&self) -> Value {
        self.installation.backend.all("/v1/workflow-runs?limit=100").await.remove(0)
    }

    fn saved(&self) -> usize {
        self.saved.load(Ordering::SeqCst)
    }
}

#[tokio::test]
async fn a_run_asks_with_the_prompts_of_the_sign_in_and_goes_on_behind_the_answer() {
    let mut asked = Asked::begin(&steps()).await;
    asked.customer.page().asks("one_time_code");
    asked.customer.page().quotes_source("We sent a code to your phone.");
    let run = asked.run().await;
    assert_eq!((&run["status"], &run["current_step"]), (&json!("AWAITING_USER_INPUT"), &json!(4)));
    let events = asked.installation.backend.all("/v1/events?limit=100").await;
    let told = events.iter().find(|event| event["type"] == "workflow_run.awaiting_user_input").unwrap();
    assert_eq!(told["data"]["object"]["id"], run["id"]);

    asked.customer.answer(&[("code", "111111")]).await;
    until("the job asks again", async || (asked.customer.reload().await.kind() == "challenge").then_some(())).await;
    asked.customer.page().quotes_source("The code is wrong.");
    asked.customer.answer(&[("code", "246810")]).await;
    asked.installation.backend.sees(&asked.link, "COMPLETED").await;
    assert_eq!(asked.customer.reload().await.kind(), "done");
    let run = asked.run().await;
    assert_eq!((&run["status"], asked.saved()), (&json!("COMPLETED"), 1), "{run}");
    assert_eq!(run["outcomes"][4]["asked"], 2);
    let artifacts = asked.installation.backend.artifacts(&asked.link).await;
    assert_eq!(artifacts.len(), 2, "{artifacts:?}");
    // What was typed is nowhere in the answers of the API.
    for path in ["/v1/events?limit=100", "/v1/workflow-runs?limit=100"] {
        let told = asked.installation.backend.get(path).await.expect(200).to_string();
        assert!(!told.contains("246810") && !told.contains("111111"), "{told}");
    }
}

#[tokio::test]
async fn another_browser_answers_by_the_same_link_and_the_closed_tab_is_refused() {
    let mut asked = Asked::begin(&steps()).await;
    let mut phone = Customer::new();
    phone.open(&asked.link.url).await.is("begin");
    assert_eq!(phone.page().texts("[data-asked]").len(), 1);
    assert!(!phone.page().body.contains("We sent a code"), "it sees nothing before it takes over");
    phone.press_continue().await.asks("one_time_code");
    asked.customer.submit(&[("code", "246810")]).await.is("elsewhere");
    assert_eq!((asked.run().await["status"].as_str(), asked.saved()), (Some("AWAITING_USER_INPUT"), 0));
    let mut late = phone.tab();
    phone.answer(&[("code", "246810")]).await;
    asked.installation.backend.sees(&asked.link, "COMPLETED").await;
    // The same form once more changes nothing.
    late.submit(&[("code", "246810")]).await.is("done");
    assert_eq!(asked.saved(), 1);
}

#[tokio::test]
async fn a_customer_may_refuse_to_answer_and_nobody_waits_for_ever() {
    let mut asked = Asked::begin(&steps()).await;
    asked.customer.press("action", "cancel").await;
    asked.installation.backend.sees(&asked.link, "FAILED").await;
    assert_eq!((asked.run().await["reason"].as_str(), asked.saved()), (Some("cancelled_by_customer"), 0));
    asked.customer.reload().await.tells("workflow_failed");

    let mut steps = steps();
    steps[4]["timeout"] = json!(1);
    let asked = Asked::begin(&steps).await;
    asked.installation.backend.sees(&asked.link, "FAILED").await;
    assert_eq!((asked.run().await["reason"].as_str(), asked.saved()), (Some("timed_out"), 0));
}

#[tokio::test]
async fn three_wrong_answers_end_the_run() {
    let mut asked = Asked::begin(&steps()).await;
    for _ in 0..3 {
        let turn = asked.customer.page().turn();
        asked.customer.answer(&[("code", "111111")]).await;
        until("there is something else", async || {
            let page = asked.customer.reload().await;
            (page.turn() != turn && page.kind() != "done").then_some(())
        })
        .await;
    }
    asked.customer.page().tells("workflow_failed");
    assert_eq!((asked.run().await["reason"].as_str(), asked.saved()), (Some("answer_refused"), 0));
}

#[tokio::test]
async fn a_question_outlives_a_server_that_is_killed_and_its_answer_is_nowhere_in_clear() {
    let mut program = Program::start().await;
    let (login_url, saved) = source().await;
    let job = job(&program.backend, &login_url, &steps()).await;
    let (link, mut customer) = program.customer_of(&job).await;
    customer.answer(&[("identifier", "eve"), ("password", "s3cret")]).await;
    until("the job asks", async || (customer.reload().await.kind() == "challenge").then_some(())).await;
    program.crash_and_serve().await;
    customer.reload().await.asks("one_time_code");
    customer.answer(&[("code", "246810")]).await;
    program.backend.sees(&link, "COMPLETED").await;
    assert_eq!((saved.load(Ordering::SeqCst), program.backend.artifacts(&link).await.len()), (1, 2));
    assert!(!program.log().contains("246810"), "the log tells the answer");
}
