//! Which browser a flow belongs to: only values that were made for it at Continue say so, and each only for its time.

use std::collections::BTreeSet;

use reqwest::{
    Method,
    header::{COOKIE, LOCATION},
};
use tokio::task::JoinSet;

use crate::support::{Customer, Installation, Story, client};

/// What somebody who has these cookies is shown at the address of a flow.
async fn opens(url: &str, cookies: &str) -> u16 {
    client().get(url).header(COOKIE, cookies).send().await.unwrap().status().as_u16()
}

/// Every name under which the browser might be known, with a value.
fn planted(story: &Story, value: &str) -> String {
    let flow = story.page().url.path().trim_start_matches("/f/").to_owned();
    format!("vestibule={value}; vestibule_{flow}={value}; {flow}={value}")
}

#[tokio::test]
async fn planted_values_open_nothing_and_are_not_taken_over() {
    let installation = Installation::open().await;
    let values =
        ["AAAAAAAAAAAAAAAAAAAAAA", "1", "0123456789abcdef0123456789abcdef", "a", "true", "AAAAAAAAAAAAAAAAAAAAAA.AAAA"];
    for value in values {
        let link = installation.link("classic").await;
        let mut customer = Customer::new();
        customer.plant(&link.url, &format!("vestibule={value}; Path=/"));
        customer.open(&link.url).await.is("begin");
        customer.plant(&link.url, &format!("vestibule={value}; Path=/"));
        customer.press_continue().await.asks("credentials");
        let url = customer.page().url.to_string();
        let flow = customer.page().url.path().trim_start_matches("/f/").to_owned();
        let all = format!("vestibule={value}; vestibule_{flow}={value}; {flow}={value}");
        assert_eq!(opens(&url, &all).await, 403, "{value}");
        assert_eq!(opens(&url, &format!("vestibule={value}")).await, 403, "{value}");
        customer.reload().await.asks("credentials");
    }
}

#[tokio::test]
async fn a_value_that_was_made_for_somebody_else_gives_no_share_in_what_comes_after() {
    let installation = Installation::open().await;
    let link = installation.link("classic").await;
    // A stranger visits, and leaves all that he got in the customer's browser.
    let mut stranger = Customer::new();
    stranger.open(&link.url).await.is("begin");
    let left = stranger.cookies(&stranger.page().url);
    let mut customer = Customer::new();
    for cookie in left.split("; ") {
        customer.plant(&link.url, &format!("{cookie}; Path=/"));
    }
    customer.open(&link.url).await.is("begin");
    customer.press_continue().await.asks("credentials");
    let url = customer.page().url.to_string();
    stranger.open(&url).await.is("elsewhere");
    assert_eq!(opens(&url, &left).await, 403);
    // Pressing the button that he was shown leads him nowhere either.
    stranger.open(&link.url).await.is("elsewhere");
    let begin = format!("/l/{}/begin", link.token());
    stranger.post(&begin, &[("action".to_owned(), "continue".to_owned())]).await.is("elsewhere");
    customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await.is("done");
}

#[tokio::test]
async fn the_value_is_new_at_each_continue_and_the_old_one_opens_nothing() {
    let mut story = Story::begin("classic").await;
    let begin = format!("/l/{}/begin", story.link.token());
    let mut values = BTreeSet::new();
    for _ in 0..3 {
        let url = story.page().url.to_string();
        let before = story.customer.cookies(&story.page().url);
        assert_eq!(opens(&url, &before).await, 200);
        assert!(values.insert(before.clone()), "{before} came twice");
        story.customer.post(&begin, &[("action".to_owned(), "continue".to_owned())]).await.asks("credentials");
        assert_eq!(story.page().url.as_str(), url);
        assert_eq!(opens(&url, &before).await, 403);
    }
    let before = story.customer.cookies(&story.page().url);
    story.gives("error_account_locked").await.is("failed");
    story.customer.press_continue().await.asks("credentials");
    assert_eq!(opens(story.page().url.as_str(), &before).await, 403, "a new flow is no part of the old one");
    assert_eq!(opens(story.page().url.as_str(), &planted(&story, "1")).await, 403);
}

#[tokio::test]
async fn continue_clicked_twice_at_once_is_one_flow_and_one_value() {
    for times in [2, 20] {
        let installation = Installation::open().await;
        let link = installation.link("classic").await;
        let mut customer = Customer::new();
        customer.open(&link.url).await.is("begin");
        let form = customer.page().form("action", "continue");
        let mut fields = form.filled(&[]);
        fields.push(("action".to_owned(), "continue".to_owned()));
        let mut posts = JoinSet::new();
        for _ in 0..times {
            posts.spawn(customer.form_request(&form.action, &fields).send());
        }
        let (mut places, mut cookies) = (BTreeSet::new(), BTreeSet::new());
        while let Some(answer) = posts.join_next().await {
            let answer = answer.unwrap().unwrap();
            assert_eq!(answer.status(), 303);
            places.insert(answer.headers()[LOCATION].to_str().unwrap().to_owned());
            let set: Vec<_> = answer.headers().get_all("set-cookie").iter().map(|one| one.to_str().unwrap()).collect();
            cookies.insert(set.join("\n"));
            customer.takes_cookies(answer.headers(), answer.url());
        }
        assert_eq!((places.len(), cookies.len()), (1, 1), "{places:?} {cookies:?}");
        let place = places.pop_first().unwrap();
        assert!(place.starts_with("/f/"), "{place}");
        let url = customer.page().url.join(&place).unwrap();
        customer.open(url.as_str()).await;
        customer.arrive().await.asks("credentials");
    }
}

#[tokio::test]
async fn a_browser_that_signs_in_often_keeps_few_values() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let mut customer = Customer::new();
    for _ in 0..25 {
        let link = installation.backend.create_link(&job).await;
        customer.open(&link.url).await.is("begin");
        customer.press_continue().await.asks("credentials");
        customer.reload().await.asks("credentials");
    }
    let held = customer.cookies(&customer.page().url).len();
    assert!(held < 4_096, "{held} bytes of cookies with each request");
    let request = customer.request_builder(Method::GET, &customer.page().url.clone());
    assert_eq!(request.send().await.unwrap().status(), 200);
}
