//! Runs that the company cancels or has done again, and what the customer's page says meanwhile.

use std::path::Path;

use serde_json::{Value, json};

use super::{Work, change_settings, may_change_settings};
use crate::support::{Link, until};

/// Steps of which the second ends when somebody cancels it.
fn endless() -> Value {
    json!([
        {"step": "visit", "url": "/classic/account", "label": {"en": "Looking at your profile"}},
        {"step": "wait_for", "at": "#never", "timeout": 600},
        {"step": "extract", "name": "profile", "fields": {"name": "[data-name=name]"}},
    ])
}

/// The job run of a link, once its workflow is at this step.
async fn at_step(work: &Work, step: u64) -> String {
    until("the workflow is at the step", async || {
        let run = work.run().await;
        (run["current_step"] == step && run["status"] == "IN_PROGRESS")
            .then(|| run["job_run_id"].as_str().unwrap().to_owned())
    })
    .await
}

async fn job_run(work: &Work, link: &Link) -> Value {
    let id = work.installation.backend.link(link).await["job_run_ids"][0].as_str().unwrap().to_owned();
    work.installation.backend.get(&format!("/v1/job-runs/{id}")).await.expect(200)
}

#[tokio::test]
async fn the_page_after_the_sign_in_says_what_is_being_done_and_that_it_failed() {
    let work = Work::of(&endless(), &json!({})).await;
    let (link, mut customer) = work.signed_in().await;
    let run = at_step(&work, 1).await;
    let page = customer.reload().await;
    assert_eq!(page.texts(".progress .doing"), ["Waiting for Northwind Billing"]);
    assert_eq!(page.texts(".progress .small"), ["Step 2 of 3"]);
    work.installation.backend.post(&format!("/v1/job-runs/{run}/cancel"), &json!({})).await.expect(200);
    work.installation.backend.sees(&link, "FAILED").await;
    let page = customer.reload().await;
    page.tells("workflow_failed");
    assert_eq!(page.texts(".deeds dd"), ["1", "0", "0"]);
}

#[tokio::test]
async fn a_cancelled_run_ends_at_once_and_its_step_stops() {
    let work = Work::of(&endless(), &json!({})).await;
    let (link, _) = work.signed_in().await;
    let run = at_step(&work, 1).await;
    let cancel = format!("/v1/job-runs/{run}/cancel");
    assert_eq!(work.installation.backend.post(&cancel, &json!({})).await.expect(200)["status"], "FAILED");
    assert_eq!(work.run().await["reason"], "cancelled");
    assert_eq!(work.installation.backend.post(&cancel, &json!({})).await.problem(409).0, "run_has_ended");
    work.installation.backend.sees(&link, "FAILED").await;
    let asked = async || work.installation.sandbox.ledger().await.len();
    until("the step asks the source no more", async || {
        let before = asked().await;
        tokio::time::sleep(std::time::Duration::from_millis(2500)).await;
        (asked().await == before).then_some(())
    })
    .await;
}

fn files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.map(|path| if path.is_dir() { files(&path) } else { 1 }).sum()
}

#[tokio::test]
async fn a_run_that_is_cancelled_in_the_middle_of_a_file_keeps_nothing_of_it() {
    for engine in ["http", "chrome"] {
        let steps = json!([
            {"step": "visit", "url": "/classic/account", "engine": engine},
            {"step": "download", "url": "/classic/account/documents/statement-200000000.pdf?pause=100"},
        ]);
        let work = Work::of(&steps, &json!({})).await;
        let (link, _) = work.signed_in().await;
        let run = at_step(&work, 1).await;
        let stored = work.installation.folder.path().join("artifacts");
        if engine == "http" {
            until("the file is being taken", async || (files(&stored) > 0).then_some(())).await;
        }
        work.installation.backend.post(&format!("/v1/job-runs/{run}/cancel"), &json!({})).await.expect(200);
        work.installation.backend.sees(&link, "FAILED").await;
        until("nothing of the file is left", async || (files(&stored) == 0).then_some(())).await;
        let browsers = work.installation.folder.path().join("browsers");
        let downloads = || std::fs::read_dir(&browsers).into_iter().flatten().flatten();
        until("no browser keeps anything of it", async || {
            let left =
                downloads().flat_map(|profile| std::fs::read_dir(profile.path()).into_iter().flatten().flatten());
            (!left.into_iter().any(|entry| entry.file_name().to_string_lossy().starts_with("downloads-"))).then_some(())
        })
        .await;
        assert!(work.installation.backend.all("/v1/artifacts?limit=100").await.is_empty(), "{engine}");
    }
}

#[tokio::test]
async fn a_failed_run_is_done_again_from_its_snapshot_in_the_same_session() {
    let mut steps = change_settings();
    let fails = json!({"step": "expect", "page": {"all": ["#never"]}, "message": "not yet"});
    steps.as_array_mut().unwrap().push(fails);
    let work = Work::of(&steps, &may_change_settings()).await;
    let (link, mut customer) = work.signed_in().await;
    work.installation.backend.sees(&link, "FAILED").await;
    let first = job_run(&work, &link).await;
    // The definition does not matter any more: the run has its snapshot.
    let workflow = format!("/v1/workflows/{}", work.workflow);
    work.installation.backend.patch(&workflow, &json!({"steps": [{"step": "submit"}]})).await.expect(200);

    let retry = format!("/v1/job-runs/{}/retry", first["id"].as_str().unwrap());
    let second = work.installation.backend.post(&retry, &json!({})).await.expect(201);
    assert_eq!(second["retry_of"], first["id"]);
    until("the second run has ended", async || {
        let run = work.installation.backend.get(&format!("/v1/job-runs/{}", second["id"].as_str().unwrap())).await;
        (run.expect(200)["status"] == "FAILED").then_some(())
    })
    .await;
    let run = work.run().await;
    assert_eq!((&run["reason"], &run["counts"]["writes"]), (&json!("expectation_failed"), &json!(1)), "{run}");
    assert_eq!(run["steps"], serde_json::to_value(&steps).unwrap());
    let history = work.installation.backend.transitions(&link).await;
    assert!(
        history.contains("FAILED:workflow_failed AUTHENTICATING:retried IN_PROGRESS FAILED:workflow_failed"),
        "{history}"
    );
    assert_eq!(work.installation.backend.post(&retry, &json!({})).await.problem(409).0, "run_not_retryable");

    // A new sign-in has a session of its own, and drops the old one.
    customer.reload().await.tells("workflow_failed");
    customer.press_continue().await.asks("credentials");
    let retry = format!("/v1/job-runs/{}/retry", second["id"].as_str().unwrap());
    assert_eq!(work.installation.backend.post(&retry, &json!({})).await.problem(409).0, "run_not_retryable");
}
