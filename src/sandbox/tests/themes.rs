//! The shell of the app theme, sessions that end, pictures and requests on the phone.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};
use tower::ServiceExt;

use super::browser::Browser;
use crate::sandbox::{router, speech::theme::Theme};

async fn fetched(path: &str) -> String {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = router().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8_lossy(&body).into_owned()
}

#[tokio::test]
async fn the_app_shows_nothing_without_its_script() {
    for path in ["/app/login", "/app/verify/code", "/app/account", "/app/sign-out"] {
        let shell = fetched(path).await;
        assert!(shell.contains("<div id=\"root\"></div>"), "{path}");
        assert!(shell.contains("Please enable JavaScript"), "{path}");
        assert!(!shell.contains("<form"), "{path}");
    }
    assert!(fetched("/app.js").await.contains("X-Fragment"));
}

#[tokio::test]
async fn the_app_gives_its_script_the_pages_of_the_classic_theme() {
    let mut browser = Browser::at(&router(), Theme::App).await;
    browser.shows("<form id=\"login\"");
    browser.give("mfa_totp").await;
    browser.send(&[("otp", "123456")]).await;
    browser.is_at("account");
    assert!(fetched("/app/pictures/boat.png").await.contains("PNG"));
}

#[tokio::test]
async fn a_sign_in_that_rests_too_long_is_forgotten() {
    let mut browser = Browser::classic().await;
    browser.give("mfa_sms+session_ttl_1").await;
    browser.is_at("verify/code");
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    browser.send(&[("otp", "123456")]).await;
    browser.is_at("login");
    browser.shows("data-code=\"session_ended\"");
    browser.give("mfa_sms+session_ttl_1").await;
    browser.is_at("verify/code");
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    browser.open("verify/code").await;
    browser.is_at("login");
    browser.shows("data-code=\"session_ended\"");
}

#[tokio::test]
async fn an_account_is_not_forgotten_like_a_sign_in() {
    let mut browser = Browser::classic().await;
    browser.give("session_ttl_1+pass_good").await;
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    browser.open("account").await;
    browser.is_at("account");
}

#[tokio::test]
async fn a_page_that_waits_for_a_phone_goes_on_when_it_is_asked_for_again() {
    let mut browser = Browser::classic().await;
    browser.give("mfa_push_number").await;
    browser.shows("<p id=\"push\" data-device=\"Pixel 9\">");
    browser.shows("<strong id=\"number\">42</strong>");
    browser.shows("value=\"resend\"");
    browser.shows("value=\"another_way\"");
    browser.open("verify/push").await;
    browser.is_at("verify/push");
    tokio::time::sleep(Duration::from_millis(3_050)).await;
    browser.open("verify/push").await;
    browser.is_at("account");
}

#[tokio::test]
async fn pictures_are_served_where_the_pages_show_them() {
    for word in ["captcha", "mfa_qr", "mfa_image"] {
        let mut browser = Browser::classic().await;
        browser.give(word).await;
        let page = browser.page.clone();
        for picture in page.split("<img ").skip(1) {
            let path = picture.split_once("src=\"/classic/").unwrap().1.split('"').next().unwrap();
            browser.open(path).await;
            assert_eq!(browser.headers[CONTENT_TYPE], "image/png");
        }
        assert!(page.contains("<img "), "{word}");
    }
    let mut browser = Browser::classic().await;
    browser.open("pictures/moon.png").await;
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_failed_captcha_shows_another_picture() {
    let mut browser = Browser::classic().await;
    browser.give("captcha").await;
    browser.shows("captcha-0.png");
    browser.send(&[("captcha", "x")]).await;
    browser.shows("captcha-1.png");
    browser.shows("data-code=\"captcha_failed\"");
}

#[tokio::test]
async fn the_code_page_says_what_is_counted_and_what_expires() {
    let mut browser = Browser::classic().await;
    browser.give("mfa_sms+expire_code_60+lock_after_3").await;
    browser.shows("<p id=\"expires\" data-seconds=\"");
    browser.shows("<p id=\"resend-after\" data-seconds=\"");
    browser.send(&[("otp", "111111")]).await;
    browser.shows("data-attempts-left=\"2\"");
}

#[tokio::test]
async fn the_other_companys_sign_in_leads_nowhere() {
    let mut browser = Browser::classic().await;
    browser.give("sso").await;
    browser.shows("<a id=\"sso\" href=\"/classic/contoso\">");
    browser.open("contoso").await;
    browser.shows("data-code=\"other_company\"");
    browser.open("verify/sso").await;
    browser.is_at("verify/sso");
}

#[tokio::test]
async fn the_chosen_organisation_is_the_accounts() {
    let mut browser = Browser::classic().await;
    browser.give("account_select_3").await;
    browser.send(&[("account", "3")]).await;
    browser.shows("<dd data-name=\"organisation\">Riverbank Hotel</dd>");
}
