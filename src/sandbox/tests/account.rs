//! The account area as a browser sees it.

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;

use super::browser::Browser;

#[tokio::test]
async fn the_account_has_invoices_to_download() {
    let mut browser = Browser::classic().await;
    browser.give("pass_good").await;
    browser.open("account/invoices").await;
    assert_eq!(browser.page.matches("data-invoice=").count(), 3);
    browser.open("account/invoices/1002.csv").await;
    browser.shows("1002,2026-02-01");
    browser.open("account/invoices/1002.pdf").await;
    assert_eq!(browser.headers[CONTENT_TYPE], "application/pdf");
    assert!(browser.page.starts_with("%PDF-1.4"));
    for file in ["1004.pdf", "1002.exe", "1002", "x.csv"] {
        browser.open(&format!("account/invoices/{file}")).await;
        assert_eq!(browser.status, StatusCode::NOT_FOUND, "{file}");
    }
}

#[tokio::test]
async fn settings_are_kept_until_the_visitor_leaves() {
    let mut browser = Browser::classic().await;
    browser.give("pass_good").await;
    browser.open("account/settings").await;
    browser.send(&[("invoice_email", "nobody")]).await;
    browser.shows("data-code=\"email_invalid\"");
    browser.send(&[("invoice_email", "new@mail.example"), ("paper", "yes")]).await;
    browser.shows("data-code=\"settings_saved\"");
    browser.shows("value=\"new@mail.example\"");
    browser.shows("checked");
    browser.open("sign-out").await;
    browser.open("account/settings").await;
    browser.is_at("login");
}

#[tokio::test]
async fn a_broken_account_area_still_lets_people_in() {
    let mut browser = Browser::classic().await;
    browser.give("fail_workflow_source_maintenance").await;
    browser.shows("id=\"sign-out\"");
    for path in ["account/invoices", "account/invoices/1001.pdf", "account/settings"] {
        browser.open(path).await;
        assert_eq!(browser.status, StatusCode::SERVICE_UNAVAILABLE);
        browser.shows("data-code=\"source_maintenance\"");
    }
}
