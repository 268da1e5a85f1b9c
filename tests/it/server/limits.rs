//! Time limits: heads, bodies, idle connections and readers that do not read.

use std::time::Duration;

use reqwest::Method;
use tokio::time::{sleep, timeout};

use super::wire::Wire;
use crate::support::{Installation, Story, client};

const LIMITS: [(&str, &str); 3] =
    [("VESTIBULE_HEAD_TIMEOUT", "1"), ("VESTIBULE_BODY_TIMEOUT", "1"), ("VESTIBULE_IDLE_TIMEOUT", "1")];

#[tokio::test]
async fn a_head_that_does_not_end_is_cut_off() {
    let installation = Installation::with(&LIMITS).await;
    let halves =
        ["", "G", "GET /livez HTTP/1.1\r\n", "GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ", "PRI * HTTP/2.0\r\n"];
    for half in halves {
        let mut wire = Wire::open(&installation.url("")).await;
        wire.send(half).await;
        wire.rest().await;
    }
    let endless = format!("GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: {}", "x".repeat(400));
    Wire::open(&installation.url("")).await.drip(&endless).await;
}

#[tokio::test]
async fn a_second_head_that_does_not_end_is_cut_off_too() {
    let installation = Installation::with(&LIMITS).await;
    let mut wire = Wire::open(&installation.url("")).await;
    wire.send("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n").await;
    wire.until("alive\n").await;
    wire.send("GET /livez HTTP/1.1\r\nHo").await;
    assert_eq!(wire.rest().await, "");
}

#[tokio::test]
async fn an_idle_connection_is_closed() {
    let installation = Installation::with(&LIMITS).await;
    let mut wire = Wire::open(&installation.url("")).await;
    for _ in 0..3 {
        wire.send("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n").await;
        wire.until("alive\n").await;
    }
    assert_eq!(wire.rest().await, "");
}

#[tokio::test]
async fn a_body_that_does_not_come_is_given_up() {
    let installation = Installation::with(&LIMITS).await;
    let link = installation.link("classic").await;
    let head = |path: &str, more: &str| {
        format!(
            "POST {path} HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nCookie: vestibule=1\r\n{more}\r\n\r\n"
        )
    };
    let begin = format!("/l/{}/begin", link.token());
    let call = format!("Authorization: Bearer {}\r\nContent-Type: application/json\r\n", installation.backend.key());
    let samples = [
        (head(&begin, "Content-Length: 100"), "a=b"),
        (head(&begin, "Transfer-Encoding: chunked"), "3\r\na=b\r\n"),
        (head("/v1/links", &format!("{call}Content-Length: 100")), "{\"external_id\""),
        (head("/v1/links", &format!("{call}Transfer-Encoding: chunked")), "1\r\n{\r\n"),
    ];
    for (head, body) in samples {
        let mut wire = Wire::open(&installation.url("")).await;
        wire.send(&head).await;
        wire.send(body).await;
        let said = wire.rest().await;
        assert!(said.is_empty() || said.starts_with("HTTP/1.1 4"), "{said}");
        let said = Wire::open(&installation.url("")).await;
        let mut said = said;
        said.send(&head).await;
        let said = said.drip(&"1\r\n \r\n".repeat(30)).await;
        assert!(said.is_empty() || said.starts_with("HTTP/1.1 4"), "{said}");
    }
    assert_eq!(installation.backend.transitions(&link).await, "CREATED");
}

#[tokio::test]
async fn a_call_whose_body_does_not_come_is_told_so() {
    let installation = Installation::with(&LIMITS).await;
    let mut wire = Wire::open(&installation.url("")).await;
    let key = installation.backend.key();
    let head = format!("POST /v1/links HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\n");
    wire.send(&format!("{head}Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{{")).await;
    let said = wire.rest().await;
    assert!(said.starts_with("HTTP/1.1 408") && said.contains("\"unreadable_body\""), "{said}");
}

#[tokio::test]
async fn who_sends_too_much_and_takes_time_for_it_is_told_so() {
    let installation = Installation::open().await;
    let link = installation.link("classic").await;
    let key = format!("Authorization: Bearer {}\r\nContent-Type: application/json", installation.backend.key());
    let form = "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded".to_owned();
    for (path, headers) in [(format!("/l/{}/begin", link.token()), form), ("/v1/links".to_owned(), key)] {
        let length = 3_000_000;
        let mut wire = Wire::open(&installation.url("")).await;
        let head = format!("POST {path} HTTP/1.1\r\nHost: x\r\n{headers}\r\nContent-Length: {length}\r\n\r\n");
        wire.send(&head).await;
        for _ in 0..10 {
            wire.send(&"x".repeat(length / 10)).await;
            sleep(Duration::from_millis(50)).await;
        }
        wire.until("413 Payload Too Large").await;
    }
    assert_eq!(installation.backend.transitions(&link).await, "CREATED");
}

#[tokio::test]
async fn a_reader_who_does_not_read_is_hung_up_on() {
    let installation = Installation::with(&LIMITS).await;
    let page = client().get(installation.url("/docs/api")).send().await.unwrap();
    assert_eq!(page.status(), 200);
    let mut wire = Wire::open(&installation.url("")).await;
    let end = timeout(Duration::from_mins(1), async {
        // Nothing is read, so the answers fill what lies between, and then nothing more is taken.
        while wire.try_send("GET /docs/api HTTP/1.1\r\nHost: x\r\n\r\n").await {}
    });
    assert!(end.await.is_ok(), "the server still waits");
}

#[tokio::test]
async fn who_is_slow_within_the_limits_is_served() {
    let installation = Installation::with(&[("VESTIBULE_HEAD_TIMEOUT", "20"), ("VESTIBULE_BODY_TIMEOUT", "20")]).await;
    let request = "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    assert!(Wire::open(&installation.url("")).await.drip(request).await.ends_with("alive\n"));
}

#[tokio::test]
async fn a_stream_of_events_outlives_the_limits() {
    let mut story = Story::in_installation(Installation::with(&LIMITS).await, "classic").await;
    story.gives("mfa_sms+delay_4").await;
    story.page().asks("one_time_code");
    let form = story.page().prompt();
    let mut fields = form.filled(&[("code", "123456")]);
    fields.push(("action".to_owned(), "submit".to_owned()));
    let url = story.page().url.join(&format!("{}/events?turn=2", story.page().url.path())).unwrap();
    let mut events = story.customer.request_builder(Method::GET, &url).send().await.unwrap();
    assert_eq!(events.status(), 200);
    tokio::time::sleep(Duration::from_secs(3)).await;
    story.customer.tab().post(&form.action, &fields).await;
    // Before the event comes what tells the page that somebody listens.
    let mut said = String::new();
    while !said.contains("changed") {
        let event = timeout(Duration::from_mins(1), events.chunk()).await.expect("an event").unwrap();
        said.push_str(&String::from_utf8_lossy(&event.expect("the stream goes on")));
    }
}

#[tokio::test]
async fn http_2_without_tls_is_spoken_only_where_it_is_wanted() {
    let ask = async |installation: &Installation| {
        let _ = client();
        let http2 = reqwest::Client::builder().no_proxy().http2_prior_knowledge().build().unwrap();
        http2.get(installation.url("/livez")).send().await.ok().map(|answer| answer.version())
    };
    assert_eq!(ask(&Installation::open().await).await, None);
    let wanted = Installation::with(&[("VESTIBULE_HTTP2", "true")]).await;
    assert_eq!(ask(&wanted).await, Some(reqwest::Version::HTTP_2));
    assert_eq!(client().get(wanted.url("/livez")).send().await.unwrap().version(), reqwest::Version::HTTP_11);
    // Its idle connections end as well.
    let wanted = Installation::with(&[&LIMITS[..], &[("VESTIBULE_HTTP2", "true")]].concat()).await;
    let mut wire = Wire::open(&wanted.url("")).await;
    wire.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u{4}\0\0\0\0\0").await;
    wire.rest().await;
}
