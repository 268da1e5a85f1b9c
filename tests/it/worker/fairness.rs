//! A source that hangs keeps nobody waiting who has nothing to do with it.

use serde_json::json;
use time::Duration;

use crate::support::{Backend, Customer, HangingSource, Installation, Link, until};

/// An installation in which a source may hang for as long as it likes.
async fn installation(workers: &str) -> Installation {
    let settings = [
        ("VESTIBULE_WORKERS", workers),
        ("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8"),
        ("VESTIBULE_SOURCE_TIMEOUT", "300"),
    ];
    Installation::with(&settings).await
}

async fn job_at(backend: &Backend, login_url: &str) -> String {
    let source = backend.create("/v1/sources", &json!({"name": "Source", "login_url": login_url})).await;
    backend.create_job(&source, &[]).await
}

/// Presses *Continue*, and sees the waiting page.
async fn begins(link: &Link) -> Customer {
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    let form = customer.page().form("action", "continue");
    let mut fields = form.filled(&[]);
    fields.push(("action".to_owned(), "continue".to_owned()));
    customer.post(&form.action, &fields).await.is("waiting");
    customer
}

async fn begin_many(backend: &Backend, job: &str, count: usize) -> Vec<Link> {
    let mut links = Vec::new();
    for _ in 0..count {
        let link = backend.create_link(job).await;
        begins(&link).await;
        links.push(link);
    }
    links
}

#[tokio::test]
async fn a_customer_of_another_tenant_and_source_is_served_while_one_source_hangs_for_many() {
    let (installation, hanging) = (installation("4").await, HangingSource::start().await);
    let job = job_at(&installation.backend, &hanging.login_url).await;
    begin_many(&installation.backend, &job, 8).await;
    until("the source has got what it may get", async || (hanging.requests() == 3).then_some(())).await;
    let (other, _) = installation.add_tenant("Quay Ledgers").await;
    let theirs = other.sandbox_job(&installation.sandbox, "classic").await;
    let link = other.create_link(&theirs).await;
    let mut customer = installation.customer_at(&link).await;
    customer.page().asks("credentials");
    customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await.is("done");
    other.sees(&link, "COMPLETED").await;
    assert_eq!(hanging.requests(), 3);
}

#[tokio::test]
async fn another_source_of_the_same_tenant_is_served_while_one_hangs() {
    let (installation, hanging) = (installation("8").await, HangingSource::start().await);
    let job = job_at(&installation.backend, &hanging.login_url).await;
    begin_many(&installation.backend, &job, 12).await;
    let sandbox = job_at(&installation.backend, &installation.sandbox.url("/classic/login")).await;
    let link = installation.backend.create_link(&sandbox).await;
    installation.customer_at(&link).await.page().asks("credentials");
}

#[tokio::test]
async fn waiting_for_a_worker_costs_a_flow_no_patience() {
    let (installation, hanging) = (installation("1").await, HangingSource::start().await);
    let stuck = begin_many(&installation.backend, &job_at(&installation.backend, &hanging.login_url).await, 1).await;
    let (other, _) = installation.add_tenant("Quay Ledgers").await;
    let link = other.create_link(&other.sandbox_job(&installation.sandbox, "classic").await).await;
    let mut waiting = begins(&link).await;
    until("the flow waits for a worker", async || (installation.server.app.workers.waiting() == 1).then_some(())).await;
    // Three times what a step may take, and a lease: the flow that is worked on is given up, the other is not.
    installation.clock.advance(Duration::seconds(911));
    let told = installation.backend.sees(&stuck[0], "FAILED").await;
    assert_eq!(told["status_reason"], "flow_interrupted");
    waiting.arrive().await.asks("credentials");
}

#[tokio::test]
async fn a_task_whose_lease_ran_out_is_not_begun_a_second_time_by_its_own_process() {
    let (installation, hanging) = (installation("4").await, HangingSource::start().await);
    begin_many(&installation.backend, &job_at(&installation.backend, &hanging.login_url).await, 1).await;
    until("the source has got the request", async || (hanging.requests() == 1).then_some(())).await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    for round in 1..=3 {
        // The sweeper records what has expired in the same round in which it looks for due tasks.
        let body = json!({"external_id": "customer-1", "job_id": job, "expires_in": 60});
        installation.backend.create_link_with(body).await;
        installation.clock.advance(Duration::seconds(60));
        until("the sweeper has been round", async || {
            let closed = installation.backend.get("/v1/events?type=link.closed").await.expect(200);
            (closed["data"].as_array().unwrap().len() == round).then_some(())
        })
        .await;
        assert_eq!(hanging.requests(), 1, "in round {round}");
    }
}
