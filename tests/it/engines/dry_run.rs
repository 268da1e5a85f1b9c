//! `vestibule workflow`, against the sandbox.

use std::{fs, process::Stdio};

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use vestibule::domain::source::Definition;

use crate::support::{Program, definition};

/// What a command that reads these lines printed, on either of its ways out, and whether it was done.
async fn run(program: &Program, arguments: &[&str], typed: &str) -> (bool, String, String) {
    let mut command = program.command(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).await.unwrap();
    let output = child.wait_with_output().await.unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.success(), text(output.stdout), text(output.stderr))
}

fn write(program: &Program, name: &str, value: &Value) -> String {
    let file = program.folder.path().join(name);
    fs::write(&file, value.to_string()).unwrap();
    file.to_str().unwrap().to_owned()
}

fn source(program: &Program) -> String {
    let source: Definition = definition(&program.sandbox, "classic");
    write(program, "source.json", &serde_json::to_value(source).unwrap())
}

#[tokio::test]
async fn a_dry_run_signs_in_and_shows_what_it_reads_and_would_send() {
    let program = Program::start().await;
    let steps = json!([
        {"step": "visit", "url": "/classic/account/history?language=de"},
        {"step": "extract", "name": "invoices", "rows": "#history tbody tr", "next": "a[rel=next]", "total": "#total",
            "fields": {"number": {"at": ".number", "key": true}, "amount": {"at": ".amount", "type": "money"}}},
        {"step": "visit", "url": "/classic/account/settings"},
        {"step": "fill", "at": "#invoice-email", "value": "new@mail.example"},
        {"step": "submit", "at": "form#settings button[value=submit]"},
        {"step": "expect", "page": {"all": ["[data-code=settings_saved]"]}, "message": "not saved"},
    ]);
    let file = write(&program, "workflow.json", &json!({"name": "Read invoices", "steps": steps}));
    let source = source(&program);
    let arguments = ["workflow", "run", &file, "--source", &source, "--identifier", "user_good"];
    let (is_done, read, told) = run(&program, &arguments, "pass_good\n").await;
    assert!(is_done, "{told}");
    let read: Value = serde_json::from_str(&read).unwrap();
    assert_eq!((read.as_array().unwrap().len(), &read[0]["number"]), (200, &json!("NW-0200")));
    for part in
        ["2/6  read the list \"invoices\" over its pages", "200 records on 8 pages", "would send: #invoice-email"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("6/6") && !told.contains("pass_good"), "{told}");

    let arguments = [&arguments[..], &["--allow-writes"]].concat();
    let (is_done, _, told) = run(&program, &arguments, "pass_good\n").await;
    assert!(is_done && told.contains("6/6"), "{told}");
}

#[tokio::test]
async fn a_step_that_fails_is_told_with_its_code() {
    let program = Program::start().await;
    let steps = json!([
        {"step": "visit", "url": "/classic/account"},
        {"step": "expect", "page": {"all": ["#business"]}, "message": "This is not a business account."},
    ]);
    let file = write(&program, "workflow.json", &json!({"name": "Read", "steps": steps}));
    let source = source(&program);
    let arguments = ["workflow", "run", &file, "--source", &source];
    let (is_done, _, told) = run(&program, &arguments, "user_good\npass_good\n").await;
    assert!(!is_done);
    assert!(told.contains("step 2 failed (expectation_failed): This is not a business account."), "{told}");
}

#[tokio::test]
async fn a_definition_is_checked_with_the_line_and_key_of_each_mistake() {
    let program = Program::start().await;
    let file = program.folder.path().join("workflow.toml");
    let good = "name = \"Read\"\n\n[[steps]]\nstep = \"visit\"\nurl = \"/account\"\n\n[[steps]]\nstep = \"extract\"\n\
                name = \"profile\"\nfields.name = \"h1\"\nfields.since = { at = \"time\", type = \"date\" }\n";
    fs::write(&file, good).unwrap();
    let path = file.to_str().unwrap();
    let (is_good, said, _) = run(&program, &["workflow", "check", path], "").await;
    assert!(is_good && said.contains("2  read \"profile\""), "{said}");
    let (_, said, _) = run(&program, &["workflow", "check", path, "--schema"], "").await;
    let schema: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(schema["properties"]["profile"]["properties"]["since"], json!({"type": "string", "format": "date"}));

    fs::write(&file, good.replace("\"date\"", "\"day\"").replace("\"visit\"", "\"visits\"")).unwrap();
    let (is_good, _, told) = run(&program, &["workflow", "check", path], "").await;
    assert!(!is_good);
    assert!(told.contains(":4: steps[0].step: there is no step `visits`"), "{told}");
    assert!(told.contains(":11: steps[1].fields.since"), "{told}");
}

#[tokio::test]
async fn a_dry_run_takes_files_behind_links_and_tells_what_they_are() {
    let program = Program::start().await;
    let take = |at: &str| json!({"step": "download", "at": at});
    let steps = json!([
        {"step": "visit", "url": "/classic/account/documents"},
        {"step": "for_each", "rows": "#shelf li:not(:nth-child(2))", "steps": [take("a")]},
        take("#shown"),
        take("#send"),
        {"step": "stop", "message": "done"},
    ]);
    let file = write(&program, "workflow.json", &json!({"name": "Take files", "steps": steps}));
    let source = source(&program);
    let arguments = ["workflow", "run", &file, "--source", &source];
    let (is_done, _, told) = run(&program, &arguments, "user_good\npass_good\n").await;
    assert!(is_done, "{told}");
    for part in [
        "3 of 3 items done, 0 failed; 3 files so far",
        "took statement-120000.pdf: application/pdf, 120332 bytes, SHA-256 ",
        "would send: #send",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(program.sandbox.ledger().await.iter().all(|entry| entry.step != "order"));
}

#[tokio::test]
async fn a_dry_run_is_given_inputs_and_takes_its_source_by_id() {
    let program = Program::start().await;
    let steps = json!([
        {"step": "visit", "url": "/classic/account/history?language={{input.language}}"},
        {"step": "extract", "name": "first", "fields": {"number": "#history tbody tr:first-child .number"}},
    ]);
    let inputs =
        json!({"properties": {"language": {"type": "string"}, "count": {"type": "integer"}}, "required": ["language"]});
    let file = write(&program, "workflow.json", &json!({"name": "Read", "steps": steps, "inputs": inputs}));
    let source = program.backend.create_source(&definition(&program.sandbox, "classic")).await;
    let api = program.url("");
    let server = ["--api-url", api.trim_end_matches('/'), "--api-key", program.backend.key()];
    let arguments = ["workflow", "run", &file, "--source", &source, "--identifier", "user_good"];
    let given = [&arguments[..], &server, &["--input", "language=de", "--input", "count=7"]].concat();
    let (is_done, read, told) = run(&program, &given, "pass_good\n").await;
    assert!(is_done, "{told}");
    assert_eq!(serde_json::from_str::<Value>(&read).unwrap()["number"], "NW-0200");

    for (input, said) in [
        (None, "\"language\" is missing"),
        (Some("language"), "NAME=VALUE"),
        (Some("moon=x"), "the workflow declares no input \"moon\""),
        (Some("count=x"), "the input \"count\": is no integer"),
    ] {
        let input: Vec<&str> = input.into_iter().flat_map(|input| ["--input", input]).collect();
        let (is_done, _, told) = run(&program, &[&arguments[..], &server, &input].concat(), "").await;
        assert!(!is_done && told.contains(said), "{said}: {told}");
    }
    let (is_done, _, told) = run(&program, &[&arguments[..], &["--input", "language=de"]].concat(), "").await;
    assert!(!is_done && told.contains("--api-key"), "{told}");
}
