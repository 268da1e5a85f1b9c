//! Killed at named points while files are taken: none is lost or there twice, and what may be done once is not repeated.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::support::{Link, Point, Program, client, definition, die_at};

/// Where it dies.
const POINTS: [Point; 5] = [
    ("step begun", 1..5),
    ("file begun", 1..4),
    ("file half written", 1..9),
    ("file written", 1..5),
    ("step done", 1..5),
];

/// Steps that begin when the customer has seen that the sign-in is done.
fn steps(engine: &str, then: &[Value]) -> Value {
    let mut steps = vec![
        json!({"step": "visit", "url": "/classic/account/documents", "engine": engine}),
        json!({"step": "wait_for", "at": "#never", "timeout": 3, "on_failure": "continue"}),
    ];
    steps.extend_from_slice(then);
    steps.into()
}

/// A program that dies at a point, and a customer of a workflow of these steps.
async fn begun(steps: &Value, at: &str) -> (Program, Link) {
    let mut program = Program::start().await;
    let source = program.backend.create_source(&definition(&program.sandbox, "classic")).await;
    let sends = json!({"method": "POST", "url": "*://127.0.0.1/*/documents/order", "says": "order files"});
    let workflow =
        json!({"name": "Take files", "source_id": source, "steps": steps, "permissions": {"write": [sends]}});
    let workflow = program.backend.create("/v1/workflows", &workflow).await;
    let job = program.backend.create_job(&source, &[workflow]).await;
    let (link, customer) = program.customer_of(&job).await;
    program.kill().await;
    program.start_with(&[("VESTIBULE_CRASH_AT", at)]);
    assert!(program.answers().await);
    customer.send_answer(&[("identifier", "user_good"), ("password", "pass_good")]).await;
    (program, link)
}

/// What became of the run after the program died, or did not get there, and came back.
async fn ended(program: &mut Program, link: &Link, status: &str) -> (bool, Value, Vec<Value>) {
    let has_died = program.ends_within(std::time::Duration::from_secs(20)).await;
    program.serve().await;
    program.backend.sees(link, status).await;
    let run = program.backend.all("/v1/workflow-runs?limit=100").await.remove(0);
    (has_died, run, program.backend.all("/v1/artifacts?limit=100").await)
}

async fn hashes(program: &Program, files: &[&str]) -> Vec<Value> {
    let known = async |file: &&str| {
        let answer = client().get(program.sandbox.url(&format!("/documents/{file}"))).send().await.unwrap();
        let known: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
        known["sha256"].clone()
    };
    join_all(files.iter().map(known)).await
}

async fn dies_at(engine: &str, at: &str) {
    let each =
        json!({"step": "for_each", "rows": "#shelf li:not(:nth-child(2))", "steps": [{"step": "download", "at": "a"}]});
    let list = json!({"step": "extract", "name": "files", "rows": "#shelf li", "fields": {"name": "b"}});
    let (mut program, link) = begun(&steps(engine, &[each, list]), at).await;
    let (has_died, run, artifacts) = ended(&mut program, &link, "COMPLETED").await;
    eprintln!("{engine}, {at}: died {has_died}");
    assert_eq!(run["outcomes"][2]["items"]["done"], 3, "{at}: {run}");
    let mut made: Vec<_> = artifacts.iter().map(|artifact| (&artifact["step"], &artifact["item"])).collect();
    made.sort_by_key(|place| format!("{place:?}"));
    assert_eq!(made.len(), 4, "{at}: {made:?}");
    made.dedup();
    assert_eq!(made.len(), 4, "{at}: one artifact of each place");
    let files = ["statement-120000.pdf", "bookings-300000.csv", "statement-250000.pdf"];
    for (number, hash) in hashes(&program, &files).await.iter().enumerate() {
        let of_item = artifacts.iter().find(|artifact| artifact["item"] == number).unwrap();
        assert_eq!(&of_item["sha256"], hash, "{at}: item {number}");
        let content = client().get(of_item["content_url"].as_str().unwrap()).send().await.unwrap();
        assert_eq!(content.bytes().await.unwrap().len(), of_item["size"], "{at}");
    }
    let events = program.backend.all("/v1/events?limit=100").await;
    let mut told: Vec<_> = events.iter().filter(|event| event["type"] == "artifact.created").collect();
    assert_eq!(told.len(), 4, "{at}: each is told once");
    told.retain(|event| artifacts.iter().any(|artifact| artifact["id"] == event["data"]["object"]["id"]));
    assert_eq!(told.len(), 4, "{at}: and is there");
}

#[test]
fn files_are_all_there_once_wherever_it_dies() {
    die_at(&POINTS, 6, async |at| dies_at("http", &at).await);
}

#[test]
fn files_of_a_browser_are_all_there_once_wherever_it_dies() {
    die_at(&POINTS, 3, async |at| dies_at("chrome", &at).await);
}

#[tokio::test]
async fn a_form_that_orders_a_file_is_not_sent_again_and_the_step_ends_unknown() {
    let choose = json!({"step": "select", "at": "#order select", "option": "bookings-300000.csv"});
    let order = json!({"step": "download", "at": "#send", "once": true});
    let steps = steps("http", &[choose, order]);
    let dies = async |at: &'static str, most: usize| {
        let (mut program, link) = begun(&steps, at).await;
        let (has_died, run, artifacts) = ended(&mut program, &link, "FAILED").await;
        assert!(has_died, "{at}");
        assert_eq!((&run["reason"], artifacts.len()), (&json!("outcome_unknown"), 0), "{at}: {run}");
        assert_eq!(run["outcomes"][3]["outcome"], "unknown", "{at}");
        let orders = program.sandbox.ledger().await.iter().filter(|entry| entry.step == "order").count();
        assert!(orders <= most, "{at}: {orders}");
    };
    tokio::join!(dies("step begun:4", 0), dies("file half written:1", 1), dies("step done:4", 1));
}

#[tokio::test]
async fn an_item_that_changes_something_is_not_repeated() {
    let order = json!({"step": "download", "at": "#send", "once": true});
    let each = json!({"step": "for_each", "of": "files", "steps": [
        {"step": "select", "at": "#order select", "option": "bookings-300000.csv"}, order,
    ]});
    let list = json!({"step": "extract", "name": "files", "rows": "#shelf li", "fields": {"name": "b"}});
    let (mut program, link) = begun(&steps("http", &[list, each]), "item kept:3").await;
    let (has_died, run, artifacts) = ended(&mut program, &link, "FAILED").await;
    assert!(has_died);
    assert_eq!((&run["reason"], &run["outcomes"][3]["items"]["done"]), (&json!("outcome_unknown"), &json!(2)), "{run}");
    let items: Vec<_> = artifacts.iter().filter_map(|artifact| artifact["item"].as_u64()).collect();
    assert_eq!(items, [1, 0]);
    assert_eq!(program.sandbox.ledger().await.iter().filter(|entry| entry.step == "order").count(), 2);
}

#[tokio::test]
async fn a_disk_that_is_full_fails_the_run_and_leaves_nothing_of_the_file() {
    let mut program = Program::start().await;
    program.kill().await;
    program.serve_within("ulimit -f 12000").await;
    let source = program.backend.create_source(&definition(&program.sandbox, "classic")).await;
    let steps =
        steps("http", &[json!({"step": "download", "url": "/classic/account/documents/statement-8000000.pdf"})]);
    let workflow = json!({"name": "Take a file", "source_id": source, "steps": steps});
    let workflow = program.backend.create("/v1/workflows", &workflow).await;
    let job = program.backend.create_job(&source, &[workflow]).await;
    let (link, mut customer) = program.customer_of(&job).await;
    customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await.is("done");
    program.backend.sees(&link, "FAILED").await;
    let run = program.backend.all("/v1/workflow-runs?limit=100").await.remove(0);
    assert_eq!((&run["reason"], &run["outcomes"][2]["outcome"]), (&json!("not_stored"), &json!("failed")), "{run}");
    assert!(program.backend.all("/v1/artifacts?limit=100").await.is_empty());
    assert_eq!(files(&program.folder.path().join("artifacts")), 0);
}

#[tokio::test]
async fn a_disk_that_is_full_ends_a_loop_and_what_was_taken_before_stays() {
    let mut program = Program::start().await;
    program.kill().await;
    program.serve_within("ulimit -f 12000").await;
    let source = program.backend.create_source(&definition(&program.sandbox, "classic")).await;
    let take = |file: &str| json!({"step": "download", "url": format!("/classic/account/documents/{file}")});
    let each = json!({
        "step": "for_each", "rows": "#shelf li", "on_failure": "skip_item",
        "steps": [take("statement-1000000.pdf"), take("statement-8000000.pdf")],
    });
    let workflow = json!({"name": "Take files", "source_id": source, "steps": steps("http", &[each])});
    let workflow = program.backend.create("/v1/workflows", &workflow).await;
    let job = program.backend.create_job(&source, &[workflow]).await;
    let (link, mut customer) = program.customer_of(&job).await;
    customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await.is("done");
    program.backend.sees(&link, "FAILED").await;
    let run = program.backend.all("/v1/workflow-runs?limit=100").await.remove(0);
    // Skipping the item would not make room.
    assert_eq!((&run["reason"], &run["outcomes"][2]["items"]["failed"]), (&json!("not_stored"), &json!(1)), "{run}");
    let artifacts = program.backend.all("/v1/artifacts?limit=100").await;
    assert_eq!(artifacts.len(), 1, "{artifacts:?}");
    assert_eq!(artifacts[0]["sha256"], hashes(&program, &["statement-1000000.pdf"]).await[0]);
    assert_eq!(files(&program.folder.path().join("artifacts")), 1, "nothing half written is left");
}

fn files(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { files(&path) } else { 1 }).sum()
}
