//! How artifacts end: by the API, by their age, replaced by the same step, and given up half-way.

use reqwest::Method;
use time::Duration;
use vestibule::service::job::artifacts;

use super::{add, artifact, begin, done, objects};
use crate::support::{Installation, client, until};

/// Waits until so many objects are left.
pub async fn are_left(installation: &Installation, count: usize) {
    until(&format!("{count} objects are left"), async || (objects(installation).len() == count).then_some(())).await;
}

async fn status(url: &str) -> u16 {
    client().get(url).send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_deleted_artifact_is_gone_with_its_content() {
    let (story, artifact) = done().await;
    let installation = &story.installation;
    let path = format!("/v1/artifacts/{}", artifact["id"].as_str().unwrap());
    let url = artifact["content_url"].as_str().unwrap();
    assert_eq!(installation.backend.send(Method::DELETE, &path, None).await.status, 204);
    assert_eq!(installation.backend.get(&path).await.status, 404);
    assert_eq!(installation.backend.send(Method::DELETE, &path, None).await.status, 404);
    assert_eq!(status(url).await, 404);
    are_left(installation, 0).await;
}

#[tokio::test]
async fn an_artifact_ends_with_its_time() {
    let (story, before) = done().await;
    let installation = &story.installation;
    assert!(before["expires_at"].is_string());
    installation.clock.advance(Duration::days(89));
    assert_eq!(artifact(installation).await["id"], before["id"]);
    installation.clock.advance(Duration::days(1) + Duration::seconds(1));
    are_left(installation, 0).await;
    assert!(artifact(installation).await.is_null());
}

#[tokio::test]
async fn a_repeated_step_replaces_what_it_made_before() {
    let (story, first) = done().await;
    let installation = &story.installation;
    let once = add(installation, &first, "9/1", b"once").await;
    let twice = add(installation, &first, "9/1", b"twice").await;
    let listed = installation.backend.get("/v1/artifacts").await.expect(200);
    let ids: Vec<_> = listed["data"].as_array().unwrap().iter().map(|artifact| artifact["id"].clone()).collect();
    assert_eq!(ids, [twice["id"].clone(), first["id"].clone()]);
    assert_eq!(status(once["content_url"].as_str().unwrap()).await, 404);
    are_left(installation, 2).await;
}

#[tokio::test]
async fn nothing_stays_of_contents_that_nobody_came_to_keep() {
    let (story, artifact) = done().await;
    let installation = &story.installation;
    let mut half = begin(installation, &artifact, "7", "half.pdf").await;
    half.write(&vec![1; 12_000_000]).await.unwrap();
    let mut whole = begin(installation, &artifact, "8", "whole.pdf").await;
    whole.write(b"whole").await.unwrap();
    let whole = whole.finish().await.unwrap();
    until("both are on the disk", async || (objects(installation).len() == 3).then_some(())).await;
    // As a process does that is killed: nothing is tidied up.
    std::mem::forget(half);
    installation.clock.advance(Duration::hours(2));
    are_left(installation, 1).await;
    let app = &installation.server.app;
    let mut tx = app.db.begin().await.unwrap();
    assert!(artifacts::keep(app, &mut tx, &whole).await.is_err());
}
