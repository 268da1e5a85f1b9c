//! How much of the database a link and its flow take.

use std::sync::Arc;

use serde_json::json;

use crate::support::{Backend, Installation, Story, WithoutWorkers, until};

#[tokio::test]
async fn making_a_link_is_one_commit_and_few_hand_overs() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let faces = WithoutWorkers::beside(&installation).await;
    let backend = Backend::new(&faces.url(""), installation.backend.key());
    let counters = faces.app.db.counters();
    let body = json!({"external_id": "customer-1", "job_id": job});
    backend.post("/v1/links", &body).await.expect(201);
    let before = [counters.statements(), counters.commits(), counters.hand_overs()];
    backend.post("/v1/links", &body).await.expect(201);
    let after = [counters.statements(), counters.commits(), counters.hand_overs()];
    let [statements, commits, hand_overs] = [0, 1, 2].map(|of| after[of] - before[of]);
    // Three that read what the link rests on (one of them the inputs of its workflow), its rows with the feed's position,
    // and the event with the commit.
    let most = if installation.database.is_shared() { statements + 2 } else { 5 };
    assert_eq!(commits, 1);
    assert!(hand_overs <= most, "{statements} statements, {hand_overs} hand-overs");
}

/// Two until the first prompt, two for each of three answers, one for the file of the job, and one for its end.
const COMMITS: u64 = 10;
const STATEMENTS: u64 = 74;

#[tokio::test]
async fn a_flow_with_three_answers_and_a_file_is_ten_commits_and_few_statements() {
    let mut installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let mut each = Vec::new();
    for _ in 0..4 {
        let link = installation.backend.create_link(&job).await;
        let app = Arc::clone(&installation.server.app);
        let counters = app.db.counters();
        let before = [counters.commits(), counters.statements()];
        let customer = installation.customer_at(&link).await;
        let mut story = Story { installation, link, customer };
        story.gives("pass_good+mfa_select+mfa_sms").await;
        story.customer.answer(&[("choice", "sms")]).await;
        story.customer.answer(&[("code", "123456")]).await.is("done");
        until("the flow has written its end", async || (counters.commits() >= before[0] + COMMITS).then_some(())).await;
        let statements = counters.statements() - before[1];
        story.installation.backend.sees_through(&story.link, "COMPLETED").await;
        each.push((counters.commits() - before[0], statements));
        installation = story.installation;
    }
    // What the server asks and writes by itself now and then is not in every round.
    let least = |of: fn(&(u64, u64)) -> u64| each.iter().map(of).min();
    assert_eq!(least(|(commits, _)| *commits), Some(COMMITS), "{each:?}");
    assert!(least(|(_, statements)| *statements) <= Some(STATEMENTS), "{each:?}");
}
