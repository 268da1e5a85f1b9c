//! The page about the API: its commands are made as they stand there.

use std::{collections::BTreeMap, path::Path};

use reqwest::Method;
use serde_json::{Map, Value, json};

use super::read;
use crate::support::{Backend, Installation, Story, client as client_of_http, document};

/// The id that stands for every other on the page.
const SAMPLE: &str = "_01k5v0jyfxt2m9r8q7e3c6b4ha";

/// A command of the page: its method, its path, its body.
fn read_command(command: &str) -> (Method, String, Option<String>) {
    let method = command.split("-X ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or("GET");
    let path = command.split("\"$URL").nth(1).unwrap().split('"').next().unwrap();
    let body = command.split("-d '").nth(1).map(|rest| rest.trim_end().trim_end_matches('\'').to_owned());
    (method.parse().unwrap(), path.to_owned(), body)
}

/// The newest id of every kind, by its prefix.
async fn ids(backend: &Backend) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    let is_list = |path: &str, item: &Value| !path.contains('{') && item.get("get").is_some();
    let paths = document()["paths"].as_object().unwrap().iter();
    for (path, _) in paths.filter(|(path, item)| is_list(path, item)) {
        let listed: Value = backend.get(path).await.expect(200);
        if let Some(id) = listed["data"][0]["id"].as_str() {
            ids.insert(id.split('_').next().unwrap().to_owned(), id.to_owned());
        }
    }
    ids
}

fn with_ids(text: &str, ids: &BTreeMap<String, String>) -> String {
    ids.iter().fold(text.to_owned(), |text, (prefix, id)| text.replace(&format!("{prefix}{SAMPLE}"), id))
}

/// An answer without what differs from server to server, and what is secret or long; of a list the first.
fn fit_to_print(mut answer: Value) -> Value {
    if let Some(data) = answer.get_mut("data").and_then(Value::as_array_mut) {
        data.truncate(1);
        data.iter_mut().for_each(shorten);
    }
    shorten(&mut answer);
    let text = answer.to_string();
    let parts: Vec<&str> = text.split("http://127.0.0.1:").collect();
    let rest = parts[1..].iter().map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()));
    let whole: Vec<&str> = std::iter::once(parts[0]).chain(rest).collect();
    serde_json::from_str(&whole.join("https://login.example.com")).unwrap()
}

fn shorten(answer: &mut Value) {
    if let Some(recipe) = answer.get_mut("recipe") {
        *recipe = json!({});
    }
    if let Some(token) = answer.get_mut("app_user_id_token") {
        *token = "eyJ…".into();
    }
    if let Some(code) = answer.get_mut("authentication_code") {
        *code = "0123…".into();
    }
    if let Some(Value::String(secret)) = answer.get_mut("secret") {
        let prefix = secret.split_inclusive('_').next().unwrap().to_owned();
        *secret = prefix + "…";
    }
}

/// The names of an answer's fields, and of those of the first in a list.
fn fields(answer: &Value) -> Vec<String> {
    let names = |value: &Value| -> Vec<String> {
        value.as_object().map(|object| object.keys().cloned().collect()).unwrap_or_default()
    };
    [names(answer), names(&answer["data"][0])].concat()
}

/// A pool with an application and two users, and a resource server: of each, one can be deleted.
async fn with_users(installation: &Installation) {
    let pool = installation.backend.create("/v1/user-pools", &json!({"name": "Shop", "anonymous_enabled": true})).await;
    let client = installation.backend.create("/v1/sdk-clients", &json!({"name": "Web", "user_pool_id": pool})).await;
    let server = json!({"identifier": "partner", "name": "Partner"});
    installation.backend.create("/v1/resource-servers", &server).await;
    for _ in 0..2 {
        let body = json!({"client_id": client, "session_type": "refresh_token"});
        let signed_up =
            client_of_http().post(installation.url("/api/anonymous_user/signup")).body(body.to_string()).send().await;
        assert_eq!(signed_up.unwrap().status(), 200);
    }
}

/// The page shows answers like these.
fn shows(given: &Value) {
    if std::env::var_os("VESTIBULE_WRITE_ANSWERS").is_some() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api/http/openapi/answers.json");
        std::fs::write(file, format!("{given:#}\n")).unwrap();
        return;
    }
    for (path, item) in document()["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let name = operation["operationId"].as_str().unwrap();
            let responses = operation["responses"].as_object().unwrap();
            let good = responses.iter().find(|(status, _)| status.starts_with('2')).unwrap().1;
            let shown = &good["content"]["application/json"]["example"];
            if let Some(answer) = given.get(name) {
                assert_eq!(fields(shown), fields(answer), "{method} {path}");
            }
        }
    }
}

/// A second run of the story's job, so that one artifact can be deleted and another is left.
async fn second_artifact(story: &mut Story) {
    let backend = story.installation.backend.clone();
    let job = backend.link(&story.link).await["job_id"][0].as_str().unwrap().to_owned();
    let link = backend.create_link(&job).await;
    story.customer = story.installation.customer_at(&link).await;
    story.gives("pass_good").await;
    backend.sees(&link, "COMPLETED").await;
}

#[tokio::test]
async fn every_call_is_there_with_a_command_that_does_what_it_says() {
    let (installation, _receiver) = Installation::with_delivery().await;
    let mut story = Story::in_installation(installation, "classic").await;
    story.gives("pass_good").await;
    story.ends_well().await;
    with_users(&story.installation).await;
    let backend = story.installation.backend.clone();
    second_artifact(&mut story).await;
    let page = read("/docs/api").await;
    let names = page.attributes("pre[data-call]", "data-call");
    let mut calls = 0;
    let mut answers = Map::new();
    for (path, item) in document()["paths"].as_object().unwrap() {
        for (_, operation) in item.as_object().unwrap() {
            calls += 1;
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.iter().any(|told| told == name), "{name} is not on the page");
            let command = page.texts(&format!("pre[data-call={name}]")).remove(0);
            let ids = ids(&backend).await;
            let (method, told, body) = read_command(&with_ids(&command, &ids));
            let parts = (told.split('/').count(), path.split('/').count());
            assert_eq!(parts.0, parts.1, "{command}");
            if operation["security"][0].get("key").is_none() {
                continue;
            }
            assert!(command.contains("Authorization: Bearer $KEY"), "{command}");
            let reply = backend.send(method.clone(), &told, body).await;
            // What the story left in use, is done, or called this very page's key is refused for that, and for no
            // other reason.
            let is_done = (200..300).contains(&reply.status);
            let is_late = ["revoke_link", "cancel_job_run", "retry_job_run"].contains(&name);
            let is_refused = reply.status == 409 && (method == Method::DELETE || is_late);
            assert!(is_done || is_refused, "{command} was answered {reply:?}");
            if let Some(answer) = is_done.then(|| serde_json::from_str(&reply.text).ok()).flatten() {
                answers.insert(name.to_owned(), fit_to_print(answer));
            }
        }
    }
    assert_eq!(names.len(), calls);
    shows(&Value::Object(answers));
}
