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
use futures_util::future::join_all;
use serde_json::{Value, json};
use tokio::{net::TcpListener, time::sleep};
use vestibule::domain::source::file;

use crate::support::{Link, Program};

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
                (_, "list") if is_inside => Html(format!("<ul>{}</ul>", rows())).into_response(),
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

    /// A program that dies at a point while it does these steps, and comes back: whether it died, and the run.
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
        let (link, mut customer) = program.customer_of(&job).await;
        program.kill().await;
        program.start_with(&[("VESTIBULE_CRASH_AT", at)]);
        assert!(program.answers().await);
        let page = customer.answer(&[("identifier", "eve"), ("password", "s3cret")]).await;
        assert_eq!(page.kind(), "done");
        let has_died = program.ends_within(Duration::from_secs(20)).await;
        program.serve().await;
        program.backend.sees(&link, "COMPLETED").await;
        let run = program.backend.all("/v1/workflow-runs?limit=100").await.remove(0);
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
    assert!(has_died, "{engine}, {at}");
    let outcome = &run["outcomes"][2];
    assert_eq!((&outcome["items"]["done"], &outcome["files"]), (&json!(ITEMS), &json!(ITEMS)), "{at}: {run}");
    has_all(&program, at).await;
    // What was written down is not taken again: a second's work, and what was under way.
    let files = slow.files();
    assert_eq!(files[..2], [1, 1], "{engine}, {at}: {files:?}");
    assert!(files.iter().all(|asked| (1..=2).contains(asked)), "{engine}, {at}: {files:?}");
    assert!(slow.asked("GET /list") <= reads.max(2), "{engine}, {at}");
}

#[tokio::test]
async fn a_loop_goes_on_at_the_first_item_that_is_not_done() {
    let late = || 8 + rand::random::<u32>() % 6;
    let points = ["file begun", "file half written", "file written"].map(|point| format!("{point}:{}", late()));
    join_all(points.iter().zip([false, true, false]).map(|(at, of)| loop_goes_on("http", of, at))).await;
}

#[tokio::test]
async fn a_loop_in_a_browser_goes_on_at_the_first_item_that_is_not_done() {
    let at = format!("file written:{}", 9 + rand::random::<u32>() % 4);
    loop_goes_on("chrome", false, &at).await;
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
    assert!(has_died, "{at}");
    assert_eq!((slow.asked("POST /form"), slow.asked("GET /form")), (1, 1), "{at}: {run}");
    assert_eq!(run["counts"]["writes"], 1, "{run}");
    has_all(&program, &at).await;
}
