//! A run that was cut off goes on where it was: what is done is not done again, and nothing is missing.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    extract::Request,
    http::{Method, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, time::sleep};
use vestibule::domain::source::file;

use crate::support::{Link, Point, Program, die_at, until};

const DOOR: &str = "<form method=post action=/in><label>User name <input name=user autocomplete=username></label>
    <label>Password <input type=password name=pass autocomplete=current-password></label><button>Sign in</button></form>";
const HOME: &str = "<h1>Welcome back</h1><p>You are signed in.</p><a href=/out>Sign out</a>";
const ITEMS: usize = 14;

/// A source with a list of files that take their time, and a form; it counts what it is asked for.
struct Slow {
    login_url: String,
    asked: Arc<Mutex<BTreeMap<String, usize>>>,
}

impl Slow {
    async fn start() -> Self {
        let asked = Arc::new(Mutex::new(BTreeMap::new()));
        let counted = Arc::clone(&asked);
        let router = Router::new().fallback(async move |request: Request| -> Response {
            let is_inside = request.headers().get(header::COOKIE).is_some_and(|cookie| cookie == "session=1");
            let path = request.uri().path().to_owned();
            *counted.lock().unwrap().entry(format!("{} {path}", request.method())).or_insert(0) += 1;
            let row = |rows, n| format!("{rows}<li><a href=/file/{n}>File</a> <b>{n}</b></li>");
            let rows = || (0..ITEMS).fold(String::new(), row);
            match (request.method().clone(), path.split('/').nth(1).unwrap_or_default()) {
                (Method::POST, "in") => ([(header::SET_COOKIE, "session=1")], Redirect::to("/home")).into_response(),
                (_, "") => Html(DOOR).into_response(),
                (_, "home") if is_inside => Html(HOME).into_response(),
                (_, "made") if is_inside => {
                    Html("<ul></ul><script>document.querySelector('ul').innerHTML = '<li>1<li>2'</script>")
                        .into_response()
                }
                (_, "list") if is_inside => Html(format!("<ul>{}</ul>", rows())).into_response(),
                (_, "sends") if is_inside => Html("<script>fetch('/form', {method: 'POST'})</script>").into_response(),
                (Method::POST, "form") if is_inside => Redirect::to("/home").into_response(),
                (_, "form") if is_inside => {
                    Html("<form method=post><input id=a name=a><button>Save</button></form>").into_response()
                }
                (_, "file") if is_inside => {
                    sleep(Duration::from_millis(250)).await;
                    ([(header::CONTENT_TYPE, "text/csv")], format!("content of {path}")).into_response()
                }
                _ => StatusCode::FORBIDDEN.into_response(),
            }
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let login_url = format!("http://{}/", listener.local_addr().unwrap());
        tokio::spawn(axum::serve(listener, router).into_future());
        Self { login_url, asked }
    }

    fn asked(&self, what: &str) -> usize {
        self.asked.lock().unwrap().get(what).copied().unwrap_or_default()
    }

    /// How often each of its files was asked for.
    fn files(&self) -> Vec<usize> {
        (0..ITEMS).map(|n| self.asked(&format!("GET /file/{n}"))).collect()
    }

    /// A program that dies at a point while it does these steps, and comes back: whether it died, and the run when it has
    /// ended.
    async fn dies(&self, steps: &Value, at: &str) -> (Program, Link, bool, Value) {
        let mut program = Program::start().await;
        let source = file::read(&format!("name = \"Shop\"\nlogin_url = \"{}\"", self.login_url), false).unwrap();
        let source = program.backend.create_source(&source).await;
        let sends = json!({"method": "POST", "url": "*://127.0.0.1/form", "says": "save the form"});
        let workflow = json!({
            "name": "Take files", "source_id": source, "steps": steps, "permissions": {"write": [sends]},
        });
        let workflow = program.backend.create("/v1/workflows", &workflow).await;
        let job = program.backend.create_job(&source, &[workflow]).await;
        let (link, customer) = program.customer_of(&job).await;
        program.kill().await;
        program.start_with(&[("VESTIBULE_CRASH_AT", at)]);
        assert!(program.answers().await);
        customer.send_answer(&[("identifier", "eve"), ("password", "s3cret")]).await;
        let has_died = program.ends_within(Duration::from_secs(20)).await;
        program.serve().await;
        let run = until("the run has ended", async || {
            let run = program.backend.all("/v1/workflow-runs?limit=100").await.remove(0);
            (!run["ended_at"].is_null()).then_some(run)
        })
        .await;
        (program, link, has_died, run)
    }
}

/// Each file is there once.
async fn has_all(program: &Program, at: &str) {
    let artifacts = program.backend.all("/v1/artifacts?limit=100").await;
    let mut items: Vec<u64> = artifacts.iter().filter_map(|artifact| artifact["item"].as_u64()).collect();
    items.sort_unstable();
    assert_eq!(items, (0..ITEMS as u64).collect::<Vec<_>>(), "{at}");
}

async fn loop_goes_on(engine: &str, of_records: bool, at: &str) {
    let slow = Slow::start().await;
    let (each, reads) = if of_records {
        (json!({"step": "for_each", "of": "files", "steps": [{"step": "download", "url": "/file/{{item.name}}"}]}), 1)
    } else {
        (json!({"step": "for_each", "rows": "li", "steps": [{"step": "download", "at": "a"}]}), 2)
    };
    let steps = json!([
        {"step": "visit", "url": "/list", "engine": engine},
        {"step": "extract", "name": "files", "rows": "li", "fields": {"name": "b"}},
        each,
    ]);
    let (program, _, has_died, run) = slow.dies(&steps, at).await;
    eprintln!("{engine}, {at}: died {has_died}, files asked for {:?}", slow.files());
    assert!(has_died && run["status"] == "COMPLETED", "{engine}, {at}: {run}");
    let outcome = &run["outcomes"][2];
    assert_eq!((&outcome["items"]["done"], &outcome["files"]), (&json!(ITEMS), &json!(ITEMS)), "{at}: {run}");
    has_all(&program, at).await;
    // What was written down is not taken again: a second's work, and what was under way.
    let files = slow.files();
    assert_eq!(files[..2], [1, 1], "{engine}, {at}: {files:?}");
    assert!(files.iter().all(|asked| (1..=2).contains(asked)), "{engine}, {at}: {files:?}");
    assert!(slow.asked("GET /list") <= reads.max(2), "{engine}, {at}");
}

/// Where it dies in a loop that has been at work for more than a second.
const LATE_IN_A_LOOP: [Point; 4] =
    [("file begun", 8..14), ("file half written", 8..14), ("file written", 8..14), ("item kept", 1..3)];

#[test]
fn a_loop_goes_on_at_the_first_item_that_is_not_done_wherever_it_dies() {
    die_at(&LATE_IN_A_LOOP, 4, async |at| loop_goes_on("http", rand::random(), &at).await);
}

#[test]
fn a_loop_in_a_browser_goes_on_at_the_first_item_that_is_not_done_wherever_it_dies() {
    die_at(&LATE_IN_A_LOOP, 2, async |at| loop_goes_on("chrome", rand::random(), &at).await);
}

#[tokio::test]
async fn what_a_run_has_changed_is_not_changed_again_when_it_goes_on_behind_a_visit() {
    let slow = Slow::start().await;
    let steps = json!([
        {"step": "visit", "url": "/form"},
        {"step": "fill", "at": "#a", "value": "x"},
        {"step": "submit"},
        {"step": "visit", "url": "/list"},
        {"step": "extract", "name": "files", "rows": "li", "fields": {"name": "b"}},
        {"step": "for_each", "of": "files", "steps": [{"step": "download", "url": "/file/{{item.name}}"}]},
    ]);
    let at = format!("file written:{}", 6 + rand::random::<u32>() % 6);
    let (program, _, has_died, run) = slow.dies(&steps, &at).await;
    assert!(has_died && run["status"] == "COMPLETED", "{at}: {run}");
    assert_eq!((slow.asked("POST /form"), slow.asked("GET /form")), (1, 1), "{at}: {run}");
    assert_eq!(run["counts"]["writes"], 1, "{run}");
    has_all(&program, &at).await;
}

#[tokio::test]
async fn a_run_that_went_on_in_a_browser_does_so_again() {
    let slow = Slow::start().await;
    let steps = json!([
        {"step": "visit", "url": "/made", "engine": "http"},
        {"step": "print", "name": "made.pdf"},
        {"step": "wait_for", "at": "#never", "timeout": 2, "on_failure": "continue"},
        {"step": "extract", "name": "made", "rows": "li", "fields": {"number": {}}},
    ]);
    let (program, _, has_died, run) = slow.dies(&steps, "step begun:4").await;
    assert!(has_died && run["status"] == "COMPLETED", "{run}");
    assert_eq!(program.backend.all("/v1/artifacts?limit=100").await.len(), 2, "{run}");
}

/// Where it dies around a change and on the page behind it.
const AROUND_A_CHANGE: [Point; 5] = [
    ("step begun", 1..7),
    ("step done", 1..7),
    ("file begun", 1..2),
    ("file half written", 1..3),
    ("file written", 1..3),
];

/// A form that is sent, and what is read and taken on the page that it leads to.
async fn goes_on_behind_a_change(engine: &str, at: &str) {
    let slow = Slow::start().await;
    let steps = json!([
        {"step": "visit", "url": "/form", "engine": engine},
        {"step": "fill", "at": "#a", "value": "x"},
        {"step": "submit"},
        {"step": "expect", "page": {"path": "/home"}, "message": "the form was not taken"},
        {"step": "extract", "name": "home", "fields": {"title": "h1"}},
        {"step": "download", "url": "/file/1"},
    ]);
    let (program, _, has_died, run) = slow.dies(&steps, at).await;
    let sent = slow.asked("POST /form");
    eprintln!("{engine}, {at}: died {has_died}, {}, sent {sent}", run["status"]);
    // Only where nobody can know whether the form was sent does the run end.
    if has_died && ["step begun:3", "step done:3"].contains(&at) {
        let ended = (&run["reason"], &run["outcomes"][2]["outcome"]);
        assert_eq!(ended, (&json!("outcome_unknown"), &json!("unknown")), "{engine}, {at}: {run}");
        assert!(sent <= 1, "{engine}, {at}: sent {sent} times");
        return;
    }
    assert_eq!((&run["status"], sent), (&json!("COMPLETED"), 1), "{engine}, {at}: {run}");
    assert!(run["outcomes"].as_array().unwrap().iter().all(|step| step["outcome"] == "done"), "{engine}, {at}: {run}");
    let artifacts = program.backend.all("/v1/artifacts?limit=100").await;
    let mut made: Vec<_> = artifacts.iter().map(|artifact| artifact["step"].as_u64().unwrap()).collect();
    made.sort_unstable();
    assert_eq!(made, [4, 5], "{engine}, {at}");
}

#[test]
fn a_run_goes_on_behind_its_change_wherever_it_dies() {
    die_at(&AROUND_A_CHANGE, 6, async |at| goes_on_behind_a_change("http", &at).await);
}

#[test]
fn a_run_in_a_browser_goes_on_behind_its_change_wherever_it_dies() {
    die_at(&AROUND_A_CHANGE, 3, async |at| goes_on_behind_a_change("chrome", &at).await);
}

/// Where it dies around what a page's script sends.
const AROUND_A_SCRIPT: [Point; 3] = [("write announced", 1..2), ("step begun", 1..4), ("step done", 1..4)];

/// A page whose script sends something as soon as it is opened, by a step that may be done again as far as it says.
async fn script_sends_once(at: &str) {
    let slow = Slow::start().await;
    let steps = json!([
        {"step": "visit", "url": "/sends", "engine": "chrome"},
        {"step": "visit", "url": "/list"},
        {"step": "extract", "name": "files", "rows": "li", "fields": {"name": "b"}},
    ]);
    let (_program, _, has_died, run) = slow.dies(&steps, at).await;
    let sent = slow.asked("POST /form");
    eprintln!("{at}: died {has_died}, {}, sent {sent}", run["status"]);
    if has_died && ["write announced:1", "step done:1"].contains(&at) {
        let ended = (&run["reason"], &run["outcomes"][0]["outcome"]);
        assert_eq!(ended, (&json!("outcome_unknown"), &json!("unknown")), "{at}: {run}");
        assert!(sent <= 1, "{at}: sent {sent} times");
        return;
    }
    assert_eq!((&run["status"], sent), (&json!("COMPLETED"), 1), "{at}: {run}");
}

#[test]
fn what_a_script_sends_is_not_sent_again_wherever_it_dies() {
    die_at(&AROUND_A_SCRIPT, 3, async |at| script_sends_once(&at).await);
}
