//! Links that the company takes back.

use crate::support::{Customer, Installation, Story};

#[tokio::test]
async fn a_link_revoked_before_it_was_opened_opens_nothing() {
    let installation = Installation::open().await;
    let link = installation.link("classic").await;
    for _ in 0..2 {
        let told = installation.backend.revoke(&link).await.expect(200);
        assert_eq!((&told["status"], &told["status_reason"]), (&"EXPIRED".into(), &"revoked".into()));
    }
    let mut customer = Customer::new();
    let page = customer.open(&link.url).await;
    page.is("expired");
    page.tells("link_revoked");
    assert_eq!((page.status, page.link_status().as_str()), (410, "EXPIRED"));
    let path = format!("/l/{}/begin", link.token());
    customer.post(&path, &[]).await.tells("link_revoked");
    assert_eq!(installation.backend.transitions(&link).await, "CREATED EXPIRED:revoked");
}

#[tokio::test]
async fn revoking_a_link_ends_the_flow_that_is_under_way() {
    let mut story = Story::after("mfa_sms").await;
    let mut late = story.customer.tab();
    story.installation.backend.revoke(&story.link).await.expect(200);
    let page = story.customer.reload().await;
    page.is("expired");
    page.tells("link_revoked");
    late.answer(&[("code", "123456")]).await.tells("link_revoked");
    assert!(story.installation.sandbox.received("otp").await.is_empty());
    assert_eq!(story.timeline().await, "CREATED ACCESSED AUTHENTICATING EXPIRED:revoked");
    let told = story.installation.backend.link(&story.link).await;
    assert_eq!(told["flow"]["state"], "refused");
    assert_eq!(told["flow"]["refusal"], "link_revoked");
}

#[tokio::test]
async fn revoking_while_the_source_works_keeps_the_link_revoked() {
    let mut story = Story::begin("classic").await;
    let typed = [("identifier", "user_good"), ("password", "pass_good+delay_2")];
    story.customer.submit(&typed).await.is("waiting");
    story.installation.backend.revoke(&story.link).await.expect(200);
    story.customer.arrive().await.tells("link_revoked");
    let url = story.link.url.clone();
    story.customer.open(&url).await.tells("link_revoked");
    assert_eq!(story.timeline().await, "CREATED ACCESSED AUTHENTICATING EXPIRED:revoked");
}

#[tokio::test]
async fn a_failed_link_can_be_revoked_and_a_completed_one_cannot() {
    let mut story = Story::after("error_account_locked").await;
    story.installation.backend.revoke(&story.link).await.expect(200);
    let timeline = "CREATED ACCESSED AUTHENTICATING FAILED:account_locked EXPIRED:revoked";
    assert_eq!(story.timeline().await, timeline);
    let url = story.link.url.clone();
    story.customer.open(&url).await.tells("link_revoked");

    let mut story = Story::after("pass_good").await;
    story.ends_well().await;
    let refused = story.installation.backend.revoke(&story.link).await;
    assert_eq!(refused.problem(409).0, "link_not_revocable");
    story.customer.reload().await.is("receipt");
}
