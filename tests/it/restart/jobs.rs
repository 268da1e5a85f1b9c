//! Killed while the jobs run.

use crate::support::{Program, definition, until};

#[tokio::test]
async fn jobs_that_were_interrupted_are_finished_and_nothing_is_kept_twice() {
    let mut program = Program::start().await;
    let source = program.backend.create_source(&definition(&program.sandbox, "classic")).await;
    let mut workflows = Vec::new();
    for _ in 0..20 {
        workflows.push(program.backend.create_workflow(&source, "classic").await);
    }
    let job = program.backend.create_job(&source, &workflows).await;
    let (link, mut customer) = program.customer_of(&job).await;
    customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await.is("done");
    for crash in 0..3 {
        until("a job is further", async || {
            let kept = program.backend.get("/v1/artifacts?limit=100").await.expect(200);
            let is_over = program.backend.link(&link).await["status"] == "COMPLETED";
            (is_over || kept["data"].as_array().unwrap().len() > crash * 3).then_some(())
        })
        .await;
        program.crash_and_serve().await;
    }
    program.backend.sees(&link, "COMPLETED").await;
    assert_eq!(program.backend.artifacts(&link).await.len(), 20);
    let timeline = program.backend.transitions(&link).await;
    assert_eq!(timeline, "CREATED ACCESSED AUTHENTICATING IN_PROGRESS COMPLETED");
}
