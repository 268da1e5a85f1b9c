//! Other browsers with the same link, and other links in the same browser.

use crate::support::{Customer, Story};

#[tokio::test]
async fn a_second_browser_learns_that_it_goes_on_elsewhere_and_nothing_more() {
    let story = Story::after("mfa_sms").await;
    let mut other = Customer::new();
    let page = other.open(&story.link.url).await;
    page.is("elsewhere");
    page.tells("flow_elsewhere");
    assert_eq!((page.challenge().as_str(), page.turn()), ("", 0));
    assert!(page.quotes().is_empty() && page.test_values().is_empty());
    for secret in ["user_good", "•••• 42", "/f/flw_"] {
        assert!(!page.body.contains(secret), "{secret} in {}", page.body);
    }
    let page = other.open(story.page().url.as_str()).await;
    page.is("elsewhere");
    assert_eq!((page.status, page.challenge().as_str()), (403, ""));
    assert!(!page.body.contains("Northwind") && !page.body.contains("Harbour"));
}

#[tokio::test]
async fn starting_over_in_another_browser_ends_the_first_ones_flow() {
    let mut story = Story::after("mfa_sms").await;
    let mut other = Customer::new();
    other.open(&story.link.url).await.is("elsewhere");
    other.press("action", "restart").await.asks("credentials");
    let page = story.customer.reload().await;
    page.is("elsewhere");
    page.tells("flow_elsewhere");
    // The first may come back the same way.
    story.customer.press("action", "restart").await.asks("credentials");
    other.reload().await.is("elsewhere");
    story.gives("pass_good").await;
    story.page().is("done");
    story.installation.backend.sees(&story.link, "COMPLETED").await;
}

#[tokio::test]
async fn continue_in_another_browser_does_not_take_over_by_itself() {
    let story = Story::after("mfa_sms").await;
    let mut other = Customer::new();
    other.open(&story.link.url).await;
    let path = format!("/l/{}/begin", story.link.token());
    let fields = [("action".to_owned(), "continue".to_owned())];
    other.post(&path, &fields).await.is("elsewhere");
}

#[tokio::test]
async fn an_answer_from_another_browser_never_reaches_the_source() {
    let mut story = Story::after("mfa_sms").await;
    let mut other = Customer::new();
    other.open(&story.link.url).await;
    let form = story.page().prompt();
    let fields = form.filled(&[("code", "123456")]);
    let page = other.post(&form.action, &fields).await;
    assert_eq!(page.status, 403);
    page.is("elsewhere");
    assert!(story.installation.sandbox.received("otp").await.is_empty());
    story.customer.answer(&[("code", "123456")]).await;
    story.ends_well().await;
}

#[tokio::test]
async fn the_cookie_of_one_flow_opens_nothing_of_another_browsers() {
    let first = Story::after("mfa_sms").await;
    let link = first.installation.link("classic").await;
    let second = first.installation.customer_at(&link).await;
    let mut curious = first.customer.tab();
    let page = curious.open(second.page().url.as_str()).await;
    assert_eq!(page.status, 403);
    page.is("elsewhere");
    assert_eq!(page.challenge(), "");
    // Not even under the other flow's name.
    let cookies = first.customer.cookies(&first.page().url);
    let value = cookies.split("; ").find_map(|cookie| cookie.strip_prefix("vestibule_flw_")?.split('=').nth(1));
    let url = second.page().url.clone();
    let flow = url.path().rsplit('/').next().unwrap();
    curious.plant(url.as_str(), &format!("vestibule_{flow}={}; Path=/", value.unwrap()));
    let page = curious.open(url.as_str()).await;
    assert_eq!((page.status, page.challenge().as_str()), (403, ""));
}

#[tokio::test]
async fn two_links_in_one_browser_are_two_flows() {
    let mut story = Story::after("mfa_sms").await;
    let link = story.installation.link("stepwise").await;
    let mut tab = story.customer.tab();
    tab.open(&link.url).await.is("begin");
    tab.press_continue().await.asks("identifier");
    // A form of one flow is no form of the other.
    let fields = story.page().prompt().filled(&[("code", "123456")]);
    let path = tab.page().url.path().to_owned();
    let page = tab.tab().post(&path, &fields).await.clone();
    assert_eq!((page.status, page.kind().as_str()), (403, "error"));
    story.customer.answer(&[("code", "123456")]).await;
    story.ends_well().await;
    tab.reload().await.asks("identifier");
}

#[tokio::test]
async fn a_browser_that_keeps_no_cookies_is_told_so() {
    let story = Story::begin("classic").await;
    let link = story.installation.link("classic").await;
    let mut forgetful = Customer::new();
    forgetful.open(&link.url).await.is("begin");
    let mut forgetful = forgetful.without_cookies();
    let page = forgetful.press_continue().await;
    page.is("error");
    assert_eq!(page.status, 403);
    assert_eq!(story.installation.backend.transitions(&link).await, "CREATED");
}
