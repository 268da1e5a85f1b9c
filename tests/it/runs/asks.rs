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

use crate::support::{Backend, Customer, Installation, Link, Point, Program, die_at, until};

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
    let (login_url, saved, _) = counting_source().await;
    (login_url, saved)
}

/// The same, which also counts the codes that it was given.
async fn counting_source() -> (String, Arc<AtomicUsize>, Arc<AtomicUsize>) {
    let (saved, given) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (counted, codes) = (Arc::clone(&saved), Arc::clone(&given));
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
    let source = file::read(&format!("name = \"Shop\"\nlogin_url = \"{login_url}\""), false).unwrap();
    let source = backend.create_source(&source).await;
    let write = |path: &str| json!({"method": "POST", "url": format!("*://127.0.0.1{path}"), "says": "change it"});
    let workflow = json!({
        "name": "Change it", "source_id": source, "steps": steps,
        "inputs": {"properties": {"mail": {"type": "string", "default": "new@mail.example"}}},
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

#[tokio::test]
async fn what_a_run_and_its_link_keep_sealed_is_sealed_anew_with_other_keys() {
    let mut program = Program::start().await;
    let (login_url, saved) = source().await;
    let job = job(&program.backend, &login_url, &steps()).await;
    let given = json!({"external_id": "customer-1", "job_id": job, "inputs": {"mail": "other@mail.example"}});
    let link = program.backend.create_link_with(given).await;
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    customer.press_continue().await.asks("credentials");
    customer.answer(&[("identifier", "eve"), ("password", "s3cret")]).await;
    until("the job asks", async || (customer.reload().await.kind() == "challenge").then_some(())).await;
    program.stop().await;
    let old = program.told(&["keys", "list"]).await.split(' ').next().unwrap().to_owned();
    let sealed = "SELECT sealed FROM link_inputs UNION ALL SELECT page FROM workflow_runs WHERE page IS NOT NULL";
    let with_old = async |program: &Program| {
        let texts = program.database.texts(program.folder.path(), sealed.to_owned()).await;
        texts.iter().filter(|text| text.starts_with(&format!("{old}."))).count()
    };
    assert_eq!(with_old(&program).await, 2);
    program.told(&["keys", "rotate"]).await;
    program.told(&["keys", "reseal"]).await;
    assert_eq!(with_old(&program).await, 0);
    program.serve().await;
    customer.reload().await.asks("one_time_code");
    customer.answer(&[("code", "246810")]).await;
    program.backend.sees(&link, "COMPLETED").await;
    assert_eq!(saved.load(Ordering::SeqCst), 1);
}

/// The same steps in a browser.
fn in_browser() -> Value {
    let mut steps = steps();
    steps[0]["engine"] = json!("chrome");
    steps
}

#[tokio::test]
async fn a_run_in_a_browser_asks_and_goes_on_behind_the_answer() {
    let mut asked = Asked::begin(&in_browser()).await;
    asked.customer.page().asks("one_time_code");
    asked.customer.answer(&[("code", "111111")]).await;
    until("the job asks again", async || (asked.customer.reload().await.kind() == "challenge").then_some(())).await;
    asked.customer.page().quotes_source("The code is wrong.");
    asked.customer.answer(&[("code", "246810")]).await;
    asked.installation.backend.sees(&asked.link, "COMPLETED").await;
    assert_eq!((asked.run().await["status"].as_str(), asked.saved()), (Some("COMPLETED"), 1));
    assert_eq!(asked.installation.backend.artifacts(&asked.link).await.len(), 2);
}

#[tokio::test]
async fn of_answers_at_once_one_reaches_the_source_and_every_tab_sees_what_became_of_it() {
    for steps in [steps(), in_browser()] {
        let asked = Asked::begin(&steps).await;
        let mut tabs: Vec<Customer> = (0..8).map(|_| asked.customer.tab()).collect();
        futures_util::future::join_all(tabs.iter_mut().map(|tab| tab.submit(&[("code", "246810")]))).await;
        asked.installation.backend.sees(&asked.link, "COMPLETED").await;
        assert_eq!(asked.saved(), 1);
        for tab in &mut tabs {
            assert_eq!(tab.reload().await.kind(), "done");
        }
        assert_eq!(asked.run().await["outcomes"][4]["asked"], 1);
    }
}

#[tokio::test]
async fn a_loop_behind_an_answer_has_the_records_that_were_read_before_it() {
    let mut steps = steps();
    steps[1]["fields"] = json!({"name": {"key": true}});
    let each = json!({"step": "for_each", "of": "people", "steps": [
        {"step": "visit", "url": "/saved?of={{item.name}}"},
        {"step": "expect", "page": {"path": "/saved"}, "message": "not there"},
    ]});
    steps.as_array_mut().unwrap().push(each);
    let mut asked = Asked::begin(&steps).await;
    asked.customer.answer(&[("code", "246810")]).await;
    let run = until("the run has ended", async || {
        let run = asked.run().await;
        (!run["ended_at"].is_null()).then_some(run)
    })
    .await;
    assert_eq!(run["outcomes"][7]["items"], json!({"count": 2, "done": 2, "failed": 0}), "{run}");
}

/// Where it dies over an answer.
const POINTS: [Point; 5] =
    [("before commit", 1..13), ("committed", 1..13), ("task claimed", 1..2), ("step begun", 1..4), ("step done", 1..4)];

/// Answers as often as it is asked, while the program dies: how many answers it gave, and how many arrived.
async fn answered(steps: &Value, at: &str) -> (u32, usize, usize) {
    let mut program = Program::start().await;
    let (login_url, saved, given) = counting_source().await;
    let job = job(&program.backend, &login_url, steps).await;
    let (link, mut customer) = program.customer_of(&job).await;
    customer.answer(&[("identifier", "eve"), ("password", "s3cret")]).await;
    until("the job asks", async || (customer.reload().await.kind() == "challenge").then_some(())).await;
    let form = customer.page().prompt();
    let pressed = vec![("action".to_owned(), "submit".to_owned())];
    let fields = [form.filled(&[("code", "246810")]), pressed].concat();
    program.kill().await;
    program.start_with(&[("VESTIBULE_CRASH_AT", at)]);
    let mut answers = 0;
    let mut has_died = !program.answers().await;
    if !has_died {
        answers = 1;
        customer.try_post(&form.action, &fields).await.ok();
        has_died = program.ends_within(std::time::Duration::from_secs(8)).await;
    }
    program.serve().await;
    let status = until("the job has ended", async || {
        if customer.reload().await.kind() == "challenge" {
            customer.answer(&[("code", "246810")]).await;
            answers += 1;
        }
        let status = program.backend.link(&link).await["status"].as_str().unwrap().to_owned();
        ["COMPLETED", "FAILED"].contains(&status.as_str()).then_some(status)
    })
    .await;
    eprintln!("{at}: died {has_died}, answered {answers} times, {status}");
    let run = program.backend.all("/v1/workflow-runs?limit=100").await.remove(0);
    assert_eq!((status.as_str(), program.backend.artifacts(&link).await.len()), ("COMPLETED", 2), "{at}: {run}");
    (answers, given.load(Ordering::SeqCst), saved.load(Ordering::SeqCst))
}

/// Each answer arrives once at most; one of which nobody knows whether it did is asked for again.
async fn arrives_once(steps: &Value, at: &str) {
    let (answers, given, saved) = answered(steps, at).await;
    assert!((1..=answers as usize).contains(&given), "{at}: {given} of {answers}");
    assert!((1..=2).contains(&saved), "{at}");
}

#[test]
fn no_answer_arrives_once_wherever_it_dies() {
    die_at(&POINTS, 5, async |at| arrives_once(&steps(), &at).await);
}

#[test]
fn no_answer_in_a_browser_arrives_once_wherever_it_dies() {
    die_at(&POINTS, 3, async |at| arrives_once(&in_browser(), &at).await);
}
