//! How much one may ask for at once.

use reqwest::{Method, header::RETRY_AFTER};
use time::Duration;

use crate::support::{Backend, Installation};

async fn left(backend: &Backend) -> String {
    let reply = backend.get("/v1/links").await;
    reply.headers["ratelimit"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_key_that_asks_for_too_much_is_told_when_to_come_back() {
    let installation = Installation::with(&[("VESTIBULE_API_CALLS", "3")]).await;
    let (other, _) = installation.add_tenant("Other Books").await;
    for remaining in [2, 1, 0] {
        assert!(left(&installation.backend).await.starts_with(&format!("\"calls\";r={remaining};t=")));
    }
    let refused = installation.backend.get("/v1/links").await;
    assert_eq!(refused.problem(429).0, "rate_limited");
    assert_eq!(refused.headers["ratelimit-policy"], "\"calls\";q=3;w=60");
    let wait: i64 = refused.headers[RETRY_AFTER].to_str().unwrap().parse().unwrap();
    assert!((1..=21).contains(&wait), "{wait}");
    assert!(left(&other).await.starts_with("\"calls\";r=2;"));
    installation.clock.advance(Duration::seconds(wait));
    installation.backend.get("/v1/links").await.expect(200);
}

#[tokio::test]
async fn who_tries_too_many_keys_is_turned_away_and_keys_in_use_go_on() {
    let installation = Installation::with(&[("VESTIBULE_API_FAILURES", "5")]).await;
    installation.backend.get("/v1/links").await.expect(200);
    let stranger = installation.backend.with_key("vst_x");
    for _ in 0..5 {
        // That needs no key, and so says nothing about this one.
        stranger.get("/v1/openapi.json").await.expect(200);
        stranger.get("/v1/links").await.problem(401);
    }
    let refused = stranger.send(Method::POST, "/v1/links", None).await;
    assert_eq!(refused.problem(429).0, "rate_limited");
    assert!(refused.headers.contains_key(RETRY_AFTER));
    installation.backend.get("/v1/links").await.expect(200);
    installation.clock.advance(Duration::minutes(1));
    stranger.get("/v1/links").await.problem(401);
}

#[tokio::test]
async fn a_clock_that_is_set_forward_or_back_changes_no_limit() {
    for step in [Duration::minutes(10), Duration::minutes(-10), Duration::days(1), Duration::days(-1)] {
        let installation = Installation::with(&[("VESTIBULE_API_CALLS", "3"), ("VESTIBULE_API_FAILURES", "2")]).await;
        let stranger = installation.backend.with_key("vst_x");
        installation.backend.get("/v1/links").await.expect(200);
        stranger.get("/v1/links").await.problem(401);
        installation.clock.step(step);
        // What is left is left, and no more.
        assert!(left(&installation.backend).await.starts_with("\"calls\";r=1;"), "{step}");
        installation.backend.get("/v1/links").await.expect(200);
        installation.backend.get("/v1/links").await.problem(429);
        stranger.get("/v1/links").await.problem(401);
        stranger.get("/v1/links").await.problem(429);
    }
}
