//! Links past their time whose customers ask for a new one.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use time::Duration;

use crate::support::{Customer, Installation, Link, WithoutWorkers, client};

const BRIEF: i64 = 600;

/// A link whose time is up.
async fn expired(installation: &Installation) -> Link {
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let body = json!({"external_id": "late", "job_id": job, "expires_in": BRIEF, "metadata": {"plan": 7}});
    let link = installation.backend.create_link_with(body).await;
    installation.clock.advance(Duration::seconds(BRIEF));
    link
}

async fn events(installation: &Installation) -> Vec<Value> {
    let listed = installation.backend.get("/v1/events?type=link.renewal_requested").await.expect(200);
    listed["data"].as_array().unwrap().clone()
}

#[tokio::test]
async fn asking_for_a_new_link_tells_the_company_once() {
    let installation = Installation::open().await;
    let link = expired(&installation).await;
    let mut customer = Customer::new();
    for _ in 0..2 {
        customer.open(&link.url).await.tells("link_expired");
        let page = customer.press("action", "renew").await;
        page.is("expired");
        assert_eq!(page.status, 410);
        assert!(page.words().contains("We’ve told the company"), "{}", page.words());
        assert!(!page.offers("action", "renew"));
        assert_eq!(page.url.as_str(), format!("{}?asked", link.url));
    }
    let told = events(&installation).await;
    assert_eq!(told.len(), 1, "{told:?}");
    let (event, data) = (&told[0], &told[0]["data"]);
    assert_eq!((&event["object"], &event["type"]), (&"event".into(), &"link.renewal_requested".into()));
    assert!(event["id"].as_str().unwrap().starts_with("evt_") && event["created"].as_str().unwrap().ends_with('Z'));
    assert_eq!((&data["link_id"], &data["external_id"]), (&link.id.clone().into(), &"late".into()));
    assert_eq!(data["object"]["status"], "EXPIRED");
    assert_eq!(data["object"]["metadata"], json!({"plan": 7}));
}

#[tokio::test]
async fn two_presses_at_once_are_one_event() {
    let installation = Installation::open().await;
    let link = expired(&installation).await;
    let press = || client().post(&link.url).header("sec-fetch-site", "same-origin").send();
    let answers = futures_util::future::join_all((0..8).map(|_| press())).await;
    for answer in answers {
        assert_eq!(answer.unwrap().status(), StatusCode::SEE_OTHER);
    }
    assert_eq!(events(&installation).await.len(), 1);
}

#[tokio::test]
async fn who_was_at_a_prompt_when_the_time_came_can_ask_too() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let body = json!({"external_id": "late", "job_id": job, "expires_in": BRIEF});
    let link = installation.backend.create_link_with(body).await;
    let mut customer = installation.customer_at(&link).await;
    installation.clock.advance(Duration::seconds(BRIEF));
    customer.reload().await.tells("link_expired");
    let page = customer.press("action", "renew").await;
    assert!(page.words().contains("We’ve told the company"), "{}", page.words());
    assert_eq!(events(&installation).await.len(), 1);
}

#[tokio::test]
async fn looking_forging_and_other_sites_write_nothing() {
    let installation = Installation::open().await;
    let link = expired(&installation).await;
    let faces = WithoutWorkers::beside(&installation).await;
    let address = |token: &str| faces.url(&format!("/l/{token}"));
    let forged = format!("{}A", link.token());
    let cases = [
        (Method::GET, address(link.token()), "same-origin", StatusCode::GONE),
        (Method::GET, address(&format!("{}?asked", link.token())), "same-origin", StatusCode::GONE),
        (Method::HEAD, address(link.token()), "none", StatusCode::GONE),
        (Method::POST, address(link.token()), "cross-site", StatusCode::FORBIDDEN),
        (Method::POST, address(link.token()), "none", StatusCode::FORBIDDEN),
        (Method::POST, address(&forged), "same-origin", StatusCode::NOT_FOUND),
        (Method::GET, address(&format!("{forged}?asked")), "same-origin", StatusCode::NOT_FOUND),
    ];
    for (method, url, site, expected) in cases {
        let answer = client().request(method.clone(), &url).header("sec-fetch-site", site).send().await.unwrap();
        assert_eq!(answer.status(), expected, "{method} {url}");
    }
    assert_eq!(faces.work(), (0, 0));
    assert!(events(&installation).await.is_empty());
}

#[tokio::test]
async fn a_link_that_can_be_used_or_was_taken_back_offers_nothing_to_ask_for() {
    let installation = Installation::open().await;
    let link = installation.link("classic").await;
    let mut customer = Customer::new();
    assert!(!customer.open(&link.url).await.offers("action", "renew"));
    customer.post("", &[]).await.is("begin");
    installation.backend.revoke(&link).await.expect(200);
    let page = customer.open(&link.url).await;
    page.tells("link_revoked");
    assert!(!page.offers("action", "renew"));
    customer.post("", &[]).await.tells("link_revoked");
    assert!(events(&installation).await.is_empty());
}
