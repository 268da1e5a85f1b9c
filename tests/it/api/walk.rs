//! Two tenants, every call with an id, every kind of object: what is one's own is not there for the other. The calls
//! come from the document, so that a new one is covered by itself.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Backend, Installation, Story, client as client_of_tests, document};

/// The ids of one object of every kind that the owner has, with the list it was found in.
async fn objects(owner: &Backend) -> Vec<(String, String)> {
    let mut objects = Vec::new();
    for (path, item) in document()["paths"].as_object().unwrap() {
        let is_list = !path.contains('{') && item["get"]["security"][0].is_object();
        if is_list {
            let listed = owner.get(path).await.expect(200);
            if let Some(id) = listed["data"][0]["id"].as_str() {
                objects.push((path.clone(), id.to_owned()));
            }
        }
    }
    objects
}

/// A body that would be taken, were the object one's own: the example, or nothing where that will do.
fn body(operation: &Value) -> Option<String> {
    let body = operation.get("requestBody")?;
    Some(body["content"]["application/json"].get("example").map_or_else(|| "{}".to_owned(), Value::to_string))
}

/// Of each kind there must be an object to try with.
const KINDS: [&str; 15] = [
    "artifacts",
    "deliveries",
    "events",
    "job-runs",
    "jobs",
    "keys",
    "links",
    "resource-servers",
    "sdk-clients",
    "sources",
    "user-pools",
    "users",
    "webhook-endpoints",
    "workflow-runs",
    "workflows",
];

#[tokio::test]
async fn every_call_with_an_id_answers_404_for_what_belongs_to_another() {
    let (installation, _receiver) = Installation::with_delivery().await;
    let mut story = Story::in_installation(installation, "classic").await;
    story.gives("pass_good").await;
    story.ends_well().await;
    story.installation.has_delivered().await;
    let owner = story.installation.backend.clone();
    with_people(&story.installation).await;
    let (other, _) = story.installation.add_tenant("Other Books").await;
    let live = story.installation.live_side(&owner).await;
    let objects = objects(&owner).await;
    let kinds: Vec<&str> = objects.iter().map(|(path, _)| path.rsplit('/').next().unwrap()).collect();
    assert_eq!(kinds, KINDS);
    let before = told(&owner, &objects).await;
    let rows = story.installation.rows().await;
    let mut tried = 0;
    for (path, item) in document()["paths"].as_object().unwrap().iter().filter(|(path, _)| path.contains("{id}")) {
        for (method, operation) in item.as_object().unwrap() {
            if operation["security"][0].get("key").is_none() {
                continue;
            }
            for ((_, id), other) in objects.iter().flat_map(|object| [(object, &other), (object, &live)]) {
                let method: Method = method.to_uppercase().parse().unwrap();
                let reply = other.send(method.clone(), &path.replace("{id}", id), body(operation)).await;
                assert_eq!(reply.problem(404).0, "not_found", "{method} {path} with {id}");
                tried += 1;
            }
        }
    }
    assert!(tried >= 100, "only {tried} calls were tried");
    assert_eq!(told(&owner, &objects).await, before);
    assert_eq!(story.installation.rows().await, rows);
}

/// A pool with an application, a guest and a resource server.
async fn with_people(installation: &Installation) {
    let backend = &installation.backend;
    let pool = backend.create("/v1/user-pools", &json!({"name": "Readers", "anonymous_enabled": true})).await;
    let client = backend.create("/v1/sdk-clients", &json!({"name": "Reader", "user_pool_id": pool})).await;
    backend.create("/v1/resource-servers", &json!({"identifier": "mini-app", "name": "Mini app"})).await;
    let body = json!({"client_id": client, "session_type": "refresh_token"}).to_string();
    let signed_up = client_of_tests().post(installation.url("/api/anonymous_user/signup")).body(body).send().await;
    assert_eq!(signed_up.unwrap().status(), 200);
}

/// Every object as its owner sees it, without what is signed anew each time.
async fn told(owner: &Backend, objects: &[(String, String)]) -> Vec<Value> {
    let mut told = Vec::new();
    for (list, id) in objects {
        let mut object = owner.get(&format!("{list}/{id}")).await;
        if object.status == 404 {
            // A kind that is only listed.
            object = owner.get(list).await;
        }
        let mut object = object.expect(200);
        if let Value::Object(fields) = &mut object {
            fields.remove("content_url");
        }
        told.push(object);
    }
    told
}
