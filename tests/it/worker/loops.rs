//! Steps that are done for each record or row.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{
    Router,
    extract::Request,
    http::{StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use vestibule::domain::source::file;

use super::{
    downloads::{artifacts, known, ran, steps},
    steps::{ends, permitted},
};
use crate::support::{Installation, client, definition};

/// The numbers of the items that have artifacts, with the names of their files.
fn items(artifacts: &[Value]) -> Vec<(u64, &str)> {
    let files = artifacts.iter().filter(|artifact| artifact["kind"] == "file");
    files.map(|file| (file["item"].as_u64().unwrap(), file["name"].as_str().unwrap())).collect()
}

async fn are_right(installation: &Installation, artifacts: &[Value]) {
    for file in artifacts.iter().filter(|artifact| artifact["kind"] == "file") {
        let known = known(installation, file["name"].as_str().unwrap()).await;
        assert_eq!([&file["size"], &file["sha256"]], [&known["size"], &known["sha256"]], "{file}");
    }
}

#[tokio::test]
async fn each_row_gives_its_own_file_in_either_engine() {
    for engine in ["http", "chrome"] {
        let installation = Installation::open().await;
        let each = json!({
            "step": "for_each", "rows": "#shelf li:not(:nth-child(2))",
            "steps": [{"step": "download", "at": "a"}],
        });
        let run = ran(&installation, &steps(engine, &[each]), &json!({}), "COMPLETED").await;
        let made = artifacts(&installation).await;
        let expected = [(0, "statement-120000.pdf"), (1, "bookings-300000.csv"), (2, "statement-250000.pdf")];
        assert_eq!(items(&made), expected, "{engine}");
        assert!(made.iter().all(|artifact| artifact["step"] == 1), "{engine}");
        are_right(&installation, &made).await;
        let outcome = &run["outcomes"][1];
        assert_eq!(outcome["items"], json!({"count": 3, "done": 3, "failed": 0}), "{engine}");
        assert_eq!(outcome["files"], 3, "{engine}");
    }
}

#[tokio::test]
async fn a_record_whose_steps_fail_can_be_skipped_and_is_told() {
    for engine in ["http", "chrome"] {
        let installation = Installation::open().await;
        let list = json!({"step": "extract", "name": "files", "rows": "#shelf li", "fields": {
            "name": {"at": "b", "key": true}, "url": {"at": "a", "type": "url"},
        }});
        let each = |on_failure: &str| {
            json!({
                "step": "for_each", "of": "files", "on_failure": on_failure,
                "steps": [
                    {"step": "visit", "url": "/classic/account/history?language=de&for={{item.name}}"},
                    {"step": "download", "url": "{{item.url}}", "timeout": 30},
                ],
            })
        };
        let skipping = steps(engine, &[list.clone(), each("skip_item")]);
        let run = ran(&installation, &skipping, &json!({}), "COMPLETED").await;
        let made = artifacts(&installation).await;
        let expected = [(0, "statement-120000.pdf"), (2, "bookings-300000.csv"), (3, "statement-250000.pdf")];
        assert_eq!(items(&made), expected, "{engine}");
        are_right(&installation, &made).await;
        let told = &run["outcomes"][2]["items"];
        assert_eq!((&told["done"], &told["failed"]), (&json!(3), &json!(1)), "{engine}");
        assert_eq!(
            (&told["failures"][0]["item"], &told["failures"][0]["reason"]),
            (&json!(1), &json!("source_changed"))
        );

        let run = ran(&installation, &steps(engine, &[list, each("stop")]), &json!({}), "FAILED").await;
        assert_eq!(
            (ends(&run), &run["reason"]),
            (vec!["done", "done", "failed"], &json!("source_changed")),
            "{engine}"
        );
        assert!(run["error"].as_str().unwrap().starts_with("step 2: item 1: "), "{run}");
    }
}

const DOOR: &str = "<form method=post action=/in><label>User name <input name=user autocomplete=username></label>
    <label>Password <input type=password name=pass autocomplete=current-password></label><button>Sign in</button></form>";

/// A source on whose list a new row stands first whenever it is asked for.
async fn growing() -> String {
    let asked = Arc::new(AtomicUsize::new(0));
    let router = Router::new().fallback(async move |request: Request| -> Response {
        let is_inside = request.headers().get(header::COOKIE).is_some_and(|cookie| cookie == "session=1");
        let path = request.uri().path().to_owned();
        match path.split('/').nth(1).unwrap_or_default() {
            "in" => ([(header::SET_COOKIE, "session=1")], Redirect::to("/home")).into_response(),
            "" => Html(DOOR).into_response(),
            "home" => Html("<h1>Welcome back</h1><p>You are signed in.</p><a href=/out>Sign out</a>").into_response(),
            "list" if is_inside => {
                let newest = 3 + asked.fetch_add(1, Ordering::SeqCst);
                let row = |number| format!("<li>No. {number} <a href=/about/{number}>More</a>");
                Html(format!("<ul>{}</ul>", (newest - 3..newest).rev().map(row).collect::<String>())).into_response()
            }
            "about" if is_inside => {
                Html(format!("<a id=file href={}>File</a>", path.replace("about", "file"))).into_response()
            }
            "file" if is_inside => ([(header::CONTENT_TYPE, "text/csv")], path[6..].to_owned()).into_response(),
            _ => StatusCode::FORBIDDEN.into_response(),
        }
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    format!("http://{address}/")
}

#[tokio::test]
async fn a_row_that_has_moved_gives_its_own_file_and_one_that_is_gone_gives_none() {
    for engine in ["http", "chrome"] {
        let installation = Installation::with(&[("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8")]).await;
        let source = format!("name = \"Shop\"\nlogin_url = \"{}\"", growing().await);
        let source = installation.backend.create_source(&file::read(&source, false).unwrap()).await;
        let each = json!({
            "step": "for_each", "rows": "li", "on_failure": "skip_item",
            "steps": [{"step": "click", "at": "a"}, {"step": "download", "at": "#file"}],
        });
        let steps = json!([{"step": "visit", "url": "/list", "engine": engine}, each]);
        let workflow = (&steps, &json!({}));
        let (run, _) = permitted(&installation, (&source, ["eve", "s3cret"]), workflow, "COMPLETED").await;
        // Rows 2, 1 and 0 were counted. When the second is looked for, 3 stands first; when the third is, 0 is gone.
        let mut contents = Vec::new();
        for artifact in artifacts(&installation).await {
            let content = client().get(artifact["content_url"].as_str().unwrap()).send().await.unwrap();
            contents.push((artifact["item"].as_u64().unwrap(), content.text().await.unwrap()));
        }
        assert_eq!(contents, [(0, "2".to_owned()), (1, "1".to_owned())], "{engine}");
        let told = &run["outcomes"][1]["items"];
        assert_eq!((&told["done"], &told["failures"][0]["reason"]), (&json!(2), &json!("source_changed")), "{engine}");
    }
}

#[tokio::test]
async fn an_empty_list_is_a_failure_unless_it_is_allowed() {
    let installation = Installation::open().await;
    let each = |allow: bool| {
        let take = json!({"step": "download", "at": "a"});
        steps("http", &[json!({"step": "for_each", "rows": "#nowhere li", "allow_empty": allow, "steps": [take]})])
    };
    let run = ran(&installation, &each(false), &json!({}), "FAILED").await;
    assert_eq!(run["reason"], "no_records");
    let run = ran(&installation, &each(true), &json!({}), "COMPLETED").await;
    assert_eq!(run["outcomes"][1]["items"]["count"], 0);
}

#[tokio::test]
async fn mistakes_in_loops_are_told_with_their_keys() {
    let installation = Installation::open().await;
    let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let take = json!({"step": "download", "at": "a"});
    let each = |key: &str, value: Value| {
        let mut each = json!({"step": "for_each", "rows": "tr", "steps": [take]});
        each[key] = value;
        each
    };
    for (step, key) in [
        (each("of", json!("x")), "steps[0].of"),
        (each("rows", json!(null)), "steps[0].of"),
        (each("rows", json!("tr[")), "steps[0].rows"),
        (each("steps", json!([])), "steps[0].steps"),
        (each("steps", json!([{"step": "stop", "message": "x"}])), "steps[0].steps[0].step"),
        (each("steps", json!([{"step": "visit", "url": "https://{{item.x}}/"}])), "steps[0].steps[0].url"),
        (json!({"step": "download", "at": "a", "on_failure": "skip_item"}), "steps[0].on_failure"),
        (json!({"step": "download"}), "steps[0].at"),
        (json!({"step": "download", "at": "a", "url": "/x"}), "steps[0].at"),
        (json!({"step": "for_each", "of": "x", "steps": [take]}), "steps[0].of"),
    ] {
        let body = json!({"name": "x", "source_id": source, "steps": [step]});
        let (_, keys) = installation.backend.post("/v1/workflows", &body).await.problem(422);
        assert!(keys.contains(&key.to_owned()), "{keys:?}: {body}");
    }
}
