//! Many customers at once, on one server, and on two that share a PostgreSQL database.

use std::collections::BTreeMap;

use futures_util::future::join_all;

use crate::support::{Customer, Installation, Link};

/// Signs in with a wrong code first, and says which link it was.
async fn signs_in(link: Link, number: usize) -> Link {
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    customer.press_continue().await.asks("credentials");
    customer.answer(&[("identifier", "user_good"), ("password", "mfa_sms")]).await.asks("one_time_code");
    let wrong = format!("{:06}", 200_000 + number);
    customer.answer(&[("code", &wrong)]).await.tells("mfa_code_invalid");
    customer.answer(&[("code", "123456")]).await.is("done");
    link
}

/// Everybody's submissions, each once: a session of the source is one flow, and nobody else drove it.
async fn each_flow_was_driven_once(installation: &Installation, flows: usize) {
    let mut sessions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in installation.sandbox.ledger().await {
        sessions.entry(entry.session).or_default().push(entry.step);
    }
    assert_eq!(sessions.len(), flows);
    for steps in sessions.values() {
        assert_eq!(steps, &["login", "code", "code"]);
    }
    let mut codes = installation.sandbox.received("otp").await;
    codes.retain(|code| code != "123456");
    codes.sort();
    let sent = codes.len();
    codes.dedup();
    assert_eq!((codes.len(), sent), (flows, flows));
}

pub(super) async fn many(installation: &Installation, flows: usize, at: impl Fn(usize, &str) -> String) {
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let mut customers = Vec::new();
    for number in 0..flows {
        let mut link = installation.backend.create_link(&job).await;
        link.url = at(number, &link.url);
        customers.push(signs_in(link, number));
    }
    for link in join_all(customers).await {
        installation.backend.sees(&link, "COMPLETED").await;
        let timeline = installation.backend.transitions(&link).await;
        assert_eq!(timeline, "CREATED ACCESSED AUTHENTICATING IN_PROGRESS COMPLETED");
    }
    each_flow_was_driven_once(installation, flows).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_customers_at_once_are_each_served_once() {
    let installation = Installation::with(&[("VESTIBULE_WORKERS", "8")]).await;
    many(&installation, 50, |_, url| url.to_owned()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_on_one_database_never_drive_one_flow_twice() {
    let installation = Installation::open().await;
    if !installation.database.is_shared() {
        return; // An embedded database has one server, which its lock sees to.
    }
    let second = installation.second_server().await;
    let (own, other) = (installation.server.address.to_string(), second.address.to_string());
    // Every other customer comes to the second server; either may work on any flow.
    many(&installation, 40, |number, url| if number % 2 == 0 { url.to_owned() } else { url.replace(&own, &other) })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customer_may_change_servers_at_every_step() {
    let installation = Installation::open().await;
    if !installation.database.is_shared() {
        return;
    }
    let second = installation.second_server().await;
    let link = installation.link("classic").await;
    let servers = [installation.server.address.to_string(), second.address.to_string()];
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    customer.press_continue().await.asks("credentials");
    let answers: [&[(&str, &str)]; 4] = [
        &[("identifier", "user_good"), ("password", "mfa_questions_1_1+mfa_sms")],
        &[("answer_1", "answer_1_1")],
        &[("code", "111111")],
        &[("code", "123456")],
    ];
    for (turn, typed) in answers.iter().enumerate() {
        let url = customer.page().url.to_string();
        let there = url.replace(&servers[turn % 2], &servers[(turn + 1) % 2]);
        customer.open(&there).await.is("challenge");
        customer.answer(typed).await;
    }
    customer.page().is("done");
    installation.backend.sees(&link, "COMPLETED").await;
    assert_eq!(installation.sandbox.ledger().await.len(), 4);
}

#[tokio::test]
async fn a_second_server_on_an_embedded_database_is_told_to_go_elsewhere() {
    let installation = Installation::open().await;
    if !installation.database.is_shared() {
        let refused = installation.serve_again().await;
        assert!(refused.contains("another vestibule is using the data folder"), "{refused}");
    }
}
