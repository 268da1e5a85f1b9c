//! The page about the API: its commands are made as they stand there.

use std::collections::BTreeMap;

use reqwest::Method;
use serde_json::Value;

use super::read;
use crate::support::{Backend, House, Story, document};

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
    for path in document()["paths"].as_object().unwrap().keys().filter(|path| !path.contains('{')) {
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

#[tokio::test]
async fn every_call_is_there_with_a_command_that_does_what_it_says() {
    let (house, _receiver) = House::with_delivery().await;
    let mut story = Story::in_house(house, "classic").await;
    story.gives("pass_good").await;
    story.ends_well().await;
    let backend = story.house.backend.clone();
    let page = read("/docs/api").await;
    let names = page.attributes("pre[data-call]", "data-call");
    let mut calls = 0;
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
            if operation["security"].as_array().unwrap().is_empty() {
                continue;
            }
            assert!(command.contains("Authorization: Bearer $KEY"), "{command}");
            let reply = backend.send(method.clone(), &told, body).await;
            // What the story left in use, is done, or called this very page's key is refused for that, and for no
            // other reason.
            let is_done = (200..300).contains(&reply.status);
            let is_refused = reply.status == 409 && (method == Method::DELETE || name == "revoke_link");
            assert!(is_done || is_refused, "{command} was answered {reply:?}");
        }
    }
    assert_eq!(names.len(), calls);
}
