//! Files of the source: what gives one, what the permissions allow, and what is kept of it.

use std::fs;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::steps::permitted;
use crate::support::{Installation, client, definition, until};

/// A workflow that opens the account's files in an engine, and does these steps there.
pub(super) fn steps(engine: &str, then: &[Value]) -> Value {
    let mut steps = vec![json!({"step": "visit", "url": "/classic/account/documents", "engine": engine})];
    steps.extend_from_slice(then);
    steps.into()
}

/// What became of these steps, under these permissions.
pub(super) async fn ran(installation: &Installation, steps: &Value, permissions: &Value, status: &str) -> Value {
    let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let login = ["user_good", "pass_good"];
    permitted(installation, (&source, login), (steps, permissions), status).await.0
}

pub(super) async fn artifacts(installation: &Installation) -> Vec<Value> {
    let mut all = installation.backend.all("/v1/artifacts?limit=100").await;
    all.reverse();
    all
}

/// What the sandbox itself says of a file.
pub(super) async fn known(installation: &Installation, file: &str) -> Value {
    let answer = client().get(installation.sandbox.url(&format!("/documents/{file}"))).send().await.unwrap();
    serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
}

/// An artifact has the bytes that the sandbox says of a file, and this name and type.
async fn is_file(installation: &Installation, artifact: &Value, file: &str, [name, media_type]: [&str; 2]) {
    let known = known(installation, file).await;
    for key in ["size", "sha256"] {
        assert_eq!(artifact[key], known[key], "{key} of {artifact}");
    }
    assert_eq!([&artifact["name"], &artifact["media_type"], &artifact["kind"]], [name, media_type, "file"], "{file}");
    let content = client().get(artifact["content_url"].as_str().unwrap()).send().await.unwrap().bytes().await.unwrap();
    assert_eq!(vestibule::domain::crypto::hex(&Sha256::digest(&content)), known["sha256"], "{file}");
}

/// Every file in a folder and those below it.
fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

const CSV: &str = "text/csv; charset=utf-8";

#[tokio::test]
async fn files_behind_links_are_taken_as_the_source_gives_them_in_either_engine() {
    for engine in ["http", "chrome"] {
        let installation = Installation::open().await;
        let steps = steps(
            engine,
            &[
                json!({"step": "download", "at": "[data-file='statement-120000.pdf'] a"}),
                json!({"step": "download", "at": "[data-file='bookings-300000.csv'] a"}),
                json!({"step": "download", "url": "/classic/account/documents/statement-5000000.pdf"}),
                json!({"step": "download", "at": "#shown"}),
                json!({"step": "extract", "name": "files", "rows": "#documents li", "fields": {"name": "a"}}),
            ],
        );
        let run = ran(&installation, &steps, &json!({}), "COMPLETED").await;
        let made = artifacts(&installation).await;
        assert_eq!(made.len(), 5, "{engine}: {made:?}");
        let pdf = |name| [name, "application/pdf"];
        is_file(&installation, &made[0], "statement-120000.pdf", pdf("statement-120000.pdf")).await;
        is_file(&installation, &made[1], "bookings-300000.csv", ["bookings-300000.csv", CSV]).await;
        is_file(&installation, &made[2], "statement-5000000.pdf", pdf("statement-5000000.pdf")).await;
        is_file(&installation, &made[3], "statement-120000.pdf", pdf("statement-120000.pdf")).await;
        assert_eq!((&run["outcomes"][1]["files"], &run["outcomes"][1]["bytes"]), (&json!(1), &made[0]["size"]));
        until("nothing stays of the browser's files", async || {
            let left = files(&installation.folder.path().join("browsers"));
            (!left.iter().any(|path| path.to_string_lossy().contains("downloads-"))).then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn what_a_script_makes_or_fetches_is_taken_when_it_is_ready() {
    let installation = Installation::open().await;
    let take = |at: &str| json!({"step": "download", "at": at});
    let steps = steps("chrome", &[take("#made"), take("#fetched"), take("#window"), take("#saved")]);
    ran(&installation, &steps, &json!({}), "COMPLETED").await;
    let made = artifacts(&installation).await;
    assert_eq!(made.len(), 4, "{made:?}");
    is_file(&installation, &made[0], "made-100000.csv", ["export.csv", "text/csv"]).await;
    is_file(&installation, &made[1], "statement-120000.pdf", ["fetched.pdf", "application/pdf"]).await;
    is_file(&installation, &made[2], "bookings-300000.csv", ["bookings-300000.csv", "text/csv"]).await;
    assert_eq!(made[3]["sha256"], known(&installation, "bookings-300000.csv").await["sha256"], "{}", made[3]);
}

#[tokio::test]
async fn a_file_behind_a_posted_form_needs_a_permission_and_is_asked_for_once() {
    let sends = json!({"method": "POST", "url": "*://127.0.0.1/*/documents/order", "says": "order a file"});
    for engine in ["http", "chrome"] {
        let installation = Installation::open().await;
        let order = |once: bool| {
            let choose = json!({"step": "select", "at": "#order select", "option": "bookings-300000.csv"});
            let mut take = json!({"step": "download", "at": "#send"});
            if once {
                take["once"] = true.into();
            }
            steps(engine, &[choose, take])
        };
        let ordered = async |once: bool, permissions: Value, status: &str| {
            ran(&installation, &order(once), &permissions, status).await
        };
        for (once, permissions) in [(true, json!({})), (false, json!({"write": [sends]}))] {
            let run = ordered(once, permissions, "FAILED").await;
            assert_eq!(run["reason"], "permission_denied", "{engine}: {run}");
        }
        let orders = async || {
            let ledger = installation.sandbox.ledger().await;
            ledger.iter().filter(|entry| entry.step == "order").count()
        };
        assert_eq!((orders().await, artifacts(&installation).await.len()), (0, 0), "{engine}");
        ordered(true, json!({"write": [sends]}), "COMPLETED").await;
        let made = artifacts(&installation).await;
        assert_eq!((orders().await, made.len()), (1, 1), "{engine}: {made:?}");
        is_file(&installation, &made[0], "bookings-300000.csv", ["bookings-300000.csv", CSV]).await;
    }
}

#[tokio::test]
async fn files_that_the_permissions_do_not_allow_are_not_kept_and_the_reason_is_told() {
    let limits = |downloads: Value| json!({"downloads": downloads});
    for engine in ["http", "chrome"] {
        let installation = Installation::open().await;
        let pdf = json!({"step": "download", "at": "[data-file='statement-5000000.pdf'] a"});
        for (then, downloads, reason) in [
            (vec![pdf.clone()], json!({"types": ["text/csv"]}), "file_type_denied"),
            (vec![pdf.clone()], json!({"max_bytes": 1_000_000}), "file_too_large"),
            (vec![json!({"step": "download", "at": "#page"})], json!({}), "no_file"),
        ] {
            let mut then = then;
            if reason == "no_file" {
                // A browser waits for a file that may still come.
                then[0]["timeout"] = 5.into();
            }
            let run = ran(&installation, &steps(engine, &then), &limits(downloads), "FAILED").await;
            let expected = if (engine, reason) == ("chrome", "no_file") { "timed_out" } else { reason };
            assert_eq!(run["reason"], expected, "{engine}: {run}");
        }
        assert!(artifacts(&installation).await.is_empty(), "{engine}");
        assert!(files(&installation.folder.path().join("artifacts")).is_empty(), "{engine}");
        let small = json!({"step": "download", "at": "[data-file='statement-120000.pdf'] a"});
        let steps = steps(engine, &[small.clone(), small]);
        let run = ran(&installation, &steps, &limits(json!({"max_files": 1})), "FAILED").await;
        assert_eq!(run["reason"], "too_many_files", "{engine}: {run}");
        assert_eq!(artifacts(&installation).await.len(), 1, "what was taken before stays");
    }
}

#[tokio::test]
async fn one_action_gives_one_file() {
    let installation = Installation::open().await;
    let steps = steps("chrome", &[json!({"step": "download", "at": "#several"})]);
    let run = ran(&installation, &steps, &json!({}), "FAILED").await;
    assert_eq!((&run["reason"], artifacts(&installation).await.len()), (&json!("too_many_files"), 0));
}

#[tokio::test]
async fn a_time_limit_in_mid_download_leaves_nothing() {
    for engine in ["http", "chrome"] {
        let installation = Installation::open().await;
        let slow = json!({"step": "download", "at": "#slow", "timeout": 3});
        let run = ran(&installation, &steps(engine, &[slow]), &json!({}), "FAILED").await;
        assert_eq!(run["reason"], "timed_out", "{engine}: {run}");
        assert!(artifacts(&installation).await.is_empty());
        until("nothing is left", async || {
            let left: Vec<_> = ["artifacts", "browsers"]
                .iter()
                .flat_map(|name| files(&installation.folder.path().join(name)))
                .collect();
            let is_left = |path: &std::path::PathBuf| {
                let path = path.to_string_lossy();
                path.contains("/artifacts/") || path.contains("downloads-")
            };
            (!left.iter().any(is_left)).then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn a_session_that_is_over_is_told_as_such() {
    for engine in ["http", "chrome"] {
        let installation = Installation::open().await;
        let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
        let out = json!({"step": "visit", "url": "/classic/sign-out"});
        let take = json!({"step": "download", "url": "/classic/account/documents/statement-120000.pdf", "timeout": 20});
        let steps = steps(engine, &[out, take]);
        let (run, _) =
            permitted(&installation, (&source, ["user_good", "pass_good"]), (&steps, &json!({})), "FAILED").await;
        assert_eq!(run["reason"], "session_lost", "{engine}: {run}");
    }
}
