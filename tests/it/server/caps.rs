//! How many connections there may be: whoever waits with nothing to say gives way to whoever has something.

use super::wire::Wire;
use crate::support::{Customer, Installation, Program, Story, client, until};

const HALF: &str = "GET /livez HTTP/1.1\r\nHost: x\r\n";

/// A connection that is waiting for a page to change, which may take half a minute.
async fn busy(story: &Story, source: &str) -> Wire {
    let mut wire = Wire::from(source, &story.installation.url("")).await;
    let cookie = story.customer.cookies(&story.page().url);
    let path = story.page().url.path();
    wire.send(&format!("GET {path}/events?turn=2 HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n\r\n")).await;
    let said = wire.until("\r\n\r\n").await;
    assert!(said.starts_with("HTTP/1.1 200"), "{said}");
    wire
}

async fn is_alive(source: &str, installation: &Installation) -> String {
    let mut wire = Wire::from(source, &installation.url("")).await;
    wire.try_send("GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    wire.rest().await
}

async fn after_mfa(settings: &[(&str, &str)]) -> Story {
    let mut story = Story::in_installation(Installation::with(settings).await, "classic").await;
    story.gives("mfa_sms").await;
    story.page().asks("one_time_code");
    story
}

#[tokio::test]
async fn half_open_requests_do_not_keep_others_out() {
    let program = Program::start().await;
    let mut held = Vec::new();
    for number in 0..1_500 {
        let mut wire = Wire::open(&program.url("")).await;
        wire.try_send(["", "G", HALF][number % 3]).await;
        held.push(wire);
    }
    let (link, mut customer) = program.customer().await;
    customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await.is("done");
    program.backend.sees(&link, "COMPLETED").await;
}

#[tokio::test]
async fn when_all_places_are_busy_one_more_is_told_to_come_again() {
    let story = after_mfa(&[("VESTIBULE_CONNECTIONS", "3")]).await;
    let mut waiting = Vec::new();
    for source in ["127.0.0.1", "127.0.0.2", "127.0.0.3"] {
        waiting.push(busy(&story, source).await);
    }
    let said = is_alive("127.0.0.4", &story.installation).await;
    assert!(said.starts_with("HTTP/1.1 503") && said.to_lowercase().contains("retry-after"), "{said}");
    waiting.pop();
    until("there is a place", async || {
        is_alive("127.0.0.4", &story.installation).await.ends_with("alive\n").then_some(())
    })
    .await;
}

#[tokio::test]
async fn one_address_takes_no_place_from_another() {
    let story = after_mfa(&[("VESTIBULE_ADDRESS_CONNECTIONS", "3")]).await;
    let mut waiting = Vec::new();
    for _ in 0..3 {
        waiting.push(busy(&story, "127.0.0.2").await);
    }
    let said = is_alive("127.0.0.2", &story.installation).await;
    assert!(said.starts_with("HTTP/1.1 503"), "{said}");
    assert!(is_alive("127.0.0.3", &story.installation).await.ends_with("alive\n"));
    // Of its own, one that says nothing gives way.
    waiting.pop();
    let mut quiet = Wire::from("127.0.0.2", &story.installation.url("")).await;
    quiet.try_send(HALF).await;
    until("the quiet one gives way", async || {
        is_alive("127.0.0.2", &story.installation).await.ends_with("alive\n").then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_proxy_is_not_one_customer() {
    let story = after_mfa(&[("VESTIBULE_ADDRESS_CONNECTIONS", "3"), ("VESTIBULE_BEHIND_PROXY", "true")]).await;
    let mut waiting = Vec::new();
    for _ in 0..6 {
        waiting.push(busy(&story, "127.0.0.2").await);
    }
    assert!(is_alive("127.0.0.2", &story.installation).await.ends_with("alive\n"));
}

#[tokio::test]
async fn with_few_descriptors_it_keeps_serving_and_says_so() {
    let mut program = Program::start().await;
    program.stop().await;
    program.serve_within("ulimit -n 64").await;
    let mut held = Vec::new();
    for _ in 0..300 {
        let mut wire = Wire::open(&program.url("")).await;
        wire.try_send(HALF).await;
        held.push(wire);
    }
    for _ in 0..5 {
        until("it answers", async || {
            let answer = client().get(program.url("/livez")).send().await.ok()?;
            (answer.status() == 200).then_some(())
        })
        .await;
    }
    let job = program.backend.sandbox_job(&program.sandbox, "classic").await;
    let link = program.backend.create_link(&job).await;
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    customer.press_continue().await.asks("credentials");
    assert!(program.log().contains("descriptors"), "{}", program.log());
}
