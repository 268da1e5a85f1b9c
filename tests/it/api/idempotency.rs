//! Calls that are sent again.

use futures_util::future::join_all;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};
use time::Duration;

use vestibule::domain::tenant::environment::Environment;

use crate::support::{Installation, Reply, client};

/// A POST with an idempotency key.
async fn post(installation: &Installation, path: &str, key: &str, body: &Value) -> Reply {
    let request =
        client().post(installation.url(path)).bearer_auth(installation.backend.key()).header("idempotency-key", key);
    let request = request.header(CONTENT_TYPE, "application/json").body(body.to_string());
    Reply::of(request.send().await.unwrap()).await
}

async fn links(installation: &Installation) -> usize {
    installation.backend.get("/v1/links?limit=100").await.expect(200)["data"].as_array().unwrap().len()
}

#[tokio::test]
async fn the_first_answer_is_given_again_and_nothing_is_made() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let body = json!({"external_id": "x", "job_id": job});
    let first = post(&installation, "/v1/links", "one", &body).await;
    assert!(!first.headers.contains_key("idempotent-replayed"));
    let again = post(&installation, "/v1/links", "one", &body).await;
    assert_eq!((again.status, &again.text), (201, &first.text));
    assert_eq!(again.headers["idempotent-replayed"], "true");
    post(&installation, "/v1/links", "two", &body).await.expect(201);
    assert_eq!(links(&installation).await, 2);
}

#[tokio::test]
async fn another_body_or_another_call_with_the_same_key_is_refused() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    post(&installation, "/v1/links", "one", &json!({"external_id": "x", "job_id": job})).await.expect(201);
    let other = post(&installation, "/v1/links", "one", &json!({"external_id": "y", "job_id": job})).await;
    assert_eq!(other.problem(422).0, "idempotency_key_reused");
    let other = post(&installation, "/v1/keys", "one", &json!({"name": "x"})).await;
    assert_eq!(other.problem(422).0, "idempotency_key_reused");
    let long = "x".repeat(256);
    for key in ["", long.as_str()] {
        let refused = post(&installation, "/v1/links", key, &json!({"external_id": "x", "job_id": job})).await;
        assert_eq!(refused.problem(422).1, ["Idempotency-Key"]);
    }
    assert_eq!(links(&installation).await, 1);
}

#[tokio::test]
async fn a_key_is_free_again_after_a_refusal_and_after_a_day() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    post(&installation, "/v1/links", "one", &json!({"external_id": "", "job_id": job})).await.problem(422);
    let body = json!({"external_id": "x", "job_id": job});
    let first = post(&installation, "/v1/links", "one", &body).await.expect(201);
    installation.clock.advance(Duration::hours(24) - Duration::minutes(1));
    assert_eq!(post(&installation, "/v1/links", "one", &body).await.expect(201)["id"], first["id"]);
    installation.clock.advance(Duration::minutes(2));
    assert_ne!(post(&installation, "/v1/links", "one", &body).await.expect(201)["id"], first["id"]);
}

#[tokio::test]
async fn tenants_do_not_share_keys() {
    let installation = Installation::open().await;
    let (other, _) = installation.add_tenant("Other Books").await;
    let body = json!({"name": "x"});
    let own = post(&installation, "/v1/keys", "one", &body).await.expect(201);
    let request = client().post(installation.url("/v1/keys")).bearer_auth(other.key()).header("idempotency-key", "one");
    let request = request.header(CONTENT_TYPE, "application/json").body(body.to_string());
    let others = Reply::of(request.send().await.unwrap()).await.expect(201);
    assert_ne!(own["id"], others["id"]);
}

#[tokio::test]
async fn fifty_at_once_make_one_link() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let body = json!({"external_id": "x", "job_id": job});
    let replies = join_all((0..50).map(|_| post(&installation, "/v1/links", "one", &body))).await;
    let mut ids: Vec<Value> = Vec::new();
    for reply in replies {
        match reply.status {
            201 => ids.push(reply.json()["id"].clone()),
            _ => assert_eq!(reply.problem(409).0, "idempotency_key_in_flight"),
        }
    }
    ids.dedup();
    assert_eq!(ids.len(), 1);
    assert_eq!(links(&installation).await, 1);
}

#[tokio::test]
async fn while_the_first_is_under_way_the_second_is_told_to_wait() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let body = json!({"external_id": "x", "job_id": job});
    let held = installation.server.app.in_flight.begin(format!("{} call one", tenant(&installation).await));
    assert_eq!(post(&installation, "/v1/links", "one", &body).await.problem(409).0, "idempotency_key_in_flight");
    drop(held);
    post(&installation, "/v1/links", "one", &body).await.expect(201);
}

async fn tenant(installation: &Installation) -> String {
    let tenants = vestibule::store::tenant::tenants::list(&installation.server.app.db).await.unwrap();
    tenants.iter().find(|tenant| tenant.environment == Environment::Test).unwrap().id.to_string()
}

#[tokio::test]
async fn what_was_answered_rests_sealed() {
    let installation = Installation::open().await;
    let made = post(&installation, "/v1/keys", "one", &json!({"name": "x"})).await.expect(201);
    let secret = made["secret"].as_str().unwrap();
    let again = post(&installation, "/v1/keys", "one", &json!({"name": "x"})).await.expect(201);
    assert_eq!(again["secret"], secret);
    let kept = installation.database.dump(installation.folder.path()).await;
    let files = std::fs::read_dir(installation.folder.path()).unwrap();
    let mut bytes = kept.into_bytes();
    for file in files {
        bytes.extend(std::fs::read(file.unwrap().path()).unwrap_or_default());
    }
    assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()));
}
