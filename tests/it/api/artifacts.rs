//! What jobs brought home, and the addresses of its contents.

use reqwest::header::CONTENT_TYPE;
use serde_json::json;
use time::Duration;

use crate::support::{Story, client};

async fn status(url: &str) -> u16 {
    client().get(url).send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn the_address_of_a_content_is_signed_and_ends() {
    let mut story = Story::after("pass_good").await;
    story.ends_well().await;
    let listed = story.installation.backend.get("/v1/artifacts").await.expect(200);
    let artifact = &listed["data"][0];
    assert_eq!((&artifact["name"], &artifact["content_type"]), (&json!("invoices"), &json!("application/json")));
    let url = artifact["content_url"].as_str().unwrap();
    let content = client().get(url).send().await.unwrap();
    assert_eq!(content.headers()[CONTENT_TYPE], "application/json");
    assert_eq!(content.text().await.unwrap().len(), usize::try_from(artifact["size"].as_u64().unwrap()).unwrap());

    let (start, stamp) = url.rsplit_once("stamp=").unwrap();
    let until = url.split("until=").nth(1).unwrap().split('&').next().unwrap();
    let later = (until.parse::<i64>().unwrap() + 1).to_string();
    let other = if stamp.starts_with('A') { "B" } else { "A" };
    let tampered = [
        format!("{start}stamp={other}{}", &stamp[1..]),
        format!("{start}stamp="),
        format!("{start}stamp={stamp}A"),
        url.replace(until, &later),
        url.split('?').next().unwrap().to_owned(),
    ];
    for url in tampered {
        assert!(matches!(status(&url).await, 404 | 422), "{url}");
    }
    story.installation.clock.advance(Duration::minutes(14));
    assert_eq!(status(url).await, 200);
    story.installation.clock.advance(Duration::minutes(1));
    assert_eq!(status(url).await, 404);
}

#[tokio::test]
async fn runs_keep_what_they_ran_and_how_it_ended() {
    let story = Story::after("fail_workflow_source_error").await;
    let told = story.installation.backend.sees(&story.link, "FAILED").await;
    let run = format!("/v1/job-runs/{}", told["job_run_ids"][0].as_str().unwrap());
    let run = story.installation.backend.get(&run).await.expect(200);
    assert_eq!((&run["status"], &run["link_id"]), (&json!("FAILED"), &told["id"]));
    let workflow = format!("/v1/workflow-runs/{}", run["workflow_run_ids"][0].as_str().unwrap());
    let workflow = story.installation.backend.get(&workflow).await.expect(200);
    assert_eq!((&workflow["status"], &workflow["current_step"]), (&json!("FAILED"), &json!(0)));
    assert_eq!(workflow["error"], "step 0: the source answered 500");
    assert_eq!(workflow["steps"].as_array().unwrap().len(), 2);
}
