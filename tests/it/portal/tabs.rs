//! One customer in several tabs, going back, reloading, and clicking twice: always the page as it now is, and the
//! source hears everything once.

use reqwest::header::LOCATION;
use tokio::task::JoinSet;

use crate::support::{Page, Story};

const RIGHT: &[(&str, &str)] = &[("code", "123456")];

fn with_submit(page: &Page, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = page.prompt().filled(typed);
    fields.push(("action".to_owned(), "submit".to_owned()));
    fields
}

#[tokio::test]
async fn a_second_tab_shows_the_same_prompt_and_both_can_go_on() {
    let mut story = Story::after("mfa_sms").await;
    let mut tab = story.customer.tab();
    tab.open(&story.link.url).await.asks("one_time_code");
    tab.answer(&[("code", "111111")]).await.tells("mfa_code_invalid");
    // The first tab still shows the older prompt: its answer changes nothing, and it is shown the newer one.
    let page = story.customer.answer(&[("code", "333333")]).await;
    page.asks("one_time_code");
    page.tells("mfa_code_invalid");
    story.customer.answer(RIGHT).await;
    tab.reload().await.is("done");
    story.ends_well().await;
    let sent = story.installation.sandbox.received("otp").await;
    assert_eq!(sent, ["111111", "123456"]);
}

#[tokio::test]
async fn an_old_form_sent_again_ends_on_the_page_as_it_now_is() {
    let mut story = Story::begin("classic").await;
    let before = story.customer.tab();
    story.gives("mfa_sms").await;
    let typed = [("identifier", "user_good"), ("password", "mfa_sms")];
    let form = before.page().prompt();
    let fields = with_submit(before.page(), &typed);
    for _ in 0..3 {
        let page = story.customer.post(&form.action, &fields).await;
        page.asks("one_time_code");
        page.tells("");
        assert_eq!(page.turn(), 2);
    }
    story.customer.answer(RIGHT).await;
    story.customer.post(&form.action, &fields).await.is("done");
    story.ends_well().await;
    assert_eq!(story.installation.sandbox.ledger().await.len(), 2);
}

#[tokio::test]
async fn of_fifty_posts_at_once_one_acts_and_all_lead_to_the_same_page() {
    for times in [2, 50] {
        let mut story = Story::after("mfa_sms").await;
        let path = story.page().url.path().to_owned();
        let fields = with_submit(story.page(), &[("code", "111111")]);
        let mut posts = JoinSet::new();
        for _ in 0..times {
            posts.spawn(story.customer.form_request(&path, &fields).send());
        }
        while let Some(answer) = posts.join_next().await {
            let answer = answer.unwrap().unwrap();
            assert_eq!(answer.status(), 303);
            assert_eq!(answer.headers()[LOCATION], path.as_str());
        }
        story.customer.reload().await;
        story.customer.arrive().await.tells("mfa_code_invalid");
        assert_eq!(story.page().turn(), 3);
        story.customer.answer(RIGHT).await;
        story.ends_well().await;
        let sent = story.installation.sandbox.received("otp").await;
        assert_eq!(sent, ["111111", "123456"]);
    }
}

#[tokio::test]
async fn continue_pressed_twice_begins_one_flow() {
    let mut story = Story::begin("classic").await;
    let at = story.page().url.clone();
    let path = format!("/l/{}/begin", story.link.token());
    for _ in 0..3 {
        let fields = [("action".to_owned(), "continue".to_owned())];
        story.customer.post(&path, &fields).await.asks("credentials");
        assert_eq!(story.page().url, at);
    }
    assert_eq!(story.timeline().await, "CREATED ACCESSED");
}

#[tokio::test]
async fn reloading_a_prompt_changes_nothing() {
    let mut story = Story::after("mfa_sms").await;
    for _ in 0..3 {
        let page = story.customer.reload().await;
        page.asks("one_time_code");
        assert_eq!(page.turn(), 2);
    }
    assert_eq!(story.installation.sandbox.ledger().await.len(), 1);
}

#[tokio::test]
async fn a_post_after_the_end_shows_the_end() {
    let mut story = Story::after("mfa_sms").await;
    let old = story.customer.tab();
    let form = old.page().prompt();
    let fields = with_submit(old.page(), RIGHT);
    story.customer.answer(RIGHT).await.is("done");
    story.installation.backend.sees(&story.link, "COMPLETED").await;
    story.customer.post(&form.action, &fields).await.is("done");
    story.ends_well().await;
    assert_eq!(story.installation.sandbox.received("otp").await, ["123456"]);
}
