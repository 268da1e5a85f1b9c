//! How much of the database a link and its flow take.

use serde_json::json;

use crate::support::{Backend, Installation, Story, WithoutWorkers};

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

#[tokio::test]
async fn a_flow_with_three_answers_and_a_file_is_at_most_thirteen_commits() {
    let mut story = Story::begin("classic").await;
    let mut each = Vec::new();
    for round in 0..3 {
        if round > 0 {
            story = Story::in_installation(story.installation, "classic").await;
        }
        // The first two, until the first prompt, are made.
        let before = story.installation.server.app.db.counters().commits();
        story.gives("pass_good+mfa_select+mfa_sms").await;
        story.customer.answer(&[("choice", "sms")]).await;
        story.customer.answer(&[("code", "123456")]).await;
        story.installation.backend.sees_through(&story.link, "COMPLETED").await;
        each.push(story.installation.server.app.db.counters().commits() - before);
    }
    // What the server writes by itself now and then is not in every round.
    assert!(each.iter().min() <= Some(&11), "{each:?}");
}
