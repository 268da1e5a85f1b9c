//! Files that a run gives to a source, makes of its pages, or takes with its records.

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    body::to_bytes,
    extract::Request,
    http::{Method, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use vestibule::domain::source::file;

use super::{
    downloads::{artifacts, known, ran, steps},
    steps::{ends, permitted},
};
use crate::support::{Installation, client};

const DOOR: &str = "<form method=post action=/in><label>User name <input name=user autocomplete=username></label>
    <label>Password <input type=password name=pass autocomplete=current-password></label><button>Sign in</button></form>";
const HOME: &str = "<h1>Welcome back</h1><p>You are signed in.</p><a href=/out>Sign out</a>";
const FORM: &str = "<h1>Claims</h1><form id=claim method=post action=/claim enctype=multipart/form-data>
    <input id=note name=note><input id=file type=file name=file onchange=\"seen.textContent = this.files[0].name\">
    <p id=seen></p><button>Hand in</button></form>";

/// A source that takes a file, and what it was given: the headers of its parts with their bodies, as one text of bytes.
async fn taking() -> (String, Arc<Mutex<Vec<Vec<u8>>>>) {
    let given = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&given);
    let router = Router::new().fallback(async move |request: Request| -> Response {
        let is_inside = request.headers().get(header::COOKIE).is_some_and(|cookie| cookie == "session=1");
        match (request.method().clone(), request.uri().path()) {
            (Method::POST, "/in") => ([(header::SET_COOKIE, "session=1")], Redirect::to("/home")).into_response(),
            (_, "/") => Html(DOOR).into_response(),
            (_, "/home") if is_inside => Html(HOME).into_response(),
            (Method::POST, "/claim") if is_inside => {
                let body = to_bytes(request.into_body(), 1 << 22).await.unwrap();
                kept.lock().unwrap().push(body.to_vec());
                Redirect::to("/thanks").into_response()
            }
            (_, "/claim") if is_inside => Html(FORM).into_response(),
            (_, "/long") if is_inside => Html("<p>Top</p><div style=height:17000px></div><p>End</p>").into_response(),
            (_, "/thanks") if is_inside => Html("<p id=thanks>Thank you</p>").into_response(),
            _ => StatusCode::FORBIDDEN.into_response(),
        }
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    (format!("http://{address}/"), given)
}

/// The workflow that hands in a file.
fn claim(source: &str, engine: &str) -> Value {
    json!({
        "name": "Hand in a claim", "source_id": source,
        "permissions": {"write": [{"method": "POST", "url": "*://127.0.0.1/claim", "says": "hand in a claim"}]},
        "inputs": {"required": ["bill"], "properties": {
            "bill": {"type": "string", "contentEncoding": "base64", "contentMediaType": "application/pdf"},
            "note": {"type": "string"},
        }},
        "steps": [
            {"step": "visit", "url": "/claim", "engine": engine},
            {"step": "fill", "at": "#note", "value": "{{input.note}}"},
            {"step": "upload", "at": "#file", "input": "bill", "name": "bill.pdf"},
            {"step": "submit", "at": "#claim button"},
            {"step": "expect", "page": {"all": ["#thanks"]}, "message": "not taken"},
        ],
    })
}

#[tokio::test]
async fn a_file_of_the_company_reaches_the_source_byte_for_byte_in_either_engine() {
    let content: Vec<u8> = (0..200_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0]).collect();
    for engine in ["http", "chrome"] {
        let installation = Installation::with(&[("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8")]).await;
        let (login_url, given) = taking().await;
        let source = file::read(&format!("name = \"Insurer\"\nlogin_url = \"{login_url}\""), false).unwrap();
        let source = installation.backend.create_source(&source).await;
        let workflow = installation.backend.create("/v1/workflows", &claim(&source, engine)).await;
        let job = installation.backend.create_job(&source, &[workflow]).await;
        let link = |bill: &str| {
            let inputs = json!({"bill": bill, "note": "urgent"});
            json!({"external_id": "customer-1", "job_id": job, "inputs": inputs})
        };
        let (_, fields) = installation.backend.post("/v1/links", &link("no base64!")).await.problem(422);
        assert_eq!(fields, ["inputs.bill"]);
        let link = installation.backend.create_link_with(link(&BASE64_STANDARD.encode(&content))).await;
        let mut customer = installation.customer_at(&link).await;
        customer.answer(&[("identifier", "eve"), ("password", "s3cret")]).await.is("done");
        installation.backend.sees(&link, "COMPLETED").await;
        let given = given.lock().unwrap();
        assert_eq!(given.len(), 1, "{engine}");
        let holds = |part: &[u8]| given[0].windows(part.len()).any(|window| window == part);
        assert!(holds(&content), "{engine}: the bytes are others");
        assert!(holds(b"name=\"file\"; filename=\"bill.pdf\""), "{engine}");
        assert!(holds(b"Content-Type: application/pdf") && holds(b"urgent"), "{engine}");
    }
}

#[tokio::test]
async fn an_upload_names_an_input_that_is_a_file_and_a_name_that_is_safe() {
    let installation = Installation::with(&[("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8")]).await;
    let (login_url, _) = taking().await;
    let source = file::read(&format!("name = \"Insurer\"\nlogin_url = \"{login_url}\""), false).unwrap();
    let source = installation.backend.create_source(&source).await;
    for (key, value) in
        [("input", "note"), ("input", "nothing"), ("name", "../bill.pdf"), ("name", ""), ("at", "#file[")]
    {
        let mut body = claim(&source, "http");
        body["steps"][2][key] = json!(value);
        let (_, keys) = installation.backend.post("/v1/workflows", &body).await.problem(422);
        assert_eq!(keys, [format!("steps[2].{key}")], "{value:?}");
    }
}

#[tokio::test]
async fn a_page_is_kept_as_a_pdf_and_as_a_picture_from_either_engine() {
    for engine in ["http", "chrome"] {
        let installation = Installation::open().await;
        let prints = [
            json!({"step": "print", "name": "documents.pdf"}),
            json!({"step": "print", "name": "documents.png", "format": "picture"}),
        ];
        let run = ran(&installation, &steps(engine, &prints), &json!({}), "COMPLETED").await;
        assert_eq!(ends(&run), ["done"; 3], "{engine}");
        let made = artifacts(&installation).await;
        let told = |number: usize| (&made[number]["kind"], &made[number]["name"], &made[number]["media_type"]);
        assert_eq!(told(0), (&json!("file"), &json!("documents.pdf"), &json!("application/pdf")), "{engine}");
        assert_eq!(told(1), (&json!("screenshot"), &json!("documents.png"), &json!("image/png")), "{engine}");
        for (artifact, begins) in made.iter().zip([&b"%PDF-"[..], b"\x89PNG\r\n"]) {
            let content = client().get(artifact["content_url"].as_str().unwrap()).send().await.unwrap();
            let content = content.bytes().await.unwrap();
            assert!(content.starts_with(begins) && content.len() > 2_000, "{engine}: {} bytes", content.len());
        }
    }
}

#[tokio::test]
async fn a_page_that_is_too_long_for_a_picture_is_refused_and_not_cut() {
    let installation = Installation::with(&[("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8")]).await;
    let (login_url, _) = taking().await;
    let source = file::read(&format!("name = \"Insurer\"\nlogin_url = \"{login_url}\""), false).unwrap();
    let source = installation.backend.create_source(&source).await;
    let steps = json!([
        {"step": "visit", "url": "/long"},
        {"step": "print", "name": "long.png", "format": "picture", "on_failure": "continue"},
        {"step": "print", "name": "long.pdf"},
    ]);
    let (run, _) = permitted(&installation, (&source, ["eve", "s3cret"]), (&steps, &json!({})), "COMPLETED").await;
    assert_eq!(ends(&run), ["done", "failed", "done"], "{run}");
    assert_eq!(run["outcomes"][1]["reason"], "page_too_large", "{run}");
    let made = artifacts(&installation).await;
    assert_eq!(made.iter().map(|made| &made["name"]).collect::<Vec<_>>(), ["long.pdf"]);
}

#[tokio::test]
async fn records_say_what_files_they_have_which_are_taken_with_them_in_either_engine() {
    for engine in ["http", "chrome"] {
        let installation = Installation::open().await;
        let list = json!({"step": "extract", "name": "papers", "rows": "#shelf li:not(:nth-child(2))", "fields": {
            "name": {"at": "b", "key": true}, "paper": {"at": "a", "type": "file", "required": true},
        }});
        let run = ran(&installation, &steps(engine, &[list]), &json!({}), "COMPLETED").await;
        assert_eq!((&run["outcomes"][1]["records"], &run["outcomes"][1]["files"]), (&json!(3), &json!(3)), "{run}");
        let made = artifacts(&installation).await;
        assert_eq!(made.iter().filter(|artifact| artifact["kind"] == "file").count(), 3, "{engine}");
        let records = made.iter().find(|artifact| artifact["kind"] == "extracted_data").unwrap();
        let records =
            client().get(records["content_url"].as_str().unwrap()).send().await.unwrap().text().await.unwrap();
        let records: Vec<Value> = serde_json::from_str(&records).unwrap();
        for (record, number) in records.iter().zip(0..) {
            let paper = &record["paper"];
            let known = known(&installation, paper["name"].as_str().unwrap()).await;
            assert_eq!([&paper["size"], &paper["sha256"]], [&known["size"], &known["sha256"]], "{engine}: {record}");
            let artifact = made.iter().find(|artifact| artifact["item"] == number).unwrap();
            assert_eq!(artifact["sha256"], paper["sha256"], "{engine}");
            assert!(record["raw"]["paper"].as_str().unwrap().contains("documents/"), "{record}");
        }
    }
}

#[tokio::test]
async fn a_file_of_a_record_that_is_not_there_fails_the_step_and_says_which() {
    let installation = Installation::open().await;
    let list = json!({"step": "extract", "name": "papers", "rows": "#shelf li", "fields": {
        "name": {"at": "b", "key": true}, "paper": {"at": "a", "type": "file"},
    }});
    let run = ran(&installation, &steps("http", &[list]), &json!({}), "FAILED").await;
    assert_eq!(run["reason"], "source_changed", "{run}");
    assert!(run["error"].as_str().unwrap().contains("record 1, \"paper\""), "{run}");
    assert_eq!(artifacts(&installation).await.iter().filter(|made| made["kind"] == "extracted_data").count(), 0);
}
