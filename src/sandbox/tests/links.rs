//! The mailed link, opened here and elsewhere.

use axum::http::StatusCode;

use super::browser::Browser;
use crate::sandbox::{router, speech::theme::Theme};

/// The path below the theme of a link that the panel shows.
fn link(browser: &Browser, outcome: &str) -> String {
    let rows = browser.page.split("data-field=\"link\" data-value=\"").skip(1);
    let mut links = rows.filter_map(|row| row.split_once("\" data-outcome=\""));
    let (address, _) = links.find(|(_, rest)| rest.starts_with(outcome)).unwrap();
    address.strip_prefix("http://localhost/classic/").unwrap().to_owned()
}

#[tokio::test]
async fn a_link_opened_in_the_same_session_leads_on_at_once() {
    let mut browser = Browser::classic().await;
    browser.give("mfa_link").await;
    browser.shows("<p id=\"sent-to\" data-channel=\"email\">");
    browser.shows("http-equiv=\"refresh\"");
    browser.open(&link(&browser, "accepted")).await;
    browser.is_at("account");
}

#[tokio::test]
async fn a_link_opened_in_another_browser_leads_the_waiting_page_on() {
    let site = router();
    let mut browser = Browser::at(&site, Theme::Classic).await;
    let mut phone = Browser::at(&site, Theme::Classic).await;
    browser.give("mfa_link+terms").await;
    browser.open("verify/link").await;
    browser.is_at("verify/link");
    phone.open(&link(&browser, "accepted")).await;
    phone.shows("data-code=\"link_opened\"");
    phone.open("account").await;
    phone.is_at("login");
    browser.open("verify/link").await;
    browser.is_at("verify/terms");
}

#[tokio::test]
async fn a_link_that_is_not_right_is_refused_wherever_it_is_opened() {
    let site = router();
    let mut browser = Browser::at(&site, Theme::Classic).await;
    let mut phone = Browser::at(&site, Theme::Classic).await;
    browser.give("mfa_link").await;
    for (outcome, code) in [("expired", "mfa_code_expired"), ("refused", "mfa_code_invalid")] {
        let wrong = link(&browser, outcome);
        phone.open(&wrong).await;
        assert_eq!(phone.status, StatusCode::FORBIDDEN);
        phone.shows(&format!("data-code=\"{code}\""));
        browser.open(&wrong).await;
        browser.is_at("verify/link");
        browser.shows(&format!("data-code=\"{code}\""));
        browser.shows("http-equiv=\"refresh\"");
    }
}

#[tokio::test]
async fn a_link_that_was_used_is_no_harm() {
    let mut browser = Browser::classic().await;
    browser.give("mfa_link+terms").await;
    let used = link(&browser, "accepted");
    browser.open(&used).await;
    browser.open(&used).await;
    browser.is_at("verify/terms");
}
