//! Lists that are not what they must be, and values that look like more than they are.

use serde_json::{Value, json};

use super::Work;
use crate::support::{client, until};

/// A workflow that reads bookings with a flaw, and does these steps with them.
fn steps(engine: &str, query: &str, then: &[Value]) -> Value {
    let fields = json!({"number": {"at": ".number", "key": true}, "text": ".text"});
    let mut steps = vec![
        json!({"step": "visit", "url": format!("/classic/account/bookings?{query}"), "engine": engine}),
        json!({
            "step": "extract", "name": "bookings", "rows": "#bookings tbody tr", "fields": fields,
            "next": "a[rel=next]", "total": "#total",
        }),
    ];
    steps.extend_from_slice(then);
    steps.into()
}

/// The run of a workflow of these steps, when it has ended.
async fn ran(steps: &Value) -> (Work, Value) {
    let work = Work::of(steps, &json!({})).await;
    let (link, _) = work.signed_in().await;
    until("the run has ended", async || {
        let status = work.installation.backend.link(&link).await["status"].clone();
        ["COMPLETED", "FAILED"].contains(&status.as_str().unwrap()).then_some(())
    })
    .await;
    let run = work.run().await;
    (work, run)
}

#[tokio::test]
async fn a_page_that_repeats_and_a_wrong_total_fail_the_run_in_either_engine_and_leave_no_artifact() {
    for engine in ["http", "chrome"] {
        for (query, reason, message) in [
            ("count=700&flaw=repeats", "page_repeated", "step 1: page 2 has the records of an earlier page"),
            ("count=7&flaw=miscounts", "incomplete", "step 1: 7 records were read, and the page says that there are 8"),
        ] {
            let (work, run) = ran(&steps(engine, query, &[])).await;
            let told = (&run["status"], &run["reason"], &run["error"]);
            assert_eq!(told, (&json!("FAILED"), &json!(reason), &json!(message)), "{engine}: {run}");
            assert_eq!(work.installation.backend.all("/v1/artifacts?limit=100").await.len(), 0, "{engine}, {query}");
        }
    }
}

#[tokio::test]
async fn a_next_page_without_end_ends_the_run() {
    let (_, run) = ran(&steps("http", "flaw=endless", &[])).await;
    assert_eq!((&run["reason"], &run["outcomes"][1]["outcome"]), (&json!("too_many_pages"), &json!("failed")), "{run}");
    // In a browser, so many pages take longer than a step may.
    let mut steps = steps("chrome", "flaw=endless", &[]);
    steps[1]["timeout"] = json!(4);
    let (_, run) = ran(&steps).await;
    assert_eq!((&run["reason"], &run["outcomes"][1]["outcome"]), (&json!("timed_out"), &json!("failed")), "{run}");
}

#[tokio::test]
async fn a_value_that_looks_like_a_template_or_a_path_stays_what_it_is_in_either_engine() {
    const TRICK: &str = "../../{{item.number}}{{input.x}}";
    for engine in ["http", "chrome"] {
        let file = "/classic/account/documents/statement-1000.pdf?name={{item.text}}.pdf";
        let each = json!({"step": "for_each", "of": "bookings", "steps": [{"step": "download", "url": file}]});
        let (work, run) = ran(&steps(engine, "count=2&flaw=tricks", &[each])).await;
        assert_eq!(run["status"], "COMPLETED", "{engine}: {run}");
        let artifacts = work.installation.backend.all("/v1/artifacts?limit=100").await;
        assert_eq!(artifacts.len(), 3, "{engine}: {artifacts:?}");
        for artifact in artifacts {
            let content = client().get(artifact["content_url"].as_str().unwrap()).send().await.unwrap();
            if artifact["kind"] == "extracted_data" {
                let read: Vec<Value> = serde_json::from_str(&content.text().await.unwrap()).unwrap();
                assert_eq!([&read[0]["text"], &read[1]["text"]], [TRICK; 2], "{engine}");
                continue;
            }
            // The source calls the file as the value says; what is kept leads nowhere, and is no other value.
            let name = artifact["name"].as_str().unwrap();
            assert!(name.ends_with("{{item.number}}{{input.x}}.pdf"), "{engine}: {name}");
            assert!(!name.contains(['/', '\\']) && !name.starts_with('.'), "{engine}: {name}");
            let disposition = content.headers()["content-disposition"].to_str().unwrap();
            assert!(
                disposition.starts_with("attachment; filename=\"") && !disposition.contains("../"),
                "{disposition}"
            );
        }
    }
}
