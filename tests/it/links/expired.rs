//! Links whose time is up.

use serde_json::json;
use time::Duration;

use crate::support::{Customer, Story, until};

const BRIEF: i64 = 600;

/// A customer at a prompt of a link that lives for ten minutes.
async fn brief(password: Option<&str>) -> Story {
    let mut story = Story::begin("classic").await;
    let job = story.installation.backend.link(&story.link).await["job_id"].clone();
    let body = json!({"external_id": "brief", "job_id": job, "expires_in": BRIEF});
    story.link = story.installation.backend.create_link_with(body).await;
    story.customer = story.installation.customer_at(&story.link).await;
    if let Some(password) = password {
        story.gives(password).await;
    }
    story
}

#[tokio::test]
async fn an_expired_link_is_expired_for_everybody_at_once() {
    let story = brief(None).await;
    let mut other = Customer::new();
    story.installation.clock.advance(Duration::seconds(BRIEF));
    let told = story.installation.backend.link(&story.link).await;
    assert_eq!((&told["status"], &told["status_reason"]), (&"EXPIRED".into(), &"expired".into()));
    assert_eq!(story.timeline().await, "CREATED ACCESSED EXPIRED:expired");
    let listed = story.installation.backend.get("/v1/links?status=EXPIRED").await.expect(200);
    assert_eq!(listed["data"][0]["id"], story.link.id.as_str());
    let page = other.open(&story.link.url).await;
    page.is("expired");
    page.tells("link_expired");
    assert_eq!(page.status, 410);
}

#[tokio::test]
async fn the_time_is_up_for_a_flow_that_is_under_way() {
    let mut story = brief(Some("mfa_sms")).await;
    let mut late = story.customer.tab();
    story.installation.clock.advance(Duration::seconds(BRIEF));
    late.answer(&[("code", "123456")]).await.tells("link_expired");
    story.customer.reload().await.tells("link_expired");
    assert!(story.installation.sandbox.received("otp").await.is_empty());
    let timeline = "CREATED ACCESSED AUTHENTICATING EXPIRED:expired";
    assert_eq!(story.timeline().await, timeline);
    until("the flow is ended too", async || {
        let told = story.installation.backend.link(&story.link).await;
        (told["flow"]["refusal"] == "link_expired").then_some(())
    })
    .await;
    assert_eq!(story.timeline().await, timeline);
}

#[tokio::test]
async fn a_sign_in_that_the_source_accepts_too_late_is_expired() {
    let mut story = brief(None).await;
    let typed = [("identifier", "user_good"), ("password", "pass_good+delay_2")];
    story.customer.submit(&typed).await.is("waiting");
    story.installation.sandbox.has_received(1).await;
    story.installation.clock.advance(Duration::seconds(BRIEF));
    story.customer.arrive().await.tells("link_expired");
    assert_eq!(story.timeline().await, "CREATED ACCESSED AUTHENTICATING EXPIRED:expired");
}

#[tokio::test]
async fn a_completed_link_stays_completed_and_shows_its_page_until_the_token_ends() {
    let mut story = brief(Some("pass_good")).await;
    story.ends_well().await;
    story.installation.clock.advance(Duration::seconds(BRIEF));
    let told = story.installation.backend.link(&story.link).await;
    assert_eq!(told["status"], "COMPLETED");
    let url = story.link.url.clone();
    story.customer.open(&url).await.is("expired");
}
