//! What operators ask.

mod writes;

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{Installation, Story, client, until};

/// An installation with a listener for operators.
async fn installation() -> Installation {
    Installation::with(&[("VESTIBULE_METRICS_LISTEN", "127.0.0.1:0")]).await
}

async fn asked(installation: &Installation, path: &str) -> (u16, String) {
    let address = installation.server.operations_address.unwrap();
    let answer = client().get(format!("http://{address}{path}")).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// Every number of the metrics as it is written, by its name and labels.
async fn metrics(installation: &Installation) -> BTreeMap<String, String> {
    let (status, text) = asked(installation, "/metrics").await;
    assert_eq!(status, 200);
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.rsplit_once(' ')).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[tokio::test]
async fn flows_steps_tasks_and_links_are_counted_and_links_add_up() {
    let mut story = Story::in_installation(installation().await, "classic").await;
    story.gives("pass_good").await;
    story.ends_well().await;
    let other = story.installation.link("classic").await;
    story.installation.backend.revoke(&other).await.expect(200);
    let counts = until("the jobs are counted", async || {
        let counts = metrics(&story.installation).await;
        counts.contains_key("vestibule_tasks_total{kind=\"jobs\",outcome=\"done\"}").then_some(counts)
    })
    .await;
    assert_eq!(counts["vestibule_flows_ended_total{outcome=\"signed_in\",refusal=\"\"}"], "1");
    assert_eq!(counts["vestibule_links{status=\"COMPLETED\"}"], "1");
    assert_eq!(counts["vestibule_links{status=\"EXPIRED\"}"], "1");
    assert_eq!(counts["vestibule_engine_step_seconds_count{kind=\"answer\"}"], "1");
    let links = counts.iter().filter(|(name, _)| name.starts_with("vestibule_links{"));
    assert_eq!(links.map(|(_, count)| count.parse::<u32>().unwrap()).sum::<u32>(), 2);
}

#[tokio::test]
async fn every_number_says_what_it_is() {
    let mut story = Story::in_installation(installation().await, "classic").await;
    story.gives("pass_good").await;
    story.ends_well().await;
    let (_, text) = asked(&story.installation, "/metrics").await;
    let named = |what: &str| text.lines().filter_map(|line| line.strip_prefix(what)?.split(' ').next()).collect();
    let (told, explained): (BTreeSet<&str>, BTreeSet<&str>) = (named("# TYPE "), named("# HELP "));
    assert!(told.contains("vestibule_links") && told.contains("vestibule_engine_step_seconds"), "{told:?}");
    assert_eq!(told, explained);
}

#[tokio::test]
async fn a_live_server_is_ready_and_metrics_are_not_for_the_public() {
    let installation = installation().await;
    assert_eq!(asked(&installation, "/livez").await.0, 200);
    assert_eq!(asked(&installation, "/readyz").await.0, 200);
    for (path, status) in [("/livez", 200), ("/readyz", 200), ("/metrics", 404)] {
        assert_eq!(client().get(installation.url(path)).send().await.unwrap().status(), status, "{path}");
    }
    installation.server.app.stop();
    assert_eq!(asked(&installation, "/livez").await.0, 200);
    assert_eq!(asked(&installation, "/readyz").await, (503, "stopping\n".to_owned()));
}
