//! The steps of workflows: conditions, waiting, forms, and how a run ends.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{
    Router,
    extract::Request,
    http::{Method, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use vestibule::domain::source::file;

use crate::support::{Customer, Installation, Link, definition, until};

/// What a company has after somebody signed in for a workflow of these steps.
struct Ran {
    run: Value,
    artifacts: Vec<Value>,
}

async fn ran(installation: &Installation, source: &str, login: [&str; 2], steps: &Value, status: &str) -> Ran {
    let sends = json!({"method": "POST", "url": "*://127.0.0.1/*", "says": "send the test's forms"});
    let workflow = (steps, &json!({"write": [sends]}));
    let (run, link) = permitted(installation, (source, login), workflow, status).await;
    Ran { run, artifacts: installation.backend.artifacts(&link).await }
}

/// What became of a workflow of these steps and permissions, when somebody has signed in for it.
pub(super) async fn permitted(
    installation: &Installation,
    (source, login): (&str, [&str; 2]),
    (steps, permissions): (&Value, &Value),
    status: &str,
) -> (Value, Link) {
    let workflow = json!({"name": "Do the steps", "source_id": source, "steps": steps, "permissions": permissions});
    let workflow = installation.backend.create("/v1/workflows", &workflow).await;
    let job = installation.backend.create_job(source, &[workflow]).await;
    let link = installation.backend.create_link(&job).await;
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    customer.press_continue().await;
    customer.arrive().await.asks("credentials");
    customer.answer(&[("identifier", login[0]), ("password", login[1])]).await;
    customer.arrive().await.is("done");
    let ended = until("the run has ended", async || {
        let link = installation.backend.link(&link).await["status"].clone();
        ["COMPLETED", "FAILED"].contains(&link.as_str().unwrap()).then_some(link)
    })
    .await;
    let run = installation.backend.all("/v1/workflow-runs?limit=100").await.remove(0);
    assert_eq!(ended, status, "{run}");
    (run, link)
}

async fn in_sandbox(steps: &Value, status: &str) -> Ran {
    let installation = Installation::open().await;
    let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
    ran(&installation, &source, ["user_good", "pass_good"], steps, status).await
}

pub(super) fn ends(run: &Value) -> Vec<&str> {
    run["outcomes"].as_array().unwrap().iter().map(|outcome| outcome["outcome"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_stop_ends_a_run_well_and_says_that_nothing_was_done() {
    let steps = json!([
        {"step": "visit", "url": "/classic/account"},
        {"step": "stop", "message": "There is a profile.", "when": {"none": ["#profile"]}},
        {"step": "stop", "message": "There are no contracts.", "when": {"none": ["#contracts"]}},
        {"step": "extract", "name": "contracts", "fields": {"name": "#contracts"}},
    ]);
    let Ran { run, artifacts } = in_sandbox(&steps, "COMPLETED").await;
    assert_eq!(run["status"], "COMPLETED_WITH_NO_ACTION_TAKEN");
    assert_eq!((&run["reason"], &run["note"]), (&json!("stopped"), &json!("There are no contracts.")));
    assert_eq!((ends(&run), artifacts.len()), (vec!["done", "skipped", "done"], 0));
}

#[tokio::test]
async fn what_a_step_made_is_kept_while_a_later_one_takes_long_and_stays() {
    let installation = Installation::open().await;
    let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let read = |name: &str| json!({"step": "extract", "name": name, "fields": {"name": "[data-name=name]"}});
    let steps = json!([
        {"step": "visit", "url": "/classic/account"},
        read("first"),
        {"step": "wait_for", "at": "#never", "timeout": 5, "on_failure": "continue"},
        read("second"),
    ]);
    let kept_meanwhile = until("the first is kept while the run goes on", async || {
        let runs = installation.backend.all("/v1/workflow-runs?limit=100").await;
        let made = installation.backend.all("/v1/artifacts?limit=100").await.len();
        let is_over = runs.first().is_some_and(|run| !run["ended_at"].is_null());
        (is_over || made == 1).then_some(!is_over)
    });
    let login = ["user_good", "pass_good"];
    let (kept_meanwhile, Ran { artifacts, .. }) =
        tokio::join!(kept_meanwhile, ran(&installation, &source, login, &steps, "COMPLETED"));
    assert!(kept_meanwhile);
    assert_eq!(artifacts.len(), 2);
    assert_eq!(installation.rows().await["object_deletions"], 0, "a content is about to be deleted");
}

#[tokio::test]
async fn a_link_that_was_followed_is_no_action_and_a_form_that_was_sent_is_one() {
    let stop = json!({"step": "stop", "message": "That is all."});
    let follows = json!([
        {"step": "visit", "url": "/classic/account"},
        {"step": "click", "at": ".after a[href='/classic/account/invoices']"},
        stop,
    ]);
    let sends = json!([
        {"step": "visit", "url": "/classic/account/settings"},
        {"step": "submit", "at": "form#settings button[value=submit]"},
        stop,
    ]);
    for (steps, status) in [(follows, "COMPLETED_WITH_NO_ACTION_TAKEN"), (sends, "COMPLETED")] {
        let Ran { run, .. } = in_sandbox(&steps, "COMPLETED").await;
        assert_eq!(run["status"], status, "{run}");
    }
}

#[tokio::test]
async fn a_page_that_is_not_as_expected_fails_the_run_with_the_words_of_its_author() {
    let expect = json!({"all": ["#profile"], "says": ["Business account"]});
    let steps = json!([
        {"step": "visit", "url": "/classic/account"},
        {"step": "expect", "page": {"all": ["#profile"]}, "message": "no profile"},
        {"step": "expect", "page": expect, "message": "This is not a business account."},
    ]);
    let Ran { run, .. } = in_sandbox(&steps, "FAILED").await;
    assert_eq!((&run["status"], &run["reason"]), (&json!("FAILED"), &json!("expectation_failed")));
    assert_eq!((&run["error"], &run["current_step"]), (&json!("step 2: This is not a business account."), &json!(2)));
    assert_eq!(ends(&run), ["done", "done", "failed"]);
}

#[tokio::test]
async fn a_step_may_fail_without_the_run() {
    let steps = json!([
        {"step": "visit", "url": "/classic/account/nowhere", "on_failure": "continue"},
        {"step": "visit", "url": "/classic/account"},
        {"step": "extract", "name": "profile", "fields": {"name": "[data-name=name]"}},
    ]);
    let Ran { run, artifacts } = in_sandbox(&steps, "COMPLETED").await;
    assert_eq!((&run["status"], ends(&run)), (&json!("COMPLETED"), vec!["failed", "done", "done"]));
    assert_eq!(run["outcomes"][0]["reason"], "source_changed");
    assert_eq!(run["outcomes"][2]["records"], 1);
    assert_eq!(artifacts.len(), 1);
}

#[tokio::test]
async fn an_empty_list_that_is_allowed_is_no_action() {
    let list = json!({"step": "extract", "name": "x", "rows": "tr.none", "fields": {"a": "td"}, "allow_empty": true});
    let Ran { run, artifacts } =
        in_sandbox(&json!([{"step": "visit", "url": "/classic/account"}, list]), "COMPLETED").await;
    assert_eq!((&run["status"], &run["reason"]), (&json!("COMPLETED_WITH_NO_ACTION_TAKEN"), &json!("nothing_found")));
    assert_eq!((&run["outcomes"][1]["records"], artifacts.len()), (&json!(0), 0));
}

fn change_settings(engine: &str) -> Value {
    json!([
        {"step": "visit", "url": "/classic/account/settings", "engine": engine},
        {"step": "fill", "at": "#invoice-email", "value": "new@mail.example"},
        {"step": "check", "at": "#paper"},
        {"step": "submit", "at": "form#settings button[value=submit]", "once": true},
        {"step": "expect", "page": {"all": ["[data-code=settings_saved]"]}, "message": "not saved"},
        {"step": "extract", "name": "settings", "fields": {
            "email": {"at": "#invoice-email", "attribute": "value"},
            "paper": {"at": "#paper", "attribute": "checked", "type": "boolean"},
        }},
    ])
}

#[tokio::test]
async fn a_form_is_filled_and_sent_in_either_engine() {
    for engine in ["http", "chrome"] {
        let Ran { run, artifacts } = in_sandbox(&change_settings(engine), "COMPLETED").await;
        assert_eq!(run["status"], "COMPLETED", "{engine}: {run}");
        let settings = json!({"email": "new@mail.example", "paper": true, "raw": {"paper": "true"}});
        assert_eq!(artifacts, [settings], "{engine}");
    }
}

const DOOR: &str = "<form method=post action=/in><label>User name <input name=user autocomplete=username></label>
    <label>Password <input type=password name=pass autocomplete=current-password></label><button>Sign in</button></form>";
const HOME: &str = "<h1>Welcome back</h1><p>You are signed in.</p><a href=/out>Sign out</a>
    <form method=post action=/export><select id=year name=year><option value=2025>Last year<option value=2026>This year
    </select><button id=start>Export</button></form>";

/// A source whose export is ready when it was looked at three times; it counts what was posted.
async fn exporting() -> (String, Arc<AtomicUsize>) {
    let (looks, posts) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    let (looks, posted) = (Arc::new(looks), Arc::clone(&posts));
    let router = Router::new().fallback(async move |request: Request| -> Response {
        let is_inside = request.headers().get(header::COOKIE).is_some_and(|cookie| cookie == "session=1");
        match (request.method().clone(), request.uri().path()) {
            (Method::POST, "/in") => ([(header::SET_COOKIE, "session=1")], Redirect::to("/home")).into_response(),
            (_, "/") => Html(DOOR).into_response(),
            (_, "/home") if is_inside => Html(HOME).into_response(),
            (Method::POST, "/export") if is_inside => {
                posted.fetch_add(1, Ordering::SeqCst);
                let body = axum::body::to_bytes(request.into_body(), 1 << 16).await.unwrap();
                Redirect::to(&format!("/wait?{}", String::from_utf8_lossy(&body))).into_response()
            }
            (_, "/wait") if is_inside => {
                let query = request.uri().query().unwrap_or_default().to_owned();
                let is_ready = looks.fetch_add(1, Ordering::SeqCst) >= 2;
                Html(if is_ready { format!("<p id=ready>{query}</p>") } else { "<p>Please wait</p>".to_owned() })
                    .into_response()
            }
            _ => StatusCode::FORBIDDEN.into_response(),
        }
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    (format!("http://{address}/"), posts)
}

async fn exports(installation: &Installation, steps: &Value, status: &str) -> (Ran, usize) {
    let (login_url, posts) = exporting().await;
    let source = file::read(&format!("name = \"Shop\"\nlogin_url = \"{login_url}\""), false).unwrap();
    let source = installation.backend.create_source(&source).await;
    let ran = ran(installation, &source, ["eve", "s3cret"], steps, status).await;
    (ran, posts.load(Ordering::SeqCst))
}

#[tokio::test]
async fn what_arrives_later_is_waited_for() {
    let installation = Installation::with(&[("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8")]).await;
    let steps = json!([
        {"step": "visit", "url": "/home"},
        {"step": "select", "at": "#year", "option": "This year"},
        {"step": "submit", "at": "#start"},
        {"step": "wait_for", "at": "#ready", "timeout": 20},
        {"step": "extract", "name": "export", "fields": {"said": "#ready"}},
    ]);
    let (ran, posts) = exports(&installation, &steps, "COMPLETED").await;
    assert_eq!((ran.artifacts, posts), (vec![json!({"said": "year=2026"})], 1));
}

#[tokio::test]
async fn what_never_arrives_ends_the_run_when_its_time_is_up() {
    let installation = Installation::with(&[("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8")]).await;
    let steps = json!([{"step": "visit", "url": "/home"}, {"step": "wait_for", "at": "#never", "timeout": 1}]);
    let (ran, _) = exports(&installation, &steps, "FAILED").await;
    assert_eq!(ran.run["reason"], "timed_out");
    assert_eq!(ran.run["error"], "step 1: #never did not appear in 1 seconds");
}

#[tokio::test]
async fn a_workflow_says_what_its_result_looks_like_and_profiles_are_kept() {
    let installation = Installation::open().await;
    let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let extract = |fields: Value| json!({"step": "extract", "name": "invoices", "rows": "tr", "profile": "invoice", "fields": fields});
    let body = |fields: Value| json!({"name": "x", "source_id": source, "steps": [extract(fields)]});
    let good =
        json!({"identifier": {"at": "td", "key": true}, "totalPaymentDue": {"at": "td.amount", "type": "money"}});
    let made = installation.backend.post("/v1/workflows", &body(good)).await.expect(201);
    let record = &made["output_schema"]["properties"]["invoices"]["items"];
    assert_eq!(record["required"], json!(["identifier", "totalPaymentDue", "raw"]));
    assert_eq!(record["properties"]["totalPaymentDue"]["required"], json!(["amount", "currency"]));
    for (fields, key) in [
        (json!({"identifier": "td"}), "steps[0].fields"),
        (json!({"identifier": "td", "totalPaymentDue": "td"}), "steps[0].fields.totalPaymentDue"),
    ] {
        assert_eq!(installation.backend.post("/v1/workflows", &body(fields)).await.problem(422).1, [key]);
    }
}

#[tokio::test]
async fn every_mistake_in_a_step_is_told_with_its_key() {
    let installation = Installation::open().await;
    let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let extract = |field: Value| json!({"step": "extract", "name": "x", "rows": "tr", "fields": {"a": field}});
    for (step, key) in [
        (json!({"step": "stop", "message": ""}), "steps[0].message"),
        (json!({"step": "stop", "message": "x", "id": "A"}), "steps[0].id"),
        (json!({"step": "stop", "message": "x", "timeout": 0}), "steps[0].timeout"),
        (json!({"step": "stop", "message": "x", "when": {}}), "steps[0].when"),
        (json!({"step": "expect", "page": {"all": ["a["]}, "message": "x"}), "steps[0].page.all[0]"),
        (json!({"step": "wait_for", "at": "a["}), "steps[0].at"),
        (json!({"step": "submit", "once": true, "on_failure": "continue"}), "steps[0].on_failure"),
        (extract(json!({"at": "td", "type": "enum"})), "steps[0].fields.a.values"),
        (extract(json!({"at": "td", "type": "money", "currency": "XXX"})), "steps[0].fields.a.currency"),
        (extract(json!({"at": "td", "type": "date", "format": "yesterday!"})), "steps[0].fields.a.format"),
        (extract(json!({"at": "td", "key": true, "required": false})), "steps[0].fields.a.required"),
    ] {
        let body = json!({"name": "x", "source_id": source, "steps": [step]});
        assert_eq!(installation.backend.post("/v1/workflows", &body).await.problem(422).1, [key], "{body}");
    }
}

#[tokio::test]
async fn a_form_is_sent_once() {
    let installation = Installation::with(&[("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8")]).await;
    let steps = json!([
        {"step": "visit", "url": "/home"},
        {"step": "submit", "at": "#start", "once": true},
        {"step": "expect", "page": {"all": ["#never"]}, "message": "x"},
    ]);
    let (ran, posts) = exports(&installation, &steps, "FAILED").await;
    assert_eq!((ends(&ran.run), posts), (vec!["done", "done", "failed"], 1));
}
