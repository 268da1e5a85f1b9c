//! While nothing can be written: everybody is told to come again, nothing is acknowledged, and it is over by itself.

use serde_json::json;

use crate::support::{Broken, Customer, Fault, Installation, Link, Page, client, until};

async fn readiness(installation: &Installation) -> u16 {
    client().get(installation.url("/readyz")).send().await.unwrap().status().as_u16()
}

async fn is_ready(installation: &Installation, status: u16) {
    until(&format!("/readyz says {status}"), async || (readiness(installation).await == status).then_some(())).await;
}

/// Some faults cut all connections to the database; more reads than it has connections find each of them out.
async fn notice_lost_connections(installation: &Installation, link: &Link) {
    for _ in 0..32 {
        installation.backend.get(&format!("/v1/links/{}", link.id)).await;
    }
}

async fn breaks(installation: &Installation, fault: Fault, link: &Link) -> Broken {
    let broken = installation.breaks(fault).await;
    notice_lost_connections(installation, link).await;
    broken
}

fn is_asked_to_come_again(page: &Page) {
    assert_eq!(page.status, 503, "{}", page.body);
    page.is("error");
}

/// How many rows there are of what calls and customers write.
async fn written(installation: &Installation) -> Vec<i64> {
    let rows = installation.rows().await;
    ["links", "flows", "events", "link_transitions", "idempotent_calls"].map(|table| rows[table]).to_vec()
}

async fn while_nothing_can_be_written(fault: Fault) {
    let installation = Installation::open().await;
    let link = installation.link("classic").await;
    let other = installation.link("classic").await;
    let mut asked = installation.customer_at(&other).await;
    asked.arrive().await.asks("credentials");
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    let rows = written(&installation).await;
    let job = installation.backend.link(&link).await["job_id"].clone();
    let broken = breaks(&installation, fault, &link).await;
    let body = json!({"external_id": "customer-2", "job_id": job});
    let reply = installation.backend.try_post("/v1/links", &body, "one").await.unwrap();
    assert_eq!(reply.problem(503).0, "unavailable");
    assert!(reply.headers.contains_key("retry-after"));
    let revoke = format!("/v1/links/{}/revoke", link.id);
    let reply = installation.backend.try_post(&revoke, &json!({}), "two").await.unwrap();
    assert_eq!(reply.problem(503).0, "unavailable");
    is_asked_to_come_again(customer.press_continue().await);
    let typed = [("identifier", "user_good"), ("password", "pass_good")];
    is_asked_to_come_again(asked.tab().submit(&typed).await);
    is_ready(&installation, 503).await;
    assert_eq!(client().get(installation.url("/livez")).send().await.unwrap().status(), 200);
    // What asks for no write is answered.
    customer.open(&link.url).await.is("begin");

    installation.mends(broken).await;
    notice_lost_connections(&installation, &link).await;
    is_ready(&installation, 200).await;
    assert_eq!(written(&installation).await, rows);
    assert!(installation.sandbox.received("password").await.is_empty());
    until("the call is done", async || {
        let reply = installation.backend.try_post("/v1/links", &body, "one").await.unwrap();
        (reply.status == 201).then_some(())
    })
    .await;
    customer.press_continue().await.asks("credentials");
    customer.answer(&typed).await.is("done");
    installation.backend.sees(&link, "COMPLETED").await;
}

/// Whether there is a server, which alone can be broken like this from outside; a file on a disk that takes nothing is in
/// `engines::disks`.
fn is_on_server() -> bool {
    std::env::var("VESTIBULE_TEST_DATABASE_URL").is_ok()
}

#[tokio::test]
async fn a_full_disk_of_the_database_server_is_told_of_and_ends() {
    if is_on_server() {
        while_nothing_can_be_written(Fault::Full).await;
    }
}

#[tokio::test]
async fn a_read_only_database_server_is_told_of_and_ends() {
    if is_on_server() {
        while_nothing_can_be_written(Fault::ReadOnly).await;
    }
}

#[tokio::test]
async fn a_locked_database_is_told_of_and_ends() {
    while_nothing_can_be_written(Fault::Locked).await;
}
